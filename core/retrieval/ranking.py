"""What a search gives: passages in order, and what is needed to judge whether they can hold an answer."""

from dataclasses import dataclass, field

from core.models import Passage


@dataclass(frozen=True)
class Candidate:
    """A passage as evidence: what can be read there (text, title, speakers), and its cosine, None without one."""

    text: str
    cosine: float | None


@dataclass(frozen=True)
class Signals:
    """What the library can say to a question, for ``assess``.

    ``candidates``: the ten passages nearest in words and meaning; ``searched``: passages that were searched;
    ``missing``: words and names of the question that no passage this viewer may read holds; ``calibrated``: the
    cosines are of the model that the thresholds were measured with.
    """

    candidates: tuple[Candidate, ...] = ()
    searched: int = 0
    missing: tuple[str, ...] = ()
    calibrated: bool = True


@dataclass(frozen=True)
class Ranking:
    """Passages best first, chosen for what they cover together. A score is the passage's own, and never more than that
    of the one before it.

    ``degraded``: sentences about what search had to do without.
    """

    passages: list[Passage]
    degraded: tuple[str, ...] = ()
    signals: Signals = field(default_factory=Signals)
