"""Markings that somebody put on a document: its level of confidentiality, and draft or approved."""

import itertools
import re
from collections.abc import Iterator

from core.documents.parsed import ParsedDocument
from core.models import Level

_LEVELS = {
    "strictly private": Level.RESTRICTED,
    "strictly confidential": Level.RESTRICTED,
    "highly confidential": Level.RESTRICTED,
    "restricted": Level.RESTRICTED,
    "secret": Level.RESTRICTED,
    "confidential": Level.CONFIDENTIAL,
    "private and confidential": Level.CONFIDENTIAL,
    "private & confidential": Level.CONFIDENTIAL,
    "in confidence": Level.CONFIDENTIAL,
    "internal": Level.INTERNAL,
    "internal use only": Level.INTERNAL,
    "internal only": Level.INTERNAL,
    "for internal use": Level.INTERNAL,
    "for internal use only": Level.INTERNAL,
    "not for circulation": Level.CONFIDENTIAL,
    "public": Level.PUBLIC,
    "for public release": Level.PUBLIC,
    "for publication": Level.PUBLIC,
}
_WORDS = "|".join(sorted(map(re.escape, _LEVELS), key=len, reverse=True))
_EDGE = r"[\s*_#=~|>\[\](){}<.:;,!•·–—-]*"
_ALONE = re.compile(
    rf"^{_EDGE}(?P<level>{_WORDS})(?:{_EDGE}(?:do not (?:circulate|share|distribute|forward|copy)|"
    rf"not for (?:circulation|distribution|publication|onward)[\w ]*"
    rf"|for (?:the )?(?:board|trustees|committee|staff|management|council|addressee|members|directors|"
    rf"senior management|governors)[\w ]{{0,30}}(?:only)?|(?:board|staff|management|trustees|members) only|"
    rf"draft|final|v(?:ersion)? ?[\d.]+|page \d+(?: of \d+)?|document|paper|report|memo(?:randum)?|minutes?|"
    rf"copy))*{_EDGE}$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"^{_EDGE}(?:(?:security |document |information |protective |data )*(?:classification|confidentiality|"
    rf"sensitivity|marking|level|security|access|handling|distribution|protection)(?: level|"
    rf" class)?)\s*(?:[*_]*)\s*[:=–—-]\s*{_EDGE}(?P<level>{_WORDS})\b(?!\s+(?:to|for the reason|because|until|"
    rf"information|and) )",
    re.IGNORECASE,
)
_SHOUTED = re.compile(rf"(?:^|[\s|–—\-(\[/:])(?P<level>{_WORDS})(?=$|[\s|–—\-)\]/:.,])", re.IGNORECASE)
_STATUS_LABEL = re.compile(
    r"^[\s*_#|>-]*(?:(?:document |paper |version |approval )?status|version|state|"
    r"stage)\s*[*_]*\s*[:=–—-]\s*[\s*_]*(?P<word>draft|approved|final|adopted|ratified|signed|for (?:approval|"
    r"comment|consultation)|unapproved|not (?:yet )?approved)\b",
    re.IGNORECASE,
)
_DRAFT_ALONE = re.compile(
    r"^[\s*_#=~|>\[\](){}<.:;!•–—-]*(?:(?:first|second|third|final|working|rough|unapproved|discussion|"
    r"consultation|initial|early|revised)\s+)?drafts?(?:[\s*_,.:;()\[\]–—-]+(?:v(?:ersion)?\.? ?\d[\d.]*|"
    r"\d[\d./-]*|for (?:comment|discussion|consultation|review|approval|the board|trustees|"
    r"information)[\w ,]{0,60}|not (?:yet )?(?:approved|agreed|for circulation)[\w ]{0,30}|"
    r"do not (?:circulate|cite|quote|share)[\w ]{0,30}|"
    r"confidential|unapproved|subject to (?:approval|confirmation|change)[\w ]{0,40}|only|document|paper|copy|"
    r"minutes?|policy|to be approved[\w ]{0,40}|as of .{0,30}|of .{0,30}|watermark|\w+ 20\d\d))*[\s*_#=~|"
    r">\[\](){}<.:;!•–—-]*$",
    re.IGNORECASE,
)
_APPROVED_ALONE = re.compile(
    r"^[\s*_#=~|>\[\](){}<.:;!•–—-]*(?:(?:formally|finally|board|trustee|committee)[- ])?(?:approved|"
    r"final(?: version)?|adopted|ratified|signed off|approved version)(?:\s+(?:and (?:adopted|signed|final)|"
    r"version|minutes|policy|document|copy|by .{2,90}|on .{4,40}|at the .{4,60}|\(?\d.{0,30}|unchanged|"
    r"with (?:minor )?(?:amendments|changes)))*[\s*_#=~|>\[\](){}<.:;!•–—-]*$",
    re.IGNORECASE,
)
_APPROVED_BY = re.compile(
    r"^[\s*_#|>-]*(?:approved|adopted|ratified|authorised)(?: by| on)?\s*[*_]*\s*(?::\s*\S|"
    r"by (?:the )?[\w &,'’-]{3,70}(?: on| at|,| in)\s+[\w ]*\d)",
    re.IGNORECASE,
)
_IN_NAME_DRAFT = re.compile(r"(?<![a-z])(?:drafts?|entwurf|wip)(?![a-z])", re.IGNORECASE)
_IN_NAME_DONE = re.compile(r"(?<![a-z])(?:approved|final\d*|signed|adopted|ratified)(?![a-z])", re.IGNORECASE)
_HEAD_LINES = 25
_LONGEST = 140


def level_of(parsed: ParsedDocument, file_name: str, default: Level) -> Level:
    """The highest level that the document is marked with, ``default`` if it bears no marking.

    A marking is a line of its own, a header or footer, a label ("Classification: ..."), a word in capitals in the
    title, or the file's name. The word inside a sentence is none. PUBLIC lowers only as a label or a line of its own.
    """
    found = list(_levels(parsed, file_name))
    return max(found, key=lambda level: level.rank) if found else default


def _levels(parsed: ParsedDocument, file_name: str) -> Iterator[Level]:
    for line in _lines(parsed):
        match = _ALONE.match(line) or _LABELLED.match(line)
        if match and (match.re is _LABELLED or _is_marking(line, match["level"])):
            yield _LEVELS[match["level"].lower()]
    head = list(itertools.islice(_lines(parsed), 6)) if parsed.kind != "chat" else []
    for line in [parsed.title or "", *head, *_margins(parsed), _spaced(file_name)]:
        for match in _SHOUTED.finditer(line[:_LONGEST]):
            word = match["level"]
            if (
                word.isupper()
                and word.lower() not in ("public", "internal", "secret", "in confidence")
                and len(line.split()) <= 14
            ):
                yield _LEVELS[word.lower()]
    for match in _SHOUTED.finditer(_spaced(file_name)):
        if match["level"].lower() in (
            "confidential",
            "restricted",
            "strictly confidential",
            "private and confidential",
        ):
            yield _LEVELS[match["level"].lower()]


def _is_marking(line: str, word: str) -> bool:
    """A word like "Public" on its own line may be a heading; capitals, brackets or more words make it a marking."""
    if word.lower() not in ("public", "internal", "secret"):
        return True
    return word.isupper() or bool(re.search(r"[\[(*]|only|use", line))


def _lines(parsed: ParsedDocument) -> Iterator[str]:
    """Lines that can be markings: short, and not what somebody says in a conversation."""
    talk = [(s.start, s.end) for s in parsed.segments if s.kind == "turn"]
    at, position = 0, 0
    for line in parsed.text.split("\n"):
        while at < len(talk) and talk[at][1] <= position:
            at += 1
        said = at < len(talk) and talk[at][0] < position + len(line)
        if line.strip() and len(line) <= _LONGEST and not said:
            yield line
        position += len(line) + 1
    if parsed.title:
        yield parsed.title


def _margins(parsed: ParsedDocument) -> list[str]:
    """Headers and footers."""
    return [
        parsed.text[s.start : s.end]
        for s in parsed.segments
        if s.kind == "system" and s.speaker is None and s.end - s.start <= _LONGEST
    ][:50]


def _spaced(file_name: str) -> str:
    return re.sub(r"[_.\-]+", " ", file_name.rsplit(".", 1)[0])


def status_of(parsed: ParsedDocument, file_name: str) -> str | None:
    """``draft`` or ``approved`` as the document is marked, None if it is not.

    What the document says in its head, header or footer goes before what its name says; a draft mark goes before an
    approval that stands beside it.
    """
    if parsed.kind in ("chat", "transcript"):
        return _from_name(file_name)
    lines = [line for line in parsed.text[:4000].split("\n") if line.strip()][:_HEAD_LINES]
    lines += _margins(parsed) + [line for line in parsed.text[-500:].split("\n") if line.strip()][-3:]
    approved = False
    for line in lines:
        if len(line) > _LONGEST:
            continue
        labelled = _STATUS_LABEL.match(line)
        word = labelled["word"].lower() if labelled else ""
        if word.startswith(("draft", "for ", "unapproved", "not ")) or _DRAFT_ALONE.match(line):
            return "draft"
        approved |= bool(word) or bool(_APPROVED_ALONE.match(line)) or bool(_APPROVED_BY.match(line))
    for line in [parsed.title or "", *lines[:3]]:
        if len(line.split()) <= 16 and (
            re.search(r"\bDRAFT\b", line)
            or re.search(r"[(\[–—:-]\s*draft\b|^\W*draft\b(?! (?:of|the|a)\b)", line, re.I)
        ):
            return "draft"
        approved |= len(line.split()) <= 16 and bool(
            re.search(r"\bAPPROVED\b|[(\[–—:-]\s*(?:approved|final)\s*[)\]]?\s*$", line)
        )
    return "approved" if approved else _from_name(file_name)


def _from_name(file_name: str) -> str | None:
    stem = _spaced(file_name)
    if _IN_NAME_DRAFT.search(stem):
        return "draft"
    return "approved" if _IN_NAME_DONE.search(stem) else None
