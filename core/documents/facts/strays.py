"""What sounds like the fall of a choice in talk and is none: greetings, sums, narrative, answers to what was asked.

All patterns are for a lower-case sentence without the words that it opens with ("okay, so then").
"""

import re
from collections.abc import Sequence

from core.documents.facts.sentences import Sentence

LONGEST = 30  # words: whoever concludes says it shorter
_OPENING = re.compile(
    r"^(?:\W|(?:so|then|okay|ok|right|well|good|great|fine|and|but|yes|yeah|no|all right|alright|um|uh|er|oh|hello|"
    r"hi)\b(?! of\b))+"
)
_NUMBER = (
    r"(?:[£$€]?\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred|thousand|half|and|pages?|pounds?|euros?|dollars?|francs?|shillings?|per ?cent|let's say|again)"
)
_TIME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|months?|years?|quarter|term|today|tomorrow|tonight|noon|"
    r"\d{1,2}(?:st|nd|rd|th)?)"
)
_BEGIN_SO = tuple(
    re.compile(pattern)
    for pattern in (
        r"good (?:morning|afternoon|evening)\b|going (?:once|twice)",
        rf"(?:(?:{_NUMBER})[\s,]*)+(?:then)?\W*$",
        rf"(?:by|before|from|in|at|on|until|till|after) (?:the )?(?:(?:end|start|middle|beginning) of )?(?:the )?"
        rf"(?:next |this )?{_TIME}(?: (?:of )?{_TIME})?(?:,? yes)?\W*$",
        r"(?:last (?:week|month|year|time|night)|yesterday|this morning|earlier)\b",
        r"i\b(?! (?:propose|suggest|move|vote|declare|take it)\b|'m calling|'d (?:propose|suggest|go)|"
        r" (?:recommend|think) (?:that )?we\b)",
        r"let me\b|keep an eye\b|say (?:yes|no)\W*$|let's say (?:yes|no)\W*$",
        r"(?:it's|it is) (?:the|an?) (?:[\w'-]+ ){0,4}(?:call|meeting|catch-up|huddle|session)\b",
        r"(?:it's|it is) the [\w'-]+\W*$",
        r"(?:the |our |my |her |his |their )?(?!(?:the )?(?:board|committee|group|meeting|members|trustees|we)\b)"
        r"[\w' -]{2,40}? (?:knows?|thinks?|believes?|hears?|heard|told (?:me|us)|tells (?:me|us)) (?:that )?"
        r"(?:we|it|they|he|she)\b",
        r"we(?:'re| are) on (?:an?|the) (?!same|agenda)",
        r"we (?:don't|do not) (?:choose|decide|know)\b",
        r"(?:no|not) [\w ]{2,25}, not [\w ]{2,25}\W*$",
    )
)
_HOLD_SO = (
    re.compile(r"\bhappy (?:new year|birthday|easter|christmas)\b"),
    re.compile(r"\b(?:more|less|fewer|better|worse|longer|shorter) than (?:one|two|three|four|five|nothing|none|\d)"),
    re.compile(r"\bwhat i (?:told|said|wrote|was sent)\b|\bnobody goes\b|\bas i (?:said|told)\b"),
)
_STATES = re.compile(r"^(?:the |our )?[\w' -]{2,30} (?:is|are) (?:out|in|open|closed|ready|fine|there|here)\b")
_DOING = re.compile(r"^we(?:'re| are) \w+ing\W*$")


def stray(sentences: Sequence[Sentence], i: int) -> bool:
    """True for a sentence of talk that tells, greets, counts or answers, and settles nothing."""
    low = sentences[i].low
    bare = _OPENING.sub("", low)
    if not bare.strip(" .,!?") or len(low.split()) > LONGEST:
        return True
    if any(pattern.match(bare) for pattern in _BEGIN_SO) or any(pattern.search(bare) for pattern in _HOLD_SO):
        return True
    return bare == low and bool(_STATES.match(low) or _DOING.match(low))
