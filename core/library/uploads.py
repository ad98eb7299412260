"""Files that people give to Sybil in the browser: kept in the data folder, read by the sync like any other."""

import contextlib
import hashlib
import os
import re
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from core.errors import SettingsError, StoreUnavailable
from core.library.names import is_left_out
from core.models import Level

PREFIX = ".uploads/"
"""Begins the source id of every uploaded file."""
SAMPLES = "samples"
SAMPLE_PREFIX = f"{PREFIX}{SAMPLES}/"
LEVELS = ".levels"
"""Folder of notes, one for each file that waits to be read at a chosen level."""
LONGEST = 200
"""Bytes of a file's name."""

_UNWANTED = re.compile(r"[\x00-\x1f\x7f/\\:\u202a-\u202e\u2066-\u2069]+")


class Uploads:
    """The folder of uploaded files. Each appears there whole or not at all.

    Args:
        folder: made when the first file comes, for its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, name: str, content: bytes, level: Level | None = None) -> bool:
        """Keep a file; one of the same name is replaced by it. Returns whether there was one.

        Args:
            level: chosen for this content; noted before the content is there, so that it is never read without.

        Raises:
            SettingsError: the name cannot be a document's.
            StoreUnavailable: the file cannot be written; what was there before stays.
        """
        target = self.folder / clean_name(name)
        there = target.exists()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if level is not None:
                note = self._note(PREFIX + target.name, hashlib.sha256(content).hexdigest())
                note.parent.mkdir(mode=0o700, exist_ok=True)
                _write(note, level.value.encode())
            _write(target, content)
        except OSError as error:
            raise StoreUnavailable(
                f"“{target.name}” could not be kept: the data folder cannot be written, or the disk is full. "
                "What was there before is safe; make room and upload it again."
            ) from error
        return there

    def chosen(self, source_id: str, digest: str) -> Level | None:
        """The level that was chosen for this content and is not applied yet. A note that cannot be read says the
        highest."""
        if not source_id.startswith(PREFIX):
            return None
        try:
            return Level.read(self._note(source_id, digest).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return Level.RESTRICTED

    def waiting_level(self, source_id: str) -> Level | None:
        """The highest level that waits for a content of this file; None where none does."""
        notes = self._notes(source_id)
        found = [level for note in notes if (level := self.chosen(source_id, note.name.rpartition("-")[2]))]
        return max(found, key=lambda level: level.rank, default=None)

    def applied(self, source_id: str, digest: str) -> None:
        """The level was applied, or another one was set by hand since: forget the choice."""
        if source_id.startswith(PREFIX):
            self._note(source_id, digest).unlink(missing_ok=True)

    def _note(self, source_id: str, digest: str) -> Path:
        return self.folder / LEVELS / f"{_key(source_id)}-{digest}"

    def _notes(self, source_id: str) -> list[Path]:
        return sorted((self.folder / LEVELS).glob(f"{_key(source_id)}-*"))

    def take_samples(self, folder: Path) -> int:
        """Copy the documents of a folder here, as samples; returns how many. Raises StoreUnavailable."""
        home = Uploads(self.folder / SAMPLES)
        found = [path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix != ".yaml"]
        if not found:
            raise StoreUnavailable("The samples are not part of this installation. Add documents of your own instead.")
        for path in found:
            home.save(path.name, path.read_bytes())
        return len(found)

    def has_samples(self) -> bool:
        """Whether the samples were loaded and are still here."""
        home = self.folder / SAMPLES
        return home.is_dir() and any(home.iterdir())

    def drop_samples(self) -> None:
        """Take the sample files away; the next sync forgets their documents."""
        shutil.rmtree(self.folder / SAMPLES, ignore_errors=True)

    def discard(self, source_ids: Iterable[str]) -> None:
        """Delete files by their source ids; ids of other folders are left alone."""
        root = self.folder.resolve()
        for source_id in source_ids:
            path = (self.folder / source_id.removeprefix(PREFIX)).resolve()
            if source_id.startswith(PREFIX) and root in path.parents:
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
                for note in self._notes(source_id):
                    note.unlink(missing_ok=True)


def clean_name(name: str) -> str:
    """The file name that an upload is kept under: without folders, control characters and reserved signs.

    Raises:
        SettingsError: nothing usable is left, or it is a name that the library leaves out.
    """
    base = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode()).replace("\\", "/").rpartition("/")[2]
    clean = " ".join(_UNWANTED.sub(" ", base).split()).rstrip(". ")
    stem, dot, ending = clean.rpartition(".")
    while len(clean.encode()) > LONGEST and stem:
        stem = stem[:-1].rstrip()
        clean = f"{stem}{dot}{ending}"
    if not clean or is_left_out(clean) or len(clean.encode()) > LONGEST:
        raise SettingsError(f"“{base or name}” is no name for a document. Give the file another name and try again.")
    return clean


def _key(source_id: str) -> str:
    return hashlib.sha256(source_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _write(target: Path, content: bytes) -> None:
    part = target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
