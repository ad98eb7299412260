"""What is done with one file: nothing, a note that it was renamed, or reading it."""

import hashlib
import logging
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from core.db.failures import Failure, Failures
from core.documents.ingest import Incoming, Ingestor, IngestStopped
from core.errors import FileUnreadable, SybilError
from core.graph.contract import GraphStore
from core.graph.results import Ledgered
from core.library.ledger import Ledger
from core.library.source import Entry, Problem, Source
from core.models import FileReport, Level

log = logging.getLogger(__name__)

MOVING = "moving"
"""Revision of a document between its rename and its re-reading under the new name: equal to no file's."""
FORGOTTEN = "It was removed on purpose; add it by hand to have it back."
_OLD_STAYS = " What was read of it before stays searchable."


class ChosenLevels(Protocol):
    """Levels that people chose for files before these are read."""

    def chosen(self, source_id: str, digest: str) -> Level | None:
        """The level for this content of this file, None where nobody chose one."""

    def applied(self, source_id: str, digest: str) -> None:
        """The graph has committed it."""


class Intake:
    """Takes one file after another into the graph. One failing file costs one record in the list of failures.

    Args:
        inbox: a folder for copies while they are read.
        levels: chosen before reading; applied in the commit that first holds the content.
    """

    def __init__(
        self,
        store: GraphStore,
        ingestor: Ingestor,
        failures: Failures,
        inbox: Path,
        levels: ChosenLevels | None = None,
    ) -> None:
        self._store, self._ingestor, self._failures, self._inbox = store, ingestor, failures, inbox
        self._levels = levels

    def needs_look(self, entry: Entry, ledger: Ledger) -> bool:
        """False if the graph holds exactly this revision, made the way it would be made now."""
        known = ledger.get(entry.source_id)
        return known is None or known.revision != entry.revision or self._ingestor.stale(known)

    def take(
        self,
        source: Source,
        entry: Entry,
        ledger: Ledger,
        stop: threading.Event | None = None,
        forgotten: Collection[str] = (),
        failed_before: Failure | None = None,
    ) -> FileReport:
        """Look at one file's content and do what is needed.

        Args:
            forgotten: hashes of contents that were removed on purpose: they are skipped.
            failed_before: its entry in the list of failures.

        Raises:
            StoreUnavailable, StoreDamaged, SourceUnavailable: not this file's fault; nothing of it was committed.
            IngestStopped: ``stop`` was set.
        """
        try:
            copy = source.fetch(entry, self._inbox)
            try:
                report = self._take(source, entry, copy, ledger, stop, forgotten)
            finally:
                copy.unlink(missing_ok=True)
        except FileUnreadable as error:
            return self.refuse(source, entry, error, ledger.get(entry.source_id))
        except (SybilError, MemoryError, IngestStopped):
            raise
        except Exception:
            log.exception("a file could not be taken in: %s", entry.name)
            fault = FileUnreadable("Sybil failed on this file; the log has the details.", "broken", permanent=False)
            return self.refuse(source, entry, fault, ledger.get(entry.source_id))
        if failed_before is not None:
            self._failures.clear(source.name, entry.source_id)
        return report

    def refuse(
        self, source: Source, entry: Entry | Problem, error: FileUnreadable, known: Ledgered | None = None
    ) -> FileReport:
        """Note a failure and report it. What the graph holds of the file stays."""
        revision = entry.recorded if isinstance(entry, Entry) else entry.revision
        self._failures.record(source.name, entry.source_id, entry.name, revision, error)
        return failure_report(entry.name, error.reason, error.code, known)

    def _take(
        self,
        source: Source,
        entry: Entry,
        copy: Path,
        ledger: Ledger,
        stop: threading.Event | None,
        forgotten: Collection[str],
    ) -> FileReport:
        digest = _hash(copy)
        level = self._levels.chosen(entry.source_id, digest) if self._levels is not None else None
        report = self._take_content(source, entry, copy, ledger, stop, forgotten, digest, level)
        if self._levels is not None and level is not None and report.document_id is not None:
            self._levels.applied(entry.source_id, digest)
        return report

    def _take_content(
        self,
        source: Source,
        entry: Entry,
        copy: Path,
        ledger: Ledger,
        stop: threading.Event | None,
        forgotten: Collection[str],
        digest: str,
        level: Level | None,
    ) -> FileReport:
        known = ledger.get(entry.source_id)
        if known is None and digest in forgotten:
            return FileReport(entry.name, "skipped", FORGOTTEN)
        former = ledger.renamed(digest, entry.name) if known is None else None
        if former is not None:
            return self._renamed(source, entry, copy, ledger, former, stop, level)
        if known is not None and level is None and self._same(known, digest):
            if entry.settled:
                self._move(known.document_id, entry, entry.recorded)
            return FileReport(entry.name, "unchanged", document_id=known.document_id)
        document_id = known.document_id if known is not None else ledger.new_id(entry.source_id)
        return self._ingestor.ingest(_incoming(source, entry, copy), document_id, known, stop, level)

    def _same(self, known: Ledgered, digest: str) -> bool:
        return known.content_hash == digest and known.revision != MOVING and not self._ingestor.stale(known)

    def _renamed(
        self,
        source: Source,
        entry: Entry,
        copy: Path,
        ledger: Ledger,
        former: Ledgered,
        stop: threading.Event | None,
        level: Level | None,
    ) -> FileReport:
        """The document keeps its id. A new name may hold another title, date or marking, so it is read again."""
        ledger.moved(former)
        reason = f"Renamed from “{former.name}”." if former.name != entry.name else "Moved to another folder."
        if level is None and former.name == entry.name and not self._ingestor.stale(former):
            self._move(former.document_id, entry, entry.recorded)
            return FileReport(entry.name, "updated", reason, document_id=former.document_id)
        self._move(former.document_id, entry, MOVING)
        report = self._ingestor.ingest(_incoming(source, entry, copy), former.document_id, None, stop, level)
        said = " ".join(filter(None, (reason, report.reason)))
        return FileReport(entry.name, "updated", said, report.passages, report.facts, report.document_id)

    def _move(self, document_id: str, entry: Entry, revision: str) -> None:
        self._store.move(document_id, entry.source_id, entry.name, entry.link, revision)


def failure_report(name: str, reason: str, code: str, known: Ledgered | None) -> FileReport:
    """How a failure looks to a person: files of a kind that is not read at all are skipped, others failed."""
    said = reason + _OLD_STAYS if known is not None else reason
    document_id = known.document_id if known is not None else None
    return FileReport(name, "skipped" if code == "unsupported" else "failed", said, document_id=document_id)


def _incoming(source: Source, entry: Entry, copy: Path) -> Incoming:
    return Incoming(copy, source.name, entry.source_id, entry.name, entry.recorded, entry.link, entry.modified)


def _hash(path: Path) -> str:
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
