"""Why something was decided, as far as the words beside it say."""

import re
from collections.abc import Sequence

from core.documents.facts.sentences import Sentence

_INSIDE = re.compile(
    r"(?:,|;|–|—|\()?\s*\b(?P<why>(?:because(?: of)?|so that|in order to|due to|owing to|given that|"
    r"as a result of|on the grounds? (?:that|of)|in view of|in light of|to avoid|the reason (?:is|being)|"
    r"to make sure|to save|seeing (?:that|as)|"
    r"since (?=(?:it|we|they|there|the|this|that|he|she|no|not|our|most|many|every|few|some|people|nobody|"
    r"everybody|only|both)\b)|as (?=(?:it|we|they|there|this|nobody|everybody|no one|the \w+ (?:is|was|are|"
    r"were|has|had|will|would|cannot|can))\b))[^;]{6,300})",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^(?:the (?:main )?reasons? (?:is|was|being|given|are|were)|this is because|that's because|"
    r"that is because|because|it's because|the thinking|the rationale|rationale|reason|otherwise|the idea is|"
    r"the argument|this (?:will|would) (?:save|allow|mean|avoid|help)|(?:it|that|this) (?:saves|avoids|"
    r"gives us|means we))\b",
    re.IGNORECASE,
)


def rationale_of(sentences: Sequence[Sentence], first: int, last: int) -> str | None:
    """The reason given inside sentences ``first`` to ``last``, or in the one right after them; None without one."""
    for sentence in sentences[first : last + 1]:
        match = _INSIDE.search(sentence.body)
        if match and match.start() > 8:
            return _tidy(match["why"])
    if last + 1 < len(sentences):
        after = sentences[last + 1]
        near = (
            after.block.paragraph == sentences[last].block.paragraph
            or after.block.turn == sentences[last].block.turn >= 0
        )
        if near and (after.label == "rationale" or _NEXT.match(after.low)) and not after.asks:
            return _tidy(after.body)
    return None


def _tidy(text: str) -> str:
    text = text.strip().rstrip(".;,) ")
    return text[:1].upper() + text[1:] if text else text
