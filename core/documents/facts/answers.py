"""The shapes a model answers in, and the check of what it answers against the text.

What is not in the text was made up: it is dropped and counted. An item that does not fit its shape is dropped too,
and never takes its neighbours with it.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

_Item = TypeVar("_Item", bound="_Quoted")
_LONGEST_QUOTE = 1_200
_SHORTEST_QUOTE = 4
_MOST_ITEMS = 200


def _worded(text: str) -> str:
    if not 3 <= len(text) <= 600:
        raise ValueError("too short or too long")
    return text


def _named(text: str) -> str:
    if not 2 <= len(text) <= 120:
        raise ValueError("too short or too long")
    return text


_Words = Annotated[str, AfterValidator(_worded)]  # checked here and not in the schema: strict servers know no lengths
_Name = Annotated[str, AfterValidator(_named)]


class _Quoted(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    quote: str = Field(description="Copied character for character from the text: the shortest whole sentence or row.")


class SaidDecision(_Quoted):
    """A decision as the model gives it."""

    statement: _Words
    rationale: str | None = None
    deciders: list[str] = Field(default_factory=list)
    proposed: bool = False
    reverses: bool = False


class SaidAction(_Quoted):
    """An action as the model gives it; ``due`` as the text says it ("by Friday"), not resolved."""

    task: _Words
    owner: str | None = None
    due: str | None = None
    done: bool = False


class SaidEntity(_Quoted):
    """A name as the model gives it."""

    name: _Name
    type: Literal["person", "organisation", "place", "topic"]


class SaidRelation(_Quoted):
    """A relation between two names as the model gives it."""

    source: _Name
    kind: Literal["works_for", "role_of", "located_in", "responsible_for"]
    target: _Name


class Asked(BaseModel):
    """The shape that the model is shown; more particular than what is accepted from it."""

    decisions: list[SaidDecision]
    actions: list[SaidAction]
    entities: list[SaidEntity]
    relations: list[SaidRelation]


class Answered(BaseModel):
    """What is accepted: items are read one by one, so that a bad one does not spoil the rest."""

    model_config = ConfigDict(extra="ignore")

    decisions: list[Any] = Field(default_factory=list)
    actions: list[Any] = Field(default_factory=list)
    entities: list[Any] = Field(default_factory=list)
    relations: list[Any] = Field(default_factory=list)

    @field_validator("*", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return value if isinstance(value, list) else []

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The schema of Asked: what the model is held to where the server can."""
        return Asked.model_json_schema(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the place of its quote in the document's text."""

    item: Any
    start: int
    end: int


class Places:
    """Finds quotes in a stretch of the document, whatever the white space and the kind of quotation marks.

    Args:
        text: the document's text.
        start, end: the stretch that the model was shown.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self._offsets: list[int] = []
        letters: list[str] = []
        for at in range(start, end):
            letter = _plain(text[at])
            if not letter or (letter == " " and (not letters or letters[-1] == " ")):
                continue
            letters.append(letter)
            self._offsets.append(at)
        self._folded = "".join(letters)

    def find(self, quote: str) -> tuple[int, int] | None:
        """Start and end of the quote in the document; None if the text does not hold it."""
        wanted = _folded(quote)
        at = self._folded.find(wanted) if _SHORTEST_QUOTE <= len(wanted) <= _LONGEST_QUOTE else -1
        return (self._offsets[at], self._offsets[at + len(wanted) - 1] + 1) if at >= 0 else None

    def names(self, name: str) -> list[tuple[int, int]]:
        """Every place where a name stands as a whole, in order."""
        wanted = _folded(name)
        if len(wanted) < 2:
            return []
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        return [(self._offsets[m.start()], self._offsets[m.end() - 1] + 1) for m in pattern.finditer(self._folded)]


_SAME = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u200e": "", "\u200f": "", "\ufeff": ""}


def _plain(character: str) -> str:
    """One character for all that look alike, a space for any white space, nothing for what is not seen."""
    return " " if character.isspace() else _SAME.get(character, character)


def _folded(text: str) -> str:
    return " ".join("".join(map(_plain, text)).split())


def placed(items: list[Any], shape: type[_Item], places: Places) -> tuple[list[Placed], int]:
    """The items that fit their shape and whose quote is in the text, and how many were dropped."""
    kept: list[Placed] = []
    dropped = max(0, len(items) - _MOST_ITEMS)
    for raw in items[:_MOST_ITEMS]:
        try:
            item = shape.model_validate(raw)
        except ValidationError:
            dropped += 1
            continue
        span = places.find(item.quote)
        if span is None:
            dropped += 1
        else:
            kept.append(Placed(item, *span))
    return kept, dropped


def stands_in(name: str, text: str) -> bool:
    """True if every word of a name stands in the text."""
    low = text.lower()
    words = re.findall(r"\w+", name.lower())
    return bool(words) and all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low) for word in words)


def parse_day(text: str) -> date | None:
    """An ISO date that the model resolved by itself, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
