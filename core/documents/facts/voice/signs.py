"""The signs of a sentence that the second voice weighs: its words in order, its place, and what stands around it.

Bags of short word sequences with a linear model over them are the baseline of text classification (Wang and Manning,
Baselines and Bigrams, 2012); signs of the neighbours and of the place are the usual ones of finding decisions in
meetings (Fernández et al., Modelling and Detecting Decisions in Multi-party Dialogue, 2008).

A sign is written ``kind:words`` in the file of weights. To weigh a sentence its signs are kept by kind and unwritten:
most of the time would go into writing them.
"""

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise

from core.documents.facts.sentences import Sentence
from core.documents.facts.voice.grammar import grammar
from core.documents.facts.voice.tokens import COMMON, kinds, shape, tokens_of

_ANSWERS = frozenset(
    """agreed approved yes fine good great thanks done carried passed resolved proposed suggested motion moved seconded
    decided deal perfect sure noted objections accepted ok okay action""".split()
)
_VERBLESS = re.compile(
    r"\b(?:is|are|was|were|be|will|has|have|had|to|do|does|did|can|could|should|would|may|might|shall|\w+ed|\w+s)\b"
)
_HEADING_WORD = re.compile(r"[a-z]{3,}")
_STUB_WORDS = 4
_LONG = 5


_OF_ONE = frozenset(("1", "S", "W", "k", "p", "b", "n", "same", "other"))
_OF_SEVERAL = frozenset(("2", "k2", "3"))
WHOLE = ""
"""The kind of those signs that are few enough to be kept as they are written."""
Key = str | tuple[str, ...]
ByKind = list[tuple[str, Set[Key]]]
"""Kinds with their keys; a kind may come more than once, each time with others."""


def written(kind: str, key: Key) -> str:
    """A sign as it stands in the file of weights."""
    words = key if isinstance(key, str) else " ".join(key)
    return f"{kind}:{words}" if kind else words


def unwritten(sign: str) -> tuple[str, Key]:
    """Kind and key of a sign that is written."""
    kind, _, words = sign.partition(":")
    if kind in _OF_SEVERAL:
        return kind, tuple(words.split(" "))
    return (kind, words) if kind in _OF_ONE else (WHOLE, sign)


@lru_cache(maxsize=64)
def _heading(section: str) -> frozenset[str]:
    return frozenset(f"h:{word}" for word in _HEADING_WORD.findall(section.lower())[:4])


class Signs:
    """The signs of the sentences of one document.

    Args:
        sentences: all of them, in order.
        names: the words its people's names are made of.
    """

    def __init__(self, sentences: Sequence[Sentence], names: frozenset[str]) -> None:
        self._sentences = sentences
        self._tokens = [tokens_of(sentence, names) for sentence in sentences]
        self._grammar = [grammar(tokens) for tokens in self._tokens]
        self._labels = "labels" if any(sentence.label == "decision" for sentence in sentences) else "bare"
        self._shapes = [[shape(token) for token in tokens] for tokens in self._tokens]
        self._telling = [{token for token in tokens if _telling(token)} for tokens in self._tokens]

    def of(self, i: int) -> set[str]:
        """The signs of sentence ``i`` as they are written."""
        return {written(kind, key) for kind, keys in self.by_kind(i) for key in keys}

    def by_kind(self, i: int) -> ByKind:
        """The signs of sentence ``i``."""
        mode = "S" if self._sentences[i].spoken else "W"
        told = (self._form(i, mode), self._ends(i, mode), self._place(i, mode), self._told(i, mode))
        whole = [(WHOLE, keys) for keys in told]
        return [*self._words(i, mode), *whole, *self._before(i, mode), *self._after(i)]

    def _form(self, i: int, mode: str) -> Set[str]:
        sentence, tokens = self._sentences[i], self._tokens[i]
        block = sentence.block
        words = sum(1 for token in tokens if token[0].isalnum() or token[0] == "<")
        verbless = not _VERBLESS.search(sentence.low)
        signs = _form(
            mode, block.kind, sentence.label, block.under, sentence.opens, block.arrow, block.mark, sentence.asks,
            min(6, words // 4), verbless,
        )  # fmt: skip
        if ":" in tokens:
            return signs | {f"colon:{mode}", "colon>" + (tokens[tokens.index(":") + 1 :][:1] or ["$"])[0]}
        return signs

    def _words(self, i: int, mode: str) -> ByKind:
        tokens, known = self._tokens[i], kinds()
        kind = [known.get(token, token) for token in tokens]
        edged = ["^", *self._shapes[i], "$"]
        words = frozenset(tokens)
        starts = {token[:_LONG] for token in words if len(token) > _LONG and token.isalpha() and token not in COMMON}
        return [
            ("1", words),
            (mode, words),
            ("k", frozenset(kind)),
            ("p", starts),
            ("2", frozenset(pairwise(("^", *tokens, "$")))),
            ("k2", frozenset(pairwise(("^", *kind, "$")))),
            ("3", frozenset(zip(edged, edged[1:], edged[2:], strict=False))),
        ]

    def _ends(self, i: int, mode: str) -> set[str]:
        """How it begins, and its last words."""
        tokens, shapes, known = self._tokens[i], self._shapes[i], kinds()
        signs = {"k^:" + " ".join([known.get(token, token) for token in tokens[:2]]), "last:" + " ".join(tokens[-2:])}
        for length in (1, 2, 3):
            signs |= {f"^{length}:" + " ".join(tokens[:length]), f"s^{mode}:" + " ".join(shapes[:length])}
        return signs

    def _before(self, i: int, mode: str) -> ByKind:
        if i == 0:
            return [(WHOLE, {"first"})]
        sentence, before = self._sentences[i], self._sentences[i - 1]
        whole = {"before:" + before.block.kind, "turn:same" if before.block.turn == sentence.block.turn else "turn:new"}
        signs: ByKind = [(WHOLE, whole)]
        if before.asks:
            whole.add(f"asked:{mode}")
        if sentence.spoken or before.block.paragraph == sentence.block.paragraph:
            whole |= {"b^:" + " ".join(self._tokens[i - 1][:1]), f"b-label:{before.label}"}
            signs.append(("b", self._telling[i - 1]))
        same = before.block.start == sentence.block.start
        if same and not before.spoken and len(before.body.split()) <= _STUB_WORDS and before.body.endswith("."):
            whole |= {"stub", "stub>" + " ".join(self._tokens[i][:1])}
        return signs

    def _after(self, i: int) -> ByKind:
        if i + 1 == len(self._sentences):
            return [(WHOLE, {"ends"})]
        sentence, after, tokens = self._sentences[i], self._sentences[i + 1], self._tokens[i + 1]
        if not sentence.spoken and after.block.paragraph != sentence.block.paragraph:
            return [(WHOLE, {"ends"})]
        who = "same" if after.block.speaker == sentence.block.speaker else "other"
        shapes = self._shapes[i + 1][:2]
        told = {*self._telling[i + 1]}
        if after.asks:
            told.add("asks")
        if len(tokens) <= _STUB_WORDS:
            told.add("short")
        starts = {f"{who}^:" + " ".join(tokens[:1]), f"{who}^2:" + " ".join(tokens[:2])}
        starts |= {"n2:" + " ".join(shapes), "n>" + " ".join(tokens[1:3])}
        return [(who, told), ("n", {*shapes}), (WHOLE, starts)]

    def _told(self, i: int, mode: str) -> set[str]:
        """Who it speaks of in what tense, after what; the words of its heading; whether decisions are labelled here."""
        sentence = self._sentences[i]
        subject, tense, denied = self._grammar[i]
        told = f"{subject}:{tense}" + (":not" if denied else "")
        signs = {f"g{mode}:{told}", f"gt{mode}:{tense}", f"g-{self._labels}{mode}:{sentence.label}:{subject}:{tense}"}
        if i and self._sentences[i - 1].block.paragraph == sentence.block.paragraph:
            before = self._grammar[i - 1]
            signs.add(f"gb{mode}:{before[0]}:{before[1]}>{subject}:{tense}")
        section = sentence.block.section
        if section and not sentence.spoken:
            signs |= _heading(section)
        return signs

    def _place(self, i: int, mode: str) -> Set[str]:
        """How many sentences of the same block stand before and after it."""
        start = self._sentences[i].block.start
        first = last = i
        while first > max(0, i - 5) and self._sentences[first - 1].block.start == start:
            first -= 1
        while last + 1 < min(len(self._sentences), i + 6) and self._sentences[last + 1].block.start == start:
            last += 1
        return _place(mode, i - first, last - i)


@lru_cache(maxsize=1024)
def _form(
    mode: str, kind: str, label: str, under: str, opens: bool, arrow: bool, mark: str | None, asks: bool, length: int,
    verbless: bool,
) -> frozenset[str]:  # fmt: skip
    signs = {
        f"mode:{mode}",
        f"kind:{kind}",
        f"label:{label}",
        f"under:{under}",
        f"list:{under}:{kind}:{opens}",
        f"opens:{opens}",
        f"length:{mode}{length}",
    }
    if arrow:
        signs.add("arrow")
    if mark:
        signs.add(f"box:{mark}")
    if asks:
        signs |= {"asks", f"asks:{mode}"}
    if length == 0:
        signs.add("short")
    if verbless:
        signs.add(f"verbless:{mode}")
    return frozenset(signs)


@lru_cache(maxsize=128)
def _place(mode: str, before: int, after: int) -> frozenset[str]:
    return frozenset(
        (f"at{mode}:{min(before, 4)}", f"left{mode}:{min(after, 4)}", f"of{mode}:{min(before + after + 1, 5)}")
    )


def _telling(token: str) -> bool:
    return token in COMMON or token in _ANSWERS or token.startswith("<")
