"""The zip that a phone makes of a WhatsApp chat. Nothing is unpacked to disk, so names inside cannot lead anywhere."""

import posixpath

from core.documents.parsed import ParsedDocument
from core.documents.reading import chat
from core.documents.reading.draft import check_length
from core.documents.reading.encoding import decode
from core.documents.reading.limits import Limits
from core.documents.reading.package import open_zip, reading
from core.documents.reading.reasons import unreadable

_LARGEST = 100 << 20


def parse(content: bytes, name: str, limits: Limits) -> ParsedDocument:
    """Read the chat inside a zip; pictures and recordings beside it are noted.

    Args:
        content: the zip file.
        name: its name.

    Raises:
        FileUnreadable: ``unsupported`` for any other zip.
    """
    archive = open_zip(content)
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = {entry.filename: posixpath.basename(entry.filename.replace("\\", "/")) for entry in files}
    texts = [
        entry for entry in files if names[entry.filename].lower().endswith(".txt") and "__MACOSX" not in entry.filename
    ]
    chats = [e for e in texts if names[e.filename].lower() == "_chat.txt" or "whatsapp" in names[e.filename].lower()]
    chosen = chats if chats else texts
    if len(chosen) != 1:
        raise _other()
    if chosen[0].file_size > _LARGEST:
        raise unreadable("bomb")
    with reading():
        inside = archive.read(chosen[0])
    decoded = decode(inside)
    inner = names[chosen[0].filename]
    found = chat.find(decoded.text, name if inner == "_chat.txt" else inner) if decoded else None
    if found is None:
        raise _other()
    check_length(len(found.text), len(found.segments), limits)
    beside = len(files) - 1
    notes = found.notes + (
        (f"{beside} pictures, recordings or files beside the chat were left out.",) if beside else ()
    )
    return ParsedDocument(
        found.text,
        found.kind,
        found.segments,
        found.title,
        found.written,
        found.participants,
        tuple(dict.fromkeys(notes)),
    )


def _other() -> Exception:
    return unreadable(
        "unsupported", "Of zip files only WhatsApp exports are read. Unpack the archive and add the files inside."
    )
