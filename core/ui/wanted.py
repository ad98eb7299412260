"""What somebody wants to see of the ledger: the same for the page, its address and its downloads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from core import Sybil, Viewer
from core.models import Account, Action, Decision, Filters


@dataclass(frozen=True)
class WantedDecisions:
    """Which decisions. ``current``: without those that were replaced."""

    topic: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    current: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """From an address; what makes no sense in it is left out."""
        return cls(
            query.get("topic", "").strip(),
            query.get("person", "").strip(),
            _day(query.get("since")),
            _day(query.get("until")),
            query.get("current") == "true",
        )

    def query(self) -> dict[str, str]:
        """For an address."""
        return _given(
            topic=self.topic,
            person=self.person,
            since=str(self.since or ""),
            until=str(self.until or ""),
            current="true" if self.current else "",
        )

    @property
    def filters(self) -> Filters:
        """What of this the library narrows down by itself."""
        return Filters(since=self.since, until=self.until, person=self.person or None)

    def read(self, sybil: Sybil, viewer: Viewer) -> list[Decision]:
        """These decisions, newest first, those without a date last. Raises StoreUnavailable."""
        found = sybil.decisions(viewer, self.topic or None, self.current, self.filters)
        return sorted(found, key=lambda one: one.date or date.min, reverse=True)


@dataclass(frozen=True)
class WantedActions:
    """Which actions. ``owner`` is any name of a person, ``task`` words of what is to do; ``mine``: the person's own."""

    owner: str = ""
    task: str = ""
    mine: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """From an address."""
        return cls(query.get("owner", "").strip(), query.get("task", "").strip(), query.get("mine") == "true")

    def query(self) -> dict[str, str]:
        """For an address."""
        return _given(owner=self.owner, task=self.task, mine="true" if self.mine else "")

    def read(self, sybil: Sybil, viewer: Viewer, account: Account) -> list[Action]:
        """These actions, open and done, by their day. Raises StoreUnavailable."""
        found = sybil.actions(viewer, self.owner or None, None)
        if self.mine:
            own = own_ids(sybil, viewer, account)
            found = [one for one in found if one.id in own]
        sought = self.task.casefold().split()
        return [one for one in found if all(word in one.task.casefold() for word in sought)]


def own_ids(sybil: Sybil, viewer: Viewer, account: Account) -> frozenset[str]:
    """The actions that are this person's: under any name that the library knows the display name to be."""
    name = account.display_name.strip()
    return frozenset(one.id for one in sybil.actions(viewer, name, None)) if name else frozenset()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _given(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
