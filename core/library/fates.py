"""What became of the files that people uploaded."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.access import Viewer
from core.db.failures import Failures
from core.errors import SettingsError
from core.graph.contract import GraphStore
from core.graph.results import Ledgered
from core.library.local import LocalFolder
from core.library.source import UNSETTLED, Entry
from core.library.uploads import PREFIX, Uploads, clean_name
from core.models import Filters


@dataclass(frozen=True)
class Fate:
    """What became of one uploaded file.

    Args:
        state: ``waiting`` (to be read), ``read``, ``failed`` (``reason`` says why), ``gone`` (removed since).
        document_id: None too when it was read and its level is above the viewer's.
        level: of the document, for those who may read it.
    """

    name: str
    state: str
    reason: str | None = None
    document_id: str | None = None
    passages: int = 0
    decisions: int = 0
    actions: int = 0
    level: str | None = None


class Fates:
    """Follows uploaded files through the sync.

    Args:
        source: the library's source name.
    """

    def __init__(self, source: str, uploads: Uploads, store: GraphStore, failures: Failures) -> None:
        self._source, self._uploads, self._store, self._failures = source, uploads, store, failures
        self._folder = LocalFolder(uploads.folder, source, prefix=PREFIX.encode())

    def of(self, names: Iterable[str], viewer: Viewer) -> list[Fate]:
        """See Sybil.fates."""
        asked = list(names)
        ledger = self._store.ledger(self._source) if asked else {}
        failed = {one.source_id: one for one in self._failures.all(self._source)} if asked else {}
        found = []
        for name in asked:
            source_id = PREFIX + clean_name(name)
            revisions, known, failure = self._revisions(name), ledger.get(source_id), failed.get(source_id)
            if not revisions:
                found.append(Fate(name, "gone"))
            elif failure is not None and failure.revision in revisions and (failure.ended or failure.next_try):
                found.append(Fate(name, "failed", failure.reason))
            elif known is not None and known.revision in revisions:
                found.append(self._read(name, known, viewer))
            else:
                found.append(Fate(name, "waiting"))
        return found

    def taken(self, names: Iterable[str], viewer: Viewer) -> set[str]:
        """See Sybil.uploaded."""
        return {name for name in names if self._revisions(name) and not self.hidden(PREFIX + clean_name(name), viewer)}

    def hidden(self, source_id: str, viewer: Viewer) -> bool:
        """True if an upload of this name is above the viewer's level: it may be neither known nor replaced."""
        waiting = self._uploads.waiting_level(source_id)
        if waiting is not None and not viewer.may_read(waiting):
            return True
        known = self._store.ledger(self._source).get(source_id)
        return known is not None and not self._store.documents(viewer, Filters(document_ids=(known.document_id,)))

    def _read(self, name: str, known: Ledgered, viewer: Viewer) -> Fate:
        chosen = Filters(document_ids=(known.document_id,))
        documents = self._store.documents(viewer, chosen)
        if not documents:
            return Fate(name, "read")
        said = self._store.removal(known.document_id, viewer)
        level = documents[0].level.value
        return Fate(name, "read", None, known.document_id, said.passages, said.decisions, said.actions, level)

    def _revisions(self, name: str) -> tuple[str, ...]:
        """The revisions under which the file, as it is now, may be known; none when it is not there."""
        try:
            entry = self._folder.entry(self._uploads.folder / clean_name(name))
        except (SettingsError, OSError):
            return ()
        return (entry.revision, entry.revision + UNSETTLED) if isinstance(entry, Entry) else ()
