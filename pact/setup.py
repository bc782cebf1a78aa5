"""Makes the environment everything runs in. Standard library only: nothing is installed yet."""

import fcntl
import hashlib
import os
import pwd
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
INSTALLER = ENVIRONMENT / "installer"
MARK = ENVIRONMENT / "installed"  # which lock was installed, and its fingerprint

# Who may run with which packages; development holds all that demo holds
ENOUGH_FOR = {"test": {"development"}}
ENOUGH_FOR_THE_REST = {"demo", "development"}


class CannotGoOn(Exception):
    """One clear sentence for whoever typed the command: what happened, and what to do."""


def say(step: str) -> None:
    """Tell what is being done; a terminal that is gone must not stop the stopping."""
    with suppress(OSError):
        print(step, flush=True)  # noqa: T201 (a command talks to whoever typed it)


def be_ready(command: str, arguments: list[str]) -> None:
    """Return inside an environment that is enough for the command; start again there if needed."""
    if not is_ready(command):
        with one_at_a_time():
            if not is_ready(command):
                make_environment(lock_for(command))
        start_again_inside(arguments)
    if not inside():
        start_again_inside(arguments)
    compile_translations()


def start_again_inside(arguments: list[str]) -> None:
    os.execve(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), *arguments], dict(os.environ))  # noqa: S606


# What there is, and what that is enough for


def inside() -> bool:
    """Whether this process already runs in the environment."""
    return Path(sys.prefix).resolve() == ENVIRONMENT.resolve()


def is_ready(command: str) -> bool:
    """Whether the environment was made from today's lock, with enough in it for the command.

    And for the Python that is in it now: a new Debian puts another one behind the same name.
    An environment that somebody made by hand has no mark: Django's own commands trust it.
    """
    if not (PYTHON.exists() and packages().joinpath("django").is_dir()):
        return False
    if not MARK.exists():
        return command not in ("demo", "test")
    holds, fingerprint = MARK.read_text().split()
    if fingerprint != fingerprint_of(holds):
        return False
    return holds in ENOUGH_FOR.get(command, ENOUGH_FOR_THE_REST)


def lock_for(command: str) -> str:
    """The lock to install: never fewer packages than there are already."""
    return "demo" if command == "demo" and not has_development() else "development"


def has_development() -> bool:
    return any(ENVIRONMENT.glob("lib/python3.*/site-packages/pytest"))


def packages() -> Path:
    """Where the environment's Python looks for its packages; the folder need not exist yet."""
    return ENVIRONMENT / "lib" / f"python{version_inside()}" / "site-packages"


def version_inside() -> str:
    """Which Python the environment has now, whichever one it was made with."""
    if inside():
        return "{}.{}".format(*sys.version_info)
    ask = "import sys; print('{}.{}'.format(*sys.version_info))"
    return run([PYTHON, "-I", "-S", "-c", ask]).stdout.strip()


def lock_file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def fingerprint_of(name: str) -> str:
    return hashlib.sha256(lock_file(name).read_bytes()).hexdigest()


# Making it


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands started together must not both install."""
    with (ROOT / "manage.py").open() as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def make_environment(name: str) -> None:
    """An environment with exactly the packages of the lock, each checked against its hash."""
    if not os.access(ENVIRONMENT if ENVIRONMENT.exists() else ROOT, os.W_OK):
        raise CannotGoOn(
            f"The environment in {ENVIRONMENT} must be made or renewed, and you may not write "
            "there: run this once as the owner of the folder, or make your own copy of it."
        )
    MARK.unlink(missing_ok=True)
    if not (PYTHON.exists() and packages().is_dir()):
        say("Making the Python environment .venv")
        make_bare_environment()
    say(f"Installing the Python packages of requirements/{name}.txt")
    install(name)
    MARK.write_text(f"{name} {fingerprint_of(name)}\n")


def make_bare_environment() -> None:
    """Without pip in it, because Debian keeps that part of `venv` in a package of its own."""
    python = interpreter_for_everybody()
    made = run([python, "-m", "venv", "--clear", "--without-pip", ENVIRONMENT])
    if made.returncode:
        raise CannotGoOn(f"Python could not make the environment .venv: {last_line(made)}")


def interpreter_for_everybody() -> str:
    """Started by root, everything else runs as nobody: take a Python that nobody can reach."""
    if os.getuid() != 0 or open_to_nobody(Path(sys.executable).resolve()):
        return sys.executable
    version = "{}.{}".format(*sys.version_info)
    for folder in ("/usr/bin", "/usr/local/bin"):
        other = Path(folder, f"python{version}")
        if other.exists() and open_to_nobody(other.resolve()):
            return str(other)
    return sys.executable


def open_to_nobody(path: Path) -> bool:
    """Whether the user nobody can enter the folders above, and read the path if it is there."""
    uid = pwd.getpwnam("nobody").pw_uid

    def allows(place: Path, owner_may: int, others_may: int) -> bool:
        found = place.stat()
        return bool(found.st_mode & (owner_may if found.st_uid == uid else others_may))

    above = (parent for parent in path.parents if parent.exists())
    readable = not path.exists() or allows(path, 0o400, 0o004)
    return readable and all(allows(parent, 0o100, 0o001) for parent in above)


def install(name: str) -> None:
    """With uv, which takes seconds; with pip itself where there is no uv for the machine."""
    wanted = ["--require-hashes", "-r", lock_file(name)]
    if not install_with_uv(name):
        done = pip("--python", PYTHON, "install", "-q", "--no-deps", *wanted)
        if done.returncode:
            raise CannotGoOn(
                f"The Python packages of requirements/{name}.txt could not be installed; "
                f"check the connection and run the command again. pip says: {last_line(done)}"
            )


def install_with_uv(name: str) -> bool:
    uv = INSTALLER / "bin" / "uv"
    if not uv.exists():
        wanted = ["--require-hashes", "-r", lock_file("installer")]
        pip("install", "-q", "--target", INSTALLER, "--only-binary", ":all:", *wanted)
    if not uv.exists():
        return False
    sync = [uv, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", lock_file(name)]
    return run(sync, env=os.environ | as_pip_is_told()).returncode == 0


def as_pip_is_told() -> dict[str, str]:
    """Where pip looks on this machine, in uv's words: uv does not read pip's configuration."""
    lines = re.findall(r"^\S+?\.([a-z-]+)='(.*)'$", pip("config", "list").stdout, re.M)
    told = {key: value.replace("\\n", " ").strip() for key, value in reversed(lines)}
    words = {
        "UV_DEFAULT_INDEX": told.get("index-url"),
        "UV_INDEX": told.get("extra-index-url"),
        "UV_FIND_LINKS": ",".join(told.get("find-links", "").split()),
        "SSL_CERT_FILE": told.get("cert"),
        "HTTPS_PROXY": told.get("proxy"),
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # as pip does; the hashes make it safe
    }
    return {name: value for name, value in words.items() if value and name not in os.environ}


def pip(*arguments) -> subprocess.CompletedProcess:
    """The pip of the Python that the environment was made with; it has none itself."""
    python = getattr(sys, "_base_executable", sys.executable)
    done = run([python, "-m", "pip", "--disable-pip-version-check", *arguments])
    if "No module named pip" in done.stderr:
        raise CannotGoOn(f"{python} has no pip. Install it with: sudo apt-get install python3-pip")
    return done


def run(arguments, env=None) -> subprocess.CompletedProcess:
    return subprocess.run(  # noqa: S603 (our own programs)
        arguments, env=env, capture_output=True, text=True, check=False
    )


def last_line(done: subprocess.CompletedProcess) -> str:
    return ((done.stderr or done.stdout).strip().splitlines() or ["nothing"])[-1]


# The translations


def compile_translations() -> None:
    """Compile each catalogue that is newer than what was made of it, without a system package."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= source.stat().st_mtime:
            continue
        import polib  # not in a production environment, which compiles while its image is built

        beside = made.with_suffix(f".{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(beside))
        beside.replace(made)  # in one step: another process may be reading it
