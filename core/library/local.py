"""A folder on this machine as a source.

A revision is modification time, size and inode: cheap to look at. File systems count time in ticks, so a file changed
twice within one tick may keep its revision; a file changed in the last two seconds therefore counts as unsettled.

Links: a link that leads out of the folder is refused with a reason; one that stays inside is left out, since its
target is listed itself. No link is ever followed, so no loop can arise.
"""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from core.errors import FileUnreadable, SourceUnavailable
from core.library.fetching import copy_out, denied, gone, not_a_file
from core.library.names import is_left_out, path_of, shown, source_id_of
from core.library.source import Entry, Listing, Problem, Source

SETTLING_SECONDS = 2.0
MAX_DEPTH = 100


class LocalFolder(Source):
    """All documents in a folder and the folders below it.

    Args:
        root: the folder.
        name: the source's name in the graph.
        exclude: folders below the root that are not part of the library (Sybil's own data).
        max_bytes: larger files are refused.
        wall_clock: seconds since 1970, by the clock that dates files.
        prefix: bytes put in front of the path of every source id.
    """

    def __init__(
        self,
        root: Path,
        name: str = "library",
        exclude: Sequence[Path] = (),
        max_bytes: int = 100 * 2**20,
        wall_clock: Callable[[], float] = time.time,
        prefix: bytes = b"",
    ) -> None:
        self.name = name
        self.root = root
        self.prefix = prefix
        self._exclude = [path.resolve() for path in exclude]
        self._max_bytes = max_bytes
        self._wall_clock = wall_clock

    def list(self) -> Listing:
        """See Source. The order is that of the paths."""
        try:
            root = os.fsencode(self.root.resolve(strict=True))
            with os.scandir(root):
                pass
        except OSError as error:
            raise self._unavailable(error) from error
        walk = _Walk(root, {os.fsencode(path) for path in self._exclude}, self._wall_clock(), self.prefix)
        with contextlib.suppress(_RootGone):
            walk.folder(root, b"", 0)
            return walk.listing()
        raise self._unavailable(None)

    def fetch(self, entry: Entry, into: Path) -> Path:
        """See Source. Links anywhere on the way are refused when the file is opened, not when it was listed."""
        relative = path_of(entry.source_id)[len(self.prefix) :]
        try:
            root = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise self._unavailable(error) from error
        try:
            return copy_out(root, relative, entry.name, into, self._max_bytes)
        finally:
            os.close(root)

    def entry(self, path: Path) -> Entry | Problem:
        """One file of this folder, listed by itself, whatever its name."""
        relative = os.fsencode(path.relative_to(self.root))
        walk = _Walk(os.fsencode(self.root.resolve()), set(), self._wall_clock(), self.prefix)
        walk.one(os.path.join(os.fsencode(self.root), relative), relative)
        found: list[Entry | Problem] = [*walk.entries, *walk.problems]
        return found[0]

    def _unavailable(self, error: OSError | None) -> SourceUnavailable:
        why = "does not exist" if isinstance(error, FileNotFoundError) else "cannot be read"
        return SourceUnavailable(
            f"The library folder {self.root} {why} now. Everything read from it before stays searchable; check that "
            "the folder is there, mounted and readable."
        )


class _RootGone(Exception):
    """The root went away while it was listed."""


class _Walk:
    def __init__(self, root: bytes, exclude: set[bytes], moment: float, prefix: bytes) -> None:
        self._root, self._exclude, self._moment, self._prefix = root, exclude, moment, prefix
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.left_out: list[str] = []

    def listing(self) -> Listing:
        return Listing(tuple(self.entries), tuple(self.problems), tuple(self.left_out))

    def folder(self, path: bytes, relative: bytes, depth: int) -> None:
        try:
            with os.scandir(path) as found:
                names = sorted(found, key=lambda item: item.name)
        except OSError as error:
            if not relative:
                raise _RootGone from error
            self._problem(relative, "", denied("The folder", error), folder=True)
            return
        for item in names:
            below = os.path.join(relative, item.name)
            name = shown(item.name)
            if is_left_out(name):
                self.left_out.append(source_id_of(self._prefix + below))
            elif not item.is_dir(follow_symlinks=False):
                self.one(item.path, below, item)
            elif item.path in self._exclude:
                continue
            elif depth >= MAX_DEPTH:
                deep = FileUnreadable(
                    f"The folder lies more than {MAX_DEPTH} folders deep; it was left out.", "outside"
                )
                self._problem(below, "", deep, folder=True)
            else:
                self.folder(item.path, below, depth + 1)

    def one(self, path: bytes, relative: bytes, item: "os.DirEntry[bytes] | None" = None) -> None:
        try:
            found = item.stat(follow_symlinks=False) if item else os.stat(path, follow_symlinks=False)
        except FileNotFoundError:
            if item is None:
                self._problem(relative, "", gone())
            return
        except OSError as error:
            self._problem(relative, "", denied("The file", error))
            return
        revision = f"{found.st_mtime_ns}-{found.st_size}-{found.st_ino}"
        if stat.S_ISLNK(found.st_mode):
            self._link(path, relative, revision)
        elif not stat.S_ISREG(found.st_mode):
            self._problem(relative, revision, not_a_file(found.st_mode))
        else:
            self.entries.append(
                Entry(
                    source_id=source_id_of(self._prefix + relative),
                    name=shown(os.path.basename(relative)),
                    revision=revision,
                    size=found.st_size,
                    modified=_moment(found.st_mtime),
                    settled=self._moment - found.st_mtime >= SETTLING_SECONDS,
                )
            )

    def _link(self, path: bytes, relative: bytes, revision: str) -> None:
        try:
            target = os.path.realpath(path, strict=True)
        except OSError as error:
            loop = error.errno == errno.ELOOP
            why = "leads round in a circle" if loop else "leads to nothing"
            self._problem(
                relative, revision, FileUnreadable(f"This is a link that {why}.", "outside" if loop else "gone")
            )
            return
        if os.path.commonpath([target, self._root]) != self._root:
            outside = FileUnreadable("This is a link to a place outside the library; it was not followed.", "outside")
            self._problem(relative, revision, outside)

    def _problem(self, relative: bytes, revision: str, error: FileUnreadable, folder: bool = False) -> None:
        name = shown(os.path.basename(relative))
        self.problems.append(Problem(source_id_of(self._prefix + relative), name, revision, error, folder))


def _moment(seconds: float) -> datetime | None:
    with contextlib.suppress(OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(seconds, UTC)
    return None
