"""What the second voice thinks of each sentence: how likely it states a decision, how likely it hands out a task.

Logistic regression: the weights of the signs are added up and put through the logistic function. They stand in
``weights.txt``, made by ``python -m benchmarks.voice --write`` from the labelled documents, a sign on each line with
its weight for decisions and for actions.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.documents.facts.sentences import Sentence
from core.documents.facts.voice.signs import ByKind, Key, Signs, unwritten

BIAS = "*"
"""The sign that every sentence has."""
_WEIGHTS_FILE = Path(__file__).with_name("weights.txt")
_UNREAD = frozenset(("heading", "row", "header"))
Weights = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Score:
    """Probabilities from 0 to 1 that a sentence states a decision, or a task."""

    decision: float
    action: float


def scored(sentence: Sentence) -> bool:
    """True for prose, lists and talk; headings, rows of tables and single words are read by rules alone."""
    return " " in sentence.low and sentence.block.kind not in _UNREAD


class Voice:
    """Scores sentences.

    Args:
        weights: of each sign, for decisions and for actions.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._in_order = [(0.0, 0.0), *(weights[sign] for sign in sorted(weights))]
        self._places: dict[str, dict[Key, int]] = defaultdict(dict)
        for place, sign in enumerate(sorted(weights), start=1):
            kind, key = unwritten(sign)
            self._places[kind][key] = place

    @property
    def speaks(self) -> bool:
        """False without weights: the rules then stand alone."""
        return bool(self._weights)

    def scores(self, sentences: Sequence[Sentence], names: frozenset[str]) -> dict[int, Score]:
        """The scores by the index of the sentence; headings and rows have none."""
        signs = Signs(sentences, names)
        return {i: self._score(signs.by_kind(i)) for i, sentence in enumerate(sentences) if scored(sentence)}

    def _score(self, signs: ByKind) -> Score:
        """Signs count by the root of their number, as they did when the weights were learned.

        They are added up in one order, so that the same signs give the same sum to the last digit.
        """
        weighed: list[int | None] = []
        for kind, keys in signs:
            weighed += map(self._places[kind].get, keys)
        decision = action = 0.0
        for place in sorted(filter(None, weighed)):
            for_decision, for_action = self._in_order[place]
            decision += for_decision
            action += for_action
        length = math.sqrt(len(weighed) + 1)
        bias = self._weights.get(BIAS, (0.0, 0.0))
        return Score(_logistic(decision / length + bias[0]), _logistic(action / length + bias[1]))


@lru_cache(maxsize=1)
def learned() -> Voice:
    """The voice with the weights that are kept in the file."""
    weights: dict[str, tuple[float, float]] = {}
    for line in _WEIGHTS_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sign, decision, action = line.rsplit("\t", 2)
            weights[sign] = (float(decision), float(action))
    return Voice(weights)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
