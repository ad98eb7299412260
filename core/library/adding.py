"""Files that somebody adds by hand, from inside the library's folder or from anywhere else."""

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from core.db.failures import Failure, Failures
from core.db.journal import Journal
from core.documents.ingest import IngestStopped
from core.errors import SourceUnavailable, SybilError
from core.graph.contract import GraphStore
from core.library.fetching import prepare_inbox
from core.library.intake import Intake
from core.library.ledger import Ledger
from core.library.local import LocalFolder
from core.library.names import path_of
from core.library.pace import Pace
from core.library.report import Progress
from core.library.source import Entry, Listing, Problem
from core.library.uploads import PREFIX
from core.models import FileReport

ELSEWHERE = "files"
"""Source of files that were added from outside the library; the sync leaves them alone."""
LEFT_OUT = "Hidden and temporary files are left out; add it by its own name if you want it."


class Adding:
    """Adds files and folders.

    Args:
        library: the library's own folder as a source.
        data_dir: Sybil's own data, never added.
        inbox: a folder for copies of files while they are read; made when missing.
    """

    elsewhere = ELSEWHERE

    def __init__(
        self,
        library: LocalFolder,
        data_dir: Path,
        store: GraphStore,
        intake: Intake,
        failures: Failures,
        journal: Journal,
        inbox: Path,
    ) -> None:
        self._library, self._data_dir, self._store = library, data_dir, store
        self._intake, self._failures, self._journal, self._inbox = intake, failures, journal, inbox

    def add(
        self,
        path: Path,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> list[FileReport]:
        """Add a file, or every file in a folder; one report a file, in the order of their paths.

        Raises:
            SybilError: there is nothing at this path.
            SourceUnavailable: the folder cannot be listed.
            StoreUnavailable, StoreDamaged: what was committed before stays.
        """
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError, ValueError) as error:
            raise SybilError(f"There is no file or folder “{path}”. Nothing was added; check the path.") from error
        prepare_inbox(self._inbox)
        source = self._source(real)
        if real.is_dir():
            listing = _below(source, real)
        else:
            found = source.entry(real)
            listing = Listing((found,)) if isinstance(found, Entry) else Listing((), (found,))
        return self._take(source, listing, progress or _silent, stop or threading.Event())

    def again(self) -> list[FileReport]:
        """Try every file from outside the library that failed; those that are gone are forgotten."""
        reports = []
        for failure in self._failures.all(ELSEWHERE):
            path = Path(os.fsdecode(b"/" + path_of(failure.source_id)))
            if os.path.lexists(path):
                reports += self.add(path)
            else:
                self._failures.clear(ELSEWHERE, failure.source_id)
        return reports

    def once(self, failure: Failure, progress: Callable[[Progress], None] | None = None) -> list[FileReport]:
        """Try one file that failed once more, and no other. One that is gone is forgotten, and so is a folder that can
        be looked into again: what lies in it comes with the next sync.

        Raises:
            SourceUnavailable: the folder cannot be listed; the failure stays.
            StoreUnavailable, StoreDamaged: nothing was committed.
        """
        if failure.source == ELSEWHERE:
            return self._again(failure, progress)
        prepare_inbox(self._inbox)
        listing = _only(self._library, failure.source_id)
        if not listing.entries and not listing.problems:
            self._failures.clear(failure.source, failure.source_id)
        return self._take(self._library, listing, progress or _silent, threading.Event())

    def _again(self, failure: Failure, progress: Callable[[Progress], None] | None) -> list[FileReport]:
        path = Path(os.fsdecode(b"/" + path_of(failure.source_id)))
        if os.path.lexists(path):
            return self.add(path, progress)
        if not path.parent.is_dir():
            raise SourceUnavailable(f"The folder {path.parent} cannot be reached now. Nothing was tried or forgotten.")
        self._failures.clear(failure.source, failure.source_id)
        return []

    def _source(self, real: Path) -> LocalFolder:
        library = self._library.root.resolve()
        if real == library or library in real.parents:
            return LocalFolder(library, self._library.name)
        folder = real if real.is_dir() else real.parent
        prefix = b"".join(part + b"/" for part in os.fsencode(folder).split(b"/") if part)
        return LocalFolder(folder, ELSEWHERE, exclude=(self._data_dir, library), prefix=prefix)

    def _take(
        self, source: LocalFolder, listing: Listing, progress: Callable[[Progress], None], stop: threading.Event
    ) -> list[FileReport]:
        ledger = Ledger(source.name, dict(self._store.ledger(source.name)), lambda place: not _exists(source, place))
        failed = {failure.source_id: failure for failure in self._failures.all(source.name)}
        reports = {place: FileReport(place.rpartition("/")[2], "skipped", LEFT_OUT) for place in listing.left_out}
        for problem in listing.problems:
            reports[problem.source_id] = self._intake.refuse(source, problem, problem.error)
        pace = Pace([entry.size or 0 for entry in listing.entries])
        for n, entry in enumerate(listing.entries, 1):
            if stop.is_set():
                break
            progress(Progress(entry.name, n, len(listing.entries), pace.seconds_left()))
            if self._intake.needs_look(entry, ledger):
                before = failed.get(entry.source_id)
                try:
                    reports[entry.source_id] = self._intake.take(source, entry, ledger, stop, failed_before=before)
                except IngestStopped:
                    break
            else:
                known = ledger.get(entry.source_id)
                document_id = known.document_id if known else None
                reports[entry.source_id] = FileReport(entry.name, "unchanged", document_id=document_id)
            pace.done(entry.size or 0)
        progress(Progress("", len(listing.entries), len(listing.entries), 0.0))
        self._recall(source, listing.entries)
        return [reports[place] for place in sorted(reports, key=_walking_order)]

    def _recall(self, source: LocalFolder, entries: Sequence[Entry]) -> None:
        """What was removed on purpose and is now added by hand counts again."""
        if not self._journal.forgotten(source.name):
            return
        held = self._store.ledger(source.name)
        for entry in entries:
            known = held.get(entry.source_id)
            self._journal.recall(source.name, entry.source_id, known.content_hash if known else None)


def _below(source: LocalFolder, folder: Path) -> Listing:
    """The listing of a source, narrowed to a folder in it."""
    listing = source.list()
    root = source.root.resolve()
    if folder == root:
        return listing
    begin = os.fsdecode(os.fsencode(folder.relative_to(root))) + "/"

    def inside(found: Entry | Problem) -> bool:
        return os.fsdecode(path_of(found.source_id)).startswith(begin)

    return Listing(
        tuple(entry for entry in listing.entries if inside(entry)),
        tuple(problem for problem in listing.problems if inside(problem)),
        tuple(place for place in listing.left_out if os.fsdecode(path_of(place)).startswith(begin)),
    )


def _only(source: LocalFolder, source_id: str) -> Listing:
    """The listing of a source, narrowed to one file and to the folder that hides it."""
    listing = source.list()
    problems = [one for one in listing.problems if source_id == one.source_id or Listing((), (one,)).hides(source_id)]
    path = source.root / os.fsdecode(path_of(source_id))
    if source_id in listing.left_out and not path.is_symlink():  # it was added by its own name
        found = source.entry(path)
        return Listing((found,)) if isinstance(found, Entry) else Listing((), (found,))
    return Listing(tuple(one for one in listing.entries if one.source_id == source_id), tuple(problems))


def _exists(source: LocalFolder, source_id: str) -> bool:
    relative = path_of(source_id)
    if source.name == ELSEWHERE:
        return os.path.lexists(b"/" + relative)
    if source_id.startswith(PREFIX):
        return True  # uploads belong to the sync; here they are neither listed nor missed
    return os.path.lexists(os.path.join(os.fsencode(source.root), relative))


def _walking_order(source_id: str) -> list[str]:
    return source_id.split("/")


def _silent(_: Progress) -> None:
    """Draws nothing."""
