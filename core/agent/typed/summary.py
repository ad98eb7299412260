"""A document in short: of each of its parts what was decided, or what says most."""

import re
from collections.abc import Iterator, Sequence

from core.agent.desk import Desk
from core.agent.draft import Draft, Line, day, quote_of
from core.agent.gist import base, gist
from core.agent.question import Question
from core.agent.runs import Run, Said, runs
from core.models import Document, Filters, Passage
from core.word_weights import word_weight

_NAMED = 0.55  # share of the question's words that a document's name has to hold
_PARTS = 10
_ALSO = 1.1  # worth of a second sentence of one part
_PERIODS = frozenset(
    base(word)
    for word in """january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday month week year meeting minutes call come came out""".split()
)
_MONTHS = "january february march april may june july august september october november december".split()
_TELLING = re.compile(
    r"\b(?:agreed|decided?|resolved|approved|passed|declined|turned (?:\w+ )?down|so we|then we|let's|noted|"
    r"adopted|appointed|will|must)\b",
    re.IGNORECASE,
)

_CONCLUDING = re.compile(r"^(?:so|okay,? so|right,? so|then|all right,? so)\b(?!.*\?)", re.IGNORECASE)


def summary(question: Question, desk: Desk) -> Draft | None:
    """The named document in short. When the question wants only a part of it, the desk is narrowed to the document and
    the answer is left to the extracts."""
    if not question.is_summary:
        return None
    document = _named(question, desk)
    if document is None:
        return None
    passages = desk.passages_of(document.id)
    left = question.without(_name_words(document) | _PERIODS | _numbers(question))
    if left.content:
        ranked = sorted(passages, key=lambda p: -left.coverage(set(gist(p.text))))
        desk.passages = tuple(ranked)
        return None
    lines = [
        Line(f"“{document.title or document.name}”{', ' + day(document.date) if document.date else ''}, part by part:")
    ]
    ids = list[str]()
    for lead, said in _parts(passages, document, desk):
        quote = quote_of(said[0].passage, document, said[0].sentence.start, said[-1].sentence.end)
        lines.append(Line(lead, quote))
        ids.append(said[0].passage.id)
    return Draft(tuple(lines), (), "fair", tuple(dict.fromkeys(ids)), "list") if ids else None


def _named(question: Question, desk: Desk) -> Document | None:
    """The newest document of those whose name holds most of the question."""
    topic = question.without(_PERIODS | _numbers(question))
    months = {number for number, month in enumerate(_MONTHS, 1) if base(month) in question.content}
    documents = [d for d in desk.all_documents() if not months or (d.date and d.date.month in months)]
    near = [(topic.coverage(_name_words(d)) if topic.content else 0.0, d) for d in documents]
    best = max((worth for worth, _ in near), default=0.0)
    if best < _NAMED:
        return None
    return next(document for worth, document in near if worth >= best - 1e-9)


def _name_words(document: Document) -> frozenset[str]:
    return frozenset(gist(f"{document.title} {document.name.rpartition('.')[0].replace('_', ' ')}"))


def _numbers(question: Question) -> frozenset[str]:
    return frozenset(term for term in question.content if term.isdigit())


def _parts(passages: Sequence[Passage], document: Document, desk: Desk) -> Iterator[tuple[str, list[Said]]]:
    """Of each part the sentence that says most, with the part's heading; at most ten parts, spread over the
    document."""
    decided = {
        decision.start
        for decision in desk.store.decisions(
            desk.viewer, None, current=False, filters=Filters(document_ids=(document.id,))
        )
    }
    whole = runs(list(enumerate(passages)), {document.id: document})
    weights = _weights(whole)
    parts = [part for run in whole for part in _sections(run) if part]
    told = [_told(part, decided, weights) for part in parts]
    order = sorted((n for n in range(len(parts)) if told[n]), key=lambda n: -told[n][0][0])[:_PARTS]
    for n in sorted(order):
        for first, (_, at) in enumerate(sorted(told[n], key=lambda one: one[1])):
            one = parts[n][at]
            lead = one.sentence.heading or one.sentence.speaker or ""
            yield f"{lead}: " if lead and (first == 0 or one.sentence.speaker) else "", [one]


def _told(part: Sequence[Said], decided: set[int], weights: dict[str, float]) -> list[tuple[float, int]]:
    """The sentence of a part that says most, with its place, and a second one where that was decided too."""
    worth = sorted(((_worth(one, decided, weights), n) for n, one in enumerate(part)), reverse=True)
    prose = [one for one in worth if part[one[1]].sentence.kind == "text"] or worth
    return [one for place, one in enumerate(prose[:2]) if place == 0 or one[0] >= _ALSO]


def _sections(run: Run) -> Iterator[list[Said]]:
    """Sentences under one heading, or of one passage where there are no headings."""
    section, key = list[Said](), ""
    for n, one in enumerate(run.said):
        if one.sentence.kind == "heading" or run.furniture(n):
            continue
        own = one.sentence.heading or one.passage.id
        if own != key:
            yield section
            section, key = [], own
        section.append(one)
    yield section


def _weights(whole: Sequence[Run]) -> dict[str, float]:
    """How much each word tells about this document: how often it is said, by its weight."""
    counts = dict[str, int]()
    for run in whole:
        for one in run.said:
            for term in one.stems:
                counts[term] = counts.get(term, 0) + 1
    return {term: min(count, 6) * word_weight(term) for term, count in counts.items() if count > 1}


def _worth(one: Said, decided: set[int], weights: dict[str, float]) -> float:
    worth = sum(weights.get(term, 0.0) for term in one.stems) / (8 + one.length)
    worth += 2.0 if one.sentence.start in decided else 0.0
    worth += 0.6 if _TELLING.search(one.sentence.text) else 0.0
    worth += 0.4 if _CONCLUDING.search(one.sentence.text) else 0.0
    worth += 0.2 if any(c.isdigit() for c in one.sentence.text) else 0.0
    return worth - (1.0 if one.sentence.is_question or one.length < 5 else 0.0)
