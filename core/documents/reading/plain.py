"""Plain text: a chat export, captions, a transcript, or notes: told by what is in it, not by its name."""

from core.documents.parsed import ParsedDocument
from core.documents.reading import captions, chat, prose, transcript
from core.documents.reading.draft import check_length
from core.documents.reading.limits import Limits
from core.documents.reading.reasons import unreadable


def parse(text: str, name: str, limits: Limits) -> ParsedDocument:
    """Read a text file.

    Args:
        text: the decoded file.
        name: its name; WhatsApp puts the chat's name there.

    Raises:
        FileUnreadable: ``empty``, ``too_long``.
    """
    if not text.strip():
        raise unreadable("empty")
    check_length(len(text), 0, limits)
    if text.startswith("WEBVTT") and captions.find(text) is None:
        raise unreadable("empty")
    found = chat.find(text, name) or captions.find(text) or transcript.find(text) or prose.notes(text)
    if not found.segments:
        raise unreadable("empty")
    check_length(len(found.text), len(found.segments), limits)
    return found
