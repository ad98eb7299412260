"""Names of accounts: one spelling each, and none that Sybil uses itself."""

import unicodedata

from core.errors import NameRefused

RESERVED = frozenset({"system", "member", "operator", "retention", "cli", "nobody"})
"""Names under which Sybil itself reads and acts."""

LONGEST, MARKS = 64, ".-_@"
LONGEST_SHOWN = 100


def fold(name: str) -> str:
    """The one spelling of a name, which need not be one that an account may have."""
    once = unicodedata.normalize("NFKC", storable(name[: LONGEST * 4])).casefold()
    return unicodedata.normalize("NFKC", once).strip()


def storable(text: str) -> str:
    """Text from a stranger as every store takes it: without NUL and halves of characters."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def accepted(name: str) -> str:
    """The spelling of a name for a new account.

    Raises:
        NameRefused: no account may have it.
    """
    found = fold(name)
    if not found or len(found) > LONGEST or len(name) > LONGEST * 4:
        raise NameRefused(f"A name has 1 to {LONGEST} characters.")
    if not all(letter in MARKS or unicodedata.category(letter)[0] == "L" or letter.isdecimal() for letter in found):
        raise NameRefused("A name is made of letters, digits and the characters . - _ @, without spaces.")
    if found in RESERVED:
        raise NameRefused(f"Sybil uses the name “{found}” itself; choose another one.")
    return found


def displayed(display_name: str | None, name: str) -> str:
    """The name for people to read: one line without control characters, else the name itself.

    Raises:
        NameRefused: it is too long.
    """
    kept = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in display_name or "")
    line = " ".join(kept.split())
    if len(line) > LONGEST_SHOWN:
        raise NameRefused(f"A display name has at most {LONGEST_SHOWN} characters.")
    return line or name
