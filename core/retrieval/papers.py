"""The second hop: from the best passages of short titled papers to the papers that what they name leads to.

A question such as "Where was the founder of the Lindqvist Institute born?" finds the paper on the institute, which
names the founder; the paper on the founder shares no word with the question. Entities (names and titles of papers)
lead from one to the other, as in HippoRAG (Gutiérrez et al. 2024), one step instead of a random walk. Long documents
take no part: in meetings it did harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.retrieval.arrays import Floats, Ints
from core.retrieval.indexing import APART, CAPITAL, TITLE_WORDS, TOKEN_SHIFT, ngram_hashes
from core.retrieval.lexical import Lexical
from core.retrieval.snapshot import View
from core.terms import STOP_WORDS

SEEDS = 8
STRENGTH = 0.6
OWN_TITLE = 3.0
KNOWN_IN_QUESTION = 0.3
FLOOR = 0.15
LONGEST_NAME = 6
MOST_TESTED = 400
_JOINING = frozenset({"of", "the", "de", "van", "von", "da", "di", "del", "la", "le", "and"})

Phrase = tuple[int, ...]


@dataclass(frozen=True)
class _Found:
    """Where an entity stands: numbers of visible passages, and how much each is about it."""

    passages: Ints
    weights: Floats


def second_hop(view: View, score: Floats, lexical: Lexical, asked: Sequence[int]) -> Floats:
    """What the entities of the best passages add to each visible passage's score; zeros where they say nothing.

    Args:
        score: fused scores of the visible passages.
        lexical: the question's lexical scores.
        asked: numbers of the question's words, stop words included, -1 for unknown ones.
    """
    nothing = np.zeros(view.size)
    count = min(SEEDS, view.size)
    best = np.argpartition(-score, count - 1)[:count]
    seeds = sorted((int(i) for i in best), key=lambda i: (-score[i], view.place(i)))
    graph = _Graph(view)
    if not graph.entities(seeds[0]):
        return nothing
    weights = np.exp(score[seeds] - score[seeds[0]])
    weights /= weights.sum()
    question = np.array(asked, dtype=np.int32)
    total = nothing
    for seed, weight in zip(seeds, weights, strict=True):
        total = total + weight * _from_seed(graph, seed, question, lexical)
    return STRENGTH * max(0.0, float(score.max())) * total / total.max() if total.max() > 0 else nothing


def _from_seed(graph: "_Graph", seed: int, question: Ints, lexical: Lexical) -> Floats:
    gained = np.zeros(graph.view.size)
    for phrase, own in graph.entities(seed):
        found = graph.find(phrase)
        rarity = 1.0 / len(found.passages)
        known = KNOWN_IN_QUESTION if _holds(question, phrase) else 1.0
        gained[found.passages] += own * rarity * known * found.weights
    gained[seed] = 0.0
    gained /= max(float(gained.max()), FLOOR)
    rest = np.zeros(len(gained))
    for part in lexical.parts:
        if seed not in part.passages:
            rest[part.passages] += part.scores
    rest[gained <= 0] = 0.0
    if rest.max() > 0:
        gained = gained * (1.0 + 3.0 * rest / rest.max())
    return gained


class _Graph:
    """Entities of passages, looked up as they are needed."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._found: dict[Phrase, _Found] = {}
        self._entities: dict[int, list[tuple[Phrase, float]]] = {}
        self._most = max(10, view.size // 50)

    def entities(self, number: int) -> list[tuple[Phrase, float]]:
        """Entities of a visible passage that lead somewhere, with what the passage is to them; in order of place."""
        if number not in self._entities:
            kept = [
                (phrase, weight)
                for phrase, weight in self._named(number)
                if 2 <= len(self.find(phrase).passages) <= self._most
            ]
            self._entities[number] = kept
        return self._entities[number]

    def _named(self, number: int) -> list[tuple[Phrase, float]]:
        row = int(self.view.rows[number])
        tokens = self.view.snapshot.tokens(row)
        if not len(tokens):
            return []
        own = tuple(int(w) for w in self.view.snapshot.title_tokens(int(self.view.snapshot.document_of[row])))
        named: dict[Phrase, float] = {own: OWN_TITLE}
        for phrase in [*self._titles(tokens >> TOKEN_SHIFT), *_names(self.view, tokens)]:
            named.setdefault(phrase, 1.0)
        return list(named.items())

    def _titles(self, words: Ints) -> list[Phrase]:
        """Titles of visible papers in a text, the longest at each place."""
        lengths = np.zeros(len(words), dtype=np.int64)
        for n, hashes in enumerate(ngram_hashes(words, TITLE_WORDS), start=1):
            lengths[np.flatnonzero(self._is_title(hashes))] = n
        phrases, at = [], 0
        while at < len(words):
            n = int(lengths[at])
            if n:
                phrases.append(tuple(int(w) for w in words[at : at + n]))
            at += max(n, 1)
        return phrases

    def _is_title(self, hashes: np.ndarray) -> np.ndarray:
        found = np.zeros(len(hashes), dtype=np.bool_)
        snapshot = self.view.snapshot
        for segment, offset in zip(snapshot.segments, snapshot.document_offsets, strict=False):
            known, documents = segment.title_hashes, segment.title_documents
            visible = self.view.documents[documents + offset]
            for i in np.flatnonzero(np.isin(hashes, known)):
                first, last = np.searchsorted(known, [hashes[i], hashes[i] + np.uint64(1)])
                found[i] |= bool(visible[first:last].any())
        return found

    def find(self, phrase: Phrase) -> _Found:
        """The visible passages of papers that hold a phrase, or have it as their title."""
        if phrase not in self._found:
            self._found[phrase] = self._search(phrase)
        return self._found[phrase]

    def _search(self, phrase: Phrase) -> _Found:
        view, snapshot = self.view, self.view.snapshot
        stems = [int(s) for s in snapshot.vocabulary.stems_of(np.array(phrase, dtype=np.int32)) if s >= 0]
        if not stems:
            return _Found(np.zeros(0, dtype=np.int32), np.zeros(0))
        titled = self._titled(phrase, stems)
        rows: Ints | None = None
        for stem in dict.fromkeys(stems):
            held = snapshot.postings(stem)[0]
            held = held[view.seen[held]]
            rows = held if rows is None else np.intersect1d(rows, held)
        tested = rows if rows is not None else np.zeros(0, dtype=np.int32)
        if len(tested) > MOST_TESTED:  # so common that 1 / df would be next to nothing
            return _Found(np.zeros(0, dtype=np.int32), np.zeros(0))
        weights = {int(r): 1.0 for r in tested if _holds(snapshot.tokens(int(r)) >> TOKEN_SHIFT, phrase)}
        weights.update(dict.fromkeys(titled, OWN_TITLE))
        ordered = np.array(sorted(weights), dtype=np.int32)
        numbers = np.searchsorted(view.rows, ordered).astype(np.int32)
        return _Found(numbers, np.array([weights[int(r)] for r in ordered], dtype=np.float64))

    def _titled(self, phrase: Phrase, stems: list[int]) -> list[int]:
        view, snapshot = self.view, self.view.snapshot
        rows: list[int] = []
        for document in snapshot.postings(stems[0], titles=True)[0]:
            if view.documents[document] and tuple(snapshot.title_tokens(int(document))) == phrase:
                rows.extend(range(int(snapshot.starts[document]), int(snapshot.starts[document + 1])))
        return rows


def _names(view: View, tokens: Ints) -> list[Phrase]:
    """Runs of capitalised words, small joining words inside allowed."""
    entries = view.snapshot.vocabulary.words.entries
    phrases: list[Phrase] = []
    run: list[int] = []
    for token in [*(int(t) for t in tokens), APART]:
        word = entries[token >> TOKEN_SHIFT]
        if run and (token & APART or not (token & CAPITAL or word in _JOINING)):
            phrases.extend(_trimmed(run, entries))
            run = []
        if token & CAPITAL or run:
            run.append(token >> TOKEN_SHIFT)
    return phrases


def _trimmed(run: list[int], entries: list[str]) -> list[Phrase]:
    while run and entries[run[0]] in STOP_WORDS:
        run = run[1:]
    while run and (entries[run[-1]] in STOP_WORDS or entries[run[-1]] in _JOINING):
        run = run[:-1]
    return [tuple(run)] if 0 < len(run) <= LONGEST_NAME else []


def _holds(words: Ints, phrase: Phrase) -> bool:
    if not phrase or len(words) < len(phrase):
        return False
    starts = np.flatnonzero(words[: len(words) - len(phrase) + 1] == phrase[0])
    return any(all(int(words[at + k]) == w for k, w in enumerate(phrase)) for at in starts)
