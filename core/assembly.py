"""The parts of one open Sybil, each built when it is first needed, once, whoever asks; core.app's other half."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.access import Viewer
from core.db.audit import Audit
from core.db.clock import Clock
from core.db.conversations import Conversations
from core.db.engine import Database
from core.db.extractions import Extractions
from core.db.failures import Failures
from core.db.journal import Journal
from core.db.leases import Leases
from core.db.prompts import Prompts
from core.db.records import AnswerRecords
from core.db.retention import Retention
from core.embeddings import Embedder, LocalEmbedder
from core.errors import EmbeddingError
from core.graph.contract import GraphStore
from core.library.status import Overview
from core.models import AnswerRecord, Filters
from core.parts import part
from core.settings import Settings

if TYPE_CHECKING:
    from core.accounts import Accounts
    from core.agent import Answerer, Instructions, LibraryState
    from core.documents.facts import FactFinder
    from core.documents.ingest import Ingestor
    from core.documents.reading import Reader
    from core.library.adding import Adding
    from core.library.fates import Fates
    from core.library.intake import Intake
    from core.library.local import LocalFolder
    from core.library.originals import Originals
    from core.library.several import Several
    from core.library.sync import Sync
    from core.library.uploads import Uploads
    from core.llm import ChatModel
    from core.retrieval.ranking import Ranking
    from core.retrieval.retriever import Retriever
    from core.views.suggestions import Suggestions

log = logging.getLogger(__name__)

EMBEDDING_PAUSE = timedelta(seconds=60)
LIBRARY = "library"
PROMPT = "answer"
"""Name of the administrator's prompt among the prompts."""


class Assembly:
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

    # --- models ------------------------------------------------------------------------------------------

    @part
    def embedder(self) -> Embedder:
        """The embedding model; it loads itself when it is first used."""
        if self._given_embedder is not None:
            return self._given_embedder
        if self.settings.embedding_model is None:
            return LocalEmbedder()
        from core.llm import OpenAIEmbedder

        url, name = self.settings.openai_base_url, self.settings.embedding_model
        return OpenAIEmbedder(url, self._key(), name, self.settings.model_timeout)

    @part
    def model(self) -> "ChatModel | None":
        """The chat model, None when the settings name none."""
        if self._given_model is not None or self.settings.chat_model is None:
            return self._given_model
        from core.llm import OpenAIChat

        given = self.settings
        model = OpenAIChat(
            given.openai_base_url,
            self._key(),
            given.chat_model or "",
            timeout=given.model_timeout,
            temperature=given.chat_temperature,
        )
        self._closers.append(model.close)
        return model

    # --- files in ----------------------------------------------------------------------------------------

    @part
    def folder(self) -> "LocalFolder":
        """The local library folder."""
        from core.library.local import LocalFolder

        root, data = self.settings.library.absolute(), self.settings.data_dir.absolute()
        return LocalFolder(root, LIBRARY, exclude=() if data in root.parents else (data,))

    @part
    def uploads(self) -> "Uploads":
        """Files that came through the browser."""
        from core.library.uploads import Uploads

        return Uploads(self.settings.data_dir.absolute() / "uploads")

    @part
    def fates(self) -> "Fates":
        """What became of uploads."""
        from core.library.fates import Fates

        return Fates(LIBRARY, self.uploads, self.store, self.failures)

    @part
    def originals(self) -> "Originals":
        """The files behind documents."""
        from core.library.originals import Originals

        return Originals(self.library, self.store, self.settings.data_dir.absolute() / "incoming")

    @part
    def library(self) -> "Several":
        """What the sync follows: the library folder and the uploads."""
        from core.library.local import LocalFolder
        from core.library.several import Several
        from core.library.uploads import PREFIX

        uploads = LocalFolder(self.uploads.folder, LIBRARY, prefix=PREFIX.encode())
        return Several(self.folder, {PREFIX: uploads})

    @part
    def adding(self) -> "Adding":
        """Adds files by hand."""
        from core.library.adding import Adding

        folder = self.settings.data_dir.absolute()
        return Adding(self.folder, folder, self.store, self.intake, self.failures, self.journal, folder / "incoming")

    @part
    def sync(self) -> "Sync":
        """Follows the library folder."""
        from core.library.guard import this_process
        from core.library.sync import Sync

        return Sync(
            self.library,
            self.store,
            self.intake,
            self.failures,
            self.journal,
            self.leases,
            self.settings.data_dir.absolute() / "incoming",
            this_process(),
            self.clock,
        )

    @part
    def intake(self) -> "Intake":
        """Takes one file after another."""
        from core.library.intake import Intake

        inbox = self.settings.data_dir.absolute() / "incoming"
        return Intake(self.store, self.ingestor, self.failures, inbox, self.uploads)

    @part
    def ingestor(self) -> "Ingestor":
        """Reads one file into one commit."""
        from core.documents.ingest import Ingestor

        level = self.settings.default_level
        return Ingestor(self.store, self.reader, self.facts, self.embedder, self.clock, level)

    @part
    def reader(self) -> "Reader":
        """Reads files in a child process, which ends with ``close``."""
        if self._given_reader is not None:
            return self._given_reader
        from core.documents.reading import Limits, Reader

        given = self.settings
        limits = Limits(given.read_seconds, given.read_memory_mb, given.read_text_mb * 1_000_000)
        reader = Reader(limits)
        self._closers.append(reader.close)
        return reader

    @part
    def facts(self) -> "FactFinder":
        """Finds facts by rules, or by the model where the settings ask for it."""
        from core.documents.facts import ModelFacts, RuleFacts

        if self.model is None or not self.settings.extract_facts:
            return RuleFacts()
        return ModelFacts(self.model, RuleFacts(), Extractions(self.database, self.clock))

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

    def _key(self) -> str:
        return self.settings.openai_api_key.get_secret_value() if self.settings.openai_api_key else ""

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
