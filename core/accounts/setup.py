"""Secrets that Sybil makes for itself, in files that only its own user can read.

A file appears whole or not at all, and never changes: of two processes that make one at once, both use the same.
"""

import contextlib
import hmac
import logging
import os
import secrets
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from core.errors import StoreDamaged, StoreUnavailable

log = logging.getLogger(__name__)

FOLDER = "secrets"
COOKIE_KEY, SET_UP_CODE = "cookie_key", "set_up_code"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without 0 and O, 1 and I, which people mistake for each other."""

GROUPS, GROUP = 3, 4


class Secrets:
    """The secrets of one data folder. Made when they are first asked for."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir.absolute() / FOLDER
        self._cookie_key: str | None = None

    def cookie_key(self) -> str:
        """What cookies are signed with. Raises StoreUnavailable, StoreDamaged."""
        if self._cookie_key is None:
            self._cookie_key = self._kept(COOKIE_KEY, lambda: secrets.token_urlsafe(32), 43)
        return self._cookie_key

    def set_up_code(self) -> str:
        """What whoever makes the first account has to know. Raises StoreUnavailable, StoreDamaged."""
        return self._kept(SET_UP_CODE, _code, GROUPS * (GROUP + 1) - 1)

    def is_set_up_code(self, typed: str) -> bool:
        """Whether this is the code; dashes, spaces and small letters do not matter, and time tells nothing."""
        if not (self.folder / SET_UP_CODE).exists():  # nobody can know one, or it is used up
            return False
        return hmac.compare_digest(_letters(typed), _letters(self.set_up_code()))

    def forget_set_up_code(self) -> None:
        """The code has done its duty."""
        with _sentence(self.folder):
            (self.folder / SET_UP_CODE).unlink(missing_ok=True)

    def _kept(self, name: str, make: Callable[[], str], length: int) -> str:
        path = self.folder / name
        with _sentence(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _tighten(self.folder, 0o700)
            if not path.exists():
                _make(path, make())
            found = _read(path)
        if len(found) < length:
            raise StoreDamaged(f"The file {path} is not what Sybil wrote; delete it, and Sybil makes a new one.")
        return found


def _code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def _letters(code: str) -> bytes:
    return "".join(letter for letter in code[:100].upper() if letter.isalnum()).encode("utf-8", "surrogatepass")


def _make(path: Path, content: str) -> None:
    """Write the file, unless another process has been quicker."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # 0600
    try:
        with open(handle, "w", encoding="ascii") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)


def _read(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with open(handle, encoding="ascii", errors="replace") as file:
        _tighten(path, 0o600)
        return file.read().strip()


def _tighten(path: Path, mode: int) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        log.warning("%s could be read by others and was closed to them; think of its content as known", path)
        path.chmod(mode)


@contextlib.contextmanager
def _sentence(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {folder} cannot be used: {error.strerror or error}. It has to be writable, and readable for "
            "Sybil's own user alone."
        ) from error
