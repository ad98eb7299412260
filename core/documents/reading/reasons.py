"""Why a file could not be read: one sentence for each code, written for the person who put the file there."""

from core.errors import FileUnreadable

_AGAIN = frozenset({"too_slow", "changing", "gone", "denied"})
"""Codes where trying again later can help although the file stays as it is."""

_SENTENCES = {
    "encrypted": "The file is protected with a password. Save a copy without the password and add that.",
    "empty": "The file holds no text. If it should, save it again and check that it is complete.",
    "truncated": "The file is incomplete: its end is missing. Copy or download it again.",
    "mislabelled": "What is inside the file is not what its name says. "
    "Open it, and save it again under the right ending.",
    "scanned": "The PDF holds only pictures of pages, no text. Run text recognition (OCR) over it and add the result.",
    "bomb": "The file would unpack to far more than a real document holds, so it was not opened further. "
    "If you trust it, save it again from the program that made it.",
    "too_slow": "Reading the file took longer than {seconds:g} seconds and was stopped. "
    "Split it, or save it in a simpler format.",
    "too_much_memory": "Reading the file needed more than {memory_mb} MB of memory and was stopped. "
    "Split it into smaller files.",
    "too_long": "The file holds more text than fits ({text_chars:,} characters or {segments:,} lines). "
    "Split it into smaller files.",
    "too_large": "The file is larger than {file_mb:g} MB. Split it, or save it without its pictures.",
    "unsupported": "Sybil does not read this kind of file. It reads TXT, MD, HTML, DOCX, PDF, XLSX, CSV, PPTX, VTT, "
    "SRT and WhatsApp exports: save it as one of these.",
    "not_a_file": "This is not a file with content (it is a folder, pipe, socket or device), so it was left alone.",
    "outside": "This is a symbolic link; links are not followed, so that nothing outside the library is read. "
    "Put the file itself here.",
    "changing": "The file was being changed while it was read. It is read again once it rests.",
    "gone": "The file was no longer there when it was to be read.",
    "denied": "Sybil has no permission to read the file. Change its permissions.",
    "broken": "The file is damaged and could not be read. Open it in its own program and save it again.",
}

CODES = frozenset(_SENTENCES)
"""Every code that reading can give."""


def unreadable(code: str, sentence: str | None = None, **values: float) -> FileUnreadable:
    """The error for a code, with its usual sentence (``values`` fill its figures) or a more exact one."""
    return FileUnreadable(sentence or _SENTENCES[code].format(**values), code, code not in _AGAIN)
