"""The uploaded files inside a backup: a document whose file is gone would leave the library with the next sync."""

import hashlib
import os
import shutil
import zipfile
from pathlib import Path, PurePosixPath

PLACE = "uploads/"
"""Where they are in the backup."""


def packed(archive: zipfile.ZipFile, folder: Path) -> dict[str, str]:
    """Write every uploaded file, and the levels that wait for them, into a backup; their hashes by name.

    A file that is replaced or taken away meanwhile is packed as it was, or not at all.
    """
    told = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        try:
            if path.is_symlink() or not path.is_file() or name.endswith(".part"):
                continue
            content = path.read_bytes()
            archive.writestr(PLACE + name, content)
        except (FileNotFoundError, UnicodeEncodeError):
            continue
        told[name] = hashlib.sha256(content).hexdigest()
    return told


def unpacked(archive: zipfile.ZipFile, told: dict[str, str], into: Path) -> None:
    """Write them into a folder, each checked.

    Raises:
        ValueError, KeyError: a name leads elsewhere, a file is missing or is not what was packed.
    """
    for name, digest in told.items():
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or "\\" in name or any(part in ("..", "") for part in parts):
            raise ValueError(name)
        content = archive.read(PLACE + name)
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(name)
        target = into.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.write_bytes(content)


def put(made: Path, folder: Path) -> int:
    """Bring unpacked files to their place, each whole or not at all; files that came since the backup stay. Returns
    how many there are."""
    found = [path for path in sorted(made.rglob("*")) if path.is_file()] if made.is_dir() else []
    for path in found:
        target = folder / path.relative_to(made)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_name(f".{target.name[:100]}.part")
        shutil.copyfile(path, part)
        os.chmod(part, 0o600)
        os.replace(part, target)
    return len(found)
