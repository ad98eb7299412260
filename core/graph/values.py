"""Values as the stores keep them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np
import numpy.typing as npt


def plain(text: str) -> str:
    """The text with lone surrogates, which no database takes, replaced one for one, so that offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def day(value: date | None) -> str | None:
    """A date as it is stored."""
    return value.isoformat() if value is not None else None


def read_day(value: str | None) -> date | None:
    """A stored date."""
    return date.fromisoformat(value) if value is not None else None


def instant(value: datetime) -> str:
    """A point in time as it is stored: in UTC and of one form, so that its order is that of its text."""
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def read_instant(value: str) -> datetime:
    """A stored point in time, aware."""
    found = datetime.fromisoformat(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def packed(vector: npt.NDArray[np.float32]) -> bytes:
    """A vector as it is stored: little-endian numbers of four bytes."""
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def unpacked(stored: bytes) -> npt.NDArray[np.float32]:
    """A stored vector."""
    return np.frombuffer(stored, dtype="<f4").astype(np.float32)


def matrix(stored: Sequence[bytes]) -> npt.NDArray[np.float32]:
    """Stored vectors of one dimension, one a row; (0, 0) of none."""
    return unpacked(b"".join(stored)).reshape(len(stored), -1) if stored else np.zeros((0, 0), dtype=np.float32)
