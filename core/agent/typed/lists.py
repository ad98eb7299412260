"""Which documents there are, and how many: of the library itself, not of what its documents count."""

import re

from core.agent.desk import Desk
from core.agent.draft import Draft, Line, counted, day
from core.agent.gist import base, gist
from core.agent.question import Question
from core.models import Document, Passage

_NOUN = (
    r"(?P<noun>documents?|files?|papers?|minutes|transcripts?|chats?|spreadsheets?|pdfs?|presentations?|"
    r"meetings?|notes|reports?|sources?)"
)
_WHICH = re.compile(
    rf"\b(?:which|what|list(?: all)?(?: the)?|show(?: me)?(?: all)?(?: the)?|"
    rf"find(?: all)?(?: the)?)\s+(?:of (?:the|our) )?{_NOUN}\b"
    r"(?P<rest>.*\b(?:mention\w*|about|discuss\w*|cover\w*|talk\w*|deal\w*|contain\w*|refer\w*|do (?:we|"
    r"you) have|are there|are in|in the library|from|of|say)\b.*|\s*\??\s*$)", re.I
)  # fmt: skip
_COUNT = re.compile(
    rf"\bhow many\s+{_NOUN}\b(?P<rest>\s+(?:do (?:we|you) have|are there|are in|were there|have you (?:read|got)|"
    rf"does the library|in the library|mention\w*|talk about|are about|discuss\w*).*)", re.I
)  # fmt: skip
_KINDS = {
    "transcript": "transcript", "chat": "chat", "spreadsheet": "spreadsheet", "pdf": "pdf",
    "presentation": "presentation",
}  # fmt: skip
STEMS = frozenset(
    base(word)
    for word in """document documents file files paper papers minutes transcript transcripts chat chats spreadsheet
    spreadsheets pdf pdfs presentation presentations meeting meetings notes report reports source sources library
    mention mentions mentioned mentioning cover covers covering contain contains refer refers deal deals read all
    january february march april may june july august september october november december month week year""".split()
)
_ENOUGH = 0.6
_MOST = 12


def lists(question: Question, desk: Desk) -> Draft | None:
    """Documents on a topic, of a kind or of a period; None when the question does not ask for documents."""
    match = _WHICH.search(question.text) or _COUNT.search(question.text)
    if not match:
        return None
    noun = match["noun"].lower().rstrip("s")
    topic = question.without(STEMS)
    documents = [d for d in desk.all_documents() if _fits(d, noun)]
    found = _about(topic, documents, desk) if topic.content else [(d, _first(d, desk)) for d in documents[:_MOST]]
    if not found:
        return None
    total = len(found) if topic.content else len(documents)
    verb = "mentions" if total == 1 else "mention"
    about = f" {verb} this" if topic.content else " in the part of the library that you may see"
    lines, ids = [Line(f"{counted(total, 'document')}{about}:")], list[str]()
    for document, hit in found[:_MOST]:
        lead = f"“{document.title or document.name}”{', ' + day(document.date) if document.date else ''}"
        if hit is None:
            lines.append(Line(lead))
            continue
        passage, start, end = hit
        lines.append(Line(lead + (": " if topic.content else ""), desk.quote(passage, start, end), bool(topic.content)))
        ids.append(passage.id)
    if total > _MOST:
        lines.append(Line(f"And {total - _MOST} more."))
    return Draft(tuple(lines), (), "fair", tuple(ids), "list")


def _fits(document: Document, noun: str) -> bool:
    if noun in _KINDS:
        return document.kind == _KINDS[noun]
    if noun in ("minute", "meeting"):
        named = re.search(
            r"\b(?:meetings?|minutes|calls?|huddle|catch-?up|session)\b", f"{document.title} {document.name}", re.I
        )
        return document.kind == "transcript" or bool(named)
    return True


def _first(document: Document, desk: Desk) -> tuple[Passage, int, int] | None:
    for passage in desk.passages_of(document.id)[:1]:
        for sentence in desk.sentences(passage):
            return passage, sentence.start, sentence.end
    return None


def _about(
    topic: Question, documents: list[Document], desk: Desk
) -> list[tuple[Document, tuple[Passage, int, int] | None]]:
    """Documents with a sentence (and its neighbours) on the topic, best first, each with that sentence."""
    allowed = {document.id: document for document in documents}
    more = desk.store.search_text(" ".join(topic.content), desk.viewer, 60, desk.narrowed)
    best = dict[str, tuple[float, Passage, int, int]]()
    for passage in {p.id: p for p in [*desk.passages, *more]}.values():
        if passage.document_id not in allowed:
            continue
        own = desk.sentences(passage)
        for index, sentence in enumerate(own):
            around = {t for near in own[max(0, index - 1) : index + 2] for t in gist(near.text)}
            worth = 0.6 * topic.coverage(set(gist(sentence.text))) + 0.4 * topic.coverage(around)
            if worth > best.get(passage.document_id, (0.0,))[0]:
                best[passage.document_id] = (worth, passage, sentence.start, sentence.end)
    ranked = sorted(best.items(), key=lambda item: -item[1][0])
    return [(allowed[i], (hit[1], hit[2], hit[3])) for i, hit in ranked if hit[0] >= _ENOUGH]
