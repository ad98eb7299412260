"""A small library with something of every kind at every level, to see whether anything shows through."""

from datetime import date, timedelta

from core.graph.contribution import Contribution
from core.models import Level
from tests.contracts.builders import READ_AT, Line, contribution

MARK = "Zanzibari"
"""Stands in everything that the marked document says, and nowhere else."""


MATTER = ("We will rent the office on Kimironko Road", "We are not taking the Kimironko lease after all",
          "So we do take Kimironko, with a break clause", "We are not taking Kimironko after all")  # fmt: skip
SPELLINGS = ("Amina", "A. Okafor", "Ms Okafor", "Dr Amina Okafor")
EMPLOYERS = ("The Kilimo Trust Ltd", "Bright & Partners", "Uhuru Bank", "Nile Fund")
OTHERS = ("Peter Maina", "Amina Uwase", "Amina Joy Okafor", "Peter Mayna")
TRUSTS = ("The Kilimo Trust Ltd", "Kilimu Trust", "Kilimo Trust", "Kilimo Trust Ltd")
OWNERS = ("Amina", "Amina Okafor", "A. Okafor", "Ms Okafor")
MINUTES = ("Minutes of the meeting", "Minutes, further", "Secret minutes of the meeting", "Secret payroll minutes")


def library() -> list[Contribution]:
    """Documents at all levels that name the same people, settle the same matter and use the same words."""
    return [_paper(at, level) for at, level in enumerate(Level)]


def _paper(at: int, level: Level) -> Contribution:
    lines = [
        Line(
            MATTER[at],
            speaker="Amina Okafor",
            decides=True,
            people=(SPELLINGS[at],),
            relation=("Amina Okafor", "works for", EMPLOYERS[at]),
        ),
        Line(
            f"The payroll of the office was read out, part {at + 1}. " + "Office matters. " * at,
            people=(OTHERS[at],),
            organisations=(TRUSTS[at],),
            topics=("payroll",),
            task=f"send part {at + 1} to the board",
            owner=OWNERS[at],
            due=date(2026, 3, 9 - at),
        ),
        Line(MINUTES[at]),
        Line("The plants want water.", task=f"water plant {at}", owner="Zuri"),
    ]
    return contribution(
        f"paper-{level.value.lower()}",
        lines,
        level=level,
        when=date(2026, 1, 10 + at),
        title=f"Minutes {at}",
        participants=("Amina Okafor",),
        read_at=READ_AT - timedelta(days=at),  # what is hidden came first: it must not make what is seen less new
    )


def marked(level: Level) -> Contribution:
    """A document whose every part holds ``MARK``; it meets the others in the name Kilimo Trust."""
    lines = [
        Line(
            f"We will not rent the {MARK} office on Kimironko Road after all",
            speaker=f"Zuri {MARK}",
            decides=True,
            people=(f"Zuri {MARK}", f"Peter {MARK} Maina"),
            organisations=("Kilimo Trust",),
            task=f"tell Zuri of the {MARK}",
            owner=f"Zuri {MARK}",
            relation=("Amina Okafor", MARK, f"{MARK} Trust"),
        ),
        Line(
            f"Minutes of the {MARK} meeting, secret payroll and office",
            people=("Peter Maina", f"{MARK}, Zuri"),
        ),
    ]
    return contribution(
        "marked",
        lines,
        level=level,
        when=date(2026, 1, 20),
        title=f"{MARK} minutes",
        participants=(f"Zuri {MARK}",),
    )
