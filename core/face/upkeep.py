"""What changes the library: files in, files out, and what people set by hand."""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.access import Viewer
from core.assembly import Assembly
from core.db.failures import Failure
from core.errors import DocumentNotFound, MergeNotFound, NotFound, SettingsError
from core.graph.contract import GraphStore
from core.graph.results import Removed
from core.library.adding import ELSEWHERE
from core.library.report import Progress, SyncReport
from core.models import Action, Document, FileReport, Filters, Level, Merge
from core.settings import Settings

if TYPE_CHECKING:
    from core.graph.standby.follower import Following
    from core.library.thread import SyncThread

Draw = Callable[[Progress], None]

OPERATOR = "operator"
"""Who did it, in the audit, when a command did it and no viewer."""


class Upkeep:
    """The half of Sybil that changes the library.

    Where a ``viewer`` may be given, None stands for an operator's command, which may touch everything; with a viewer
    only what this viewer may read can be changed, and the audit names the viewer.
    """

    _parts: Assembly
    settings: Settings

    @property
    def _graph(self) -> GraphStore:
        """The graph itself: what may be changed, and by whom, is not decided by a copy."""
        return self._parts.store.firsthand()

    # --- files -----------------------------------------------------------------------------------------

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
        interval = self.settings.sync_interval

        def picture() -> object:  # a graph server that is back is a change too: what waited is read at once
            return parts.library.list().picture(), parts.store.standing().reachable

        return SyncThread(parts.sync, interval, parts.clock, parts.retention.daily, picture)

    def standby_thread(self) -> "Following | None":
        """A thread, not yet started, that keeps the copy of a graph server up to date and notices when the server is
        back; None for a graph in a file. Its owner stops it before ``close``."""
        from core.graph.standby.follower import Following
        from core.graph.standby.store import StandbyGraph

        store = self._parts.store
        return Following(store.follower()) if isinstance(store, StandbyGraph) else None

    def expire(self) -> int:
        """Erase the answers that were kept as long as the settings say; returns how many. Raises StoreUnavailable."""
        return self._parts.retention.run_once()

    def retry(
        self, progress: Draw | None = None, source: str | None = None, source_id: str | None = None
    ) -> list[FileReport]:
        """Try every file that failed once more, also those that were given up; those of one ``source``; or, with both
        as ``failures`` tells them, one file and nothing else.

        Raises:
            NotFound: there is no such failure any more.
            LeaseHeld, SourceUnavailable, StoreUnavailable, StoreDamaged: as for ``sync``.
        """
        parts = self._parts
        if source_id is not None:
            known = [one for one in parts.failures.all(source) if one.source_id == source_id]
            if not known:
                raise NotFound("There is no such file among those that could not be read. Nothing was tried.")
            parts.failures.retry(known[0].source, source_id)
            return parts.adding.once(known[0], progress)
        parts.failures.retry(source)
        again = parts.adding.again() if source in (None, parts.adding.elsewhere) else []
        return again + list(self.sync(progress).files) if source in (None, parts.sync.source.name) else again

    def try_again(self, viewer: Viewer, only: Failure | None = None) -> int:
        """Make failures due now, one or all that this viewer may know of; returns how many. Those of the library are
        read by the next sync, those from elsewhere at once. Errors as for ``add``."""
        known = self._parts.overview.failures(viewer)
        chosen = [one for one in known if only is None or (one.source, one.source_id) == (only.source, only.source_id)]
        for one in chosen:
            self._parts.failures.retry(one.source, one.source_id)
        self._note(viewer, "retry", "library" if only is None else only.name, {"files": len(chosen)})
        if any(one.source == ELSEWHERE for one in chosen):
            self._parts.adding.again()
        return len(chosen)

    # --- documents -------------------------------------------------------------------------------------

    def removal(self, document_id: str, viewer: Viewer) -> Removed:
        """What ``remove`` would take away, as far as this viewer may know; nothing is changed. Raises
        DocumentNotFound."""
        return self._parts.store.removal(document_id, viewer)

    def remove(self, document_id: str, *, viewer: Viewer | None = None) -> Removed:
        """Forget a document with all that only it supported. A file that was uploaded is deleted; one in the library's
        folder stays there and is not read again until somebody adds it by hand. What it says it took is as far as the
        viewer may know.

        Raises:
            DocumentNotFound: there is no such document, or not for this viewer.
        """
        store = self._graph
        known = None if viewer is None else store.removal(document_id, viewer)
        held = store.ledger().get(document_id)
        if held is not None:
            self._parts.journal.forget(held.source, held.source_id, held.content_hash)
        removed = store.remove(document_id)
        if held is not None:
            self._parts.uploads.discard([held.source_id])
        self._note(viewer, "forget", document_id)
        return known or removed

    def set_level(self, document_id: str, level: str | None, *, viewer: Viewer | None = None) -> Document:
        """Set a document's level by hand, with all it contributed; None returns to its markings.

        Raises:
            DocumentNotFound: there is no such document, or not for this viewer.
            SettingsError: ``level`` is not one of the four levels, or is above this viewer's own.
        """
        chosen = None if level is None else Viewer.member(level).level
        before = None if viewer is None else self._readable(document_id, viewer)
        if viewer is not None and chosen is not None:
            refuse_above(chosen, viewer)
        held = self._graph.ledger().get(document_id)
        document = self._graph.set_level(document_id, chosen)
        if viewer is not None and before is not None and not viewer.may_read(document.level):
            self._graph.set_level(document_id, before.level)  # its markings are known only once they rule
            refuse_above(document.level, viewer)
        if held is not None:  # a level chosen at the upload of this very content counts no more
            self._parts.uploads.applied(held.source_id, held.content_hash)
        self._note(viewer, "level", document_id, {"level": chosen})
        return document

    # --- facts and names -------------------------------------------------------------------------------

    def set_action_state(self, action_id: str, state: str, viewer: Viewer) -> Action:
        """Mark an action ``open`` or ``done``. Raises ActionNotFound, also when it is not for this viewer."""
        action = self._graph.set_action_state(action_id, state, viewer)
        self._note(viewer, "action", action_id, {"state": state})
        return action

    def merge_entities(self, keep_id: str, absorb_id: str, *, viewer: Viewer | None = None) -> Merge:
        """Make two entities of one type one; see undo_merge. The merge is told in names that the viewer knows.

        Raises:
            EntityNotFound: there is no such entity, or not for this viewer.
            SettingsError: they are of two types, or one already.
        """
        store = self._graph
        names = [] if viewer is None else [store.entity(one, viewer).entity.name for one in (keep_id, absorb_id)]
        merge = store.merge_entities(keep_id, absorb_id)
        self._note(viewer, "merge", merge.id, {"kept": keep_id, "absorbed": absorb_id})
        return replace(merge, kept=names[0], absorbed=names[1]) if names else merge

    def undo_merge(self, merge_id: str, *, viewer: Viewer | None = None) -> None:
        """Separate what a merge joined, for good.

        Raises:
            MergeNotFound: there is no such merge, or not among names that this viewer may know.
        """
        store = self._graph
        if viewer is not None and merge_id not in {merge.id for merge in store.merges(viewer)}:
            raise MergeNotFound("There is no such merge, or it has been undone.")
        store.undo_merge(merge_id)
        self._note(viewer, "undo merge", merge_id)

    def _readable(self, document_id: str, viewer: Viewer) -> Document:
        found = self._graph.documents(viewer, Filters(document_ids=(document_id,)))
        if not found:
            raise DocumentNotFound("There is no such document, or it is not open to you.")
        return found[0]

    def _note(self, viewer: Viewer | None, action: str, subject: str, details: dict[str, object] | None = None) -> None:
        self._parts.audit.note(OPERATOR if viewer is None else viewer.name, action, subject, details)


def refuse_above(level: Level, viewer: Viewer) -> None:
    """Raises SettingsError for a level that this viewer may not give."""
    if not viewer.may_read(level):
        raise SettingsError(
            f"The level {level} is above your own, {viewer.level}; you would not see the document again. Nothing was "
            "changed; ask somebody who is cleared for it."
        )
