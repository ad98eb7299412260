"""What is read from the library, always for a viewer."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.access import Viewer
from core.assembly import Assembly
from core.db.failures import Failure
from core.graph.results import EntityDetail, Standing, Tally
from core.library.originals import Original
from core.library.status import Status
from core.models import Action, Counts, Decision, Document, Entity, Filters, Merge, Passage
from core.views.chain import chain
from core.views.context import Context, Place, context
from core.views.neighbourhood import NEAREST, Edge, Neighbourhood, edge, neighbourhood
from core.views.news import News, news
from core.views.speakers import speakers


class Reads:
    """The half of Sybil that reads. What is above the viewer's level is as if it were not there."""

    _parts: Assembly

    # --- facts -----------------------------------------------------------------------------------------

    def decisions(
        self, viewer: Viewer, topic: str | None = None, current: bool = True, filters: Filters | None = None
    ) -> list[Decision]:
        """Decisions, newest first (with a topic: best match first); ``current=False``: superseded ones too."""
        return self._parts.store.decisions(viewer, topic, current, filters)

    def decision_chain(self, decision_id: str, viewer: Viewer) -> list[Decision]:
        """What a decision replaced, the decision itself, and what replaced it, oldest first: one line of history.

        Raises:
            DecisionNotFound: there is no such decision, or not for this viewer.
        """
        store = self._parts.store
        return chain(store.decision(decision_id, viewer), store.decisions(viewer, current=False))

    def actions(
        self, viewer: Viewer, owner: str | None = None, state: str | None = "open", filters: Filters | None = None
    ) -> list[Action]:
        """Actions by due date; ``owner`` is any name of the person, ``state=None`` means all."""
        return self._parts.store.actions(viewer, owner, state, filters)

    def speakers(self, facts: Sequence[Decision | Action], viewer: Viewer) -> dict[str, tuple[str, ...]]:
        """Who speaks where these facts stand, by the fact's id; nothing where nobody is named."""
        return speakers(self._parts.store, facts, viewer)

    # --- documents and passages --------------------------------------------------------------------------

    def document(self, document_id: str, viewer: Viewer) -> Document:
        """A document with its whole text. Raises DocumentNotFound, also when it is not for this viewer."""
        return self._parts.store.document(document_id, viewer)

    def documents(self, viewer: Viewer, filters: Filters | None = None) -> list[Document]:
        """Documents without text, newest first."""
        return self._parts.store.documents(viewer, filters)

    def passages_of(self, document_id: str, viewer: Viewer) -> list[Passage]:
        """All passages of a document in order. Raises DocumentNotFound, also when it is not for this viewer."""
        return self._parts.store.document_passages(document_id, viewer)

    def passages(self, ids: Sequence[str], viewer: Viewer) -> list[Passage]:
        """These passages in the order asked for; those that are gone or not for this viewer are left out."""
        return self._parts.store.passages(ids, viewer)

    def context(self, place: Place, viewer: Viewer, around: int = 400) -> Context:
        """The text around a citation, passage, decision or action, or around ``(document_id, start, end)``.

        A quote that no longer stands at its place, since the file was changed, is looked for in the rest of the
        document; the context says that it moved, or that it is gone.

        Raises:
            DocumentNotFound: the document is gone, or not for this viewer.
        """
        return context(self._parts.store, place, viewer, around)

    def tallies(self, viewer: Viewer) -> Mapping[str, Tally]:
        """How many passages, decisions and actions each document of this viewer's holds, by document id."""
        return self._parts.store.tallies(viewer)

    def origin(self, document_id: str, viewer: Viewer) -> str:
        """Where a document's file is: ``upload``, ``sample``, ``folder`` (the library's) or ``elsewhere``.

        Raises:
            DocumentNotFound: there is no such document, or not for this viewer.
        """
        return self._parts.originals.origin(document_id, viewer)

    def original(self, document_id: str, viewer: Viewer) -> Original:
        """The file from which a document was read, byte for byte.

        Raises:
            DocumentNotFound: there is no such document, or not for this viewer.
            FileUnreadable: the file is gone, lies outside the library, or changed since it was read.
        """
        return self._parts.originals.of(document_id, viewer)

    # --- names -------------------------------------------------------------------------------------------

    def entities(
        self, viewer: Viewer, query: str | None = None, kind: str | None = None, limit: int = 50
    ) -> list[Entity]:
        """People, organisations, places and topics by name or alias, most mentioned first; ``kind`` narrows to one."""
        return self._parts.store.entities(viewer, query, kind, limit)

    def entity(self, entity_id: str, viewer: Viewer) -> EntityDetail:
        """One entity with its passages, relations and neighbours. Raises EntityNotFound."""
        return self._parts.store.entity(entity_id, viewer)

    def neighbourhood(self, entity_id: str, viewer: Viewer, most: int = NEAREST) -> Neighbourhood:
        """An entity with those beside it, the closest first, and the documents that know it. Raises EntityNotFound."""
        return neighbourhood(self._parts.store, entity_id, viewer, most)

    def edge(self, entity_id: str, other_id: str, viewer: Viewer) -> Edge:
        """What two entities have to do with each other: relations in words and the passages. Raises EntityNotFound."""
        return edge(self._parts.store, entity_id, other_id, viewer)

    def merges(self, viewer: Viewer) -> list[Merge]:
        """Merges in force, automatic ones and those by hand, among names that this viewer may know."""
        return self._parts.store.merges(viewer)

    def suggestions(self, viewer: Viewer, limit: int = 4) -> list[str]:
        """Questions that the library answers for this viewer, made from what he may read; the same until the library
        changes, and none while it is empty."""
        return self._parts.suggestions.of(viewer, limit)

    # --- how things stand --------------------------------------------------------------------------------

    def news(self, viewer: Viewer, since: datetime | None = None, person: str | None = None) -> News:
        """What is new since a moment (aware; None for somebody who never looked), what is due this week and overdue,
        also of one ``person`` (any name), and how much the library holds and has gained in 30 days."""
        return news(self._parts.store, viewer, since, person, self._parts.clock())

    def counts(self, viewer: Viewer) -> Counts:
        """How much of the library this viewer may see, in numbers."""
        return self._parts.store.counts(viewer)

    def standing(self) -> Standing:
        """Whether the graph can be reached, and of when the copy is that is shown meanwhile. Never waits."""
        return self._parts.store.standing()

    def status(self, viewer: Viewer) -> Status:
        """How the library and its sync stand."""
        return self._parts.overview.status(viewer)

    def last_read(self) -> datetime | None:
        """When the library was last read through; cheaper than the whole ``status``."""
        return self._parts.overview.last_good()

    def failures(self, viewer: Viewer) -> list[Failure]:
        """Files that could not be read, as far as this viewer may know of them."""
        return self._parts.overview.failures(viewer)
