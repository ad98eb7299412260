"""One person as a list of those present, or a signature, names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One person on a list: the name without titles, offices held, initials the list gives, other forms."""

    name: str
    roles: tuple[str, ...] = ()
    initials: str | None = None
    present: bool = True
    writes: bool = False
