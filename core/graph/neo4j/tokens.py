"""Cypher's text as tokens, so that what stands in a string or a comment is never taken for the query."""

import re
from dataclasses import dataclass
from typing import Literal

from core.errors import QueryRefused

Kind = Literal["word", "quoted", "string", "number", "sign", "end"]

_SPACE = re.compile(r"(?:[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)+", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED = re.compile(r"`[A-Za-z0-9_ ]{1,60}`(?!`)")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?(?![A-Za-z0-9_])")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_SIGN = re.compile(r"<=|>=|<>|\.\.|\|\||[-+*/%^=<>()\[\]{},.:|]")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\\": "\\", "'": "'", '"': '"', "`": "`"}

_WHAT = {
    ";": "Write one query without a semicolon.",
    "\\": "Outside strings there are no escapes; write the letters themselves.",
    "$": "There are no parameters; write the value itself, and labels, types and properties by name.",
    "`": "Names in backticks hold only letters, digits, spaces and _; take another name.",
    "!": "Labels and types cannot be negated with !; name those that are wanted, with | between them.",
    "&": "Labels and types cannot be joined with &; name one, or several with | between them.",
    "~": "Regular expressions (=~) are not available; use toLower(x) CONTAINS 'words'.",
    "'": "A string is not closed.",
    '"': "A string is not closed.",
}


@dataclass(frozen=True)
class Token:
    """A piece of a query. ``value`` is what it means: a string without quotes and escapes, a name without backticks,
    a word as it stands; ``at`` is where it begins."""

    kind: Kind
    value: str
    at: int

    @property
    def upper(self) -> str:
        """A word in capitals, a sign as it is; nothing for what cannot be a keyword."""
        return self.value.upper() if self.kind in ("word", "sign") else ""


def tokens(query: str) -> list[Token]:
    """The tokens of a query, the last of them its end.

    Raises:
        QueryRefused: it holds a character that no query for reading needs.
    """
    found, at = list[Token](), 0
    while at < len(query):
        if space := _SPACE.match(query, at):
            if "\\" in space[0]:
                raise QueryRefused(_WHAT["\\"])
            at = space.end()
            continue
        token, at = _token(query, at)
        found.append(token)
    return [*found, Token("end", "", len(query))]


def _token(query: str, at: int) -> tuple[Token, int]:
    patterns: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("word", _WORD),
        ("number", _NUMBER),
        ("string", _STRING),
        ("quoted", _QUOTED),
    )
    for kind, pattern in patterns:
        if match := pattern.match(query, at):
            text = match[0]
            value = text[1:-1] if kind == "quoted" else _unescaped(text[1:-1]) if kind == "string" else text
            return Token(kind, value, at), match.end()
    sign = _SIGN.match(query, at)
    if sign is None or query.startswith("/*", at) or query.startswith("=~", at):
        raise QueryRefused(_refusal(query, at))
    return Token("sign", sign[0], at), sign.end()


def _unescaped(text: str) -> str:
    def meant(match: re.Match[str]) -> str:
        code = match[1]
        if len(code) == 5:
            return chr(int(code[1:], 16))
        if code not in _ESCAPED:
            raise QueryRefused(f"A string holds the unknown escape \\{code}; write a backslash as \\\\.")
        return _ESCAPED[code]

    return _ESCAPE.sub(meant, text)


def _refusal(query: str, at: int) -> str:
    sign = query[at]
    if query.startswith("/*", at):
        return "A comment is not closed."
    if query.startswith("=~", at):
        return _WHAT["~"]
    if sign in _WHAT:
        return _WHAT[sign]
    if sign.isdigit():
        return "A number is not plain; write it as 12 or 1.5."
    named = f"“{sign}”" if sign.isprintable() else "an invisible one"
    return (
        f"Outside strings only plain letters, digits and Cypher's own signs are read, not U+{ord(sign):04X} ({named})."
    )
