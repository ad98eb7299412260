"""The one Sybil of this process, its sync thread, and the answers that are being worked out."""

import gc
import logging
import os
import threading

from core import Settings, Sybil, Viewer, logs
from core.errors import SybilError
from core.graph.standby.follower import Following
from core.library.report import Progress
from core.library.thread import SyncThread
from core.models import Level
from core.settings import PREFIX
from core.ui.answering import Answering

log = logging.getLogger(__name__)


class Host:
    """Holds what outlives a page.

    Args:
        sybil: open; closed by ``close``.
    """

    def __init__(self, sybil: Sybil) -> None:
        self.sybil = sybil
        self.answering = Answering(sybil)
        self._changing = threading.Lock()
        self._sync: SyncThread | None = None
        self._standby: Following | None = None
        self._closed = False
        self._suggested: dict[Level, tuple[object, list[str]]] = {}
        self._suggesting: set[Level] = set()

    def start(self) -> None:
        """Start following the library, and load the search models, both in the background. Twice does nothing."""
        with self._changing:
            if self._sync is None and not self._closed:
                self._sync = self.sybil.sync_thread()
                self._sync.start()
                self._standby = self.sybil.standby_thread()
                if self._standby is not None:
                    self._standby.start()
                threading.Thread(target=self._warm, name="warm", daemon=True).start()

    def follow(self, folder: str, viewer: Viewer) -> None:
        """Take another folder as the library and read it now. Raises SettingsError, and nothing is changed."""
        with self._changing:
            self.sybil.follow(folder, viewer)
            if self._sync is not None:
                self._sync.stop()
                self._sync = self.sybil.sync_thread()
                self._sync.start()

    def read_now(self) -> None:
        """Look at the library at once, where this process follows it."""
        if self._sync is not None:
            self._sync.wake()

    def suggestions(self, viewer: Viewer) -> list[str]:
        """Questions to begin with, as far as they are ready: making them is work, and no page waits for it."""
        moment = self.sybil.moment()
        with self._changing:
            ready = self._suggested.get(viewer.level)
            stale = ready is None or ready[0] != moment
            if stale and self.progress is None and viewer.level not in self._suggesting:
                self._suggesting.add(viewer.level)
                threading.Thread(target=self._suggest, args=(viewer, moment), name="suggest", daemon=True).start()
        return ready[1] if ready else []

    def is_suggesting(self, viewer: Viewer) -> bool:
        """Whether questions for this viewer are being made now."""
        with self._changing:
            return viewer.level in self._suggesting

    def _suggest(self, viewer: Viewer, moment: object) -> None:
        try:
            made = self.sybil.suggestions(viewer)
            with self._changing:
                self._suggested[viewer.level] = (moment, made)
        except SybilError as error:
            log.warning("no questions could be suggested: %s", error)
        finally:
            with self._changing:
                self._suggesting.discard(viewer.level)

    @property
    def progress(self) -> Progress | None:
        """What is being read now by this process; None when nothing is."""
        progress = self._sync.progress if self._sync else None
        return progress if progress and progress.file else None

    @property
    def sync_error(self) -> str | None:
        """Why the last look at the library failed."""
        return self._sync.last_error if self._sync else None

    def close(self) -> None:
        """End the sync and the answers that are being worked out, then close Sybil. Twice does nothing."""
        with self._changing:
            if self._closed:
                return
            self._closed = True
            self.answering.close()
            if self._sync is not None:
                self._sync.stop()
            if self._standby is not None:
                self._standby.stop()
            self.sybil.close()

    def _warm(self) -> None:
        try:
            self.sybil.search("What did we decide?", Viewer.system(), 1)
        except SybilError as error:
            log.warning("search could not be made ready beforehand: %s", error)
        gc.collect()
        gc.freeze()  # index and models stay: later collections need not go through them


_opening = threading.RLock()
_opened: tuple[object, Host] | None = None
_serving = False


def host() -> Host:
    """The host of this process, opened when it is first asked for; another one when the environment names other stores.

    It is kept here and not in Streamlit's cache, which any browser may ask the server to empty.

    Raises:
        SybilError: Sybil cannot be opened now; the next call tries again.
    """
    global _opened
    environment = tuple(sorted(one for one in os.environ.items() if one[0].startswith(PREFIX)))
    with _opening:
        if _opened is not None and _opened[0] == environment:
            return _opened[1]
        leave()
        settings = Settings()
        logs.set_up(settings.log_level, settings.secrets())
        _opened = (environment, Host(Sybil.open(settings)))
        if _serving:
            _opened[1].start()
        return _opened[1]


def serve() -> Host:
    """From now on this process follows the library, also when it can be opened only later. Errors as for ``host``."""
    global _serving
    with _opening:
        _serving = True
        opened = host()
        opened.start()
        return opened


def leave() -> None:
    """Close the host of this process; the next call of ``host`` opens another one. Twice does nothing."""
    global _opened
    with _opening:
        if _opened is not None:
            _opened[1].close()
            _opened = None
