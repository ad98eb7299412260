"""A library folder for tests of the source, with a clock ten seconds ahead of its files."""

from pathlib import Path

from core.library.local import LocalFolder
from core.library.source import Entry, Problem

SETTLED = 10.0


class Folder:
    """A library folder with a clock ten seconds ahead of its files."""

    def __init__(self, path: Path) -> None:
        self.root, self.inbox = path / "library", path / "inbox"
        self.root.mkdir()
        self.inbox.mkdir()
        self.ahead = SETTLED

    def source(self, **options: object) -> LocalFolder:
        return LocalFolder(self.root, wall_clock=lambda: self.newest() + self.ahead, **options)  # type: ignore[arg-type]

    def newest(self) -> float:
        return max((item.lstat().st_mtime for item in self.root.rglob("*")), default=0.0)

    def write(self, name: str, text: str = "some words") -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def entry(self, name: str) -> Entry:
        return next(entry for entry in self.source().list().entries if entry.source_id == name)

    def problem(self, name: str) -> Problem:
        (found,) = [problem for problem in self.source().list().problems if problem.source_id == name]
        return found
