"""Who wrote a document, from its signature or heading, and names that stand alone at its top."""

import re

from core.documents.facts.listed import Listed
from core.documents.facts.names import TITLE, looks_like_name, without_titles

_OWN_NOTES = re.compile(
    r"\b(?:(?:my |own )*notes?\b|[Nn]oted|[Ww]ritten(?: up)?|[Tt]yped(?: up)?|[Tt]aken|[Mm]inuted|"
    r"[Ss]cribbled|[Mm]inutes)\s*(?:by|of|from|[(:–—-])\s*[(]?\s*(?P<one>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+)?)|"
    r"(?P<two>[A-Z][\w-]+(?: [A-Z][\w-]+)?)['’]s (?:own )?notes\b"
)
_INLINE_SIGN = re.compile(
    r"^(?:cheers|thanks|best|regards|love|yours|ta|many thanks|best wishes|kind regards|warmly|all best|xx?|"
    r"[-–—])[,!\s]*\s*(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s*[x.]*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\s*(?:(?:kind|best|warm|many|with|yours|all|respectfully|sincerely|regards|cheers|thanks|love)\b.{0,40}[,!.]?"
    r"|submitted,)\s*$",
    re.IGNORECASE,
)


def names_alone(lines: list[str]) -> list[Listed]:
    """A line of names alone near the top ("Dr Sethi, Dr Maclean, Nurse Olu, me.", "Ann / Bob / Cat")."""
    found: list[Listed] = []
    for line in lines[:8]:
        first = line.split(".")[0] if not re.match(rf"\s*{TITLE}", line) else line
        pieces = [without_titles(p) for p in re.split(r",\s*|\s+and\s+|\.\s|\s/\s", first.strip(" .")) if p.strip()]
        named = [p for p in pieces if looks_like_name(p)]
        if (
            len(pieces) >= 3
            and len(named) >= len(pieces) - 1
            and sum(len(p.split()) <= 3 for p in pieces) == len(pieces)
        ):
            found += [Listed(p) for p in named]
    return found


def writers(lines: list[str]) -> list[Listed]:
    """Who signs, or is said to have written it."""
    found: list[Listed] = []
    for line in lines[:8]:
        own = _OWN_NOTES.search(line)
        name = (own["one"] or own["two"]) if own else ""
        if name and looks_like_name(name):
            found.append(Listed(name, writes=True))
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    signed = _INLINE_SIGN.match(last)
    only = without_titles(last.strip(" –—-")) if len(last.split()) <= 3 and not last.endswith(".") else ""
    greets = any(re.match(r"\s*(?:dear|hi|hello|hey|to|all|team|folks)\b", line, re.I) for line in lines[:8])
    ends = (signed["name"] if signed else "", only)
    found += [Listed(name, writes=True) for name in ends if greets and name and looks_like_name(name)]
    for i, line in enumerate(lines):
        if _SIGNED.match(line):
            name = without_titles(
                re.split(r"[,(]", next((x.strip() for x in lines[i + 1 : i + 3] if x.strip()), ""))[0]
            )
            if looks_like_name(name):
                found.append(Listed(name, writes=True))
    return found
