"""What one question is answered from: the store as this viewer may see it, the day, the narrowing, what was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from core.access import Viewer
from core.agent.draft import Quote, quote_of
from core.agent.sentences import Sentence, sentences
from core.errors import DecisionNotFound, DocumentNotFound
from core.graph.contract import GraphStore
from core.models import Action, Decision, Document, Filters, Level, Passage


@dataclass
class Desk:
    """Reads the store for one viewer and remembers what it read for the length of one answer.

    Args:
        today: the day of the question.
        filters: what the caller narrowed the library down to.
        passages: what retrieval found, best first.
        period: the time that the question itself names.
        old: days after which a source is called old.
    """

    store: GraphStore
    viewer: Viewer
    today: date
    filters: Filters | None = None
    passages: Sequence[Passage] = ()
    period: tuple[date | None, date | None] | None = None
    old: int = 60
    _documents: dict[str, Document] = field(default_factory=dict)
    _split: dict[str, list[Sentence]] = field(default_factory=dict)
    _ordered: dict[str, list[Passage]] = field(default_factory=dict)
    _all: list[Document] | None = None
    _decided: list[Decision] | None = None

    @property
    def narrowed(self) -> Filters | None:
        """The filters with the question's own period, where the caller gave none."""
        base = self.filters or Filters()
        if self.period is None or base.since or base.until:
            return self.filters
        return replace(base, since=self.period[0], until=self.period[1])

    def all_documents(self) -> list[Document]:
        """Every document this viewer may see within filters and period, newest first, without text."""
        if self._all is None:
            self._all = self.store.documents(self.viewer, self.narrowed)
            self._documents.update({document.id: document for document in self._all})
        return self._all

    def all_decisions(self) -> list[Decision]:
        """Every decision this viewer may see, superseded ones too."""
        if self._decided is None:
            self._decided = self.store.decisions(self.viewer, None, current=False)
        return self._decided

    def documents(self, ids: Iterable[str]) -> Mapping[str, Document]:
        """These documents by id, without text; those not for this viewer are left out."""
        missing = tuple(dict.fromkeys(i for i in ids if i not in self._documents))
        if missing:
            found = self.store.documents(self.viewer, Filters(document_ids=missing))
            self._documents.update({document.id: document for document in found})
        return self._documents

    def document(self, document_id: str) -> Document | None:
        """One of them, None when it is gone or not for this viewer."""
        return self.documents((document_id,)).get(document_id)

    def sentences(self, passage: Passage) -> list[Sentence]:
        """A passage's sentences."""
        if passage.id not in self._split:
            self._split[passage.id] = sentences(passage)
        return self._split[passage.id]

    def around(self, document_id: str, start: int, end: int) -> Passage | None:
        """The passage that holds most of a stretch of a document."""
        own = self.passages_of(document_id)
        best = max(own, key=lambda p: min(p.end, end) - max(p.start, start), default=None)
        return best if best and min(best.end, end) > max(best.start, start) else None

    def after(self, passage: Passage) -> Passage | None:
        """The passage that follows one in its document."""
        own = self.passages_of(passage.document_id)
        return next((other for other in own if other.start >= passage.end), None)

    def decision(self, decision_id: str) -> Decision | None:
        """One decision, None when it went away since it was named: the library may change while a question is
        answered."""
        try:
            return self.store.decision(decision_id, self.viewer)
        except DecisionNotFound:
            return None

    def quote(self, passage: Passage, start: int, end: int) -> Quote:
        """A stretch of a passage as a source."""
        return quote_of(passage, self.document(passage.document_id), start, end)

    def passages_of(self, document_id: str) -> list[Passage]:
        """A document's passages in order; none when it went away or is not for this viewer."""
        if document_id not in self._ordered:
            try:
                self._ordered[document_id] = self.store.document_passages(document_id, self.viewer)
            except DocumentNotFound:
                self._ordered[document_id] = []
        return self._ordered[document_id]

    def fact(self, fact: Decision | Action) -> tuple[Quote, Passage | None]:
        """A decision's or action's own words as a source, and the passage they stand in."""
        passage = self.around(fact.document_id, fact.start, fact.end)
        document = self.document(fact.document_id)
        base = Passage(
            "", fact.document_id, fact.document, fact.quote, fact.start, fact.end, "", (), None, Level.read(fact.level)
        )
        if passage:
            base = replace(base, locator=passage.locator, date=passage.date)
        return quote_of(base, document, fact.start, fact.end), passage
