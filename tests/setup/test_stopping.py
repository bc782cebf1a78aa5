"""What takes in new work stops first, and what keeps it last."""

import signal
import subprocess
import sys

from pact import embedded
from pact.demonstration import run
from pact.demonstration.run import Demonstration, listen_on
from pact.embedded import Engines
from pact.supervisor import Child


def test_all_of_it_stops_in_order(tmp_path, monkeypatch):
    """Each begun as the demonstration begins it, under the name that it gets there."""
    begun, ended = [], []

    def begin(name: str, *_command: object, **_how: object) -> Child:
        begun.append(name)
        nothing = subprocess.Popen([sys.executable, "-S", "-c", ""])
        return Child(name, nothing, tmp_path / name, signal.SIGTERM)

    def end(children: list[Child], *, within: float) -> None:
        ended.append([child.name for child in children])
        for child in children:
            child.process.wait()

    for module in (run, embedded):
        monkeypatch.setattr(module, "spawn", begin)
        monkeypatch.setattr(module, "stop_together", end)
    monkeypatch.setattr(embedded, "redis_program", lambda _away: "redis")
    monkeypatch.setattr(embedded, "reachable", lambda _folder: True)  # nothing is left elsewhere
    with listen_on(0) as web:
        demonstration = Demonstration(web, own_servers=True)
        engines = demonstration.engines = Engines(tmp_path / "local", lasting=False)
        engines.postgres, engines.redis = engines.start_postgres(tmp_path), engines.start_redis()
        env = demonstration.start_mail()
        demonstration.start_python(env)
        demonstration.stop()

    assert begun == ["postgres", "redis", "mail", "web server", "worker", "scheduler"]
    assert ended == [["web server", "scheduler"], ["worker"], ["mail"], ["redis"], ["postgres"]]
