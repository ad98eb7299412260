"""Sybil, the composition root: the only place that builds things. Everything else is given what it needs.

What changes the library and what is read from it stand in core.face; opening, asking and remembering stand here.
"""

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING

from core.access import Viewer
from core.assembly import Assembly, open_graph
from core.db.clock import Clock, now
from core.db.conversations import Conversations
from core.db.feedback import Feedback
from core.db.migrate import open_database
from core.db.overrides import SettingOverrides
from core.embeddings import Embedder
from core.errors import StoreUnavailable
from core.exports.exports import Exports
from core.face.reads import Reads
from core.face.taking import Taking
from core.face.upkeep import Upkeep
from core.graph.results import Moment
from core.models import Answer, AnswerRecord, Event, Filters, Passage
from core.settings import Settings, unknown_variables

if TYPE_CHECKING:
    from core.accounts import Accounts
    from core.documents.reading import Reader
    from core.llm import ChatModel

log = logging.getLogger(__name__)


class Sybil(Taking, Upkeep, Reads):
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
            StoreUnavailable, StoreDamaged: a store cannot be opened; nothing was changed. A graph server that cannot
                be reached is none of these: see ``standing``.
        """
        settings = settings or Settings()
        for sentence in unknown_variables():
            log.warning(sentence)
        _make_folders(settings)
        database = open_database(settings.database)
        try:
            store = open_graph(settings, clock)
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

    # --- answers out -----------------------------------------------------------------------------------

    def search(self, question: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Passages that answer the question, best first. Raises StoreUnavailable."""
        return list(self._parts.search(question, viewer, limit, filters).passages)

    def ask(
        self,
        question: str,
        viewer: Viewer,
        conversation: str | None = None,
        filters: Filters | None = None,
        regenerate: bool = False,
    ) -> Answer:
        """A cited answer, recorded. Arguments and errors as for ``stream``."""
        return self._parts.answerer.ask(question, viewer, conversation, filters, None, regenerate)

    def stream(
        self,
        question: str,
        viewer: Viewer,
        conversation: str | None = None,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
        regenerate: bool = False,
    ) -> Iterator[Event]:
        """The steps of an answer; the last event holds the whole of it. In a conversation the question is kept, as
        ``conversations.pending``, until its answer is.

        Args:
            conversation: id from ``conversations.start``; its earlier turns help to understand the question.
            stop: when set, the answer ends with what was said so far.
            regenerate: the answer takes the place of the conversation's last one.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
            StoreUnavailable: the graph cannot be read.
        """
        return self._parts.answerer.stream(question, viewer, conversation, filters, stop, regenerate)

    def record(self, record_id: str, viewer: Viewer) -> AnswerRecord:
        """What an answer was made from. Raises RecordNotFound, also when it is not for this viewer."""
        return self._parts.records.load(record_id, viewer)

    @property
    def accounts(self) -> "Accounts":
        """Who may sign in: accounts, passwords, sign-ins and the first set-up."""
        return self._parts.accounts

    def now(self) -> datetime:
        """The present moment by Sybil's clock, aware."""
        return self._parts.clock()

    def moment(self) -> Moment:
        """Where the library is in its history: another one after every change. Cheap. Raises StoreUnavailable."""
        return self._parts.store.moment()

    @property
    def conversations(self) -> Conversations:
        """Conversations, each for its owner: ``start``, ``list``, ``search``, ``get``, ``history``, ``records``,
        ``pending``, ``drop_pending``, ``rename``, ``delete``."""
        return self._parts.conversations

    @property
    def feedback(self) -> Feedback:
        """What people think of their answers: ``give``, ``of``."""
        return self._parts.feedback

    @property
    def exports(self) -> Exports:
        """Files to take away, as bytes: ``conversation_markdown``, ``conversation_docx``, ``decisions_csv``,
        ``actions_csv``, ``actions_ics``, each for a viewer."""
        return self._parts.exports


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
