"""Slow patterns that are tried only where a text holds a piece of what they could find."""

import re
from collections.abc import Iterator


class Holding:
    """A pattern for text of which every find holds one of some pieces; most sentences hold none, which is quick to see.

    Args:
        pattern: as ``re`` writes it.
        pieces: in lower case. That no find is without one is tested for every pattern (test_holding).
        flags: as for ``re.compile``.
    """

    def __init__(self, pattern: str, pieces: tuple[str, ...], flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = re.compile(pattern, flags)
        self.pieces = pieces

    def search(self, text: str) -> re.Match[str] | None:
        """The first find, as of ``re``."""
        return self.pattern.search(text) if self._may_find(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All finds, as of ``re``."""
        return self.pattern.finditer(text) if self._may_find(text) else iter(())

    def _may_find(self, text: str) -> bool:
        if not text.isascii():  # a pattern without regard to case takes "ı" for "i"
            return True
        low = text.lower()
        for piece in self.pieces:  # noqa: SIM110 - any() takes twice as long
            if piece in low:
                return True
        return False
