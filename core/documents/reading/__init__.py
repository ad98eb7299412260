"""From a file to text: read in a child process with limits, so that a hostile or broken file costs one record."""

from core.documents.reading.endings import ENDINGS
from core.documents.reading.limits import Limits, Reading
from core.documents.reading.reader import Reader

__all__ = ["ENDINGS", "Limits", "Reader", "Reading"]
