"""The best stretches of the best passages, quoted word for word: the answer when there is no model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.agent.draft import Draft, Line, day, quote_of
from core.agent.question import Question, holds
from core.agent.sentences import Sentence, sentences
from core.embeddings import Embedder
from core.errors import EmbeddingError
from core.models import Document, Passage
from core.terms import terms, words

PASSAGES = 8  # looked into
EMBEDDED = 24  # sentences at most: 3 ms each
WORDS = 150  # of an answer
SUMMARY_WORDS = 300
_ANAPHORA = frozenset(
    "it that this they them these those he she his her their so and but because then which there".split()
)
_CHATTER = frozenset(
    "okay ok yes no right good great thanks thank well hello hi morning sorry yeah sure fine lovely".split()
)


@dataclass(frozen=True)
class Scored:
    """A sentence in its passage with what it is worth for the question."""

    passage: int
    index: int
    sentence: Sentence
    stems: frozenset[str]
    score: float


@dataclass(frozen=True)
class Stretch:
    """Sentences ``first`` to ``last`` (inclusive) of one passage."""

    passage: int
    first: int
    last: int
    score: float


class Extractor:
    """Chooses what to quote.

    Args:
        embedder: compares sentences with the question by meaning too, where there is one.
    """

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder

    def draft(
        self,
        question: Question,
        passages: Sequence[Passage],
        documents: Mapping[str, Document],
        room: int | None = None,
    ) -> Draft:
        """Stretches of these passages, best first, grouped by document.

        Args:
            passages: ranked, best first.
            documents: by id, for titles, dates and status.
            room: words at most; None for the usual length.
        """
        looked = list(passages[: PASSAGES if not question.is_summary else PASSAGES + 4])
        split = [sentences(passage) for passage in looked]
        people = _people(looked, documents)
        scored = self._scored(question, looked, split, documents, people)
        if not scored:
            return Draft(())
        room = room or (SUMMARY_WORDS if question.is_summary else WORDS)
        chosen = _choose(question, scored, split, people, room)
        return Draft(tuple(_lines(chosen, looked, split, documents)), passage_ids=_ids(chosen, looked))

    def _scored(
        self,
        question: Question,
        passages: Sequence[Passage],
        split: Sequence[Sequence[Sentence]],
        documents: Mapping[str, Document],
        people: frozenset[str],
    ) -> list[Scored]:
        found = list[Scored]()
        for number, (passage, all_of_it) in enumerate(zip(passages, split, strict=True)):
            stems = [frozenset(terms(sentence.text)) for sentence in all_of_it]
            document = documents.get(passage.document_id)
            title = set(terms(document.title if document else passage.document))
            for index, sentence in enumerate(all_of_it):
                if sentence.kind == "heading":
                    continue
                around = set().union(*stems[max(0, index - 2) : index + 3], terms(sentence.heading), title)
                worth = question.coverage(set(stems[index])) + 0.5 * question.coverage(around)
                worth += _shape(question, sentence, people) - 0.03 * number
                found.append(Scored(number, index, sentence, stems[index], worth))
        return self._with_meaning(question, found, split)

    def _with_meaning(
        self, question: Question, found: list[Scored], split: Sequence[Sequence[Sentence]]
    ) -> list[Scored]:
        """The same with the cosine to the question added for the most promising ones, best first."""
        found.sort(key=lambda one: -one.score)
        if self._embedder is None or not found:
            return found
        near, rest = found[:EMBEDDED], found[EMBEDDED:]
        texts = [question.text] + [_in_context(one, split[one.passage]) for one in near]
        try:
            vectors = self._embedder.embed(texts)
        except EmbeddingError:
            return found
        likeness = np.asarray(vectors[1:] @ vectors[0], dtype=float)
        floor = float(likeness.min())
        lifted = [
            Scored(one.passage, one.index, one.sentence, one.stems, one.score + 0.8 * float(like))
            for one, like in zip(near, likeness, strict=True)
        ]
        lifted += [Scored(o.passage, o.index, o.sentence, o.stems, o.score + 0.8 * min(floor, 0.2)) for o in rest]
        return sorted(lifted, key=lambda one: -one.score)


def _people(passages: Sequence[Passage], documents: Mapping[str, Document]) -> frozenset[str]:
    names = {name for passage in passages for name in passage.speakers}
    for passage in passages:
        document = documents.get(passage.document_id)
        names.update(document.participants if document else ())
    return frozenset(word for name in names for word in words(name) if len(word) > 2)


def _shape(question: Question, sentence: Sentence, people: frozenset[str]) -> float:
    """What the look of a sentence adds: the expected kind of answer; less for questions and small talk."""
    spoken = words(sentence.text)
    value = 0.0
    if question.wants not in ("thing", "yes_no") and holds(question.wants, sentence.text, people):
        value += 0.25
    if sentence.is_question:
        value -= 0.3
    if len(spoken) < 5:
        value -= 0.2
    if spoken and len(spoken) < 8 and spoken[0] in _CHATTER:
        value -= 0.1
    if sentence.speaker and any(name.split()[0].lower() in sentence.speaker.lower() for name in question.names):
        value += 0.25
    return value


def _in_context(one: Scored, all_of_it: Sequence[Sentence]) -> str:
    """A short sentence means something only after the one before it."""
    if len(words(one.sentence.text)) >= 8 or one.index == 0:
        return one.sentence.text
    return f"{all_of_it[one.index - 1].text} {one.sentence.text}"


def _choose(
    question: Question,
    scored: Sequence[Scored],
    split: Sequence[Sequence[Sentence]],
    people: frozenset[str],
    room: int,
) -> list[Stretch]:
    """The best sentences with the neighbours they need, without overlap or repetition, until the room is full."""
    worth = {(one.passage, one.index): one.score for one in scored}
    best = scored[0].score
    taken = set[tuple[int, int]]()
    said = list[frozenset[str]]()
    chosen = list[Stretch]()
    used, most, least = 0, (7 if question.is_summary else 4), (0.6 if question.is_summary else 0.72)
    for one in scored:
        if len(chosen) >= most or used >= room or (chosen and one.score < least * best):
            break
        if (one.passage, one.index) in taken or any(_alike(one.stems, other) for other in said):
            continue
        stretch = _grown(question, one, split[one.passage], worth, taken, people)
        inside = split[one.passage][stretch.first : stretch.last + 1]
        length = sum(len(words(sentence.text)) for sentence in inside)
        if chosen and used + length > room * 1.2:
            continue
        chosen.append(stretch)
        used += length
        taken.update((one.passage, index) for index in range(stretch.first, stretch.last + 1))
        said.append(one.stems)
    return chosen


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= 0.75 * len(one | other)


def _grown(
    question: Question,
    one: Scored,
    all_of_it: Sequence[Sentence],
    worth: Mapping[tuple[int, int], float],
    taken: set[tuple[int, int]],
    people: frozenset[str],
) -> Stretch:
    """A sentence with the neighbours without which it says too little."""
    first = last = one.index

    def free(index: int) -> bool:
        inside = 0 <= index < len(all_of_it) and (one.passage, index) not in taken
        return inside and all_of_it[index].kind != "heading"

    if all_of_it[first].kind == "row":
        return Stretch(one.passage, first, last, one.score)
    if _leans_back(all_of_it, first) and free(first - 1):
        first -= 1
    if all_of_it[last].is_question:
        turn = all_of_it[last + 1].turn if last + 1 < len(all_of_it) else -1
        while free(last + 1) and last - one.index < 4 and (all_of_it[last + 1].turn == turn or last - one.index < 2):
            last += 1
    needed = question.wants not in ("thing", "yes_no")
    if needed and not any(holds(question.wants, s.text, people) for s in all_of_it[first : last + 1]):
        reach = next(
            (at for at in range(last + 1, last + 4) if free(at) and holds(question.wants, all_of_it[at].text, people)),
            None,
        )
        last = reach if reach is not None and all(free(at) for at in range(last + 1, reach)) else last
    while (
        last - first < 5
        and free(last + 1)
        and _goes_on(all_of_it, last, worth.get((one.passage, last + 1), 0), one.score)
    ):
        last += 1
    return Stretch(one.passage, first, last, one.score)


def _leans_back(all_of_it: Sequence[Sentence], index: int) -> bool:
    """True if a sentence cannot be understood without the one before: an answer to a question, or "It ..."."""
    if index == 0:
        return False
    here, before = all_of_it[index], all_of_it[index - 1]
    spoken = words(here.text)
    if before.is_question and (before.turn != here.turn or len(spoken) < 8):
        return True
    return bool(spoken) and spoken[0] in _ANAPHORA and before.turn == here.turn


def _goes_on(all_of_it: Sequence[Sentence], last: int, value: float, peak: float) -> bool:
    """True if the next sentence belongs to what was just said."""
    here, after = all_of_it[last], all_of_it[last + 1]
    if after.turn != here.turn:
        return value >= 0.75 * peak
    spoken = words(after.text)
    return value >= 0.45 * peak or (bool(spoken) and spoken[0] in _ANAPHORA)


def _ids(chosen: Sequence[Stretch], passages: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passages[stretch.passage].id for stretch in chosen))


def _lines(
    chosen: Sequence[Stretch],
    passages: Sequence[Passage],
    split: Sequence[Sequence[Sentence]],
    documents: Mapping[str, Document],
) -> list[Line]:
    """Stretches as lines: documents in the order of their best stretch, each document's in the order of its text."""
    order = list(dict.fromkeys(passages[stretch.passage].document_id for stretch in chosen))
    lines = list[Line]()
    for document_id in order:
        own = sorted(
            (s for s in chosen if passages[s.passage].document_id == document_id),
            key=lambda s: split[s.passage][s.first].start,
        )
        lines.append(Line(source_line(passages[own[0].passage], documents.get(document_id))))
        for stretch in own:
            lines.extend(
                spoken_lines(
                    passages[stretch.passage], split[stretch.passage][stretch.first : stretch.last + 1], documents
                )
            )
    return lines


def source_line(passage: Passage, document: Document | None) -> str:
    """``From “Board minutes”, 12 March 2026:`` with a word on a draft."""
    title = document.title if document and document.title else passage.document
    dated = (document.date if document else None) or passage.date
    status = " (draft)" if document and document.status == "draft" else ""
    return f"From “{title}”{status}{', ' + day(dated) if dated else ''}:"


def spoken_lines(passage: Passage, own: Sequence[Sentence], documents: Mapping[str, Document]) -> list[Line]:
    """One line for each stretch of one speaker."""
    lines = list[Line]()
    start = 0
    for at in range(1, len(own) + 1):
        if at < len(own) and own[at].speaker == own[start].speaker and own[at].kind == own[start].kind == "text":
            continue
        lead = f"{own[start].speaker}: " if own[start].speaker else ""
        quote = quote_of(passage, documents.get(passage.document_id), own[start].start, own[at - 1].end)
        lines.append(Line(lead, quote))
        start = at
    return lines
