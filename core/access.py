"""Who may read what. Every read of the graph takes a Viewer; there is no default."""

from dataclasses import dataclass

from core.errors import SettingsError
from core.models import Level


@dataclass(frozen=True)
class Viewer:
    """A reader and the highest level this reader is cleared for.

    Args:
        name: the account, phone or command the reading is done for; owner of the conversations it starts.
        level: the clearance.
    """

    name: str
    level: Level

    @classmethod
    def system(cls) -> "Viewer":
        """Full clearance, for operators' commands only."""
        return cls("system", Level.RESTRICTED)

    @classmethod
    def member(cls, level: str = "INTERNAL", name: str = "member") -> "Viewer":
        """A member of the organisation cleared up to ``level``.

        Raises:
            SettingsError: ``level`` is not one of the four levels.
        """
        try:
            return cls(name, Level(str(level).upper()))
        except ValueError:
            known = ", ".join(Level)
            raise SettingsError(f"“{level}” is not a level; the levels are {known}.") from None

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels this viewer may read, as stored: for ``level IN (...)`` inside a query."""
        return tuple(level.value for level in Level if level <= self.level)

    def may_read(self, level: object) -> bool:
        """True if something of this level may be shown; a missing or unknown level reads as RESTRICTED."""
        return Level.read(level) <= self.level
