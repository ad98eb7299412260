"""The signs of a sentence that the second voice weighs: its words in order, its place, and what stands around it.

Bags of short word sequences with a linear model over them are the baseline of text classification (Wang and Manning,
Baselines and Bigrams, 2012); signs of the neighbours and of the place are the usual ones of finding decisions in
meetings (Fernández et al., Modelling and Detecting Decisions in Multi-party Dialogue, 2008).
"""

import re
from collections.abc import Sequence
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

    def of(self, i: int) -> set[str]:
        """The signs of sentence ``i``."""
        mode = "S" if self._sentences[i].spoken else "W"
        return (
            self._form(i, mode)
            | self._words(i, mode)
            | self._before(i, mode)
            | self._after(i)
            | self._place(i, mode)
            | self._told(i, mode)
        )

    def _form(self, i: int, mode: str) -> set[str]:
        sentence, tokens = self._sentences[i], self._tokens[i]
        block = sentence.block
        words = sum(1 for token in tokens if token[0].isalnum() or token[0] == "<")
        signs = {
            f"mode:{mode}",
            f"kind:{block.kind}",
            f"label:{sentence.label}",
            f"under:{block.under}",
            f"list:{block.under}:{block.kind}:{sentence.opens}",
            f"opens:{sentence.opens}",
            f"length:{mode}{min(6, words // 4)}",
        }
        if block.arrow:
            signs.add("arrow")
        if block.mark:
            signs.add(f"box:{block.mark}")
        if sentence.asks:
            signs |= {"asks", f"asks:{mode}"}
        if words <= 3:
            signs.add("short")
        if not _VERBLESS.search(sentence.low):
            signs.add(f"verbless:{mode}")
        if ":" in tokens:
            signs |= {f"colon:{mode}", "colon>" + (tokens[tokens.index(":") + 1 :][:1] or ["$"])[0]}
        return signs

    def _words(self, i: int, mode: str) -> set[str]:
        tokens = self._tokens[i]
        shapes = [shape(token) for token in tokens]
        known = kinds()
        kind = [token if token in COMMON else known.get(token, token) for token in tokens]
        signs = {f"1:{token}" for token in tokens} | {f"{mode}:{token}" for token in tokens}
        signs |= {f"k:{one}" for one in kind}
        signs |= {
            f"p:{token[:5]}" for token in tokens if len(token) > _LONG and token.isalpha() and token not in COMMON
        }
        edged = ["^", *tokens, "$"]
        signs |= {f"2:{one} {two}" for one, two in pairwise(edged)}
        edged = ["^", *kind, "$"]
        signs |= {f"k2:{one} {two}" for one, two in pairwise(edged)}
        edged = ["^", *shapes, "$"]
        signs |= {f"3:{a} {b} {c}" for a, b, c in zip(edged, edged[1:], edged[2:], strict=False)}
        signs.add("k^:" + " ".join(kind[:2]))
        signs.add("last:" + " ".join(tokens[-2:]))
        for length in (1, 2, 3):
            signs |= {f"^{length}:" + " ".join(tokens[:length]), f"s^{mode}:" + " ".join(shapes[:length])}
        return signs

    def _before(self, i: int, mode: str) -> set[str]:
        if i == 0:
            return {"first"}
        sentence, before, tokens = self._sentences[i], self._sentences[i - 1], self._tokens[i - 1]
        signs = {"before:" + before.block.kind, "turn:same" if before.block.turn == sentence.block.turn else "turn:new"}
        if before.asks:
            signs.add(f"asked:{mode}")
        if sentence.spoken or before.block.paragraph == sentence.block.paragraph:
            signs |= {"b^:" + " ".join(tokens[:1]), f"b-label:{before.label}"}
            signs |= {f"b:{token}" for token in tokens if _telling(token)}
        same = before.block.start == sentence.block.start
        if same and not before.spoken and len(before.body.split()) <= _STUB_WORDS and before.body.endswith("."):
            signs |= {"stub", "stub>" + " ".join(self._tokens[i][:1])}
        return signs

    def _after(self, i: int) -> set[str]:
        if i + 1 == len(self._sentences):
            return {"ends"}
        sentence, after, tokens = self._sentences[i], self._sentences[i + 1], self._tokens[i + 1]
        if not sentence.spoken and after.block.paragraph != sentence.block.paragraph:
            return {"ends"}
        who = "same" if after.block.speaker == sentence.block.speaker else "other"
        signs = {f"{who}^:" + " ".join(tokens[:1]), f"{who}^2:" + " ".join(tokens[:2])}
        signs |= {f"{who}:{token}" for token in tokens if _telling(token)}
        signs |= {f"n:{shape(token)}" for token in tokens[:2]}
        signs |= {"n2:" + " ".join(shape(token) for token in tokens[:2]), "n>" + " ".join(tokens[1:3])}
        if after.asks:
            signs.add(f"{who}:asks")
        if len(tokens) <= _STUB_WORDS:
            signs.add(f"{who}:short")
        return signs

    def _told(self, i: int, mode: str) -> set[str]:
        """Who it speaks of in what tense, after what; the words of its heading; whether decisions are labelled here."""
        sentence = self._sentences[i]
        subject, tense, denied = self._grammar[i]
        told = f"{subject}:{tense}" + (":not" if denied else "")
        signs = {f"g:{told}", f"g{mode}:{told}", f"gt{mode}:{tense}", f"gs{mode}:{subject}"}
        signs.add(f"g-{self._labels}{mode}:{sentence.label}:{subject}:{tense}")
        if i and self._sentences[i - 1].block.paragraph == sentence.block.paragraph:
            before = self._grammar[i - 1]
            signs |= {f"gb{mode}:{before[1]}>{tense}", f"gbs{mode}:{before[0]}:{before[1]}>{subject}:{tense}"}
        section = sentence.block.section
        if section and not sentence.spoken:
            signs |= {f"h:{word}" for word in _HEADING_WORD.findall(section.lower())[:6]}
        return signs

    def _place(self, i: int, mode: str) -> set[str]:
        """How many sentences of the same block stand before and after it."""
        start = self._sentences[i].block.start
        first = last = i
        while first > max(0, i - 5) and self._sentences[first - 1].block.start == start:
            first -= 1
        while last + 1 < min(len(self._sentences), i + 6) and self._sentences[last + 1].block.start == start:
            last += 1
        return {
            f"at{mode}:{min(i - first, 4)}",
            f"left{mode}:{min(last - i, 4)}",
            f"of{mode}:{min(last - first + 1, 5)}",
        }


def _telling(token: str) -> bool:
    return token in COMMON or token in _ANSWERS or token.startswith("<")
