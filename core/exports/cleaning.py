"""Text of documents on its way into a file that another program opens."""

import unicodedata

_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """The text without what no file format takes or shows: control characters, lone surrogates and non-characters
    become U+FFFD, line ends of all kinds become ``\\n``, marks that turn the direction of reading round are left
    out."""
    return "\n".join("".join(map(_shown, line)) for line in text.splitlines())


def one_line(text: str) -> str:
    """As ``clean``, on a single line."""
    return " ".join(clean(text).split())


def lines(text: str) -> list[str]:
    """The lines of ``clean`` that are not blank, without white space at their ends."""
    return [" ".join(line.split()) for line in clean(text).split("\n") if line.strip()]


def _shown(letter: str) -> str:
    if letter == "\t":
        return " "
    if letter in _TURNING:
        return ""
    unusable = unicodedata.category(letter) in ("Cc", "Cs") or ord(letter) & 0xFFFE == 0xFFFE
    return "\ufffd" if unusable else letter
