"""The key of a writer who marks lines by signs: ``!  we settled it``, ``>  to do``, ``?  open question``."""

import re

from core.documents.facts.sections import section_kind

_TITLE = re.compile(
    r"^\W*(?:key|legend|symbols?|signs?|marks?|notation|how to read (?:this|these)|codes?)\W*$", re.IGNORECASE
)
_ENTRY = re.compile(r"^\s*(?P<mark>[^\w\s]{1,3}|[A-Za-z])\s*(?:=|:|–|—|-(?=\s))?\s+(?P<means>\w[\w ,'’/()-]{1,50})\s*$")
_MEANS = (
    ("decisions", re.compile(r"\b(?:settled|decid\w+|decisions?|agreed|resolved|approved)\b", re.IGNORECASE)),
    ("actions", re.compile(r"\b(?:to[- ]?dos?|tasks?|actions?|jobs?|somebody does it|to be done)\b", re.IGNORECASE)),
    ("done", re.compile(r"\b(?:done|finished|completed?)\b", re.IGNORECASE)),
)
_NOT = re.compile(r"\b(?:not|un\w+|open|to be (?:decided|agreed)|no)\b", re.IGNORECASE)
_NONE = "open"


def legend_of(lines: list[str]) -> tuple[dict[str, str], frozenset[str]]:
    """What each sign announces (see section_kind; ``open`` for all that is neither), and the lines of the key.

    A key is a line that says so, with two signs or more below it, one to a line. Both are empty without one.
    """
    for i, line in enumerate(lines):
        if not _TITLE.match(line):
            continue
        found: dict[str, str] = {}
        own: list[str] = [line]
        for below in lines[i + 1 : i + 12]:
            entry = _ENTRY.match(below)
            if not entry:
                break
            found[entry["mark"]] = _kind(entry["means"])
            own.append(below)
        if len(found) >= 2:
            return found, frozenset(own)
    return {}, frozenset()


def _kind(means: str) -> str:
    if _NOT.search(means):
        return _NONE
    for kind, pattern in _MEANS:
        if pattern.search(means):
            return kind
    return section_kind(means) or _NONE


def sign_of(line: str, legend: dict[str, str]) -> tuple[str, int]:
    """What the sign a line begins with announces and the sign's length with its space; ("", 0) without one."""
    match = re.match(r"\s*(\S{1,3})\s+(?=\S)", line)
    if match is None or match[1] not in legend:
        return "", 0
    return legend[match[1]], match.end()
