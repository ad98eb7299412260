"""Lines that a label calls a proposal."""

import re
from collections.abc import Sequence

from core.documents.facts.cues import POSTPONED, REJECTED
from core.documents.facts.findings import Finding
from core.documents.facts.motions import carried, outcome
from core.documents.facts.sentences import Sentence


def labelled_proposal(sentences: Sequence[Sentence], i: int) -> Finding | None:
    """ "Proposal: ..." on its own: proposed, unless its fate is told."""
    sentence = sentences[i]
    near = " ".join(s.low for s in sentences[i + 1 : i + 3] if s.block.paragraph == sentence.block.paragraph)
    if (
        sentence.spoken
        or len(sentence.low.split()) < 4
        or REJECTED.search(f"{sentence.low} {near}")
        or POSTPONED.search(f"{sentence.low} {near}")
    ):
        return None
    if carried(sentence.low):
        return Finding(i, i, i, strength=3)
    if i + 1 < len(sentences) and outcome(sentences[i + 1]):
        return Finding(i, i + 1, i, strength=3)
    if re.search(r"\bsecond(?:ed|er)?\b", f"{sentence.low} {near}") or sentence.asks:
        return None
    return Finding(i, i, i, proposed=True, strength=2)
