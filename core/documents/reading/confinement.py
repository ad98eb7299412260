"""What the child gives up before it touches a stranger's file. Each step is left out where the system lacks it."""

import contextlib
import ctypes
import os
import sys
from typing import Any

_HEADROOM_MB = 40  # code and libraries: counted in what the process holds, not in what it allocates
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "os.spawn",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.kill",
    "shutil.",
    "urllib.",
    "ftplib.",
    "http.",
    "smtplib.",
)


def confine(memory_mb: int) -> None:
    """Limit memory, leave the network, give up writing files and starting processes, for good.

    Args:
        memory_mb: what the whole process may hold, in MiB.
    """
    _leave_network()
    _limit(memory_mb)
    sys.addaudithook(_refuse)


def _limit(memory_mb: int) -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    data = max(memory_mb - _HEADROOM_MB, memory_mb // 2) * 2**20
    wanted = {"RLIMIT_DATA": data, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_NOFILE": 64, "RLIMIT_NPROC": 0}
    for name, value in wanted.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


def _leave_network() -> None:
    """A network namespace with nothing in it, where Linux lets us have one."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        alone = _NEW_NETWORK if os.geteuid() == 0 else _NEW_NETWORK | _NEW_USER
        ctypes.CDLL(None).unshare(alone)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        mode = args[1]
        writes = any(letter in mode for letter in "wax+") if isinstance(mode, str) else bool(args[2] & os.O_ACCMODE)
        if writes:
            raise PermissionError("reading a file writes nothing")
    elif event.startswith(_REFUSED):
        raise PermissionError("reading a file needs no network and no other process")
