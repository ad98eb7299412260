"""Opening a file that a stranger put there: never follows a link, never waits for a pipe."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.documents.reading.limits import Limits
from core.documents.reading.reasons import unreadable
from core.errors import FileUnreadable

_CHUNK = 1 << 20
_CODES = {
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ELOOP: "outside",
    errno.ENXIO: "not_a_file",
    errno.ENODEV: "not_a_file",
    errno.EISDIR: "not_a_file",
}


@dataclass(frozen=True)
class OpenFile:
    """An open regular file as it was when it was opened; ``modified_ns`` is in nanoseconds since 1970."""

    descriptor: int
    size: int
    modified_ns: int

    @property
    def modified(self) -> datetime:
        """The time of modification, UTC."""
        return datetime.fromtimestamp(self.modified_ns / 1e9, UTC)

    def chunks(self) -> Iterator[bytes]:
        """The bytes there are now, up to one more than ``size`` (so that growth shows).

        Raises:
            FileUnreadable: ``broken`` when the disk gives an error.
        """
        left = self.size + 1
        while left > 0:
            try:
                chunk = os.read(self.descriptor, min(left, _CHUNK))
            except OSError as exc:
                raise FileUnreadable(
                    "The disk gave an error while the file was read. It is tried again later.", "broken", False
                ) from exc
            if not chunk:
                return
            left -= len(chunk)
            yield chunk

    def check_unchanged(self) -> None:
        """Raises FileUnreadable, ``changing``, if size or time are no longer what they were."""
        now = os.fstat(self.descriptor)
        if (now.st_size, now.st_mtime_ns) != (self.size, self.modified_ns):
            raise unreadable("changing")


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[OpenFile]:
    """The file at ``path``, open for reading.

    Raises:
        FileUnreadable: ``outside`` (a symbolic link), ``not_a_file``, ``gone``, ``denied``, ``too_large``, ``empty``.
    """
    descriptor = _open(path)
    try:
        status = os.fstat(descriptor)
        _check(status, limits)
        yield OpenFile(descriptor, status.st_size, status.st_mtime_ns)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    flags = os.O_RDONLY
    for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    try:
        before = os.lstat(path)  # opening a device can already do something: look first
        if stat.S_ISLNK(before.st_mode):
            raise unreadable("outside")
        if not stat.S_ISREG(before.st_mode):
            raise unreadable("not_a_file")
        return os.open(path, flags)
    except OSError as exc:
        code = _CODES.get(exc.errno or 0, "broken")
        if code == "broken":
            raise FileUnreadable(
                "The file could not be opened. It is tried again later; check the disk if this stays.", "broken", False
            ) from exc
        raise unreadable(code) from exc
    except ValueError as exc:  # a NUL in the name
        raise unreadable("gone") from exc


def _check(status: os.stat_result, limits: Limits) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise unreadable("not_a_file")
    if status.st_size == 0:
        raise unreadable("empty", "The file is empty: it has no bytes. Save or copy it again.")
    if status.st_size > limits.file_mb * 2**20:
        raise unreadable("too_large", file_mb=limits.file_mb)
