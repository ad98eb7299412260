"""What the sync needs of a place where documents lie."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.errors import FileUnreadable

UNSETTLED = "~"


@dataclass(frozen=True)
class Entry:
    """One file as a source lists it.

    Args:
        source_id: what the source calls it, for good: a path below the folder, a Drive id.
        name: the file's name as people know it, without folders.
        revision: changes whenever the content may have changed; the content's hash is the truth.
        size: bytes, None where the source does not say.
        modified: when the file was last changed.
        link: where a person can open it.
        settled: False while a later change could still leave the revision as it is (a file changed this very moment).
    """

    source_id: str
    name: str
    revision: str
    size: int | None = None
    modified: datetime | None = None
    link: str | None = None
    settled: bool = True

    @property
    def recorded(self) -> str:
        """The revision to keep: marked when unsettled, so that the next look compares the content."""
        return self.revision if self.settled else self.revision + UNSETTLED


@dataclass(frozen=True)
class Problem:
    """Something in the source that cannot be read at all, found while listing.

    ``folder`` when it is a folder: what lies below it is unknown, not deleted.
    """

    source_id: str
    name: str
    revision: str
    error: FileUnreadable
    folder: bool = False


@dataclass(frozen=True)
class Listing:
    """Everything in a source at one time, in a stable order; ``left_out`` are the source ids of
    hidden and temporary files."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()

    def picture(self) -> int:
        """A number that is another one as soon as anything in the listing is."""
        entries = tuple((one.source_id, one.recorded) for one in self.entries)
        problems = tuple((one.source_id, one.revision, one.error.code) for one in self.problems)
        return hash((entries, problems, self.left_out))

    def hides(self, source_id: str) -> bool:
        """True if the source could not look where this file would be."""
        return any(
            problem.folder and (source_id == problem.source_id or source_id.startswith(problem.source_id + "/"))
            for problem in self.problems
        )


class Source(ABC):
    """A place where documents lie. ``name`` is kept with every document that comes from it."""

    name: str

    @abstractmethod
    def list(self) -> Listing:
        """What is there now.

        Raises:
            SourceUnavailable: it cannot be told; nothing may be concluded about any file.
        """

    @abstractmethod
    def fetch(self, entry: Entry, into: Path) -> Path:
        """Copy one file into the folder ``into`` and return the copy, which nobody else changes.

        Raises:
            FileUnreadable: it is gone, no plain file any more, too large, may not be read, or changes while read.
            SourceUnavailable: the whole source went away.
        """
