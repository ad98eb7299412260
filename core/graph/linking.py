"""Which decisions are on one matter, and which of two supersedes the other: pure functions of the two.

Nothing here looks at a third decision or at statistics of the library, so the outcome depends neither on the order in
which documents came nor on documents that a viewer may not see. Precision comes first: a decision that is shown as
replaced and is not misleads more than two that stand side by side.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import fsum

from core.terms import STOP_WORDS, stem, words
from core.word_weights import word_weight

_PROCEDURE = frozenset(
    """agree agreed agreement decide decided decides decision resolve resolved resolution approve approved approval
    approves adopt adopted elect elected vote voted motion carried confirm confirmed accept accepted proposal
    unanimously hereby ok okay yes go goes going gone take takes taken taking took make makes made use used uses
    put set give given gets keep keeps kept stay stays stayed remain remains do doing done want need needed needs
    cancel cancelled canceled cancels drop dropped withdraw withdrawn revoke revoked rescind rescinded reverse reversed
    overturn overturned scrap scrapped stop stopped end ended ends postpone postponed instead longer anymore change
    changed changes move moved moves switch switched extend extended raise raised rise rises increase increased
    reduce reduced lower limit limited terminate terminated renew renewed hold held place happen
    everyone everybody start starts day days week weeks month months year years euro euros dollar dollars usd eur rwf
    kes gbp percent one two three four five six seven eight nine ten eleven twelve first second new still back
    really just so let us please note said say right""".split()
)
"""Words of deciding, changing and measuring: they tell what is done with a matter, not which matter it is."""

_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays today tomorrow
    spring summer autumn winter jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_REVERSAL = re.compile(
    r"\b(after all|no longer|not any ?more|instead|cancel\w*|withdr[ae]w\w*|revok\w+|rescind\w*|revers\w+|overturn\w*"
    r"|scrap(?:s|ped)?|drop(?:s|ped)|terminat\w+|call(?:ed)? off|(?:is|are) off|never ?mind|so (?:we|i) do"
    r"|(?:is|are|will be) ended|and not|not going ahead|go(?:es|ing)? back (?:to|on)|undo(?:ne)?|repeal\w*)\b",
    re.IGNORECASE,
)
_PERIOD = (
    r"(?:(?:19|20)\d\d|[qQ][1-4]|January|February|March|April|May|June|July|August|September|October|November|December)"
)
_PERIODS = re.compile(
    rf"\b(?:for|of) (?:the (?:year|month|quarter) )?({_PERIOD})\b|\b({_PERIOD}) ([a-z]{{3,}})"
    r"|\b((?:phase|stage|lot|room|house|block|class|grade|group|team|site|plot|unit|floor|version|part|module|term"
    r"|quarter|cohort) (?:\d+|[a-f]|one|two|three|four))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=[a-z0-9,;:] )[A-Z]\w+")


@dataclass(frozen=True)
class Matter:
    """What a statement is about.

    ``weights`` maps stems to how much they tell; ``head`` are the stems of the first run of such words; ``named``
    stems are written as names; ``periods`` are the years, months or numbered parts that it is for; ``takes_back``
    when the words say that something is undone.
    """

    weights: Mapping[str, float]
    head: frozenset[str]
    named: frozenset[str]
    periods: frozenset[str]
    takes_back: bool


@lru_cache(maxsize=20_000)
def matter(statement: str) -> Matter:
    """What a statement is about."""
    weights: dict[str, float] = {}
    head: list[str] = []
    closed = False
    for word in words(statement):
        if word in STOP_WORDS or word in _PROCEDURE or word in _CALENDAR or word.isdigit() or len(word) < 2:
            closed = bool(head)
            continue
        root = stem(word)
        weights[root] = min(weights.get(root, 1.0), word_weight(word), word_weight(root))
        if not closed:
            head.append(root)
    named = frozenset(stem(word.lower()) for word in _NAMED.findall(statement)) & weights.keys()
    return Matter(weights, frozenset(head), named, _periods(statement), bool(_REVERSAL.search(statement)))


def _periods(statement: str) -> frozenset[str]:
    found = set()
    for of, before, noun, part in _PERIODS.findall(statement):
        if of or part or (before and noun not in STOP_WORDS and noun not in _PROCEDURE):
            found.add((of or before or part).lower())
    return frozenset(found)


LEAST_SHARED, LEAST_PART = 0.75, 0.45
"""Two statements that share less than this weight of stems, or less than this part of the shorter one's weight, are
never on one matter: what a store looks up before it compares."""


def same_matter(earlier: str, later: str, reverses: bool = False) -> float:
    """How surely ``later`` settles the matter of ``earlier`` anew: 0 for not, else the shared part of the shorter.

    Without a word of taking back, most of both must be shared, including what one of them begins with. With one
    (``reverses``, or ``after all``, ``no longer``, ``instead`` in the statement), half of the shorter is enough, if
    what is shared tells enough by itself. Statements for different years, months or numbered parts never match.
    """
    a, b = matter(earlier), matter(later)
    both = a.weights.keys() & b.weights.keys()
    shared = fsum(min(a.weights[key], b.weights[key]) for key in both)
    if shared < LEAST_SHARED or (a.periods and b.periods and not a.periods & b.periods):
        return 0.0
    weight_a, weight_b = fsum(a.weights.values()), fsum(b.weights.values())
    of_shorter, of_all = min(1.0, shared / min(weight_a, weight_b)), shared / (weight_a + weight_b - shared)
    heads = _head_shared(a, b), _head_shared(b, a)
    close = of_all >= 0.5 or (of_all >= 0.42 and min(heads) >= 0.3)
    if of_shorter >= 0.66 and close and max(heads) >= 0.7:
        return of_shorter
    if (reverses or b.takes_back) and shared >= 0.85 and max(heads) >= 0.5:
        named = any(key in a.named and key in b.named | b.head for key in both)
        return of_shorter if of_shorter >= (LEAST_PART if named else 0.5) else 0.0
    return 0.0


def _head_shared(a: Matter, b: Matter) -> float:
    whole = fsum(a.weights[key] for key in a.head)
    return fsum(a.weights[key] for key in a.head if key in b.weights) / whole if whole else 0.0


@dataclass(frozen=True)
class Dated:
    """A decision as far as succession looks at it.

    ``day`` is its own date or else its document's; ``firm`` is False for proposals and for all decisions of drafts;
    ``document`` and ``start`` place it.
    """

    statement: str
    day: date | None
    firm: bool
    reverses: bool
    document: str
    start: int


def supersedes(later: Dated, earlier: Dated) -> float:
    """How surely ``later`` supersedes ``earlier`` (0: not).

    Only what is firm supersedes. It has to be of a later day; on one day, or where days are missing, it has to take
    something back, and to stand further down in the same document or to face a decision that takes nothing back.
    """
    if not later.firm or not _after(later, earlier):
        return 0.0
    return same_matter(earlier.statement, later.statement, later.reverses)


def _after(later: Dated, earlier: Dated) -> bool:
    if later.day is not None and earlier.day is not None and later.day != earlier.day:
        return later.day > earlier.day
    takes_back = later.reverses or matter(later.statement).takes_back
    if later.document == earlier.document:
        return takes_back and later.start > earlier.start
    return (
        takes_back
        and later.day is not None
        and later.day == earlier.day
        and not (earlier.reverses or matter(earlier.statement).takes_back)
    )
