"""Several folders as one source: the library's own, and the one for what people upload in the browser."""

from collections.abc import Mapping
from pathlib import Path

from core.library.local import LocalFolder
from core.library.source import Entry, Listing, Source


class Several(Source):
    """Folders that are synced together, under one name and one lease.

    Args:
        main: the folder that people fill themselves.
        others: further folders by the beginning of their source ids, such as ``.uploads/``. No file of the main
            folder has such an id, since hidden folders are left out.
    """

    def __init__(self, main: LocalFolder, others: Mapping[str, LocalFolder]) -> None:
        self.name, self.main = main.name, main
        self._others = dict(others)

    def list(self) -> Listing:
        """See Source. A folder that cannot be listed stops all of them: nothing is concluded from its silence."""
        listings = [self.main.list(), *(folder.list() for folder in self._others.values() if folder.root.is_dir())]
        return Listing(
            tuple(entry for listing in listings for entry in listing.entries),
            tuple(problem for listing in listings for problem in listing.problems),
            tuple(place for listing in listings for place in listing.left_out),
        )

    def fetch(self, entry: Entry, into: Path) -> Path:
        """See Source."""
        return self._home(entry.source_id).fetch(entry, into)

    def _home(self, source_id: str) -> LocalFolder:
        for prefix, folder in self._others.items():
            if source_id.startswith(prefix):
                return folder
        return self.main
