"""The best stretches of the best passages, quoted word for word: the answer when there is no model."""

from collections.abc import Mapping, Sequence

from core.agent.desk import Desk
from core.agent.draft import Draft, Line, day, quote_of
from core.agent.gist import gist
from core.agent.question import Question
from core.agent.runs import Run, Said, runs
from core.agent.windows import Outcome, Scales, Window, measured
from core.embeddings import Embedder
from core.models import Decision, Document, Filters, Passage
from core.terms import words

PASSAGES = 16  # looked into
FOLLOWED = 6  # of the best ones, the passage after it is looked into too
NEAR = 10  # decisions on the topic
ABOUT = 0.3  # share of the question that a decision has to hold to be told as what holds now


class Extractor:
    """Chooses what to quote.

    Args:
        embedder: compares stretches with the question by meaning too, where there is one.
    """

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder

    def windows(self, question: Question, desk: Desk) -> list[Window]:
        """Every stretch of the passages that were found, best first."""
        ranked = list(enumerate(desk.passages[:PASSAGES]))
        known = {passage.id for _, passage in ranked}
        for rank, passage in ranked[:FOLLOWED]:
            after = desk.after(passage)
            if after is not None and after.id not in known:
                known.add(after.id)
                ranked.append((rank + 3, after))
        outcomes = _outcomes(question, desk, ranked, known)
        documents = desk.documents(passage.document_id for _, passage in ranked)
        days = sorted({p.date for _, p in ranked if p.date and p.date <= desk.today})
        people = _people([p for _, p in ranked], documents)
        found = runs(ranked, documents)
        scales = Scales(weighed(question, found), people, days, outcomes)
        return measured(found, scales, self._embedder)


def weighed(question: Question, found: Sequence[Run]) -> Question:
    """The question with its words weighed among the sentences of these runs."""
    said = [one.stems for run in found for one in run.said]
    return question.among({term: sum(term in stems for stems in said) for term in question.content}, len(said))


def _outcomes(
    question: Question, desk: Desk, ranked: list[tuple[int, Passage]], known: set[str]
) -> dict[str, list[Outcome]]:
    """Decisions of the documents at hand; for a question that asks for an outcome, also those on its topic elsewhere,
    whose passages join the ranking at its end."""
    ids = tuple(dict.fromkeys(passage.document_id for _, passage in ranked))
    held = desk.store.decisions(desk.viewer, None, current=False, filters=Filters(document_ids=ids)) if ids else []
    if question.seeks_outcome:
        near = desk.store.decisions(desk.viewer, question.text, current=False, filters=desk.filters)[:NEAR]
        for decision in near:
            passage = desk.around(decision.document_id, decision.start, decision.end)
            if passage is not None and passage.id not in known:
                known.add(passage.id)
                ranked.append((PASSAGES // 2, passage))
        held = [*held, *near]
    found = dict[str, list[Outcome]]()
    for decision in {decision.id: decision for decision in held}.values():
        found.setdefault(decision.document_id, []).append(Outcome(decision.start, decision.state == "superseded"))
    return found


def drafted(question: Question, chosen: Sequence[Window], desk: Desk) -> Draft:
    """These stretches as an answer, grouped by document, the best first."""
    later = _replacing(question, chosen, desk)
    documents = desk.documents(w.run.said[w.first].passage.document_id for w in chosen)
    ids = dict.fromkeys(one.passage.id for w in chosen for one in w.run.said[w.first : w.last + 1])
    return Draft((*later, *_lines(chosen, documents)), passage_ids=tuple(ids))


def _replacing(question: Question, chosen: Sequence[Window], desk: Desk) -> list[Line]:
    """What took the place of a decision that is quoted, unless it is quoted itself or beside the question: it is what
    holds now."""
    spans = [
        (w.run.said[w.first].passage.document_id, w.run.said[w.first].sentence.start, w.run.said[w.last].sentence.end)
        for w in chosen
    ]

    def quoted(decision: Decision) -> bool:
        return any(decision.document_id == d and a <= decision.start < b for d, a, b in spans)

    ids = tuple(dict.fromkeys(span[0] for span in spans))
    held = desk.store.decisions(desk.viewer, None, current=False, filters=Filters(document_ids=ids)) if ids else []
    lines = dict[str, Line]()
    for decision in held:
        if decision.state != "superseded" or not decision.superseded_by or not quoted(decision):
            continue
        later = current_of(decision, desk)
        about = {*gist(f"{decision.statement} {decision.quote}"), *(gist(later.statement) if later else ())}
        if later is not None and not quoted(later) and question.coverage(about) >= ABOUT:
            quote, _ = desk.fact(later)
            when = f", {day(later.date)}" if later.date else ""
            lines[later.id] = Line(f"Decided last (“{quote.title}”{when}): ", quote)
    return list(lines.values())


def current_of(decision: Decision, desk: Desk) -> Decision | None:
    """What holds now in place of a decision, as far as this viewer may know."""
    seen = set[str]()
    while decision.superseded_by and decision.id not in seen:
        seen.add(decision.id)
        later = desk.decision(decision.superseded_by)
        if later is None:
            return None
        decision = later
    return None if decision.id in seen else decision


def _people(passages: Sequence[Passage], documents: Mapping[str, Document]) -> frozenset[str]:
    names = {name for passage in passages for name in passage.speakers}
    for document in documents.values():
        names.update(document.participants)
    return frozenset(word for name in names for word in words(name) if len(word) > 2)


def _lines(chosen: Sequence[Window], documents: Mapping[str, Document]) -> list[Line]:
    """Documents in the order of their best stretch, each document's stretches in the order of its text."""

    def place(window: Window) -> tuple[str, int]:
        one = window.run.said[window.first]
        return one.passage.document_id, one.sentence.start

    lines = list[Line]()
    for document_id in dict.fromkeys(place(window)[0] for window in chosen):
        own = sorted((w for w in chosen if place(w)[0] == document_id), key=place)
        lines.append(Line(source_line(own[0].run.said[own[0].first].passage, documents.get(document_id))))
        for window in own:
            lines.extend(spoken_lines(window.run.said[window.first : window.last + 1], documents))
    return lines


def source_line(passage: Passage, document: Document | None) -> str:
    """``From “Board minutes”, 12 March 2026:`` with a word on a draft."""
    title = document.title if document and document.title else passage.document
    dated = passage.date or (document.date if document else None)
    status = " (draft)" if document and document.status == "draft" else ""
    return f"From “{title}”{status}{', ' + day(dated) if dated else ''}:"


def spoken_lines(own: Sequence[Said], documents: Mapping[str, Document]) -> list[Line]:
    """One line for each stretch of one speaker, or of one paragraph where nobody speaks."""
    lines, start = list[Line](), 0
    for at in range(1, len(own) + 1):
        if at < len(own) and _together(own[at - 1], own[at]):
            continue
        opening = own[start]
        lead = f"{opening.sentence.speaker}: " if opening.sentence.speaker else ""
        document = documents.get(opening.passage.document_id)
        lines.append(Line(lead, quote_of(opening.passage, document, opening.sentence.start, own[at - 1].sentence.end)))
        start = at
    return lines


def _together(one: Said, after: Said) -> bool:
    """True if two sentences can be quoted in one: one passage, one turn, and only space between them."""
    if one.passage.id != after.passage.id or one.turn != after.turn or after.sentence.kind != "text":
        return False
    base = one.passage.start
    return not one.passage.text[one.sentence.end - base : after.sentence.start - base].strip()
