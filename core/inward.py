"""The parts of one open Sybil that take files in, and the models; core.assembly's other half."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from core.db.engine import Database
from core.db.extractions import Extractions
from core.db.failures import Failures
from core.db.journal import Journal
from core.db.leases import Leases
from core.embeddings import Embedder, LocalEmbedder
from core.graph.contract import GraphStore
from core.parts import part
from core.settings import Settings

if TYPE_CHECKING:
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

LIBRARY = "library"


class Inward:
    """Models, and what takes files in."""

    settings: Settings
    database: Database
    store: GraphStore
    clock: Callable[[], datetime]
    failures: Failures
    journal: Journal
    leases: Leases
    _given_embedder: Embedder | None
    _given_model: "ChatModel | None"
    _given_reader: "Reader | None"
    _closers: list[Callable[[], None]]

    @part
    def firsthand(self) -> GraphStore:
        """The graph without a copy that stands in for it: what is read here decides what is written."""
        return self.store.firsthand(patient=True)

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

    # --- files ---------------------------------------------------------------------------------------------

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
        return Adding(
            self.folder, folder, self.firsthand, self.intake, self.failures, self.journal, folder / "incoming"
        )

    @part
    def sync(self) -> "Sync":
        """Follows the library folder."""
        from core.library.guard import this_process
        from core.library.sync import Sync

        return Sync(
            self.library,
            self.firsthand,
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
        return Intake(self.firsthand, self.ingestor, self.failures, inbox, self.uploads)

    @part
    def ingestor(self) -> "Ingestor":
        """Reads one file into one commit."""
        from core.documents.ingest import Ingestor

        level = self.settings.default_level
        return Ingestor(self.firsthand, self.reader, self.facts, self.embedder, self.clock, level)

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

    def _key(self) -> str:
        return self.settings.openai_api_key.get_secret_value() if self.settings.openai_api_key else ""
