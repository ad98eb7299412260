"""Follows a store's changes: each refresh makes a new snapshot; readers keep the one they have."""

import logging
import threading
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from core.graph.contract import GraphStore
from core.graph.results import IndexChanges, IndexedDocument
from core.retrieval.arrays import Flags
from core.retrieval.indexing import SEGMENT_PASSAGES, segments_of
from core.retrieval.persistence import load_snapshot, save_snapshot
from core.retrieval.segment import Segment, merged
from core.retrieval.snapshot import Snapshot
from core.retrieval.vocabulary import Vocabulary

log = logging.getLogger(__name__)

MOST_SMALL = 8
DEAD_SHARE = 0.3
SAVE_AFTER = 500


class LiveIndex:
    """The index of one store for one embedding model.

    Args:
        model: name of the embedding model whose vectors are taken; None for none.
        folder: where to keep the index between starts, None to build it anew each time. The store is the truth: what
            is missing, old or damaged here is built again.
    """

    def __init__(self, store: GraphStore, model: str | None, folder: Path | None = None) -> None:
        self._store, self._model, self._folder = store, model, folder
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._saved_size = 0

    @property
    def snapshot(self) -> Snapshot | None:
        """The latest snapshot, None before the first refresh."""
        return self._snapshot

    def refresh(self) -> Snapshot:
        """Bring the index up to the store's present moment; whoever reads meanwhile is not disturbed.

        Raises:
            StoreError: the store cannot be read; the old snapshot stays.
        """
        with self._lock:
            current = self._snapshot or self._load() or _empty()
            if current.moment != self._store.moment():
                current = self._follow(current)
            self._snapshot = current
            self._keep(current)
            return current

    def rebuild(self) -> Snapshot:
        """Forget everything and index the store from the beginning."""
        with self._lock:
            self._snapshot = self._follow(_empty())
            self._keep(self._snapshot)
            return self._snapshot

    def _follow(self, old: Snapshot) -> Snapshot:
        changes = self._store.index_changes(old.moment, self._model)
        if changes.whole:
            self._saved_size = 0
            if old.moment is not None:
                log.info("the search index does not belong to this state of the graph and is built again")
        return _followed(_empty() if changes.whole else old, changes)

    def _load(self) -> Snapshot | None:
        if self._folder is None:
            return None
        snapshot = load_snapshot(self._folder, self._model)
        if snapshot is None:
            return None
        self._saved_size = snapshot.size
        log.info("search index read from disk: %d passages", snapshot.size)
        return snapshot

    def _keep(self, snapshot: Snapshot) -> None:
        """Write the index down when enough has changed since the last time that reading it back saves work."""
        grown = abs(snapshot.size - self._saved_size)
        if self._folder is None or grown < max(SAVE_AFTER, self._saved_size // 10):
            return
        try:
            save_snapshot(snapshot, self._folder, self._model)
            self._saved_size = snapshot.size
        except OSError as error:
            log.warning(
                "the search index could not be written down and will be built again at the next start: %s", error
            )
            self._saved_size = snapshot.size


def _empty() -> Snapshot:
    return Snapshot(None, (), (), Vocabulary())


def _followed(old: Snapshot, changes: IndexChanges) -> Snapshot:
    """The snapshot after these changes."""
    alive = [kept.copy() for kept in old.alive]
    places = {
        document.id: (k, i)
        for k, segment in enumerate(old.segments)
        for i, document in enumerate(segment.documents)
        if old.alive[k][i]
    }

    def drop(document_id: str) -> None:
        if document_id in places:
            k, i = places.pop(document_id)
            alive[k][i] = False

    for document_id in changes.gone:
        drop(document_id)

    def arriving() -> Iterable[IndexedDocument]:
        for document in changes.documents:
            drop(document.id)
            yield document

    fresh = list(segments_of(arriving(), old.vocabulary))
    segments = [*old.segments, *fresh]
    alive += [np.ones(len(segment.documents), dtype=np.bool_) for segment in fresh]
    segments, alive = _tidied(segments, alive)
    return Snapshot(changes.moment, segments, alive, old.vocabulary)


def _tidied(segments: list[Segment], alive: list[Flags]) -> tuple[list[Segment], list[Flags]]:
    """Few segments, little that is dead: small ones are made one, and what is mostly gone is rewritten."""
    kept: list[tuple[Segment, Flags]] = []
    small: list[tuple[Segment, Flags]] = []
    for segment, flags in zip(segments, alive, strict=True):
        if not flags.any():
            continue
        living = int(np.diff(segment.starts)[flags].sum())
        if living < SEGMENT_PASSAGES // 4:
            small.append((segment, flags))
        elif living < (1 - DEAD_SHARE) * segment.size:
            kept.append(_whole(merged([(segment, flags)])))
        else:
            kept.append((segment, flags))
    if len(small) > MOST_SMALL:
        levels = sorted({segment.level for segment, _ in small})
        small = [_whole(merged([one for one in small if one[0].level == level])) for level in levels]
    everything = [*kept, *small]
    return [segment for segment, _ in everything], [flags for _, flags in everything]


def _whole(segment: Segment) -> tuple[Segment, Flags]:
    return segment, np.ones(len(segment.documents), dtype=np.bool_)
