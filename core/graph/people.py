"""Whom a question means by a name, among the people whose names a viewer sees."""

from collections.abc import Iterable
from typing import NamedTuple

from core.graph.names import clean, parse, person_matches


class KnownPerson(NamedTuple):
    """A written name of a person, its key, and the entity that it is a name of, by any key of the store."""

    name: str
    key: str
    entity: object


def meant(asked: str, known: Iterable[KnownPerson], written: Iterable[str] = ()) -> set[str]:
    """The keys of every name of the people that ``asked`` may mean.

    Args:
        asked: a whole name, or some words of one.
        known: the names of people that the viewer sees.
        written: further names that this viewer sees, such as owners of actions.
    """
    rows = list(known)
    wanted = parse("person", clean(asked))
    entities = {row.entity for row in rows if row.key == wanted.key}
    if not entities or not wanted.full:
        entities |= {row.entity for row in rows if person_matches(asked, row.name)}
    keys = {row.key for row in rows if row.entity in entities} | {wanted.key}
    seen = {row.key for row in rows}
    offered: dict[str, set[object]] = {}
    for row in rows:
        for block in parse("person", row.name).offers:
            offered.setdefault(block, set()).add(row.entity)
    for name in written:
        parsed = parse("person", clean(name))
        fits = offered.get(parsed.seeks or "", set())
        if person_matches(asked, name) or (parsed.key not in seen and len(fits) == 1 and fits <= entities):
            keys.add(parsed.key)
    return keys
