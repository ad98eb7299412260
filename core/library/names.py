"""Names of files: which are not documents, and how names that are no text are kept."""

import os
import unicodedata
from urllib.parse import quote_from_bytes, unquote_to_bytes

_BYTES = "/bytes/"  # no relative path begins with a slash: no real file can be mistaken for this
_LEFT_OUT = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r", "$recycle.bin", "lost+found"})
_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".opdownload", ".swp", ".lock", "~")


def is_left_out(name: str) -> bool:
    """True for hidden files, editors' and offices' temporary files, and downloads that are not complete."""
    lower = name.lower()
    return lower.startswith((".", "~$", "~wrl")) or lower in _LEFT_OUT or lower.endswith(_UNFINISHED)


def source_id_of(relative: bytes) -> str:
    """A path below the folder as text; where it is not UTF-8 its bytes are kept in a form that is."""
    try:
        return relative.decode("utf-8")
    except UnicodeDecodeError:
        return _BYTES + quote_from_bytes(relative)


def path_of(source_id: str) -> bytes:
    """The path that ``source_id_of`` was given."""
    if source_id.startswith(_BYTES):
        return unquote_to_bytes(source_id.removeprefix(_BYTES))
    return os.fsencode(source_id)


def shown(name: bytes) -> str:
    """A file's name for people: bytes that are no UTF-8 and control characters become a replacement character."""
    text = unicodedata.normalize("NFC", name.decode("utf-8", "replace"))
    return "".join("\ufffd" if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in text)
