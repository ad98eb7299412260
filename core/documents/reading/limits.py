"""How much one file may cost, and what reading it gives."""

from dataclasses import dataclass
from datetime import datetime

from core.documents.parsed import ParsedDocument


@dataclass(frozen=True)
class Limits:
    """What one file may cost before it is given up.

    Args:
        seconds: wall-clock time from the first byte to the text.
        memory_mb: memory of the child process, in MiB, with everything it has loaded.
        text_chars: length of the text, in characters.
        file_mb: size of the file, in MiB.
        segments: number of paragraphs, turns and rows.
        files_per_child: after so many files the child is replaced by a fresh one.
        resting_mb: a child that holds more than this, in MiB, after a file is replaced.
    """

    seconds: float = 30
    memory_mb: int = 512
    text_chars: int = 20_000_000
    file_mb: float = 100
    segments: int = 400_000
    files_per_child: int = 1_000
    resting_mb: int = 160


@dataclass(frozen=True)
class Reading:
    """A parsed file with what identifies the bytes it was parsed from.

    Args:
        parsed: the text and its segments.
        content_hash: SHA-256, in hexadecimal, of exactly the bytes that were parsed.
        size: their number.
        modified: the file's time of modification (UTC), None for bytes that never were a file.
    """

    parsed: ParsedDocument
    content_hash: str
    size: int
    modified: datetime | None
