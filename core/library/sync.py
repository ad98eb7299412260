"""One look at a source: what is new, changed, renamed or gone in it becomes so in the graph."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from core.db.failures import Failure, Failures
from core.db.journal import Journal, SyncRun
from core.db.leases import Leases
from core.documents.ingest import IngestStopped
from core.errors import DocumentNotFound, LeaseHeld, SourceUnavailable, StoreError, SybilError
from core.graph.contract import GraphStore
from core.graph.results import Ledgered
from core.library.fetching import prepare_inbox
from core.library.guard import Held, holding
from core.library.intake import FORGOTTEN, Intake, failure_report
from core.library.ledger import Ledger
from core.library.pace import Pace
from core.library.report import Progress, SyncReport
from core.library.source import Entry, Listing, Source
from core.models import FileReport

HOLD_FROM = 10
"""So many documents missing at once, and more than half of the library, are kept until a second look."""
SECOND_LOOK = timedelta(minutes=10)
_KEEPS = frozenset({"denied"})

Draw = Callable[[Progress], None]


@dataclass
class _Run:
    """The state of one run."""

    started_at: datetime
    listing: Listing
    ledger: Ledger
    present: set[str]
    failures: dict[str, Failure]
    stop: threading.Event
    files: list[FileReport] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    newly_failed: list[str] = field(default_factory=list)
    held: int = 0
    stopped: bool = False
    said: str | None = None

    def tried(self, report: FileReport, revision: str, before: Failure | None) -> None:
        """Note a file that was really looked at; ``before``: its entry in the list of failures until now."""
        if report.state == "failed" and (before is None or before.revision != revision):
            self.newly_failed.append(report.name)
        self.note(report)

    def note(self, report: FileReport) -> None:
        if report.state == "unchanged" and report.reason is None:
            self.unchanged += 1
        else:
            self.files.append(report)


class Sync:
    """Brings the graph in line with one source. ``run_once`` is one run; SyncThread repeats it.

    Args:
        inbox: a folder for copies of files while they are read; made when missing.
        holder: names this process in the lease.
        clock: gives the present moment, aware.
    """

    def __init__(
        self,
        source: Source,
        store: GraphStore,
        intake: Intake,
        failures: Failures,
        journal: Journal,
        leases: Leases,
        inbox: Path,
        holder: str,
        clock: Callable[[], datetime],
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self.source = source
        self._store, self._intake, self._failures, self._journal = store, intake, failures, journal
        self._leases, self._inbox, self._holder, self._clock, self._timer = leases, inbox, holder, clock, timer

    def run_once(
        self, progress: Draw | None = None, stop: threading.Event | None = None, accept_removals: bool = False
    ) -> SyncReport:
        """Look at the source once.

        Where ten documents or more, and more than half of the library, are missing at once, they are kept and the
        report says so: a folder that is not mounted looks just like that. They go when the same files are still
        missing ten minutes later, or with ``accept_removals``.

        Args:
            progress: is told of every file that has to be looked at.
            stop: when set, the run ends after the present step, and what was done so far stays done.

        Raises:
            LeaseHeld: another process is syncing now.
            SourceUnavailable: the source cannot be listed, or is suddenly empty; nothing was removed.
            StoreUnavailable, StoreDamaged: what was committed before stays; the rest follows with the next run.
        """
        with holding(self._leases, self.source.name, self._holder) as lease:
            started_at = self._clock()
            try:
                report = self._run(started_at, lease, progress or _silent, stop or threading.Event(), accept_removals)
            except LeaseHeld:
                raise
            except SybilError as error:
                self._remember(started_at, "failed", {}, str(error))
                raise
            self._remember(started_at, "stopped" if report.stopped else "done", report.counts(), report.said)
            return report

    def _run(
        self, started_at: datetime, lease: Held, progress: Draw, stop: threading.Event, accept_removals: bool
    ) -> SyncReport:
        prepare_inbox(self._inbox)
        listing = self.source.list()
        kept = {problem.source_id for problem in listing.problems if problem.error.code in _KEEPS}
        present = {entry.source_id for entry in listing.entries} | kept
        ledger = Ledger(
            self.source.name, self._held(lease), lambda place: place not in present and not listing.hides(place)
        )
        failures = {failure.source_id: failure for failure in self._failures.all(self.source.name)}
        run = _Run(started_at, listing, ledger, present, failures, stop)
        self._refuse_problems(run)
        self._take_all(run, lease, progress)
        if not run.stopped:
            self._remove_missing(run, lease, accept_removals)
            self._tidy_failures(run)
        return SyncReport(
            source=self.source.name,
            started_at=started_at,
            ended_at=self._clock(),
            seen=len(listing.entries) + len(listing.problems),
            files=tuple(run.files),
            unchanged=run.unchanged,
            removed=tuple(run.removed),
            held=run.held,
            newly_failed=tuple(run.newly_failed),
            stopped=run.stopped,
            said=run.said,
        )

    def _held(self, lease: Held) -> dict[str, Ledgered]:
        """What the graph holds, by source id. Where two processes made two documents of one renamed file, the later
        one stays."""
        held: dict[str, Ledgered] = {}
        for known in self._store.ledger().values():
            if known.source != self.source.name:
                continue
            double = held.get(known.source_id)
            if double is not None:
                lease.check()
                self._store.remove(double.document_id)
            held[known.source_id] = known
        return held

    def _refuse_problems(self, run: _Run) -> None:
        for problem in run.listing.problems:
            before = run.failures.get(problem.source_id)
            if before is not None and not before.due(problem.revision, run.started_at):
                run.note(failure_report(before.name, before.reason, before.code, run.ledger.get(problem.source_id)))
            else:
                run.tried(self._intake.refuse(self.source, problem, problem.error), problem.revision, before)

    def _take_all(self, run: _Run, lease: Held, progress: Draw) -> None:
        forgotten = self._journal.forgotten(self.source.name)
        places, contents = {one.source_id for one in forgotten}, {one.content_hash for one in forgotten}
        todo = [entry for entry in run.listing.entries if self._is_due(run, entry, places)]
        pace = Pace([entry.size or 0 for entry in todo], self._timer)
        for n, entry in enumerate(todo, 1):
            if run.stop.is_set():
                run.stopped = True
                return
            progress(Progress(entry.name, n, len(todo), pace.seconds_left()))
            lease.check()
            before = run.failures.get(entry.source_id)
            try:
                report = self._intake.take(self.source, entry, run.ledger, run.stop, contents, before)
                run.tried(report, entry.recorded, before)
            except IngestStopped:
                run.stopped = True
                return
            pace.done(entry.size or 0)
        progress(Progress("", len(todo), len(todo), 0.0))

    def _is_due(self, run: _Run, entry: Entry, forgotten: set[str]) -> bool:
        """Whether this file has to be looked at; where not, it is counted here."""
        if not self._intake.needs_look(entry, run.ledger):
            run.unchanged += 1
            return False
        if entry.source_id in forgotten and run.ledger.get(entry.source_id) is None:
            run.note(FileReport(entry.name, "skipped", FORGOTTEN))
            return False
        before = run.failures.get(entry.source_id)
        if before is not None and not before.due(entry.recorded, run.started_at):
            run.note(failure_report(before.name, before.reason, before.code, run.ledger.get(entry.source_id)))
            return False
        return True

    def _remove_missing(self, run: _Run, lease: Held, accept_removals: bool) -> None:
        missing = [known for known in run.ledger.missing(run.present) if not run.listing.hides(known.source_id)]
        if self._to_be_held(missing, len(run.ledger), accept_removals):
            run.held = len(missing)
            run.said = (
                f"{len(missing)} documents are missing from {self.source.name} at once. They were kept, in case the "
                f"folder is not wholly there. If they were deleted on purpose: they go when a sync finds the same "
                f"{SECOND_LOOK.seconds // 60} minutes from now, or at once with “sync --accept-removals”."
            )
            if not run.listing.entries:
                raise SourceUnavailable(f"The library is suddenly empty. {run.said}")
            return
        for known in missing:
            if run.stop.is_set():
                run.stopped = True
                return
            lease.check()
            try:
                run.removed.append(self._store.remove(known.document_id).name)
            except DocumentNotFound:  # somebody removed it by hand meanwhile
                continue

    def _to_be_held(self, missing: list[Ledgered], known: int, accepted: bool) -> bool:
        if accepted or len(missing) < HOLD_FROM or len(missing) * 2 <= known:
            self._journal.missing_since(self.source.name, None)
            return False
        fingerprint = hashlib.sha256("\0".join(one.document_id for one in missing).encode()).hexdigest()
        since = self._journal.missing_since(self.source.name, fingerprint)
        return since is None or self._clock() - since < SECOND_LOOK

    def _tidy_failures(self, run: _Run) -> None:
        """Forget failures of files that are no longer there."""
        there = run.present | {problem.source_id for problem in run.listing.problems}
        for place in run.failures:
            if place not in there and not run.listing.hides(place):
                self._failures.clear(self.source.name, place)

    def _remember(self, started_at: datetime, outcome: str, counts: dict[str, int], said: str | None) -> None:
        run = SyncRun(self.source.name, started_at, self._clock(), outcome, counts, said)
        try:
            self._journal.ran(run)
        except StoreError:
            if outcome != "failed":  # else the reason why it failed matters more, and is on its way up
                raise


def _silent(_: Progress) -> None:
    """Draws nothing."""
