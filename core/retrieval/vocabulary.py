"""Words and names as numbers. One thread adds, any number read."""

from collections.abc import Iterable

import numpy as np

from core.retrieval.arrays import Ints
from core.terms import STOP_WORDS, stem


class Numbers:
    """Strings numbered in the order in which they came."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self.entries: list[str] = list(entries)
        self._numbers = {entry: number for number, entry in enumerate(self.entries)}

    def add(self, entry: str) -> int:
        """The number of a string, a new one if it has none."""
        number = self._numbers.get(entry)
        if number is None:
            number = self._numbers[entry] = len(self.entries)
            self.entries.append(entry)
        return number

    def find(self, entry: str) -> int:
        """The number of a string, -1 if it has none."""
        return self._numbers.get(entry, -1)


class Vocabulary:
    """Words as written (lower case), their stems, and names of speakers."""

    def __init__(self, words: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        self.words = Numbers()
        self.stems = Numbers()
        self.names = Numbers(names)
        self._stem_of = np.full(1024, -1, dtype=np.int32)
        for word in words:
            self.number(word)

    def number(self, word: str) -> int:
        """The number of a lower-case word, a new one if it has none."""
        number = self.words.find(word)
        return number if number >= 0 else self._add(word)

    def _add(self, word: str) -> int:
        number = len(self.words.entries)
        if number == len(self._stem_of):
            self._stem_of = np.concatenate([self._stem_of, np.full(number, -1, dtype=np.int32)])
        self._stem_of[number] = -1 if word in STOP_WORDS else self.stems.add(stem(word))
        return self.words.add(word)

    def stems_of(self, words: Ints) -> Ints:
        """Numbers of the stems of numbered words, -1 for stop words."""
        return np.asarray(self._stem_of[words], dtype=np.int32)
