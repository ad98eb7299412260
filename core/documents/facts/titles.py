"""What a document is called."""

import re

from core.documents.facts.sections import bare
from core.documents.parsed import ParsedDocument

_LONGEST = 120
_NO_TITLE = re.compile(
    r"^(?:(?:strictly )?(?:confidential|restricted|internal|public|draft|final|approved|private)\b.{0,40}|"
    r"page \d+.*|date\b.*|from:.*|to:.*|present:.*|attendees:.*|dear\b.*|hi\b.*|hello\b.*|\W*|\d[\d/. :-]*|"
    r"webvtt.*|transcribed by.*|©.*)$",
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
    first = parsed.segments[0] if parsed.segments else None
    if first and first.kind == "paragraph" and parsed.segments[0].start < 200:
        line = parsed.text[first.start : first.end].split("\n", 1)[0].strip()
        line = re.split(r"(?<=[a-z0-9])\.\s", line)[0]
        if (
            2 <= len(line.split()) <= 15
            and not line.endswith((":", ";", "?"))
            and line[:1].isupper()
            and not _NO_TITLE.match(line)
        ):
            return _short(bare(line) or line)
    for segment in parsed.segments[:6]:
        if segment.kind == "heading":
            heading = bare(parsed.text[segment.start : segment.end])
            if heading and not _NO_TITLE.match(heading):
                return _short(heading)
    return _from_name(file_name)


def _from_name(file_name: str) -> str:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    stem = re.sub(r"(?:_otter_ai|[. _-]transcript)$", "", stem, flags=re.IGNORECASE)
    return _short(re.sub(r"[_\s]+", " ", stem).strip() or file_name)


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
