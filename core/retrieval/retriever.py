"""From a question to ranked passages."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path

import numpy as np

from core.access import Viewer
from core.embeddings import Embedder
from core.errors import EmbeddingError, SybilError
from core.graph.contract import GraphStore
from core.models import Filters, Passage
from core.retrieval.arrays import Floats
from core.retrieval.coverage import covering, log_odds
from core.retrieval.evidence import missing_words
from core.retrieval.fusion import (
    MEANING_NEAR_WEIGHT,
    MEANING_WEIGHT,
    NEAR_WEIGHT,
    OWN_WEIGHT,
    Fused,
    fused,
    ordered,
    standard,
    standard_known,
    surroundings,
)
from core.retrieval.hints import leaning, passing
from core.retrieval.index import LiveIndex
from core.retrieval.lexical import Lexical, lexical, title_shares
from core.retrieval.papers import second_hop
from core.retrieval.question import Question, content_words, understand
from core.retrieval.ranking import Candidate, Ranking, Signals
from core.retrieval.snapshot import Snapshot, View
from core.terms import stem

log = logging.getLogger(__name__)

CANDIDATES = 10
EVIDENCE_WEIGHT = 0.4  # the thresholds of assess were measured with it
PATIENCE = 1.0
REMEMBERED = 256
NO_MEANING = "Meaning-based search is off: results go by words only."
PARTLY_WORDS = "Some documents have no meaning vectors yet: they are found by their words only."
NOT_UP_TO_DATE = "The search index could not be brought up to date: the newest changes may be missing."


class Retriever:
    """Searches a store's passages. Safe to use from many threads.

    Args:
        store: the truth: every text that is returned is read from it for the viewer.
        embedder: the model of the store's vectors, None to search by words only.
        today: gives the day that "last month" and a document's age are counted from.
        folder: where the index is kept between starts; None builds it at the first search.
    """

    def __init__(
        self, store: GraphStore, embedder: Embedder | None, today: Callable[[], date], folder: Path | None = None
    ) -> None:
        self._store, self._embedder, self._today = store, embedder, today
        self._index = LiveIndex(store, embedder.name if embedder else None, folder)
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._failure: SybilError | None = None
        self._vectors: OrderedDict[str, Floats] = OrderedDict()

    def refresh(self) -> None:
        """Follow the store up to its present version.

        Raises:
            StoreError: the store cannot be read.
        """
        self._index.refresh()

    def search(self, question: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> Ranking:
        """The passages that answer a question best, for this viewer.

        Args:
            limit: at most so many.
            filters: what must hold of a passage; what the question itself hints at only moves it a little.

        Raises:
            StoreError: the store cannot be read.
        """
        degraded: list[str] = []
        snapshot = self._current(degraded)
        view = snapshot.view(viewer)
        if not view.size or not question.strip():
            return Ranking([], tuple(degraded), Signals(searched=view.size))
        asked = understand(question, self._today())
        cosines = self._cosines(view, question, degraded)
        calibrated = bool(self._embedder and self._embedder.calibrated)
        found = _Search(view, asked, cosines, calibrated)
        order = found.order(limit, filters, self._today())
        nearest = found.nearest(filters)
        texts = {p.id: p for p in self._store.passages([*dict.fromkeys(found.ids([*order, *nearest]))], viewer)}
        signals = Signals(
            candidates=tuple(
                found.candidate(n, texts[i]) for n, i in zip(nearest, found.ids(nearest), strict=True) if i in texts
            ),
            searched=view.size,
            missing=found.missing(),
            calibrated=calibrated,
        )
        scores = accumulate((float(found.fusion.score[n]) for n in order), min)
        passages = [
            replace(texts[i], score=score) for i, score in zip(found.ids(order), scores, strict=True) if i in texts
        ]
        return Ranking(passages, tuple(degraded), signals)

    def _current(self, degraded: list[str]) -> Snapshot:
        """An up-to-date snapshot; the last one, and a sentence, when bringing it up to date fails or takes long."""
        snapshot = self._index.snapshot
        if snapshot is None:
            return self._index.refresh()
        try:
            if snapshot.moment == self._store.moment():
                return snapshot
        except SybilError as error:
            log.warning("the store's moment cannot be read: %s", error)
            degraded.append(NOT_UP_TO_DATE)
            return snapshot
        worker = self._refreshing()
        worker.join(PATIENCE)
        if self._failure is not None:
            degraded.append(NOT_UP_TO_DATE)
        return self._index.snapshot or snapshot

    def _refreshing(self) -> threading.Thread:
        with self._lock:
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._refresh_once, name="search-index", daemon=True)
                self._worker.start()
            return self._worker

    def _refresh_once(self) -> None:
        try:
            self._index.refresh()
            self._failure = None
        except SybilError as error:
            log.warning("the search index could not be brought up to date: %s", error)
            self._failure = error

    def _cosines(self, view: View, question: str, degraded: list[str]) -> Floats | None:
        if self._embedder is None:
            degraded.append(NO_MEANING)
            return None
        try:
            vector = self._embedded(self._embedder, question)
        except EmbeddingError as error:
            log.warning("the question could not be embedded: %s", error)
            degraded.append(NO_MEANING)
            return None
        cosines = np.asarray(self._embedder.likeness(view.of(view.snapshot.cosines(vector))), dtype=np.float64)
        unknown = np.isnan(cosines)
        if unknown.all():
            degraded.append(NO_MEANING)
            return None
        if unknown.any():
            degraded.append(PARTLY_WORDS)
        return cosines

    def _embedded(self, embedder: Embedder, question: str) -> Floats:
        with self._lock:
            known = self._vectors.get(question)
        if known is None:
            known = np.asarray(embedder.embed_question(question), dtype=np.float64)
            known = known / max(float(np.linalg.norm(known)), 1e-12)
            with self._lock:
                self._vectors[question] = known
                while len(self._vectors) > REMEMBERED:
                    self._vectors.popitem(last=False)
        return known


class _Search:
    """One question over one view."""

    def __init__(self, view: View, asked: Question, cosines: Floats | None, calibrated: bool) -> None:
        self.view, self.asked, self.cosines, self._calibrated = view, asked, cosines, calibrated
        vocabulary = view.snapshot.vocabulary
        stems = [vocabulary.stems.find(s) for s in asked.stems]
        self.lexical: Lexical = lexical(view, stems)
        own = standard(self.lexical.own)
        base = OWN_WEIGHT * own + NEAR_WEIGHT * standard(self.lexical.near)
        self._near_in_both = EVIDENCE_WEIGHT * own
        self._meaning = None if cosines is None else (cosines, surroundings(view, cosines))
        if self._meaning is not None:
            dense, around = (standard_known(values) for values in self._meaning)
            base = base + MEANING_WEIGHT * dense + MEANING_NEAR_WEIGHT * around
            self._near_in_both = self._near_in_both + dense
        self._shares = title_shares(view, stems)
        self.fusion: Fused = fused(view, base + self._shares, self.lexical.share)

    def order(self, limit: int, filters: Filters | None, today: date) -> list[int]:
        """Numbers of the best passages, best first."""
        words = self.view.snapshot.vocabulary.words
        asked = [words.find(word) for word in self.asked.words]
        leads = second_hop(self.view, self.fusion.score, self.lexical, asked)
        leans = leaning(self.view, self.asked, today)
        # the second hop never takes the first place: what it leads to answers only together with where it leads from
        self.fusion = Fused(self.fusion.score + leads + leans, self.fusion.first + leans)
        allowed = passing(self.view, filters)
        best = ordered(self.view, self.fusion, limit, allowed)
        if not best or leads.any():  # the papers of two hops answer together, not one instead of the other
            return best
        odds = log_odds(self.lexical, self._meaning, self._shares + leans, self._calibrated)
        chosen = covering(self.view, odds, best[0], limit, allowed)
        return [*chosen, *(n for n in best if n not in set(chosen))][:limit]

    def nearest(self, filters: Filters | None) -> list[int]:
        """Numbers of the passages that are nearest in words and meaning: what the question is judged by."""
        both = Fused(self._near_in_both, self._near_in_both)
        return ordered(self.view, both, CANDIDATES, passing(self.view, filters))

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The store's ids of passages."""
        return [self.view.snapshot.passage_id(int(self.view.rows[n])) for n in numbers]

    def candidate(self, number: int, passage: Passage) -> Candidate:
        """A passage as evidence."""
        snapshot = self.view.snapshot
        title = snapshot.documents[snapshot.document_of[self.view.rows[number]]].title
        text = "\n".join((title, ", ".join(passage.speakers), passage.text))
        cosine = None if self.cosines is None or np.isnan(self.cosines[number]) else float(self.cosines[number])
        return Candidate(text, cosine)

    def missing(self) -> tuple[str, ...]:
        """Content words of the question that no visible passage or title holds."""
        known = dict(zip(self.asked.stems, self.lexical.known, strict=True))
        return missing_words(self.asked.text, [known.get(stem(word), 0) > 0 for word in content_words(self.asked.text)])
