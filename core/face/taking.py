"""What people give to Sybil in the browser: files, the samples, and the folder that is the library."""

import os
from pathlib import Path

import core
from core.access import Viewer
from core.assembly import Assembly
from core.db.overrides import SettingOverrides
from core.errors import SettingsError
from core.settings import Settings

SAMPLES = Path(core.__file__).resolve().parents[1] / "samples"


class Taking:
    """The half of Sybil's public face that takes files from the browser."""

    _parts: Assembly
    settings: Settings

    def upload(self, name: str, content: bytes, viewer: Viewer) -> bool:
        """Keep a file for the library; the next sync reads it. One of the same name is replaced.

        Returns:
            Whether there was one of the same name.

        Raises:
            SettingsError: the name cannot be a document's.
            StoreUnavailable: it could not be written; nothing was changed.
        """
        replaced = self._parts.uploads.save(name, content)
        self._parts.audit.note(viewer.name, "upload", name, {"bytes": len(content), "replaced": replaced})
        return replaced

    def load_samples(self, viewer: Viewer, samples: Path = SAMPLES) -> int:
        """Put the sample documents into the library; the next sync reads them. Returns how many.

        Raises:
            StoreUnavailable: they are not there, or cannot be copied.
        """
        copied = self._parts.uploads.take_samples(samples)
        self._parts.audit.note(viewer.name, "samples", "load", {"files": copied})
        return copied

    def drop_samples(self, viewer: Viewer) -> None:
        """Take the sample documents out of the library; the next sync forgets them."""
        self._parts.uploads.drop_samples()
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
