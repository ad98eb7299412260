"""The flow from a question to a recorded answer: history, retrieval, judgement, model or extracts, check, record."""

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.access import Viewer
from core.agent.cautions import cautions
from core.agent.desk import Desk
from core.agent.extract import Extractor
from core.agent.extracting import extracted
from core.agent.followup import resolved
from core.agent.loop import Limits, Said
from core.agent.modelling import STOPPED, Modelling, Unheld
from core.agent.notfound import not_found
from core.agent.outcome import Outcome, pieces
from core.agent.patience import Patience
from core.agent.ports import Assess, Histories, LibraryState, Records, Searcher
from core.agent.prompt import Instructions
from core.agent.question import Question
from core.agent.recording import Case, record_of
from core.agent.typed import typed
from core.dates import period
from core.db.texts import storable
from core.embeddings import Embedder
from core.errors import ModelError, ModelOverflow, StoreError
from core.graph.contract import GraphStore
from core.llm import ChatModel
from core.models import Answer, Event, Filters, Passage, Turn
from core.retrieval.evidence import assess

log = logging.getLogger(__name__)

SEARCHED = 16  # passages asked of the retriever
SHOWN = 10  # of them shown to a model
LEAST_CONTEXT = 1_000  # tokens that a model must be able to read
LONGEST = 2_000  # characters of a question that are read


class Answerer:
    """Answers questions for viewers.

    Args:
        retriever: finds passages.
        store: the graph.
        records: where every answer is kept.
        conversations: histories, each its owner's.
        assess: judges whether what was found can hold an answer.
        model: the language model, None to answer in extracts.
        clock: the time, aware.
        new_id: a new identifier for a record.
        library_state: how fresh the library is.
        instructions: the administrator's part of the prompt, asked for anew for each answer.
        embedder: helps to choose sentences in extracts.
        limits: where the model's tool loop ends.
        prices: model name to US dollars for a million tokens read and written.
        tick: a clock that never goes back, in seconds, for durations.
        old_days: days after which a source is called old.
    """

    def __init__(
        self,
        retriever: Searcher,
        store: GraphStore,
        records: Records,
        conversations: Histories,
        model: ChatModel | None,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        library_state: Callable[[], LibraryState],
        assess: Assess = assess,
        instructions: Callable[[], Instructions] = Instructions,
        embedder: Embedder | None = None,
        limits: Limits | None = None,
        prices: Mapping[str, tuple[float, float]] | None = None,
        tick: Callable[[], float] = time.monotonic,
        old_days: int = 60,
    ) -> None:
        self._retriever, self._store, self._records, self._conversations = retriever, store, records, conversations
        self._assess, self._model, self._clock, self._new_id = assess, model, clock, new_id
        self._library_state, self._instructions, self._tick = library_state, instructions, tick
        self._old_days = old_days
        self._extractor, self._limits, self._prices = Extractor(embedder), limits or Limits(), prices or {}

    def ask(
        self,
        question: str,
        viewer: Viewer,
        conversation: str | None = None,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
        regenerate: bool = False,
    ) -> Answer:
        """The answer at once. Arguments and errors as for ``stream``."""
        last: Answer | None = None
        for event in self.stream(question, viewer, conversation, filters, stop, regenerate):
            last = event.answer or last
        assert last is not None, "a stream ends with its answer"
        return last

    def stream(
        self,
        question: str,
        viewer: Viewer,
        conversation: str | None = None,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
        regenerate: bool = False,
    ) -> Iterator[Event]:
        """What is being done, the text as it comes, and last the whole answer, which is recorded by then.

        In a conversation the question is kept before anything else is done, until its answer is.

        Args:
            question: as it was typed.
            viewer: for whom; nothing above this viewer's level reaches any event.
            conversation: the id of a conversation of this viewer, None to ask without one.
            filters: what to narrow the library down to.
            stop: when set, the answer ends with what was said so far.
            regenerate: the answer takes the place of the conversation's last one, as if that had not been given.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
            StoreUnavailable: the graph cannot be read.
        """
        begun = self._tick()
        patience = Patience(stop, self._limits.seconds)
        history = self._begun(question, viewer, conversation, regenerate) if conversation else []
        yield Event("status", "Searching the library")
        case = self._prepared(storable(question)[:LONGEST].strip(), viewer, history, filters, patience)
        case.timings["search"] = round(self._tick() - begun, 4)
        outcome = yield from self._outcome(case, patience)
        case.timings["total"] = round(self._tick() - begun, 4)
        answer = self._kept(case, outcome, conversation, regenerate)
        yield Event("answer", answer=answer)

    def would_answer(self, question: str, viewer: Viewer) -> bool:
        """True if the library answers this question for this viewer; no model is asked and nothing is recorded."""
        case = self._prepared(question, viewer, [], None, Patience(None, self._limits.seconds))
        if case.held is not None:
            return case.held.kind != "nothing"
        return case.judged.verdict == "answer"

    def _begun(self, question: str, viewer: Viewer, conversation: str, regenerate: bool) -> list[Turn]:
        """The history that the question follows; the question itself is kept."""
        history = self._conversations.history(conversation, viewer)
        try:
            self._conversations.ask_pending(conversation, viewer, question)
        except StoreError as error:  # it can still be answered
            log.warning("a question could not be kept: %s", error)
        return history[:-1] if regenerate else history

    def _prepared(
        self, question: str, viewer: Viewer, history: list[Turn], filters: Filters | None, patience: Patience
    ) -> Case:
        asked_at = self._clock()
        whole = resolved(question, history, self._model, patience)
        ranking = self._retriever.search(whole, viewer, limit=SEARCHED, filters=filters)
        copied = self._store.standing().caution
        today = asked_at.date()
        desk = Desk(self._store, viewer, today, filters, tuple(ranking.passages), period(whole, today), self._old_days)
        judged = self._assess(whole, ranking)
        held = typed(Question(whole), desk)
        extra = [copied] if copied else []
        return Case(question, whole, viewer, asked_at, history, ranking, judged, desk, held, extra=extra)

    def _outcome(self, case: Case, patience: Patience) -> Generator[Event, None, Outcome]:
        if case.held is None and (case.judged.verdict == "none" or not case.ranking.passages):
            return (yield from self._nothing(case, None))
        if self._model is None or (case.held is not None and case.held.kind == "nothing"):
            return (yield from self._in_extracts(case, patience))
        try:
            found = yield from self._by_model(case, self._model, self._limits, patience)
        except ModelError as error:
            log.warning("the model gave no answer: %s", error)
            yield Event("reset")
            case.extra.append(f"These are extracts, because the language model gave no answer. {error}")
            return (yield from self._in_extracts(case, patience))
        if isinstance(found, Outcome):
            return found
        yield Event("reset")
        return (yield from self._after_unheld(case, found, patience))

    def _by_model(
        self, case: Case, model: ChatModel, limits: Limits, patience: Patience
    ) -> Generator[Event, None, Outcome | Unheld]:
        """What the model makes of it; with less to read where it cannot read so much at once."""
        modelling = Modelling(model, self._retriever, limits)
        try:
            return (
                yield from modelling.answer(
                    case.resolved,
                    case.desk,
                    self._first(case),
                    case.judged,
                    case.history,
                    self._instructions(),
                    patience,
                )
            )
        except ModelOverflow:
            if limits.context < 2 * LEAST_CONTEXT:
                raise
        yield Event("reset")
        return (yield from self._by_model(case, model, replace(limits, context=limits.context // 2), patience))

    def _after_unheld(self, case: Case, found: Unheld, patience: Patience) -> Generator[Event, None, Outcome]:
        if found.declined and case.judged.verdict != "answer" and case.held is None:
            return (yield from self._nothing(case, found.said))
        told = (
            "The language model found no answer in the sources; these are the nearest extracts."
            if found.declined
            else "These are extracts, because nothing that the language model wrote was found in the sources."
        )
        case.extra.append(told)
        outcome = yield from self._in_extracts(case, patience)
        sunk = "weak" if found.declined else outcome.confidence
        return self._with_model(replace(outcome, confidence=sunk), found.said)

    def _with_model(self, outcome: Outcome, said: Said) -> Outcome:
        details = {**outcome.details, "wrote": said.text, "steps": said.steps}
        name = self._model.name if self._model else None
        return replace(outcome, model=name, tokens_in=said.tokens_in, tokens_out=said.tokens_out, details=details)

    def _first(self, case: Case) -> list[Passage]:
        """What a model starts from: the passages of the typed answer, then those that retrieval found."""
        ids = case.held.passage_ids if case.held else ()
        return list(
            {p.id: p for p in [*self._store.passages(ids, case.viewer), *case.ranking.passages[:SHOWN]]}.values()
        )

    def _in_extracts(self, case: Case, patience: Patience) -> Generator[Event, None, Outcome]:
        outcome = extracted(Question(case.resolved), case.desk, self._extractor, case.judged, case.held)
        if outcome is None:
            return (yield from self._nothing(case, None))
        sent = ""
        for event in pieces(outcome.text):
            if patience.stopped:
                return self._cut_off(outcome, sent)
            sent += event.text
            yield event
        return outcome

    def _cut_off(self, outcome: Outcome, sent: str) -> Outcome:
        """The whole lines that were sent, with the sources they cite."""
        whole = sent[: sent.rfind("\n") + 1].strip() if "\n" in sent else ""
        citations = tuple(c for c in outcome.citations if f"[{c.n}]" in whole)
        quotes = tuple(q for q, c in zip(_unique(outcome), outcome.citations, strict=True) if c in citations)
        text = f"{whole}\n{STOPPED}".strip()
        return replace(
            outcome, text=text, citations=citations, quotes=quotes, details={**outcome.details, "stopped": True}
        )

    def _nothing(self, case: Case, said: Said | None) -> Generator[Event, None, Outcome]:
        text = not_found(case.viewer, self._store, self._library_state(), case.judged, case.asked_at)
        yield from pieces(text)
        outcome = Outcome(text, (), "not_found", "weak")
        return self._with_model(outcome, said) if said else outcome

    def _kept(self, case: Case, outcome: Outcome, conversation: str | None, regenerate: bool) -> Answer:
        copied = self._store.standing().caution  # the server may have gone since the search
        extra = [*case.extra, *([copied] if copied else []), *outcome.extra]
        if outcome.mode != "not_found":
            extra += self._state_of_things(case)
        warnings = cautions(outcome.quotes, case.desk, extra)
        answer = Answer(outcome.text, outcome.citations, warnings, outcome.confidence, outcome.mode, self._new_id())
        try:
            version = self._instructions().version if outcome.model else ""
            self._records.save(record_of(case, outcome, answer, conversation, version, self._prices))
            if conversation:
                keep = self._conversations.replace_last if regenerate else self._conversations.append
                keep(conversation, case.viewer, case.question, answer, case.asked_at)
        except StoreError as error:
            log.error("an answer could not be recorded: %s", error)
            unkept = "This answer could not be recorded; it will not be found again later."
            return replace(answer, record_id=None, warnings=(unkept, *answer.warnings)[:4])
        return answer

    def _state_of_things(self, case: Case) -> list[str]:
        told = list[str]()
        told.extend(case.ranking.degraded)
        if self._library_state().stale:
            told.append("The library has not been read for a while; newer documents may be missing.")
        return told


def _unique(outcome: Outcome) -> list[Any]:
    seen = {(q.document_id, q.start, q.end): q for q in outcome.quotes}
    return [seen[c.document_id, c.start, c.end] for c in outcome.citations]
