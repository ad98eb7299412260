"""What a store may offer besides the contract: questions in Cypher, written by a language model."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from core.access import Viewer
from core.models import Level

Value: TypeAlias = "bool | int | float | str | date | datetime | list[Value] | dict[str, Value] | None"
"""What a row holds. A node is a dict with its ``label`` first, a relationship one with its ``type``."""


@dataclass(frozen=True)
class Rows:
    """What a query found.

    Args:
        columns: as the query names them.
        rows: the first ones, long values cut.
        passages: for each row the ids of the passages that what it holds stands in.
        more: whether there were further rows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    passages: tuple[tuple[str, ...], ...]
    more: bool


def sees_everything(viewer: Viewer) -> bool:
    """True for full clearance: what is counted over the whole graph cannot be filtered for anybody else afterwards."""
    return viewer.level == list(Level)[-1]


class ReadsCypher(ABC):
    """A store that answers Cypher."""

    @property
    @abstractmethod
    def schema(self) -> str:
        """What there is to ask for, as a model is told of it."""

    @abstractmethod
    def cypher(self, query: str, viewer: Viewer) -> Rows:
        """What a query finds; it reads and does nothing else, whatever it says.

        Raises:
            NotAllowed: the viewer may not see everything.
            QueryRefused: it does something that is not allowed, makes no sense, or takes too long.
            StoreError: the graph failed.
        """
