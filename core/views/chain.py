"""The history of one decision: what it replaced, and what replaced it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from core.models import Decision


def chain(decision: Decision, known: Sequence[Decision]) -> list[Decision]:
    """Every decision that led to this one, this one, and those that followed, oldest first.

    Args:
        known: all decisions that the viewer may see, superseded ones too.
    """
    by_id = {one.id: one for one in known}
    replaced = defaultdict[str, list[str]](list)
    for one in known:
        if one.superseded_by is not None:
            replaced[one.superseded_by].append(one.id)
    found = {decision.id: decision}
    before = list(replaced[decision.id])
    while before:
        earlier = by_id[before.pop()]
        if earlier.id not in found:
            found[earlier.id] = earlier
            before += replaced[earlier.id]
    after = decision.superseded_by
    while after is not None and after in by_id and after not in found:
        found[after] = by_id[after]
        after = by_id[after].superseded_by
    return _oldest_first(found)


def _oldest_first(found: dict[str, Decision]) -> list[Decision]:
    """By date; what replaces stands behind what it replaces, also where days are the same or missing."""
    depth = {one.id: _steps(one, found) for one in found.values()}
    day: dict[str, date] = {}
    for one in sorted(found.values(), key=lambda one: -depth[one.id]):
        replaced = [day[other.id] for other in found.values() if other.superseded_by == one.id and other.id in day]
        day[one.id] = one.date or max(replaced, default=date.min)
    return sorted(found.values(), key=lambda one: (day[one.id], -depth[one.id], one.start, one.id))


def _steps(decision: Decision, found: dict[str, Decision]) -> int:
    """How many decisions follow this one."""
    steps, at = 0, decision.superseded_by
    while at is not None and at in found and steps < len(found):
        steps, at = steps + 1, found[at].superseded_by
    return steps
