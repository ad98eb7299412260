"""Who the words before a task stand for: people of the document, all of them, or nobody it knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.documents.facts.assignment_words import GROUP
from core.documents.facts.names import OFFICE, ROLE, looks_like_name, without_titles
from core.documents.facts.roster import Person, Roster

_AND = re.compile(r"\s*(?:,\s*and\s+|,|\band\b|&|\+|/)\s*")
_ROLE = re.compile(rf"\W*(?:the |our )?(?:{ROLE})\W*", re.IGNORECASE)
_OFFICE = re.compile(rf"\W*(?:the |our )?(?:{OFFICE})\W*", re.IGNORECASE)
_COURTESY = re.compile(r"\s(?:(?:him|her|them)sel(?:f|ves)|madam|sir|sahib|ji)\b")
_MANY = 3


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whose a task is, as names (None for all, or nobody named), and the words that tell it."""

    owner: str | None
    task: str


_TOGETHER = " and "


def together(names: Sequence[str]) -> str | None:
    """Several owners as a reader is shown them; None for nobody."""
    return _TOGETHER.join(names) or None


def several(owner: str | None) -> tuple[str, ...]:
    """The names in what ``together`` gave for more than one; empty for one, or nobody."""
    names = tuple(owner.split(_TOGETHER)) if owner else ()
    return names if len(names) > 1 else ()


def named_together(roster: Roster, named: str) -> str:
    """The full names in what a model gave as the owner: "Ann and Bob Ray" as the document's "Ann Lee and Bob Ray"."""
    pieces = [piece.strip() for piece in _pieces(named)]
    if len(pieces) < 2 or roster.resolve(named) or not all(roster.resolve(piece) for piece in pieces):
        return roster.resolve(named) or named
    return together([roster.resolve(piece) or piece for piece in pieces]) or named


class Owners:
    """Reads names before tasks.

    Args:
        roster: the document's people. Where it lists who was there, a stranger needs a stronger sign.
        acting: single names of those of whom the text tells that they said or did something, though no list has them.
    """

    def __init__(self, roster: Roster, acting: frozenset[str] = frozenset()) -> None:
        self.roster = roster
        self._acting = acting
        self.many_listed = sum(person.listed for person in roster.people) >= _MANY
        self._lower = roster.lower_case()

    def cased(self, body: str) -> str:
        """A body with the names that this document writes in lower case capitalised; the length stays the same."""
        return self._lower.sub(lambda m: m.group().capitalize(), body) if self._lower else body

    def owner(self, who: str) -> str | None:
        """The full names of those named, joined by "and"; None for a group."""
        if self.group(who):
            return None
        names: list[str] = []
        for piece in _pieces(re.sub(r"\([^)]*\)", "", who)):
            name = self.roster.resolve(piece)
            if name is None:
                bare = without_titles(piece)
                known = looks_like_name(bare) or re.fullmatch(r"[A-Z]{2,3}", bare)
                name = bare if known else re.sub(r"^the\s+", "", piece.strip(" ,"), flags=re.I)
            name = name[:1].upper() + name[1:]
            if name and name not in names:
                names.append(name)
        return together(names)

    def group(self, who: str) -> bool:
        """True for "all", "members", "the staff"."""
        return bool(re.fullmatch(GROUP, who.strip(), re.IGNORECASE))

    def people(self, who: str) -> bool:
        """True if these are people or all of them, not the first words of a task."""
        return self.group(who) or all(
            self.roster.resolve(piece)
            or looks_like_name(without_titles(re.sub(r"\(.*?\)", "", piece)))
            or _ROLE.fullmatch(piece)
            or re.fullmatch(r"[A-Z]{2,3}", piece.strip())
            for piece in _pieces(who)
        )

    def somebody(self, who: str) -> bool:
        """True if the document tells of these people elsewhere, or they hold an office that any group has."""
        pieces = _pieces(who)
        return bool(pieces) and all(self.roster.resolve(piece) or _OFFICE.fullmatch(piece) for piece in pieces)

    def acts(self, who: str) -> bool:
        """True if these are people of the document, by its lists or by what it tells of them."""
        pieces = _pieces(who)
        return bool(pieces) and all(self.roster.resolve(piece) or piece.strip() in self._acting for piece in pieces)

    def insiders(self, who: str) -> bool:
        """True if these belong to the group, as far as the document tells."""
        for piece in _pieces(who):
            person = self._person(piece)
            if person is None and not _OFFICE.fullmatch(piece):
                return not self.many_listed
            if person is not None and self.many_listed and not person.listed and not person.roles:
                return False
        return True

    def _person(self, piece: str) -> Person | None:
        name = self.roster.resolve(piece)
        return next((person for person in self.roster.people if person.name == name), None) if name else None


def _pieces(who: str) -> list[str]:
    return [piece for piece in _AND.split(_COURTESY.sub("", who)) if piece.strip()]
