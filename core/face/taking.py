"""What people give to Sybil in the browser: files, the samples, and the folder that is the library."""

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import core
from core.access import Viewer
from core.assembly import Assembly
from core.db.overrides import SettingOverrides
from core.errors import DocumentNotFound, SettingsError
from core.face.upkeep import refuse_above
from core.inward import LIBRARY
from core.library.fates import Fate
from core.library.uploads import PREFIX, SAMPLE_PREFIX, clean_name
from core.settings import Settings

SAMPLES = Path(core.__file__).resolve().parents[1] / "samples"


class Taking:
    """The half of Sybil's public face that takes files from the browser."""

    _parts: Assembly
    settings: Settings

    def upload(self, name: str, content: bytes, viewer: Viewer, level: str | None = None) -> bool:
        """Keep a file for the library; the next sync reads it. One of the same name is replaced.

        Args:
            level: the least level of what is read from it, set in the commit that first holds it; its markings may
                say more. None leaves it to the markings, or to the level that was set by hand before.

        Returns:
            Whether there was one of the same name.

        Raises:
            SettingsError: the name cannot be a document's, or the level is none or above the viewer's own.
            StoreUnavailable: it could not be written; nothing was changed.
        """
        parts, chosen = self._parts, None if level is None else Viewer.member(level).level
        if chosen is not None:
            refuse_above(chosen, viewer)
        source_id = PREFIX + clean_name(name)
        if parts.fates.hidden(source_id, viewer):
            raise SettingsError(f"“{name}” cannot be taken under this name. Give the file another name and try again.")
        parts.journal.recall(LIBRARY, source_id, hashlib.sha256(content).hexdigest())
        replaced = parts.uploads.save(name, content, chosen)
        details = {"bytes": len(content), "replaced": replaced, "level": chosen}
        parts.audit.note(viewer.name, "upload", name, details)
        return replaced

    def uploaded(self, names: Iterable[str], viewer: Viewer) -> set[str]:
        """Those of these names under which a file was uploaded before, as far as this viewer may know: another upload
        replaces it."""
        return self._parts.fates.taken(names, viewer)

    def fates(self, names: Iterable[str], viewer: Viewer) -> list[Fate]:
        """What became of files that this viewer uploaded, in the order of the names; see Fate."""
        return self._parts.fates.of(names, viewer)

    def load_samples(self, viewer: Viewer, samples: Path = SAMPLES) -> int:
        """Put the sample documents into the library; the next sync reads them. Returns how many.

        Raises:
            StoreUnavailable: they are not there, or cannot be copied.
        """
        copied = self._parts.uploads.take_samples(samples)
        for one in self._parts.journal.forgotten(LIBRARY):
            if one.source_id.startswith(SAMPLE_PREFIX):
                self._parts.journal.recall(LIBRARY, one.source_id, one.content_hash)
        self._parts.audit.note(viewer.name, "samples", "load", {"files": copied})
        return copied

    def drop_samples(self, viewer: Viewer) -> None:
        """Take the sample documents out of the library, with all that only they supported."""
        held = self._parts.store.firsthand().ledger(
            LIBRARY
        )  # before the files go: a graph out of reach changes nothing
        self._parts.uploads.drop_samples()
        for known in held.values():
            if known.source_id.startswith(SAMPLE_PREFIX):
                with contextlib.suppress(DocumentNotFound):  # the sync was quicker
                    self._parts.store.remove(known.document_id)
        self._parts.audit.note(viewer.name, "samples", "drop")

    def has_samples(self) -> bool:
        """Whether the samples are in the library."""
        return self._parts.uploads.has_samples()

    def follow(self, folder: str, viewer: Viewer) -> Path:
        """Take a folder of this machine as the library from now on, also after a restart. Nothing in it is changed.

        A sync thread that runs already goes on with the old folder: its owner starts another one.

        Raises:
            SettingsError: there is no such folder, it cannot be read, or it is Sybil's own.
        """
        path = Path(folder.strip()).expanduser()
        data = self.settings.data_dir.resolve()
        if not folder.strip() or not path.is_absolute():
            raise SettingsError("Give the whole path of the folder, from the root of the disk.")
        if not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
            raise SettingsError(f"There is no folder {path} that Sybil may read. Check the path and its permissions.")
        if data == path.resolve() or data in path.resolve().parents:
            raise SettingsError("That folder is Sybil's own. Choose the one where your documents are.")
        overrides = SettingOverrides(self._parts.database, self._parts.clock)
        overrides.set("library_dir", str(path), viewer.name, self.settings)
        self._parts.follow(path)
        self.settings = self._parts.settings
        self._parts.audit.note(viewer.name, "library", "follow", {"folder": str(path)})
        return path
