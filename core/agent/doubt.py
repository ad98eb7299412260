"""Whether what was found can hold the answer after all: the last look before anything is quoted.

Evidence judges passages as a whole. Here the question's own words are looked for together, in one stretch: a library
that knows every word of a question, each in another place, does not answer it.
"""

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz

from core.agent.gist import base, gist
from core.agent.grounds import Grounds, grounds
from core.agent.question import DECIDING, Question
from core.agent.windows import Window
from core.retrieval.evidence import Evidence
from core.terms import STOP_WORDS, folded, words

LEAST = 0.86  # worth of the best stretch under which a weak match is none
LEAST_WITHOUT = 1.1  # the same where the library never mentions a good part of what is asked
_PART = 0.3  # such a part, by weight
NEAR_A_NAME = 0.3  # share of the other words that must stand near the names of the question
MATTER = 3  # words from which on a matter can be scattered
WHOLE_TOPIC = 0.7  # share of a matter that one stretch must hold for a question what was decided on it
_ON = re.compile(
    r"\b(?:decid\w+|agreed?|resolved|approved|settled)\b.{0,12}\b(?:about|on|regarding|concerning|over|for)\b",
    re.IGNORECASE,
)
GROUNDED = 0.65  # support from which on it does not matter whether the names stand together
NAMED = 0.6  # support under which a name of the question may not be lacking
WHOLE = 0.9  # support from which on the kind of answer may stand further off
_FACTS = frozenset({"person", "money", "number", "date", "place"})
_ALIKE = 84  # of 100: a name that is written a little differently
_PERIODS = frozenset(
    base(word)
    for word in """january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday today yesterday week month year quarter spring summer autumn
    winter""".split()
)


def doubtful(
    question: Question,
    judged: Evidence,
    windows: Sequence[Window],
    chosen: Sequence[Window],
    period: tuple[date | None, date | None] | None,
) -> bool:
    """True if the answer had better be that nothing was found.

    Args:
        windows: the stretches that were found, best first.
        chosen: those of them that would be quoted.
        period: the time that the question names.
    """
    if not windows:
        return True
    if _unknown_name(question, judged, windows):
        return True
    if judged.verdict != "answer" and windows[0].score < (LEAST_WITHOUT if _much_missing(question, judged) else LEAST):
        return True
    if question.is_past and period and period[0] and not _of_time(windows, period[0]):
        return True
    if _topic_scattered(question, windows):
        return True
    held = grounds(question, chosen)
    return _groundless(question, held) or (held.support < GROUNDED and _names_stand_alone(question, windows))


def _groundless(question: Question, held: Grounds) -> bool:
    """True if what would be quoted lacks the thing that is asked for, however well it fits the topic."""
    if not held.focused:
        return True
    if not held.kind and question.wants[:1] in (("person",), ("money",)) and held.support < WHOLE:
        return True
    named = {term for name in question.names for term in gist(name)} - _PERIODS
    return held.support < NAMED and bool(named & set(held.lacking)) and bool(set(question.wants) & _FACTS)


def _topic_scattered(question: Question, windows: Sequence[Window]) -> bool:
    """True if it is asked what was decided on something, and no stretch speaks of that as a whole."""
    if not _ON.search(question.text):
        return False
    topic = question.without(DECIDING)
    if len(topic.content) < MATTER:
        return False
    return max(topic.coverage(_around(window)) for window in windows) < WHOLE_TOPIC


def _much_missing(question: Question, judged: Evidence) -> bool:
    missing = {base(word) for name in judged.missing for word in words(name)}
    return _share(question.content, missing) >= _PART


def _unknown_name(question: Question, judged: Evidence, windows: Sequence[Window]) -> bool:
    """True if the question names something that the library never mentions, however it may be spelt."""
    missing = {folded(word) for word in judged.missing}
    named = {word for name in question.names for word in words(name)} - set(STOP_WORDS)
    unknown = {word for word in named & missing if len(word) > 2 and base(word) not in _PERIODS}
    if not unknown:
        return False
    said = {word for window in windows[:40] for word in words(window.text)}
    return any(not any(fuzz.ratio(word, other) >= _ALIKE for other in said) for word in unknown)


def _of_time(windows: Sequence[Window], since: date) -> bool:
    """True if one of the good stretches was written in that time or later: nothing earlier can know what came of it."""
    good = [w for w in windows if w.score >= 0.75 * windows[0].score]
    days = [_until(w) for w in good]
    return any(day is None or day >= since for day in days)


def _until(window: Window) -> date | None:
    """The last day that a stretch may have been written on: a chat goes on after the day its passage begins."""
    own, document = window.run.said[window.first].passage.date, window.run.document
    return document.date or own if document and document.kind == "chat" else own


def _names_stand_alone(question: Question, windows: Sequence[Window]) -> bool:
    """True if the names of the question are found together nowhere, or only where nothing else of the question is."""
    named = {term for name in question.names for term in gist(name)} - _PERIODS
    others = {term: w for term, w in question.content.items() if term not in named and term not in _PERIODS}
    if not named or sum(others.values()) < 1.0:
        return False
    near = [_share(others, around) for window in windows if named <= (around := _around(window))]
    return max(near, default=0.0) < NEAR_A_NAME


def _share(wanted: dict[str, float], held: set[str]) -> float:
    return sum(weight for term, weight in wanted.items() if term in held) / sum(wanted.values())


def _around(window: Window) -> set[str]:
    """Words of a stretch, of what was said just before, of who speaks, of the heading and the title."""
    said = window.run.said
    opening = said[window.first]
    held = set(window.stems) | set(window.run.title) | set(gist(opening.sentence.heading))
    back = 3 if opening.sentence.kind == "text" else 0
    for one in said[max(0, window.first - back) : window.last + 1]:
        held |= one.stems | set(gist(one.sentence.speaker or ""))
    return held
