"""The parts of one open Sybil, each built when it is first needed, once, whoever asks; core.app's other half."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from core.access import Viewer
from core.db.audit import Audit
from core.db.clock import Clock
from core.db.conversations import Conversations
from core.db.engine import Database
from core.db.failures import Failures
from core.db.feedback import Feedback
from core.db.journal import Journal
from core.db.leases import Leases
from core.db.prompts import Prompts
from core.db.records import AnswerRecords
from core.db.retention import Retention
from core.embeddings import Embedder
from core.errors import EmbeddingError
from core.exports.exports import Exports
from core.graph import on_server, open_store
from core.graph.contract import GraphStore
from core.graph.standby.store import open_standby
from core.inward import LIBRARY, Inward
from core.library.status import Overview
from core.models import AnswerRecord, Filters
from core.parts import part
from core.settings import Settings

if TYPE_CHECKING:
    from core.accounts import Accounts
    from core.agent import Answerer, Instructions, LibraryState
    from core.documents.reading import Reader
    from core.llm import ChatModel
    from core.retrieval.ranking import Ranking
    from core.retrieval.retriever import Retriever
    from core.views.suggestions import Suggestions

log = logging.getLogger(__name__)

EMBEDDING_PAUSE = timedelta(seconds=60)
PROMPT = "answer"
"""Name of the administrator's prompt among the prompts."""


def open_graph(settings: Settings, clock: Clock) -> GraphStore:
    """The graph that the settings name; one on a server has a copy of it in the data folder."""
    url, secret = settings.graph, settings.graph_password
    if not on_server(url):
        return open_store(url)
    password = secret.get_secret_value() if secret is not None else None
    parts = urlsplit(url)
    server = f"{parts.netloc.rpartition('@')[2]}?{parts.query}"  # without who signs in: it is written down
    folder = settings.data_dir.absolute() / "standby"
    return open_standby(lambda: open_store(url, settings.graph_user, password), folder, server, clock)


class Assembly(Inward):
    """Everything behind one Sybil.

    Args:
        embedder, model, reader: used instead of those that the settings name; their owner closes them.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        store: GraphStore,
        clock: Clock,
        new_id: Callable[[], str],
        embedder: Embedder | None,
        model: "ChatModel | None",
        reader: "Reader | None" = None,
    ) -> None:
        self.settings, self.database, self.store, self.clock, self.new_id = settings, database, store, clock, new_id
        self._given_embedder, self._given_model, self._given_reader = embedder, model, reader
        self._words_until: datetime | None = None
        self.building, self.built = threading.RLock(), dict[str, Any]()
        self._closers: list[Callable[[], None]] = [database.close, store.close]
        self.records = AnswerRecords(database, clock, self._readable)
        self.conversations = Conversations(database, clock, new_id, self._readable)
        self.audit, self.prompts = Audit(database, clock), Prompts(database, clock)
        self.retention = Retention(self.records, self.audit, clock, settings.keep_answers_days)
        self.failures, self.journal = Failures(database, clock), Journal(database, clock)
        self.leases = Leases(database, clock)
        self.feedback = Feedback(database, self.records, clock)
        self.exports = Exports(store, self.conversations, clock)
        self.overview = Overview(LIBRARY, store, self.failures, self.journal, self.leases, clock, self._embedding_name)

    def follow(self, folder: Path) -> None:
        """Take another folder as the library from now on; what is built from it is built anew when next needed."""
        with self.building:
            self.settings = self.settings.overridden({"library_dir": folder})
            for name in ("folder", "library", "sync", "adding", "originals"):
                self.built.pop(name, None)

    def close(self) -> None:
        """Release everything that was built, last first. Twice does nothing."""
        with self.building:
            closers, self._closers = self._closers, []
        for closer in reversed(closers):
            closer()

    @part
    def accounts(self) -> "Accounts":
        """Who may sign in."""
        from core.accounts import Accounts

        return Accounts(self.database, self.settings.data_dir, self.clock)

    # --- answers out -------------------------------------------------------------------------------------

    def search(self, question: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> "Ranking":
        """Passages, ranked; by words only while an embeddings server does not even tell its model's name."""
        return self._retriever().search(question, viewer, limit, filters)

    @part
    def full_retriever(self) -> "Retriever":
        """Searches by words and meaning."""
        return self._new_retriever(self.embedder)

    @part
    def plain_retriever(self) -> "Retriever":
        """Searches by words."""
        return self._new_retriever(None)

    @part
    def answerer(self) -> "Answerer":
        """Answers questions."""
        from core.agent import Answerer

        return Answerer(
            retriever=self,
            store=self.store,
            records=self.records,
            conversations=self.conversations,
            model=self.model,
            clock=self.clock,
            new_id=self.new_id,
            library_state=self._library_state,
            instructions=self.instructions,
            embedder=self.embedder,
            old_days=self.settings.stale_after_days,
        )

    @part
    def suggestions(self) -> "Suggestions":
        """Makes questions to begin with."""
        from core.views.suggestions import Suggestions

        return Suggestions(self.store, self.answerer.would_answer)

    def _retriever(self) -> "Retriever":
        if self._words_until is not None and self.clock() < self._words_until:
            return self.plain_retriever
        try:
            return self.full_retriever
        except EmbeddingError as error:
            log.warning("search goes by words only for now: %s", error)
            self._words_until = self.clock() + EMBEDDING_PAUSE
            return self.plain_retriever

    def _new_retriever(self, embedder: Embedder | None) -> "Retriever":
        from core.retrieval.retriever import Retriever

        folder = self.settings.data_dir.absolute() / "index" if embedder is not None else None
        return Retriever(self.store, embedder, lambda: self.clock().date(), folder)

    def _embedding_name(self) -> str | None:
        try:
            return self.embedder.name
        except EmbeddingError:
            return None

    def _library_state(self) -> "LibraryState":
        from core.agent import LibraryState

        return LibraryState(self.overview.last_good(), self.overview.unreadable(), self.overview.stale())

    def instructions(self) -> "Instructions":
        """The administrator's part of the prompt: the newest saved version, or what Sybil comes with."""
        from core.agent import Instructions

        current = self.prompts.current(PROMPT)
        return Instructions(current.text, f"{PROMPT} {current.version}") if current else Instructions()

    def _readable(self, record: AnswerRecord, viewer: Viewer) -> bool:
        """Whether all that still exists of a record's sources is within the viewer's clearance today."""
        if viewer == Viewer.system():
            return True
        system = Viewer.system()
        cited = tuple({citation.document_id for citation in record.answer.citations})
        passages = {passage.id for passage in self.store.passages(record.passage_ids, system)}
        if passages != {passage.id for passage in self.store.passages(record.passage_ids, viewer)}:
            return False
        if not cited:
            return True
        chosen = Filters(document_ids=cited)
        return len(self.store.documents(system, chosen)) == len(self.store.documents(viewer, chosen))
