"""What SQLite and the file system report, as our errors with a sentence. Nothing foreign leaves the store."""

from collections.abc import Iterator
from contextlib import contextmanager

from pysqlite3 import dbapi2 as sqlite

from core.errors import StoreDamaged, StoreError, StoreUnavailable

SAFE = "What was stored before is safe, and nothing of this change was kept"

_DAMAGED = {sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB}
_NOT_WRITABLE = f"The graph's file or folder may not be written. {SAFE}; give Sybil the right to write there."
_SENTENCES = {
    sqlite.SQLITE_BUSY: f"Another process has been writing to the graph for too long. {SAFE}; please try again.",
    sqlite.SQLITE_LOCKED: f"Another process has been writing to the graph for too long. {SAFE}; please try again.",
    sqlite.SQLITE_FULL: f"The disk that holds the graph is full. {SAFE}; free some space and try again.",
    sqlite.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite.SQLITE_PERM: _NOT_WRITABLE,
    sqlite.SQLITE_CANTOPEN: (
        "The graph's file cannot be opened or made. Nothing was changed; "
        "check that its folder exists and may be written."
    ),
    sqlite.SQLITE_IOERR: (
        f"The disk that holds the graph failed or refused to write. {SAFE}; check the disk and its free space."
    ),
    sqlite.SQLITE_NOMEM: f"There was not enough memory for the graph. {SAFE}; please try again.",
}
_DAMAGE = (
    "The graph's file is damaged or is not a graph. Nothing was written to it; "
    "restore it from a backup, or move it away and add the library again."
)


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn every error of SQLite, and of the file system under it, into a StoreError with its sentence.

    Raises:
        StoreDamaged: the file is no database, or its pages contradict each other.
        StoreUnavailable: locked for too long, full, read-only, unreachable, or closed.
        StoreError: anything else that SQLite reports.
    """
    try:
        yield
    except (sqlite.Error, UnicodeEncodeError, OverflowError) as exc:  # the last two: values that SQLite cannot hold
        raise _ours(exc) from exc
    except OSError as exc:
        raise StoreUnavailable(_SENTENCES[sqlite.SQLITE_CANTOPEN]) from exc


def _ours(exc: Exception) -> StoreError:
    code = getattr(exc, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _DAMAGED:
        return StoreDamaged(_DAMAGE)
    if primary in _SENTENCES:
        return StoreUnavailable(_SENTENCES[primary])
    if isinstance(exc, sqlite.ProgrammingError) and "closed" in str(exc):
        return StoreUnavailable("The graph has been closed; open it again.")
    return StoreError(f"The graph could not do this. {SAFE}; the log has the details.")
