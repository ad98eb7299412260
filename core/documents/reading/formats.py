"""Bytes and a name to a parsed document. Runs in the child process; each format is loaded when it is first needed."""

from dataclasses import replace

from core.documents.parsed import ParsedDocument
from core.documents.reading.endings import ending
from core.documents.reading.limits import Limits
from core.documents.reading.reasons import unreadable
from core.documents.reading.sniffing import recognise


def parse(content: bytes, name: str, limits: Limits) -> ParsedDocument:
    """Read one file.

    Args:
        content: all of its bytes.
        name: its name, for the ending and for titles.
        limits: how long the text may become; time and memory are the process's.

    Raises:
        FileUnreadable: with code and sentence. Other errors of the parsers' libraries can come through.
    """
    if not content:
        raise unreadable("empty")
    form, note = recognise(content, name)
    parsed = _parse(form, content, name, limits)
    return replace(parsed, notes=(note, *parsed.notes)) if note else parsed


def _parse(form: str, content: bytes, name: str, limits: Limits) -> ParsedDocument:
    if form == "docx":
        from core.documents.reading import docx

        return docx.parse(content, limits)
    if form == "xlsx":
        from core.documents.reading import sheets

        return sheets.parse(content, limits)
    if form == "pptx":
        from core.documents.reading import slides

        return slides.parse(content, limits)
    if form == "pdf":
        from core.documents.reading import pdf

        return pdf.parse(content, limits)
    if form == "zip":
        from core.documents.reading import archive

        return archive.parse(content, name, limits)
    return _parse_text(form, content, name, limits)


def _parse_text(form: str, content: bytes, name: str, limits: Limits) -> ParsedDocument:
    from core.documents.reading import delimited, encoding, markdown, plain, webpage

    declared = webpage.declared_encoding(content) if form == "html" else None
    decoded = encoding.decode(content, declared)
    if decoded is None:
        raise unreadable("mislabelled" if ending(name) else "unsupported")
    if not decoded.text.strip():
        raise unreadable("empty")
    if form == "html":
        return webpage.parse(decoded.text, limits)
    if form in ("csv", "tsv"):
        return delimited.parse(decoded.text, limits, tabs=form == "tsv")
    if form == "md":
        return markdown.parse(decoded.text, name, limits)
    return plain.parse(decoded.text, name, limits)
