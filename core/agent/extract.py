"""The best stretches of the best passages, quoted word for word: the answer when there is no model."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.agent.desk import Desk
from core.agent.draft import Draft, Line, day, quote_of
from core.agent.expected import holds
from core.agent.question import Question
from core.agent.runs import Said, runs
from core.agent.windows import Outcome, Scales, Window, measured
from core.embeddings import Embedder
from core.models import Decision, Document, Filters, Passage
from core.terms import words

PASSAGES = 16  # looked into
FOLLOWED = 6  # of the best ones, the passage after it is looked into too
ROOM = 190  # words of an answer
SUMMARY_ROOM = 320
NEAR = 10  # decisions on the topic
MOST = 4  # stretches
SUMMARY_MOST = 8
LEAST = 0.66  # of the best score
GOOD = 1.3  # worth that is enough however good the best one is
CONSIDERED = 60  # windows that are weighed against each other
SUMMARY_LEAST = 0.5
AHEAD = 6  # sentences that an answer may lie after its window
CONCLUDES = re.compile(
    r"\b(?:agreed|decided?|decides|resolved|approved|declined|turned (?:\w+ )?down|sa(?:y|id) no|rejected|refused|accepted|settled|"
    r"not this (?:year|summer|time|term)|so we|then we|we(?:'ll|’ll| will) (?:go|keep|stay|take|do|hold|drop|wait|renew|move)|"
    r"let's|let’s|no answer|instead)\b",
    re.IGNORECASE,
)
FAR = 30  # sentences within which a conversation concludes
CLOSE = 8  # so near, a conclusion needs no word of the matter
CLOSES = re.compile(
    r"\b(?:(?:so|okay|ok|right|good|then|fine|and),? (?:then )?(?:we|let's|let’s)|^let's|^let’s|(?:we(?:'re| are)? )?agreed|it's decided|"
    r"that's (?:decided|settled|agreed)|resolved|not this (?:year|summer|time|term))\b",
    re.IGNORECASE,
)
_LEANING = frozenset(
    "it that this they them these those he she his her their so and but because then which there".split()
)


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
        days = [p.date for _, p in ranked if p.date]
        people = _people([p for _, p in ranked], documents)
        scales = Scales(question, people, max(days, default=None), min(days, default=None), outcomes)
        return measured(runs(ranked, documents), scales, self._embedder)

    def draft(self, question: Question, desk: Desk, room: int | None = None) -> Draft:
        """Stretches of the passages that were found, grouped by document, the best first.

        Args:
            room: words at most; None for the usual length.
        """
        return drafted(question, self.windows(question, desk), desk, room)


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


def drafted(question: Question, windows: Sequence[Window], desk: Desk, room: int | None = None) -> Draft:
    """What is quoted of these windows."""
    chosen = _chosen(question, windows, room or (SUMMARY_ROOM if question.is_summary else ROOM))
    later = _replacing(chosen, desk)
    documents = desk.documents(w.run.said[w.first].passage.document_id for w in chosen)
    ids = dict.fromkeys(one.passage.id for w in chosen for one in w.run.said[w.first : w.last + 1])
    return Draft((*later, *_lines(chosen, documents)), passage_ids=tuple(ids))


def _replacing(chosen: Sequence[Window], desk: Desk) -> list[Line]:
    """What took the place of a decision that is quoted, unless it is quoted itself: it is what holds now."""
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
        if later is not None and not quoted(later):
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


def _chosen(question: Question, windows: Sequence[Window], room: int) -> list[Window]:
    """The best windows without overlap or repetition until the room is full, each next one for what it adds."""
    chosen, used = list[Window](), 0
    most, least = (SUMMARY_MOST, SUMMARY_LEAST) if question.is_summary else (MOST, LEAST)
    left = list(windows[:CONSIDERED])
    while left and len(chosen) < most and used < room:
        value, window = max(((_value(w, chosen, question), w) for w in left), key=lambda one: one[0])
        left.remove(window)
        if chosen and value < min(least * windows[0].score, GOOD):
            break
        if any(window.overlaps(other) or _alike(window, other) for other in chosen):
            continue
        trimmed = _trimmed(_reaching(window, question), question)
        if chosen and used + trimmed.length > room * 1.15:
            continue
        chosen.append(trimmed)
        used += trimmed.length
        outcome = _outcome(trimmed, question)
        if outcome is not None and not any(outcome.overlaps(other) for other in chosen):
            chosen.append(outcome)
            used += outcome.length
    return chosen


def _outcome(window: Window, question: Question) -> Window | None:
    """The sentence that concludes what a conversation came to after this stretch, further on."""
    said = window.run.said
    if not question.seeks_outcome or window.decided or said[window.first].sentence.speaker is None:
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
    while last > first and not said[last].stems & wanted and (said[last].sentence.is_question or said[last].length < 4):
        last -= 1
    if first == window.first and first > 0 and _leans_back(said, first):
        first -= 1
    return replace(window, first=first, last=last)


def _leans_back(said: Sequence[Said], index: int) -> bool:
    """True if a sentence cannot be understood without the one before: an answer to a question, or "It ..."."""
    here, before = said[index], said[index - 1]
    if before.sentence.kind != "text" or here.sentence.kind != "text":
        return False
    if before.sentence.is_question and (before.turn != here.turn or here.length < 8):
        return True
    opening = words(here.sentence.text)[:1]
    return bool(opening) and opening[0] in _LEANING and before.turn == here.turn


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
