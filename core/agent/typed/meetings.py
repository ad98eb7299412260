"""When something was last talked about, when a meeting was or will be, who was there."""

import re
from collections.abc import Sequence
from datetime import date

from core.agent.desk import Desk
from core.agent.draft import Draft, Line, day, listed
from core.agent.gist import base, gist
from core.agent.question import Question
from core.models import Document, Passage

_TALKED = re.compile(
    r"\bwhen (?:did|was|were|have|has)\b.*\b(?:last|first)\b.*\b(?:talk\w*|sp[eo]ak\w*|spoke\w*|discuss\w*|"
    r"mention\w*|hear\w*|com(?:e|ing) up|came up)\b|"
    r"\b(?:last|latest|most recent) (?:time|discussion|mention|conversation)\b", re.I
)  # fmt: skip
_HELD = re.compile(
    r"\bwhen (?:was|were|did)\b.*\b(?:last|latest|most recent|previous|first)\b.*\b(?:meet\w*|minutes|calls?|"
    r"sessions?|workshops?)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\bwho (?:was|were|is|are|else was)?\s*(?:present|there|at|in|on|attend\w*|joined|came|took part|"
    r"participated|dialled in)\b.*|"
    r"\b(?:attendees|participants|attendance|apologies)\b", re.I
)  # fmt: skip
_MEETING = re.compile(
    r"\b(?:meetings?|calls?|minutes|sessions?|workshops?|huddles?|catch-?ups?|agm|boards?|trainings?)\b", re.I
)
_ATTENDANCE = re.compile(r"^\W*(?:present|attend\w*|in attendance|participants?|apologies|who have we got)\b", re.I)
STEMS = frozenset(
    base(word)
    for word in """last first latest recent previous time discussion mention mentioned conversation talk talked talking
    speak spoke discuss discussed hear heard come came coming up meet meeting meetings held minutes call calls session
    present attend attended attendees participants participated joined took part attendance dialled apologies
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
_ENOUGH = 0.6


def meetings(question: Question, desk: Desk) -> Draft | None:
    """Meetings by date or attendance; None when the question asks for neither."""
    if _PRESENT.search(question.text) and _MEETING.search(question.text):
        return _attendance(question, desk)
    if _TALKED.search(question.text):
        return _talked(question, desk)
    if _HELD.search(question.text):
        return _held(question, desk)
    return None


def _talked(question: Question, desk: Desk) -> Draft | None:
    topic = question.without(STEMS)
    if not topic.content:
        return None
    more = desk.store.search_text(" ".join(topic.content), desk.viewer, 40, desk.narrowed)
    seen = {passage.id: passage for passage in [*desk.passages, *more]}
    hits = [hit for passage in seen.values() if (hit := _best_sentence(topic, passage, desk)) is not None]
    if not hits:
        return None
    first = bool(re.search(r"\bfirst\b", question.text, re.I))
    best = max(worth for worth, *_ in hits)
    dated = [(p, s) for worth, p, s in hits if worth >= max(_ENOUGH, 0.85 * best) and _date(p, desk)]
    dated.sort(key=lambda one: str(_date(one[0], desk)), reverse=not first)
    lines, ids, days = list[Line](), list[str](), set[object]()
    for passage, (start, end) in dated:
        when = _date(passage, desk)
        if when is None or when in days or len(days) >= 3:
            continue
        lead = ("First" if first else "Last") if not days else ("Then" if first else "Before that")
        days.add(when)
        quote = desk.quote(passage, start, end)
        lines.append(Line(f"{lead} on {day(when)}, in “{quote.title}”: ", quote))
        ids.append(passage.id)
    return Draft(tuple(lines), (), "fair", tuple(ids), "meeting") if lines else None


def _best_sentence(topic: Question, passage: Passage, desk: Desk) -> tuple[float, Passage, tuple[int, int]] | None:
    own = desk.sentences(passage)
    best, at = 0.0, -1
    for index, sentence in enumerate(own):
        around = {t for near in own[max(0, index - 1) : index + 2] for t in gist(near.text)}
        worth = 0.5 * topic.coverage(set(gist(sentence.text))) + 0.5 * topic.coverage(around)
        if worth > best:
            best, at = worth, index
    return (best, passage, (own[at].start, own[at].end)) if best >= _ENOUGH else None


def _date(passage: Passage, desk: Desk) -> date | None:
    document = desk.document(passage.document_id)
    return passage.date or (document.date if document else None)


def _matching(question: Question, desk: Desk) -> list[Document]:
    """Documents whose title or name fits the question's words about a meeting, newest first."""
    topic = question.without(STEMS - {base("minutes")})
    documents = [d for d in desk.all_documents() if d.date]
    near = [(topic.coverage(set(gist(f"{d.title} {d.name}"))), d) for d in documents if _is_meeting(d)]
    best = max((worth for worth, _ in near), default=0.0)
    if topic.content and best < 0.5:
        return []
    return [d for worth, d in near if worth >= best - 1e-9]


def _is_meeting(document: Document) -> bool:
    return document.kind == "transcript" or bool(_MEETING.search(f"{document.title} {document.name}"))


def _held(question: Question, desk: Desk) -> Draft | None:
    found = _matching(question, desk)
    if not found:
        return None
    document = found[-1] if re.search(r"\bfirst\b", question.text, re.I) else found[0]
    opening = _opening(document, desk)
    if opening is None or document.date is None:
        return None
    passage, span = opening
    quote = desk.quote(passage, *span)
    lead = f"“{quote.title}” was on {day(document.date)}. It begins: "
    return Draft((Line(lead, quote),), (), "fair", (passage.id,), "meeting")


def _opening(document: Document, desk: Desk) -> tuple[Passage, tuple[int, int]] | None:
    for passage in desk.passages_of(document.id)[:1]:
        own = [s for s in desk.sentences(passage) if len(s.text) > 15] or desk.sentences(passage)
        if own:
            return passage, (own[0].start, own[0].end)
    return None


def _attendance(question: Question, desk: Desk) -> Draft | None:
    found = [d for d in _matching(question, desk) if d.participants]
    if not found or (
        len(found) > 1 and desk.narrowed is None and not re.search(r"\blast|latest\b", question.text, re.I)
    ):
        return None
    document = found[0]
    opening = _attendance_line(document, desk) or _opening(document, desk)
    if opening is None or document.date is None:
        return None
    passage, span = opening
    quote = desk.quote(passage, *span)
    who = listed(list(document.participants))
    lead = f"“{quote.title}”, {day(document.date)}, names as taking part: {who}. "
    return Draft((Line(lead, quote),), (), "fair", (passage.id,), "meeting")


def _attendance_line(document: Document, desk: Desk) -> tuple[Passage, tuple[int, int]] | None:
    passages: Sequence[Passage] = desk.passages_of(document.id)[:2]
    for passage in passages:
        for sentence in desk.sentences(passage):
            if _ATTENDANCE.search(sentence.text) and not sentence.is_question:
                return passage, (sentence.start, sentence.end)
    return None
