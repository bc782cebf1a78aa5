"""A copy of the project and a free port, for whoever starts the whole of it."""

import shutil
import socket
import tempfile
from pathlib import Path

import pytest

from tests.setup.demonstrated import copy_of_the_project
from tests.setup.processes import running_for, wait_for


@pytest.fixture
def project():
    """A copy of the project of its own, with our environment."""
    folder = Path(tempfile.mkdtemp(prefix="pact-demo-", dir="/tmp"))
    folder.chmod(0o755)
    yield copy_of_the_project(folder / "project")
    assert wait_for(lambda: running_for(str(folder)) == [], seconds=20), running_for(str(folder))
    shutil.rmtree(folder)


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
