"""Answering without a model: a typed answer where the graph has one, and the best stretches of the passages."""

from dataclasses import replace

from core.agent.choosing import chosen_windows
from core.agent.confidence import extract_confidence
from core.agent.desk import Desk
from core.agent.doubt import doubtful
from core.agent.draft import Draft, Line, written
from core.agent.extract import Extractor, drafted
from core.agent.outcome import Outcome
from core.agent.question import Question
from core.models import Level
from core.retrieval.evidence import Evidence

WEAK = "This is a weak match: the library may not hold the answer. The nearest it has:"
_BESIDE = 90  # words of extracts beside a typed answer
_COMPLETE = frozenset({"list", "nothing"})  # typed answers that need nothing beside them


def extracted(
    question: Question, desk: Desk, extractor: Extractor, judged: Evidence, held: Draft | None
) -> Outcome | None:
    """The answer in extracts, None when there is nothing to quote.

    Args:
        held: the typed answer, None when there is none.
    """
    draft = held
    if draft is None or (draft.kind not in _COMPLETE and judged.verdict != "none"):
        windows = extractor.windows(question, desk)
        chosen = chosen_windows(question, windows, None if draft is None else _BESIDE)
        if draft is None and doubtful(question, judged, windows, chosen, desk.period):
            return None
        found = drafted(question, chosen, desk)
        draft = found if draft is None else _joined(draft, found)
    if not draft.lines:
        return None
    weak = judged.verdict != "answer" and held is None
    lines = (Line(WEAK), *draft.lines) if weak else draft.lines
    text, citations = written(lines)
    return Outcome(
        text,
        citations,
        "not_found" if held is not None and held.kind == "nothing" else "extract",
        "weak" if weak else extract_confidence(draft, judged),
        draft.quotes,
        (*draft.cautions, *(["The match is weak: check the sources."] if weak else [])),
        draft.passage_ids,
        max((q.level for q in draft.quotes), key=lambda level: level.rank, default=Level.PUBLIC),
        details={"kind": draft.kind},
    )


def _joined(held: Draft, found: Draft) -> Draft:
    """A typed answer with the extracts that it does not already hold."""
    spans = [(q.document_id, q.start, q.end) for q in held.quotes]

    def known(line: Line) -> bool:
        quote = line.quote
        return quote is not None and any(
            quote.document_id == d and min(quote.end, e) - max(quote.start, s) > 0.5 * (quote.end - quote.start)
            for d, s, e in spans
        )

    rest = [line for line in found.lines if not known(line)]
    rest = [
        line
        for at, line in enumerate(rest)
        if line.quote is not None or (at + 1 < len(rest) and rest[at + 1].quote is not None)
    ]
    ids = tuple(dict.fromkeys([*held.passage_ids, *found.passage_ids]))
    return replace(held, lines=(*held.lines, *rest), passage_ids=ids)
