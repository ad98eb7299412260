"""Everything that can be taken away as a file, for one viewer at a time."""

from collections.abc import Container

from core.access import Viewer
from core.db.clock import Clock
from core.db.conversations import Conversations
from core.exports import tables
from core.exports.calendar import calendar
from core.exports.markdown import markdown
from core.exports.talk import Talk
from core.exports.word import word
from core.graph.contract import GraphStore
from core.models import Action, Filters

_ALL = 1_000_000


class Exports:
    """Makes files as bytes. Each holds what the viewer may read today, and nothing else."""

    def __init__(self, store: GraphStore, conversations: Conversations, clock: Clock) -> None:
        self._store, self._conversations, self._clock = store, conversations, clock

    def conversation_markdown(self, conversation: str, viewer: Viewer) -> bytes:
        """A conversation by its id as Markdown: questions, answers, warnings, sources. Turns above the viewer's
        present clearance are left out.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
        """
        return markdown(self._talk(conversation, viewer))

    def conversation_docx(self, conversation: str, viewer: Viewer) -> bytes:
        """As ``conversation_markdown``, as a Word document."""
        return word(self._talk(conversation, viewer))

    def decisions_csv(
        self, viewer: Viewer, topic: str | None = None, current: bool = False, filters: Filters | None = None
    ) -> bytes:
        """Decisions as a table for a spreadsheet, superseded ones too unless ``current``; see Sybil.decisions."""
        found = self._store.decisions(viewer, topic, current, filters)
        return tables.decisions(found, self._store.decisions(viewer, current=False))

    def documents_csv(self, viewer: Viewer, filters: Filters | None = None) -> bytes:
        """The documents of the library, newest first, as a table for a spreadsheet."""
        return tables.documents(self._store.documents(viewer, filters), self._store.tallies(viewer))

    def actions_csv(
        self,
        viewer: Viewer,
        owner: str | None = None,
        state: str | None = None,
        filters: Filters | None = None,
        only: Container[str] | None = None,
    ) -> bytes:
        """Actions as a table for a spreadsheet, done ones too unless a ``state`` is given; see Sybil.actions.

        Args:
            only: ids of actions; others are left out.
        """
        return tables.actions(self._actions(viewer, owner, state, filters, only))

    def actions_ics(
        self,
        viewer: Viewer,
        owner: str | None = None,
        state: str | None = "open",
        filters: Filters | None = None,
        only: Container[str] | None = None,
    ) -> bytes:
        """Actions that have a due date as all-day events for a calendar; see ``actions_csv``."""
        return calendar(self._actions(viewer, owner, state, filters, only), self._clock())

    def _actions(
        self,
        viewer: Viewer,
        owner: str | None,
        state: str | None,
        filters: Filters | None,
        only: Container[str] | None,
    ) -> list[Action]:
        found = self._store.actions(viewer, owner, state, filters)
        return [one for one in found if only is None or one.id in only]

    def _talk(self, conversation: str, viewer: Viewer) -> Talk:
        title = self._conversations.get(conversation, viewer).title
        return Talk(title, self._clock(), self._conversations.records(conversation, viewer, _ALL))
