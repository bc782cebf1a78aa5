"""Folders that our processes can use and nobody else can. Standard library only."""

import hashlib
import os
import pwd
import stat
from contextlib import suppress
from pathlib import Path

from pact.setup import CannotGoOn, open_to_nobody


def unprivileged() -> dict:
    """What makes a process started by root run as nobody; nothing for anybody else."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def reachable(path: Path) -> bool:
    """Whether our unprivileged processes can reach the path."""
    return os.getuid() != 0 or open_to_nobody(path.resolve())


def give_away(path: Path) -> None:
    """Let our unprivileged processes own what we made for them."""
    if user := unprivileged():
        os.chown(path, user["user"], user["group"])


def short_name(folder: Path) -> str:
    return f"pact-{os.getuid()}-{hashlib.sha256(str(folder).encode()).hexdigest()[:10]}"


def socket_folder(folder: Path) -> Path:
    """In /tmp because the path of a socket may not pass 107 bytes; closed to everybody else."""
    sockets = Path("/tmp", short_name(folder))  # noqa: S108 (made and checked below)
    owner = unprivileged().get("user", os.getuid())
    with suppress(FileExistsError):
        sockets.mkdir(mode=0o700)
        give_away(sockets)
    must_be_closed(sockets, owners={owner})
    return sockets


def place_for_nobody(folder: Path) -> Path:
    """Programs and data of engines that root started in a folder only root can reach."""
    place = Path("/var/tmp", short_name(folder))  # noqa: S108 (made and checked below)
    with suppress(FileExistsError):
        place.mkdir(mode=0o711)
        place.chmod(0o711)
    must_be_closed(place, owners={0}, others_may=0o111)
    return place


def must_be_closed(folder: Path, *, owners: set[int], others_may: int = 0) -> None:
    """The name can be guessed: refuse a folder, or a link, that somebody else put there."""
    found = folder.lstat()
    others = stat.S_IMODE(found.st_mode) & 0o077 & ~others_may
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners or others:
        raise CannotGoOn(
            f"{folder} is not a folder that only we can use, so it cannot hold our engines: "
            "look who made it, remove it, and start again."
        )


def make_ours(folder: Path) -> None:
    """A folder in which the engines can write, and nobody else can read."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
    if folder.stat().st_uid == 0:
        give_away(folder)
    if not is_for_us(folder):
        raise CannotGoOn(
            f"{folder} belongs to another user, who ran this before you. Run it as that user, "
            f"or have {folder} removed."
        )


def is_for_us(folder: Path) -> bool:
    """Whether the engines can write there; root can everywhere, and does not run them."""
    if user := unprivileged():
        return folder.stat().st_uid == user["user"]
    return os.access(folder, os.W_OK)
