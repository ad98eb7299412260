"""Backup and restore of both SQLite stores and the uploaded files: one file, consistent, verified before it counts.

The copies are made with SQLite's own online backup, so that other processes may go on working. Settings and keys are
not part of a backup: they live in the environment and in the data folder's ``secrets``. After a restore everybody
signs in again: a sign-in that was ended since the backup must not come back with it.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.cli import uploaded
from core.cli.output import Output
from core.db.migrate import open_database
from core.db.sign_ins import SignIns
from core.errors import SettingsError, StoreDamaged, StoreUnavailable, SybilError
from core.graph import open_store
from core.settings import Settings

MANIFEST = "sybil-backup.json"
FORMAT = 1
UPLOADS = "uploads"
_BUSY_SECONDS = 30


def save(settings: Settings, file: str, overwrite: bool, output: Output) -> int:
    """Write a backup; the file appears whole or not at all.

    Raises:
        SettingsError: a store is not a SQLite file: its own tools back it up.
        StoreUnavailable, StoreDamaged: a store cannot be read whole, or the file cannot be written.
    """
    target, stores = Path(file), _stores(settings)
    missing = [path for path in stores.values() if not path.is_file()]
    if missing:
        raise StoreUnavailable(f"There is nothing to back up yet: {missing[0].name} does not exist.")
    if target.exists() and not overwrite and not output.confirm(f"Overwrite {target}?"):
        raise SybilError(f"{target} exists and was left alone. Name another file, or say --yes to overwrite it.")
    with _writing(target) as folder:
        copies = {name: _copied(path, folder / name) for name, path in stores.items()}
        manifest = {
            "format": FORMAT,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "stores": {name: {"sha256": _hash(copy), "bytes": copy.stat().st_size} for name, copy in copies.items()},
        }
        packed = _pack(folder, copies, manifest, settings.data_dir / UPLOADS)
        _read(packed, folder)
        _sync_to_disk(packed)
        os.replace(packed, target)
    size = target.stat().st_size
    if not output.result({"file": str(target), "bytes": size, **manifest}):
        output.line(f"Backed the stores and uploaded files up to {target} ({size / 2**20:.1f} MB), and read it back.")
    return 0


def restore(settings: Settings, file: str, overwrite: bool, output: Output) -> int:
    """Put a backup in the place of both stores, after it was read and checked. A damaged store is moved aside.

    Raises:
        SettingsError: a store is not a SQLite file.
        StoreDamaged: the backup is not whole; nothing was changed.
        StoreUnavailable: it cannot be read, or is of a newer Sybil, or the stores cannot be written.
    """
    stores = _stores(settings)
    there = [path for path in stores.values() if path.exists()]
    with _writing(next(iter(stores.values()))) as folder:
        copies = _read(Path(file), folder)
        if there and not overwrite and not output.confirm(f"Replace {' and '.join(path.name for path in there)}?"):
            raise SybilError("The stores that are there were left alone. Say --yes to replace them with the backup.")
        _bring_up(copies)
        uploaded.put(folder / UPLOADS, settings.data_dir / UPLOADS)  # before the stores: a sync may run meanwhile
        moved = [aside for name, path in stores.items() if (aside := _put(copies[name], path))]
        shutil.rmtree(settings.data_dir / "index", ignore_errors=True)  # made anew from the graph
    done: dict[str, object] = {"restored": sorted(stores), "moved_aside": [str(path) for path in moved]}
    if not output.result(done):
        output.line("Restored both stores. Sybil's running processes go on with them; their search follows by itself.")
        output.line("Everybody has to sign in again.")
        for path in moved:
            output.line(f"The damaged store was kept as {path}.")
    return 0


def _stores(settings: Settings) -> dict[str, Path]:
    urls = {"graph.db": settings.graph, "sybil.db": settings.database}
    for url in urls.values():
        if not url.startswith("sqlite:///"):
            scheme = url.partition(":")[0]
            raise SettingsError(f"A store at {scheme}:// is not backed up from here; use that server's own tools.")
    return {name: Path(url.removeprefix("sqlite:///")) for name, url in urls.items()}


def _copied(source: Path, target: Path) -> Path:
    """A consistent copy by SQLite's online backup, checked."""
    _transfer(source, target)
    _check(target, source.name)
    return target


def _transfer(source: Path, target: Path) -> None:
    with _opened(source) as reading, _opened(target) as writing:
        reading.backup(writing)


def _check(path: Path, name: str) -> None:
    with _opened(path) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
        connection.execute("PRAGMA journal_mode = DELETE")
    if found != ["ok"]:
        raise StoreDamaged(f"{name} is damaged. Nothing was changed. {found[0]}")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pysqlite3.dbapi2 as sqlite

    try:
        with contextlib.closing(sqlite.connect(str(path), timeout=_BUSY_SECONDS)) as connection:
            yield connection
    except sqlite.DatabaseError as error:
        if "malformed" in str(error) or "not a database" in str(error):
            raise StoreDamaged(f"{path.name} is damaged or no database. Nothing was changed.") from error
        raise StoreUnavailable(f"{path.name} cannot be read or written now: {error}. Nothing was changed.") from error


@contextmanager
def _writing(target: Path) -> Iterator[Path]:
    """A folder beside the target for what is not yet whole."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sybil-") as made:
            yield Path(made)
    except OSError as error:
        raise StoreUnavailable(
            f"{target.parent} cannot be written: {error.strerror or error}. Nothing was changed."
        ) from error


def _pack(folder: Path, copies: dict[str, Path], manifest: dict[str, object], uploads: Path) -> Path:
    packed = folder / "packed"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        manifest["uploads"] = uploaded.packed(archive, uploads)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
        for name, copy in copies.items():
            archive.write(copy, name)
    return packed


def _read(file: Path, folder: Path) -> dict[str, Path]:
    """The stores out of a backup, unpacked and checked; the uploaded files go into a folder beside them."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise StoreDamaged(f"{file} was made by another version of Sybil. Nothing was changed.")
            copies = {}
            for name, told in sorted(manifest["stores"].items()):
                if name not in ("graph.db", "sybil.db"):
                    raise KeyError(name)
                copies[name] = folder / f"read-{name}"
                with archive.open(name) as packed, open(copies[name], "wb") as out:
                    shutil.copyfileobj(packed, out)
                if _hash(copies[name]) != told["sha256"]:
                    raise ValueError(name)
            uploaded.unpacked(archive, manifest.get("uploads", {}), folder / UPLOADS)
    except FileNotFoundError as error:
        raise StoreUnavailable(f"There is no file {file}. Nothing was changed.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise StoreDamaged(f"{file} is not a whole backup of Sybil. Nothing was changed.") from error
    if len(copies) != 2:
        raise StoreDamaged(f"{file} is not a whole backup of Sybil. Nothing was changed.")
    for name, copy in copies.items():
        _check(copy, f"{name} in {file}")
    return copies


def _bring_up(copies: dict[str, Path]) -> None:
    """Bring copies that an older Sybil made to the present schema, so that running processes can go on with them, and
    end the sign-ins that they hold.

    Raises:
        StoreUnavailable: a newer Sybil made the backup.
    """
    open_store(f"sqlite:///{copies['graph.db'].absolute()}").close()
    database = open_database(f"sqlite:///{copies['sybil.db'].absolute()}")
    try:
        SignIns(database).end_everyones()
    finally:
        database.close()


def _put(copy: Path, store: Path) -> Path | None:
    """Write a copy over a store in one transaction of SQLite; a store that is no database any more is moved aside."""
    try:
        _transfer(copy, store)
        return None
    except StoreDamaged:
        aside = store.with_name(f"{store.name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}")
        os.replace(store, aside)
        for ending in ("-wal", "-shm"):
            store.with_name(store.name + ending).unlink(missing_ok=True)
        _transfer(copy, store)
        return aside


def _hash(path: Path) -> str:
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _sync_to_disk(path: Path) -> None:
    with open(path, "rb+") as written:
        os.fsync(written.fileno())
