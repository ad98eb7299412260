"""How the library stands, as far as one viewer may know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.access import Viewer
from core.db.failures import Failure, Failures
from core.db.journal import Journal, SyncRun
from core.db.leases import Leases
from core.graph.contract import GraphStore
from core.models import Counts, Level

__all__ = ["STALE_AFTER", "Failure", "Overview", "Status"]

STALE_AFTER = timedelta(hours=1)
"""So long may syncs fail before answers warn of it."""


@dataclass(frozen=True)
class Status:
    """The library and the sync.

    Args:
        counts: what this viewer may see, in numbers.
        last_sync: the latest run, whatever came of it; None before the first.
        last_good: when the library was last read through.
        syncing_since: when the sync that is running now began, None when none is.
        failures: how many files could not be read, as far as this viewer may know.
        degraded: sentences about what does not work as it should.
    """

    counts: Counts
    last_sync: SyncRun | None
    last_good: datetime | None
    syncing_since: datetime | None
    failures: int
    degraded: tuple[str, ...]


class Overview:
    """Answers how the library stands.

    Args:
        source: the library's source name.
        model: the name of the embedding model in use, None while it cannot be told.
    """

    def __init__(
        self,
        source: str,
        store: GraphStore,
        failures: Failures,
        journal: Journal,
        leases: Leases,
        clock: Callable[[], datetime],
        model: Callable[[], str | None],
    ) -> None:
        self._source, self._store, self._failures, self._journal = source, store, failures, journal
        self._leases, self._clock, self._model = leases, clock, model

    def status(self, viewer: Viewer) -> Status:
        """See Status."""
        last, good = self.last_sync(), self.last_good()
        lease = self._leases.held(self._source)
        return Status(
            counts=self._store.counts(viewer),
            last_sync=last,
            last_good=good,
            syncing_since=lease.acquired_at if lease else None,
            failures=len(self.failures(viewer)),
            degraded=tuple(self._degraded(last)),
        )

    def failures(self, viewer: Viewer) -> list[Failure]:
        """Files that could not be read, by name.

        A file of which the graph holds an older version is shown to those who may read that; one of which nothing is
        known may be of any level, so it is shown at RESTRICTED only.
        """
        found = self._failures.all()
        if not found or viewer.may_read(Level.RESTRICTED):
            return found
        known = self._ledger()
        readable = {document.id for document in self._store.documents(viewer)}
        return [one for one in found if known.get((one.source, one.source_id)) in readable]

    def unreadable(self) -> int:
        """How many files the library lacks because they could not be read; no viewer needed, since none is in it.
        Pictures and other kinds that are never read do not count."""
        found = [one for one in self._failures.all() if one.code != "unsupported"]
        known = self._ledger() if found else {}
        return sum((one.source, one.source_id) not in known for one in found)

    def last_sync(self) -> SyncRun | None:
        """The latest run of the sync."""
        return self._journal.last_run(self._source)

    def last_good(self) -> datetime | None:
        """When the library was last read through."""
        run = self._journal.last_run(self._source, "done")
        return run.ended_at if run else None

    def stale(self) -> bool:
        """True if syncs have been failing for an hour or more."""
        last, good = self.last_sync(), self.last_good()
        if last is None or last.outcome != "failed":
            return False
        return good is None or self._clock() - good > STALE_AFTER

    def _degraded(self, last: SyncRun | None) -> Sequence[str]:
        standing, told = self._store.standing(), []
        if standing.said is not None:
            told.append(f"{standing.said} {standing.reason or ''}".strip())
        if last is not None and last.outcome == "failed":
            told.append(f"The last sync failed. {last.said or ''}".strip())
        model = self._model()
        if model is None:
            told.append("The embedding model cannot be used now: search goes by words only.")
        elif any(one.embedding_model != model for one in self._store.ledger().values()):
            told.append("Some documents have no meaning vectors of the present model yet; the next sync makes them.")
        return told

    def _ledger(self) -> dict[tuple[str, str], str]:
        return {(one.source, one.source_id): one.document_id for one in self._store.ledger().values()}
