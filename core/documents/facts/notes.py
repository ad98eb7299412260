"""What the form of written notes lends to a sentence: list marks, arrows, shortness, what is announced before it."""

import re
from collections.abc import Sequence

import core.documents.facts.decision_words as words
import core.documents.facts.plain as plain
from core.documents.facts.rule_signs import LASTING
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_verbs import TASK_PARTICIPLES, TASK_VERBS


def laid_down(sentence: Sentence) -> float:
    """The core weight of "Bonfires to be allowed in May only" in minutes, and of what an arrow in notes leads to."""
    to_be = words.TO_BE.match(sentence.low)
    if (
        to_be
        and (to_be["done"] not in TASK_PARTICIPLES or LASTING.search(sentence.low))
        and words.PARTICIPLE.search(to_be["done"])
        and not sentence.spoken
    ):
        return plain.ENOUGH
    first = re.split(r"\W+", sentence.low.lstrip(), maxsplit=1)[0]
    return 1.5 if sentence.block.arrow and first not in TASK_VERBS else 0.0


def weight(sentences: Sequence[Sentence], i: int, recap: bool) -> float:
    """What the form of written notes lends to a sentence.

    Args:
        recap: whether the document sets out to tell what was settled.
    """
    sentence = sentences[i]
    before = sentences[i - 1] if i else None
    weight = (
        1.0
        + 0.5 * (sentence.block.kind == "item")
        + 1.0 * sentence.block.arrow
        + 0.5 * (not sentence.body[:1].isupper())
    )
    weight += 1.0 * (len(sentence.low.split()) <= 6 and sentence.low.startswith("we ")) + 1.0 * recap
    if before and before.block.paragraph == sentence.block.paragraph and plain.announces(before.low):
        weight += 2.0
    return weight
