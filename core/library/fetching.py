"""Copying one file out of a folder that others write to at the same time.

Every component of the path is opened relative to the one before and never through a link, and what was opened is
looked at again, so that a file which is swapped for a link, a pipe or a folder between listing and reading costs one
failure and nothing else.
"""

import contextlib
import errno
import os
import stat
import uuid
from collections.abc import Iterator
from pathlib import Path

from core.errors import FileUnreadable, StoreUnavailable

_CHUNK = 1 << 20


def copy_out(root: int, relative: bytes, name: str, into: Path, max_bytes: int) -> Path:
    """Copy the file ``relative`` to the open folder ``root`` into the folder ``into`` and return the copy.

    Raises:
        FileUnreadable: gone, not a plain file, a link, too large, not readable, or changing while it was read.
        StoreUnavailable: the copy cannot be written.
    """
    target = into / f"{os.getpid()}-{uuid.uuid4().hex}"
    handle = _open(root, relative)
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise not_a_file(before.st_mode)
        if before.st_size > max_bytes:
            raise FileUnreadable(
                f"The file has {before.st_size // 2**20} MB; files above {max_bytes // 2**20} MB are not read.",
                "too_large",
            )
        _copy(handle, target, max_bytes)
        after = os.fstat(handle)
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise FileUnreadable(
                f"“{name}” was being written while it was read; it is tried again.", "changing", permanent=False
            )
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)
    return target


def prepare_inbox(folder: Path) -> None:
    """Make the folder for copies, and remove what processes left there that no longer live.

    Raises:
        StoreUnavailable: it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.iterdir():
            owner = left.name.partition("-")[0]
            if owner.isdigit() and not alive(int(owner)):
                left.unlink(missing_ok=True)
    except OSError as error:
        raise _not_writable() from error


def gone() -> FileUnreadable:
    """The failure of a file that went away between listing and reading."""
    return FileUnreadable("The file went away before it could be read.", "gone", permanent=False)


def denied(what: str, error: OSError) -> FileUnreadable:
    """The failure of something that may not, or cannot, be read."""
    if isinstance(error, PermissionError):
        return FileUnreadable(f"{what} may not be read: Sybil lacks the permission.", "denied", permanent=False)
    return FileUnreadable(f"{what} cannot be read from the disk now.", "denied", permanent=False)


def not_a_file(mode: int) -> FileUnreadable:
    """The failure of a pipe, socket, device, folder or link where a file should be."""
    kinds = ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))
    kind = next((words for check, words in kinds if check(mode)), "a device")
    return FileUnreadable(f"This is {kind}, not a file; it was not opened.", "not_a_file")


def _open(root: int, relative: bytes) -> int:
    folder = os.dup(root)
    *above, last = relative.split(b"/")
    try:
        for part in above:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError as error:
        raise _refused(error) from error
    finally:
        with contextlib.suppress(OSError):
            os.close(folder)


def _refused(error: OSError) -> FileUnreadable:
    if error.errno == errno.ELOOP:
        return FileUnreadable("The file was replaced by a link; it was not followed.", "outside", permanent=False)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return gone()
    if error.errno == errno.ENXIO:
        return FileUnreadable("This is a socket or a device, not a file; it was not opened.", "not_a_file")
    return denied("The file", error)


def _copy(handle: int, target: Path, max_bytes: int) -> None:
    copied = 0
    try:
        with open(target, "xb") as out:
            for chunk in _chunks(handle):
                copied += len(chunk)
                if copied > max_bytes:
                    grows = "The file grows while it is read; it is tried again."
                    raise FileUnreadable(grows, "changing", permanent=False)
                out.write(chunk)
    except OSError as error:
        raise _not_writable() from error


def _not_writable() -> StoreUnavailable:
    return StoreUnavailable(
        "The data folder cannot be written: the disk is full or the folder is read-only. What was stored before is "
        "safe; make room or make the folder writable, then try again."
    )


def _chunks(handle: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(handle, _CHUNK)
        except OSError as error:
            raise denied("The file", error) from error
        if not chunk:
            return
        yield chunk


def alive(process: int) -> bool:
    """True if there is a process of this id on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
