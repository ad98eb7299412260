"""The parent's side: hands files to one warm child process, and replaces it when a file does it harm."""

import hashlib
import logging
import threading
import weakref
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from core.documents.reading.limits import Limits, Reading
from core.documents.reading.opening import opened
from core.documents.reading.reasons import unreadable
from core.documents.reading.worker import Worker
from core.errors import FileUnreadable, SybilError

_log = logging.getLogger(__name__)


class Reader:
    """Reads files in a child process with limits on time, memory and output.

    The child is started with the first file and kept for the next ones; a child that hangs, dies or overruns is
    killed and replaced, and the next file is read as if nothing had been. Safe to use from many threads: they take
    turns.

    Args:
        limits: what one file may cost.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._turn = threading.Lock()
        self._held: list[Worker] = []  # none or one; shared with the finaliser, which must not hold the reader
        self._closed = False
        weakref.finalize(self, _end, self._held)

    def read(self, path: Path, name: str | None = None) -> Reading:
        """Read one file.

        Args:
            path: a regular file; links are refused, so resolve them first if they may be followed.
            name: the name whose ending tells the format, where it is not the path's own.

        Raises:
            FileUnreadable: with the code and the sentence that say why.
        """
        path = Path(path)
        with opened(path, self._limits) as file:
            return self._read(name or path.name, file.size, file.chunks(), file.modified, file.check_unchanged)

    def read_bytes(self, content: bytes, name: str) -> Reading:
        """Read what was fetched from elsewhere and never was a file here. Raises FileUnreadable."""
        if not content:
            raise unreadable("empty", "The file is empty: it has no bytes. Save or copy it again.")
        if len(content) > self._limits.file_mb * 2**20:
            raise unreadable("too_large", file_mb=self._limits.file_mb)
        return self._read(name, len(content), [content], None, lambda: None)

    @property
    def child_pid(self) -> int | None:
        """The process id of the child, None while there is none."""
        held = list(self._held)
        return held[0].pid if held else None

    def rest(self) -> None:
        """Let the child go, to give its memory back; the next file starts a new one."""
        with self._turn:
            _end(self._held)

    def close(self) -> None:
        """End the child at once, also in the middle of a file (which then fails with ``permanent=False``)."""
        self._closed = True
        for worker in list(self._held):
            worker.stop()
        self.rest()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(
        self,
        name: str,
        size: int,
        chunks: Iterable[bytes],
        modified: datetime | None,
        check: Callable[[], None],
    ) -> Reading:
        digest = hashlib.sha256()
        with self._turn:
            worker = self._worker()
            try:
                parsed = worker.read(name, size, _hashed(chunks, digest.update), check)
            except FileUnreadable as exc:
                if self._closed:
                    raise _stopped() from exc
                raise
            finally:
                if worker.spent or self._closed:
                    _end(self._held)
        return Reading(parsed, digest.hexdigest(), size, modified)

    def _worker(self) -> Worker:
        if self._held and not self._held[0].alive:
            _log.info("the reading process was gone between two files; a new one is started")
            _end(self._held)
        if self._closed:
            raise SybilError("The reader of files is closed; start Sybil again to read files.")
        if not self._held:
            self._held.append(Worker(self._limits))
        return self._held[0]


def _hashed(chunks: Iterable[bytes], update: Callable[[bytes], None]) -> Iterable[bytes]:
    for chunk in chunks:
        update(chunk)
        yield chunk


def _end(held: list[Worker]) -> None:
    while held:
        held.pop().kill()


def _stopped() -> FileUnreadable:
    return FileUnreadable(
        "Reading was stopped because Sybil is being closed. The file is read at the next start.", "broken", False
    )
