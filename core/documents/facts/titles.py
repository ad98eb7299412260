"""What a document is called."""

import re

from core.documents.facts.sections import bare
from core.documents.parsed import ParsedDocument

_LONGEST = 120
_NO_TITLE = re.compile(
    r"^(?:(?:strictly )?(?:confidential|restricted|internal|public|draft|final|approved|private)\b.{0,40}|page \d+.*|date\b.*|from:.*|to:.*|present:.*|attendees:.*|dear\b.*|hi\b.*|hello\b.*|\W*|\d[\d/. :-]*|webvtt.*|transcribed by.*|©.*)$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:subject|re|betreff|title)\s*:\s*(?P<title>\S.{2,110})$", re.IGNORECASE | re.MULTILINE)


def title_of(parsed: ParsedDocument, file_name: str) -> str:
    """The title that the file gives itself, a mail's subject, its first heading or title line, else the file's name."""
    if parsed.title and parsed.title.strip() and not _NO_TITLE.match(parsed.title.strip()):
        return _short(bare(parsed.title) or parsed.title.strip())
    if parsed.kind == "chat":
        return _from_name(file_name)
    subject = _SUBJECT.search(parsed.text[:1500])
    if subject:
        return _short(subject["title"].strip())
    for segment in parsed.segments[:6]:
        if segment.kind == "heading":
            heading = bare(parsed.text[segment.start : segment.end])
            if heading and not _NO_TITLE.match(heading):
                return _short(heading)
    for segment in parsed.segments[:2]:
        line = parsed.text[segment.start : segment.end].split("\n", 1)[0].strip()
        if segment.kind == "paragraph" and len(line.split()) <= 15 and not line.endswith((".", ":", ";")) and not _NO_TITLE.match(line):
            return _short(bare(line) or line)
    return _from_name(file_name)


def _from_name(file_name: str) -> str:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _short(re.sub(r"[_\s]+", " ", stem).strip() or file_name)


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
