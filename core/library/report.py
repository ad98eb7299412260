"""What a sync did, and how far it is."""

from dataclasses import dataclass
from datetime import datetime

from core.models import FileReport


@dataclass(frozen=True)
class Progress:
    """File ``n`` of ``of`` is being looked at; the last event has an empty ``file`` and ``n == of``.

    ``seconds_left`` is an estimate by the bytes read so far, None as long as there is nothing to go by.
    """

    file: str
    n: int
    of: int
    seconds_left: float | None = None


@dataclass(frozen=True)
class SyncReport:
    """What one run did.

    Args:
        seen: files in the source.
        files: one report for each file that was not simply unchanged, those that keep failing included.
        unchanged: files that are as the graph has them.
        removed: names of documents whose files are gone.
        held: documents whose files are missing all at once and that were therefore kept for now.
        newly_failed: names of files that failed for the first time, or again after they changed; nobody was told of
            them by an earlier run.
        stopped: the run was asked to stop before it was through; the next one goes on.
        said: what a person should know of the run as a whole.
    """

    source: str
    started_at: datetime
    ended_at: datetime
    seen: int
    files: tuple[FileReport, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    held: int = 0
    newly_failed: tuple[str, ...] = ()
    stopped: bool = False
    said: str | None = None

    def count(self, state: str) -> int:
        """How many files have this state, see FileReport."""
        return sum(report.state == state for report in self.files)

    def counts(self) -> dict[str, int]:
        """The run in numbers."""
        states = {state: self.count(state) for state in ("added", "updated", "skipped", "failed")}
        return {
            "seen": self.seen,
            **states,
            "unchanged": self.unchanged,
            "removed": len(self.removed),
            "held": self.held,
        }
