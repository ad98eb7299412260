"""A graph copied from one store into another: document by document, so that it can go on where it stopped, and compared
at the end."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.access import Viewer
from core.errors import StoreError
from core.graph.contract import GraphStore
from core.graph.record import Record
from core.graph.results import Ledgered
from core.graph.values import packed
from core.models import Counts, Level

Tell = Callable[[str, int, int], None]
"""Told the step (``copy`` or ``compare``), how many documents are done, and of how many."""


@dataclass(frozen=True)
class Copied:
    """What a copy did: documents written now, documents that an earlier copy had brought, and what both hold."""

    copied: int
    there_already: int
    counts: Counts


def copy(source: GraphStore, target: GraphStore, tell: Tell = lambda *_: None) -> Copied:
    """Bring everything that ``source`` holds into ``target``, each document in one transaction, and compare them.

    What an earlier copy brought stays, so a copy that was stopped goes on when it is asked for again.

    Raises:
        StoreError: the target holds documents that the source has not; or the two differ at the end, in which case
            the sentence says where. Nothing in the source is changed.
        StoreUnavailable, StoreDamaged: one of them cannot be read or written; what was copied is kept.
    """
    wanted, held = source.ledger(), target.ledger()
    strange = held.keys() - wanted.keys()
    if strange:
        raise StoreError(
            f"The target holds {len(strange)} documents that are not in the source, “{held[min(strange)].name}” among "
            "them. A copy goes into an empty graph, or into one that an earlier copy began; nothing was changed."
        )
    by_hand = source.by_hand()
    if target.by_hand() != by_hand:
        target.set_by_hand(by_hand)  # before the documents: none is there at a lower level for a moment
    missing = [id for id in sorted(wanted) if held.get(id) != wanted[id]]
    for n, id in enumerate(missing):
        tell("copy", n, len(missing))
        target.put(source.record(id))
    _compare(source, target, wanted, tell)
    return Copied(len(missing), len(wanted) - len(missing), target.counts(Viewer.system()))


def digest(made: Record) -> str:
    """A hash of all that is kept of a document, vectors included."""
    hashed = hashlib.blake2b(digest_size=16)
    without = {key: value for key, value in asdict(made).items() if key != "windows"}
    hashed.update(json.dumps(without, sort_keys=True, default=_written).encode())
    for window in made.windows:
        hashed.update(json.dumps([window.key, window.start, window.end, window.vector is None]).encode())
        if window.vector is not None:
            hashed.update(packed(window.vector))
    return hashed.hexdigest()


def _written(value: Any) -> str:
    return str(value.isoformat())


def _compare(source: GraphStore, target: GraphStore, wanted: Mapping[str, Ledgered], tell: Tell) -> None:
    differing = []
    for n, id in enumerate(sorted(wanted)):
        tell("compare", n, len(wanted))
        if digest(source.record(id)) != digest(target.record(id)):
            differing.append(wanted[id].name)
    if differing:
        raise StoreError(
            f"{len(differing)} of {len(wanted)} documents differ after the copy, “{differing[0]}” among them. Were "
            "they changed meanwhile? Stop the sync and copy again."
        )
    if source.by_hand() != target.by_hand():
        raise StoreError("What was set by hand differs after the copy; copy again while nobody changes it.")
    for level in Level:
        viewer = Viewer.member(level.value)
        for what in ("counts", "merges"):
            if getattr(source, what)(viewer) != getattr(target, what)(viewer):
                raise StoreError(f"The {what} that a reader of level {level} sees differ after the copy; copy again.")
        if _fates(source, viewer) != _fates(target, viewer):
            raise StoreError(f"Which decision replaces which differs for readers of level {level}; copy again.")


def _fates(store: GraphStore, viewer: Viewer) -> dict[str, str | None]:
    return {one.id: one.superseded_by for one in store.decisions(viewer, current=False)}
