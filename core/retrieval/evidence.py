"""Whether a library can answer a question at all, without a model.

The measure and its thresholds come from questions put to libraries with and without their meeting, and hold for
libraries of 20 to 2,000 passages; benchmarks/retrieval.py prints how it does. Without cosines of the local model the
words alone decide, with thresholds of their own. English only.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.errors import EmbeddingError
from core.retrieval.question import content_words, name_spans
from core.retrieval.ranking import Candidate, Ranking
from core.terms import folded, stem, words
from core.word_weights import word_weight

NONE_BELOW = 0.73
ANSWER_FROM = 0.90
NAMES_FROM = 2 / 3
COVERED = 0.35
WORDS_NONE_BELOW = 0.57
WORDS_ANSWER_FROM = 0.72
WORDS_COVERED = 0.70
RARE = 0.93
SMALL_LIBRARY = 8
LARGEST = 2000
_PLAIN_WEIGHT = 0.7
_TYPED = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Evidence:
    """``verdict``: ``answer``, ``weak`` (a match that must be called weak) or ``none``. ``missing``: words and names of
    the question that the visible library never mentions: the reason to show."""

    verdict: str
    score: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Asked:
    words: tuple[str, ...]
    weights: tuple[float, ...]
    names: tuple[str, ...]


def assess(question: str, ranking: Ranking) -> Evidence:
    """Judge what a search found. Nothing found, or no content word of the question anywhere, is ``none``; in a library
    of fewer than eight passages everything else is at least ``weak``."""
    signals = ranking.signals
    asked = _asked(question)
    if not signals.candidates or not signals.searched:
        return Evidence("none", 0.0, signals.missing)
    stems = [frozenset(stem(word) for word in words(c.text)) for c in signals.candidates]
    if not any(stem(word) in held for word in asked.words for held in stems):
        return Evidence("none", 0.0, signals.missing)
    names = _names_found(asked.names, signals.candidates)
    score = 0.15 * names + 0.10 * _pair(asked, signals.candidates) + 0.20 * _rare(asked, stems)
    score -= 0.09 * (math.log10(min(signals.searched, LARGEST)) - 3)
    cosines = [c.cosine for c in signals.candidates if c.cosine is not None]
    if signals.calibrated and len(cosines) == len(stems):
        score += max(c + COVERED * _covered(asked, held) for c, held in zip(cosines, stems, strict=True))
        low, high = NONE_BELOW, ANSWER_FROM
    else:
        score += WORDS_COVERED * max(_covered(asked, held) for held in stems)
        low, high = WORDS_NONE_BELOW, WORDS_ANSWER_FROM
    if score >= high and names >= NAMES_FROM:
        return Evidence("answer", score, signals.missing)
    none = score < low and signals.searched >= SMALL_LIBRARY
    return Evidence("none" if none else "weak", score, signals.missing)


def _asked(question: str) -> _Asked:
    content = tuple(content_words(question))
    return _Asked(content, tuple(_weight(word) for word in content), name_spans(question))


def _weight(word: str) -> float:
    try:
        return word_weight(word)
    except EmbeddingError:
        return _PLAIN_WEIGHT


def _covered(asked: _Asked, held: frozenset[str]) -> float:
    total = sum(asked.weights)
    found = sum(w for word, w in zip(asked.words, asked.weights, strict=True) if stem(word) in held)
    return found / total if total else 0.0


def _names_found(names: Sequence[str], candidates: Sequence[Candidate]) -> float:
    if not names:
        return 1.0
    texts = [f" {' '.join(words(c.text))} " for c in candidates]
    found = total = 0
    for name in names:
        parts = words(name)
        total += len(parts)
        if any(f" {' '.join(parts)} " in text for text in texts):
            found += len(parts)
    return found / total if total else 1.0


def _pair(asked: _Asked, candidates: Sequence[Candidate]) -> float:
    """Highest lower weight of two neighbouring words of the question that also stand side by side somewhere."""
    both = pairwise(zip(asked.words, asked.weights, strict=True))
    pairs = {(stem(one), stem(other)): min(w, v) for (one, w), (other, v) in both}
    best = 0.0
    for candidate in candidates if pairs else ():
        for pair in pairwise(stem(word) for word in words(candidate.text)):
            best = max(best, pairs.get(pair, 0.0))
    return best


def _rare(asked: _Asked, stems: Sequence[frozenset[str]]) -> float:
    """Share of the weight of telling words that is found in the candidates."""
    rare = [(word, w) for word, w in zip(asked.words, asked.weights, strict=True) if w >= RARE]
    total = sum(w for _, w in rare)
    if not total:
        return 0.5  # no rare word speaks for or against
    return sum(w for word, w in rare if any(stem(word) in held for held in stems)) / total


def missing_words(question: str, known: Sequence[bool]) -> tuple[str, ...]:
    """Words of the question that the library never mentions, as typed.

    Args:
        known: for each of ``content_words(question)`` whether a visible passage holds it.
    """
    typed = {folded(word): word for word in _TYPED.findall(question)}
    absent = [w for w, there in zip(content_words(question), known, strict=True) if not there]
    return tuple(dict.fromkeys(typed.get(word, word) for word in absent))
