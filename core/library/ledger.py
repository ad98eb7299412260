"""What the graph holds of one source, kept in hand during a run."""

import hashlib
from collections.abc import Callable

from core.graph.results import Ledgered


class Ledger:
    """The graph's ledger of one source, with the changes of this run.

    Args:
        held: the graph's ledger by source id.
        lost: tells whether the file of a source id is no longer there, so that its content elsewhere is a rename.
    """

    def __init__(self, source: str, held: "dict[str, Ledgered]", lost: Callable[[str], bool]) -> None:
        self._source, self._lost = source, lost
        self._held = dict(held)
        self._ids = {known.document_id for known in held.values()}
        self._by_hash: dict[str, list[str]] = {}
        for source_id, known in held.items():
            self._by_hash.setdefault(known.content_hash, []).append(source_id)

    def get(self, source_id: str) -> Ledgered | None:
        """What the graph holds of this file."""
        return self._held.get(source_id)

    def renamed(self, content_hash: str, name: str) -> Ledgered | None:
        """A document with this content whose file is gone: it was renamed. The one of the same name first."""
        found = [self._held[place] for place in self._by_hash.get(content_hash, ()) if place in self._held]
        gone = sorted((known for known in found if self._lost(known.source_id)), key=lambda known: known.source_id)
        return min(gone, key=lambda known: known.name != name, default=None)

    def moved(self, known: Ledgered) -> None:
        """This document's file is now elsewhere: its old place holds nothing any more."""
        self._held.pop(known.source_id, None)

    def new_id(self, source_id: str) -> str:
        """The id of a new document: the same for the same place, so that two processes that add one file at once add
        one document. Where a document moved away from this place kept that id, the next one in the row."""
        for n in range(len(self._ids) + 1):
            made = hashlib.sha256(f"{self._source}\0{source_id}\0{n}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
            if made not in self._ids:
                break
        self._ids.add(made)
        return made

    def missing(self, present: set[str]) -> list[Ledgered]:
        """Documents whose files are not among those present, by source id."""
        return [known for place, known in sorted(self._held.items()) if place not in present]

    def __len__(self) -> int:
        return len(self._held)
