"""What the Neo4j driver and the server report, as our errors with a sentence. Nothing foreign leaves the store."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from core.errors import StoreDamaged, StoreError, StoreRefused, StoreUnavailable

SAFE = "What was stored before is safe, and nothing of this change was kept"
CLOSED = "The graph has been closed; open it again."

_UNREACHABLE = (
    "The graph server cannot be reached. Check that it runs and that SYBIL_GRAPH_URL names it; "
    "Sybil tries again by itself."
)
_REFUSED = (
    "The graph server refused the user or the password. Nothing was changed; "
    "check SYBIL_GRAPH_USER and SYBIL_GRAPH_PASSWORD."
)
_UNKNOWN = (
    "The connection to the graph server broke while a change was being stored. It may or may not have been kept; "
    "doing it again is safe."
)
_SLOW = f"The graph server took too long, or another process has been writing for too long. {SAFE}; please try again."
_FULL = f"The disk of the graph server is full. {SAFE}; free some space and try again."
_MEMORY = (
    f"The graph server has not enough memory for this. {SAFE}; give it more (server.memory.heap.max_size) or try again."
)
_READ_ONLY = f"The graph server may only be read, or this user may not write. {SAFE}; let Sybil write there."
_NO_DATABASE = (
    "The graph server has no such database, or it is stopped. Nothing was changed; "
    "correct database= in SYBIL_GRAPH_URL or start it."
)
_DAMAGE = (
    "The graph contradicts itself: things that must be there once are there twice. Nothing was written to it; "
    "restore it from a backup, or empty the database and add the library again."
)
_BY_CODE = {
    "Unauthorized": _REFUSED, "CredentialsExpired": _REFUSED, "AuthenticationRateLimit": _REFUSED,
    "AuthProviderFailed": _REFUSED, "AuthProviderTimeout": _REFUSED, "TokenExpired": _REFUSED,
    "TransactionTimedOut": _SLOW, "TransactionTimedOutClientConfiguration": _SLOW, "LockAcquisitionTimeout": _SLOW,
    "LockClientStopped": _SLOW, "DeadlockDetected": _SLOW, "BookmarkTimeout": _SLOW, "Terminated": _SLOW,
    "OutOfMemoryError": _MEMORY, "MemoryPoolOutOfMemoryError": _MEMORY, "TransactionMemoryLimit": _MEMORY,
    "StackOverFlowError": _MEMORY,
    "WriteOnReadOnlyAccessDatabase": _READ_ONLY, "ForbiddenOnReadOnlyDatabase": _READ_ONLY, "Forbidden": _READ_ONLY,
    "NotALeader": _READ_ONLY, "WritesNotAllowed": _READ_ONLY,
    "DatabaseNotFound": _NO_DATABASE, "DatabaseUnavailable": _NO_DATABASE,
}  # fmt: skip
"""Last word of the server's code -> the sentence of StoreUnavailable."""

_DAMAGED = {"ConstraintCreationFailed", "ConstraintViolation"}
_NO_ROOM = ("no space left", "disk full", "not enough space", "disk quota exceeded")


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn every error of the driver, and of the network under it, into a StoreError with its sentence.

    Raises:
        StoreDamaged: the graph breaks its own constraints.
        StoreUnavailable: unreachable, refused, too slow, full, read-only, or closed; also when it is not known
            whether a change was kept.
        StoreError: anything else that the server reports.
    """
    try:
        yield
    except StoreError:
        raise
    except (exceptions.Neo4jError, exceptions.DriverError, OSError) as exc:
        raise ours(exc) from exc
    except (UnicodeError, OverflowError) as exc:  # values that the server cannot hold
        raise StoreError(f"The graph could not do this. {SAFE}; the log has the details.") from exc


def ours(exc: BaseException) -> StoreError:
    """The error of ours for one of the driver's."""
    if isinstance(exc, exceptions.IncompleteCommit):
        return StoreUnavailable(_UNKNOWN)
    chain = _chain(exc)
    code = next((one.code for one in chain if isinstance(one, exceptions.Neo4jError) and one.code), "") or ""
    if any(words in str(one).lower() for one in chain for words in _NO_ROOM):
        return StoreUnavailable(_FULL)
    last = code.rpartition(".")[2]
    if last in _DAMAGED:
        return StoreDamaged(_DAMAGE)
    if last in _BY_CODE:
        said = _BY_CODE[last]
        return StoreRefused(said) if said == _REFUSED else StoreUnavailable(said)
    if isinstance(exc, exceptions.AuthError | exceptions.AuthConfigurationError):
        return StoreRefused(_REFUSED)
    unreachable = (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError, exceptions.TransientError)
    if isinstance(exc, unreachable) or "TimeoutError" in type(exc).__name__:
        return StoreUnavailable(_UNREACHABLE)
    if "closed" in str(exc).lower() and isinstance(exc, exceptions.DriverError):  # by us: a peer's end is none of these
        return StoreUnavailable(CLOSED)
    return StoreError(f"The graph could not do this. {SAFE}; the log has the details.")


def _chain(exc: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    at: BaseException | None = exc
    while at is not None and at not in found:
        found.append(at)
        at = at.__cause__ or at.__context__
    return found
