"""The files behind documents, for those who may read the documents."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.access import Viewer
from core.errors import DocumentNotFound, FileUnreadable
from core.graph.contract import GraphStore
from core.graph.results import Ledgered
from core.library.fetching import prepare_inbox
from core.library.several import Several
from core.library.source import Entry
from core.library.uploads import PREFIX, SAMPLE_PREFIX
from core.models import Filters

NO_DOCUMENT = "There is no such document, or it is not open to you."


@dataclass(frozen=True)
class Original:
    """A file, whole."""

    name: str
    content: bytes


class Originals:
    """Hands out the files of the library and the uploads, each only as it was read.

    Args:
        inbox: a folder for copies.
    """

    def __init__(self, library: Several, store: GraphStore, inbox: Path) -> None:
        self._library, self._store, self._inbox = library, store, inbox

    def origin(self, document_id: str, viewer: Viewer) -> str:
        """See Sybil.origin."""
        known = self._known(document_id, viewer)
        if known.source != self._library.name:
            return "elsewhere"
        if known.source_id.startswith(SAMPLE_PREFIX):
            return "sample"
        return "upload" if known.source_id.startswith(PREFIX) else "folder"

    def of(self, document_id: str, viewer: Viewer) -> Original:
        """See Sybil.original. A file with other content than was read may be of another level: it is not given."""
        known = self._known(document_id, viewer)
        if known.source != self._library.name:
            raise FileUnreadable("The file lies outside the library; Sybil gives out its text only.", "outside")
        prepare_inbox(self._inbox)
        copy = self._library.fetch(Entry(known.source_id, known.name, known.revision), self._inbox)
        try:
            content = copy.read_bytes()
        finally:
            copy.unlink(missing_ok=True)
        if hashlib.sha256(content).hexdigest() != known.content_hash:
            raise FileUnreadable(
                "The file has changed since it was read. Try again once Sybil has read it anew.", "changing", False
            )
        return Original(known.name, content)

    def _known(self, document_id: str, viewer: Viewer) -> Ledgered:
        known = self._store.ledger().get(document_id)
        if known is None or not self._store.documents(viewer, Filters(document_ids=(document_id,))):
            raise DocumentNotFound(NO_DOCUMENT)
        return known
