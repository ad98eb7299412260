"""Which stretches are quoted, how far each goes on, and what belongs to it from further on or further back."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.agent.expected import holds
from core.agent.question import Question
from core.agent.runs import Said
from core.agent.windows import Window
from core.terms import words

ROOM = 140  # words of an answer
SUMMARY_ROOM = 320
MOST = 4  # stretches
ENOUGH = 4  # of them, when they hold everything that is asked
SUMMARY_MOST = 8
LEAST = 0.8  # of the best score
GOOD = 1.3  # worth that is enough however good the best one is
CONSIDERED = 60  # windows that are weighed against each other
SUMMARY_LEAST = 0.5
AFTER = 2  # sentences that are kept after the last that holds a word of the question
AHEAD = 6  # sentences that an answer may lie after its window
FAR = 30  # sentences within which a conversation concludes
CLOSE = 8  # so near, a conclusion needs no word of the matter
CONCLUDES = re.compile(
    r"\b(?:agreed|decided?|decides|resolved|approved|declined|turned (?:\w+ )?down|sa(?:y|id) no|rejected|"
    r"refused|accepted|settled|"
    r"not this (?:year|summer|time|term)|so we|then we|we(?:'ll|’ll| will) (?:go|keep|stay|take|do|hold|drop|"
    r"wait|renew|move)|"
    r"let's|let’s|no answer|instead)\b",
    re.IGNORECASE,
)
_DOES = "go|stay|keep|hold|drop|wait|renew|move|take|leave|buy|pay|ask|order|stop|start|don't|won't|will|are going|say"
CLOSES = re.compile(
    rf"\b(?:so|okay|ok|right|good|then|fine|and),? (?:then )?we (?:{_DOES})\b|"
    r"\b(?:so|okay|ok|right|good|then|fine|and),? (?:then )?(?:we['’]ll|let['’]s)\b|^let['’]s|"
    r"\b(?:(?:we(?:'re| are)? )?agreed|it's decided|that's (?:decided|settled|agreed)|resolved|"
    r"not this (?:year|summer|time|term))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|nobody|none|cannot)\b|n['’]t\b", re.IGNORECASE)
_LEANING = frozenset(
    "it that this they them these those he she his her their so and but because then which there".split()
)


def chosen_windows(question: Question, windows: Sequence[Window], room: int | None = None) -> list[Window]:
    """The best windows without overlap or repetition until the room is full, each next one for what it adds."""
    room = room or (SUMMARY_ROOM if question.is_summary else ROOM)
    chosen, used = list[Window](), 0
    most, least = (SUMMARY_MOST, SUMMARY_LEAST) if question.is_summary else (MOST, LEAST)
    left = list(windows[:CONSIDERED])
    while left and len(chosen) < most and used < room:
        value, window = max(((_value(w, chosen, question), w) for w in left), key=lambda one: one[0])
        left.remove(window)
        if chosen and (value < min(least * windows[0].score, GOOD) or _complete(chosen, question)):
            break
        if any(window.overlaps(other) or _alike(window, other) for other in chosen):
            continue
        trimmed = _trimmed(_reaching(window, question), question)
        if chosen and used + trimmed.length > room * 1.15:
            continue
        chosen.append(trimmed)
        used += trimmed.length
        for more in (_cause(trimmed, question), _outcome(trimmed, question)):
            if more is not None and not any(more.overlaps(other) for other in chosen):
                chosen.append(more)
                used += more.length
    return chosen


def _cause(window: Window, question: Question) -> Window | None:
    """The sentence before this stretch that gives the reason, when a reason is asked for and not yet given."""
    said = window.run.said
    if "reason" not in question.wants or any(
        holds("reason", one.sentence.text) for one in said[window.first : window.last + 1]
    ):
        return None
    for at in range(window.first - 1, max(-1, window.first - 1 - FAR), -1):
        if (
            said[at].sentence.kind == "text"
            and holds("reason", said[at].sentence.text)
            and said[at].stems & set(question.content)
        ):
            return replace(window, first=at, last=at)
    return None


def _outcome(window: Window, question: Question) -> Window | None:
    """The sentence that concludes what a conversation came to after this stretch, further on."""
    said = window.run.said
    if not question.seeks_outcome or said[window.first].sentence.speaker is None:
        return None
    about = set(question.content) | window.stems
    for at in range(window.last + 1, min(window.last + 1 + FAR, len(said))):
        near = at - window.last <= CLOSE
        if not CLOSES.search(said[at].sentence.text) or said[at].sentence.is_question:
            continue
        if near or len(said[at].stems & about) >= 1:
            first = at - 1 if _leans_back(said, at) else at
            return replace(window, first=first, last=at)
    return None


def _complete(chosen: Sequence[Window], question: Question) -> bool:
    """True if the stretches hold every word of the question and every kind of answer that it wants: more would bury
    them."""
    if len(chosen) < ENOUGH or question.is_summary or question.seeks_outcome:
        return False
    text = " ".join(window.text for window in chosen)
    held = frozenset().union(*(window.stems for window in chosen))
    return question.coverage(held) > 0.99 and all(holds(kind, text) for kind in question.wants)


def _value(window: Window, chosen: Sequence[Window], question: Question) -> float:
    """What a stretch is worth beside those that are chosen: more for words and kinds of answer that they lack, and for
    another document."""
    if not chosen:
        return window.score
    held = frozenset().union(*(other.stems for other in chosen))
    text = " ".join(other.text for other in chosen)
    new = question.coverage(held | window.stems) - question.coverage(held)
    kinds = [kind for kind in question.wants if kind != "yes_no" and not holds(kind, text) and holds(kind, window.text)]
    elsewhere = all(
        other.run.said[other.first].passage.document_id != window.run.said[window.first].passage.document_id
        for other in chosen
    )
    days = [day for other in chosen if (day := other.run.said[other.first].passage.date)]
    own = window.run.said[window.first].passage.date
    later = question.is_present and window.decided and own is not None and own > max(days, default=date.min)
    return window.score + 0.6 * new + 0.25 * len(kinds) + (0.1 if elsewhere else 0.0) + (0.4 if later else 0.0)


def _reaching(window: Window, question: Question) -> Window:
    """On to the sentence that holds what is asked for, or that concludes the matter, when it follows soon."""
    said, last = window.run.said, window.last
    heading = said[last].sentence.heading
    ahead = [at for at in range(last + 1, min(last + 1 + AHEAD, len(said))) if said[at].sentence.kind == "text"]
    ahead = [at for at in ahead if said[at].sentence.heading == heading]
    held = " ".join(one.sentence.text for one in said[window.first : last + 1])
    for kind in ("money", "number", "date"):
        if kind in question.wants and not holds(kind, held):
            last = max(last, next((at for at in ahead if holds(kind, said[at].sentence.text)), last))
    if question.seeks_outcome and not CONCLUDES.search(held):
        last = max(last, next((at for at in ahead if CONCLUDES.search(said[at].sentence.text)), last))
    first = window.first
    if "reason" in question.wants and not holds("reason", held):
        first = max(0, first - 3)
        while said[first].sentence.kind != "text" and first < window.first:
            first += 1
    return replace(window, first=first, last=last)


def _alike(one: Window, other: Window) -> bool:
    mine, theirs = one.stems, other.stems
    if {t for t in mine if t.isdigit()} ^ {t for t in theirs if t.isdigit()}:
        return False
    if bool(_DENIES.search(one.text)) != bool(_DENIES.search(other.text)):
        return False
    return bool(mine) and len(mine & theirs) >= 0.8 * min(len(mine), len(theirs))


def _trimmed(window: Window, question: Question) -> Window:
    """Without small talk at its edges; with the question or the name that its first sentence leans on."""
    said, first, last = window.run.said, window.first, window.last
    wanted = set(question.content)
    while (
        first < last
        and not said[first].stems & wanted
        and said[first].length < 6
        and not said[first].sentence.is_question
    ):
        first += 1
    held = [at for at in range(first, last + 1) if said[at].stems & wanted]
    edge = max(held, default=last)
    while last > first and not said[last].stems & wanted:
        one = said[last].sentence
        if not one.is_question and said[last].length >= 4 and (last <= edge + AFTER or _answers(one.text, question)):
            break
        last -= 1
    if first == window.first and first > 0 and _leans_back(said, first):
        first -= 1
    return replace(window, first=first, last=last)


def _answers(text: str, question: Question) -> bool:
    """True if a sentence far from the question's words may be what is asked for all the same."""
    if question.seeks_outcome and CONCLUDES.search(text):
        return True
    return any(kind != "yes_no" and holds(kind, text) for kind in question.wants)


def _leans_back(said: Sequence[Said], index: int) -> bool:
    """True if a sentence cannot be understood without the one before: an answer to a question, or "It ..."."""
    here, before = said[index], said[index - 1]
    if before.sentence.kind != "text" or here.sentence.kind != "text":
        return False
    if before.sentence.is_question and (before.turn != here.turn or here.length < 8):
        return True
    opening = words(here.sentence.text)[:1]
    return bool(opening) and opening[0] in _LEANING and before.turn == here.turn
