"""Sybil, the composition root: the only place that builds things. Everything else is given what it needs."""

import logging
import os
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from core.access import Viewer
from core.assembly import Assembly
from core.db.clock import Clock, now
from core.db.conversations import Conversations
from core.db.failures import Failure
from core.db.migrate import open_database
from core.db.overrides import SettingOverrides
from core.embeddings import Embedder
from core.errors import StoreUnavailable
from core.graph import open_store
from core.graph.contract import EntityDetail, Removed
from core.library.report import Progress, SyncReport
from core.library.status import Status
from core.models import (
    Action,
    Answer,
    AnswerRecord,
    Counts,
    Decision,
    Document,
    Entity,
    Event,
    FileReport,
    Filters,
    Merge,
    Passage,
)
from core.settings import Settings, unknown_variables
from core.taking import Taking

if TYPE_CHECKING:
    from core.accounts import Accounts
    from core.documents.reading import Reader
    from core.library.thread import SyncThread
    from core.llm import ChatModel

log = logging.getLogger(__name__)

Draw = Callable[[Progress], None]


class Sybil(Taking):
    """An organisation's memory: files in, cited answers out. Safe to use from many threads; a context manager.

    ``Sybil.open`` makes one; parts are built when they are first needed. Everything that shows content takes a Viewer
    and shows what that viewer may see.
    """

    def __init__(self, assembly: Assembly) -> None:
        self._parts = assembly
        self.settings = assembly.settings

    # --- opening and closing -------------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        embedder: Embedder | None = None,
        model: "ChatModel | None" = None,
        reader: "Reader | None" = None,
        clock: Clock = now,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> "Sybil":
        """Open the stores, making them where they are missing. Models are loaded when they are first used.

        Args:
            settings: None reads the environment and ``.env``.
            embedder, model, reader: parts to use instead of those that the settings name; their owner closes them.
            clock: gives the present moment, aware.
            new_id: gives a new identifier, for records and conversations.

        Raises:
            SettingsError: a setting makes no sense.
            StoreUnavailable, StoreDamaged: a store cannot be opened; nothing was changed.
        """
        settings = settings or Settings()
        for sentence in unknown_variables():
            log.warning(sentence)
        _make_folders(settings)
        database = open_database(settings.database)
        try:
            store = open_store(settings.graph)
        except BaseException:
            database.close()
            raise
        settings = SettingOverrides(database).applied(settings)
        return cls(Assembly(settings, database, store, clock, new_id, embedder, model, reader))

    def close(self) -> None:
        """Release files, connections and the reading process. Twice does nothing."""
        self._parts.close()

    def __enter__(self) -> "Sybil":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- files in --------------------------------------------------------------------------------------

    def add(
        self, path: str | os.PathLike[str], progress: Draw | None = None, stop: threading.Event | None = None
    ) -> list[FileReport]:
        """Read a file, or every file in a folder, into the graph; one report a file, in the order of their paths.

        A path inside the library's folder is the library's own; any other is added for good, whatever becomes of it.

        Raises:
            SybilError: there is nothing at this path.
            SourceUnavailable: the folder cannot be listed.
            StoreUnavailable, StoreDamaged: what was committed before stays.
        """
        return self._parts.adding.add(Path(path), progress, stop)

    def sync(
        self, progress: Draw | None = None, stop: threading.Event | None = None, accept_removals: bool = False
    ) -> SyncReport:
        """Bring the graph in line with the library's folder once. Arguments and errors as for Sync.run_once."""
        return self._parts.sync.run_once(progress, stop, accept_removals)

    def sync_thread(self) -> "SyncThread":
        """A thread, not yet started, that syncs as often as the settings say, and once a day erases old answers. Its
        owner stops it before ``close``."""
        from core.library.thread import SyncThread

        parts = self._parts
        interval, picture = self.settings.sync_interval, lambda: parts.library.list().picture()
        return SyncThread(parts.sync, interval, parts.clock, parts.retention.daily, picture)

    def expire(self) -> int:
        """Erase the answers that were kept as long as the settings say; returns how many. Raises StoreUnavailable."""
        return self._parts.retention.run_once()

    def retry(self, progress: Draw | None = None) -> list[FileReport]:
        """Try every file that failed once more, also those that were given up. Errors as for ``sync``."""
        self._parts.failures.retry()
        return [*self._parts.adding.again(), *self.sync(progress).files]

    def remove(self, document_id: str) -> Removed:
        """Forget a document with all that only it supported. Its file, if it is still in the library, is not read
        again until somebody adds it by hand.

        Raises:
            DocumentNotFound: there is no such document.
        """
        held = self._parts.store.ledger().get(document_id)
        if held is not None:
            self._parts.journal.forget(held.source, held.source_id, held.content_hash)
        removed = self._parts.store.remove(document_id)
        self._parts.audit.note("operator", "forget", document_id)
        return removed

    def set_level(self, document_id: str, level: str | None) -> Document:
        """Set a document's level by hand, with all it contributed; None returns to its markings.

        Raises:
            DocumentNotFound: there is no such document.
            SettingsError: ``level`` is not one of the four levels.
        """
        chosen = None if level is None else Viewer.member(level).level
        document = self._parts.store.set_level(document_id, chosen)
        self._parts.audit.note("operator", "level", document_id, {"level": chosen})
        return document

    def set_action_state(self, action_id: str, state: str, viewer: Viewer) -> Action:
        """Mark an action ``open`` or ``done``. Raises ActionNotFound, also when it is not for this viewer."""
        action = self._parts.store.set_action_state(action_id, state, viewer)
        self._parts.audit.note(viewer.name, "action", action_id, {"state": state})
        return action

    # --- answers out -----------------------------------------------------------------------------------

    def search(self, question: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Passages that answer the question, best first. Raises StoreUnavailable."""
        return list(self._parts.search(question, viewer, limit, filters).passages)

    def ask(
        self, question: str, viewer: Viewer, conversation: str | None = None, filters: Filters | None = None
    ) -> Answer:
        """A cited answer, recorded. Arguments and errors as for ``stream``."""
        return self._parts.answerer.ask(question, viewer, conversation, filters)

    def stream(
        self,
        question: str,
        viewer: Viewer,
        conversation: str | None = None,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """The steps of an answer; the last event holds the whole of it.

        Args:
            conversation: id from ``conversations.start``; its earlier turns help to understand the question.
            stop: when set, the answer ends with what was said so far.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
            StoreUnavailable: the graph cannot be read.
        """
        return self._parts.answerer.stream(question, viewer, conversation, filters, stop)

    def record(self, record_id: str, viewer: Viewer) -> AnswerRecord:
        """What an answer was made from. Raises RecordNotFound, also when it is not for this viewer."""
        return self._parts.records.load(record_id, viewer)

    def decisions(self, viewer: Viewer, topic: str | None = None, current: bool = True) -> list[Decision]:
        """Decisions, newest first (with a topic: best match first); ``current=False``: superseded ones too."""
        return self._parts.store.decisions(viewer, topic, current)

    def actions(self, viewer: Viewer, owner: str | None = None, state: str | None = "open") -> list[Action]:
        """Actions by due date; ``owner`` is any name of the person, ``state=None`` means all."""
        return self._parts.store.actions(viewer, owner, state)

    def document(self, document_id: str, viewer: Viewer) -> Document:
        """A document with its whole text. Raises DocumentNotFound, also when it is not for this viewer."""
        return self._parts.store.document(document_id, viewer)

    def documents(self, viewer: Viewer, filters: Filters | None = None) -> list[Document]:
        """Documents without text, newest first."""
        return self._parts.store.documents(viewer, filters)

    def entities(
        self, viewer: Viewer, query: str | None = None, kind: str | None = None, limit: int = 50
    ) -> list[Entity]:
        """People, organisations, places and topics by name or alias, most mentioned first; ``kind`` narrows to one."""
        return self._parts.store.entities(viewer, query, kind, limit)

    def entity(self, entity_id: str, viewer: Viewer) -> EntityDetail:
        """One entity with its passages, relations and neighbours. Raises EntityNotFound."""
        return self._parts.store.entity(entity_id, viewer)

    def merge_entities(self, keep_id: str, absorb_id: str) -> Merge:
        """Make two entities of one type one; see undo_merge. Raises EntityNotFound, SettingsError."""
        return self._parts.store.merge_entities(keep_id, absorb_id)

    def undo_merge(self, merge_id: str) -> None:
        """Separate what a merge joined, for good. Raises MergeNotFound."""
        self._parts.store.undo_merge(merge_id)

    def merges(self, viewer: Viewer) -> list[Merge]:
        """Merges in force, automatic ones and those by hand, among names that this viewer may know."""
        return self._parts.store.merges(viewer)

    def counts(self, viewer: Viewer) -> Counts:
        """How much of the library this viewer may see, in numbers."""
        return self._parts.store.counts(viewer)

    @property
    def conversations(self) -> Conversations:
        """Conversations: ``start``, ``list``, ``history``, ``delete``, each for its owner."""
        return self._parts.conversations

    @property
    def accounts(self) -> "Accounts":
        """Who may sign in: accounts, passwords, sign-ins and the first set-up."""
        return self._parts.accounts

    def status(self, viewer: Viewer) -> Status:
        """How the library and its sync stand."""
        return self._parts.overview.status(viewer)

    def failures(self, viewer: Viewer) -> list[Failure]:
        """Files that could not be read, as far as this viewer may know of them."""
        return self._parts.overview.failures(viewer)


def _make_folders(settings: Settings) -> None:
    """The data folder, and the library's if it is the default one: a folder that somebody named has to exist.

    A data folder made here is its owner's alone (0700): it holds the text of every document.
    """
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if settings.library_dir is None:
            settings.library.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"The data folder {settings.data_dir} cannot be made or written. Nothing was changed; set SYBIL_DATA_DIR "
            "to a folder that may be written."
        ) from error
