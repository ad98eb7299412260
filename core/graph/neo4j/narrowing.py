"""What a viewer and a question's filters leave of the library, as conditions inside a query."""

from collections.abc import Iterable
from typing import Any

from core.access import Viewer
from core.graph.neo4j.connections import Connection
from core.graph.people import KnownPerson, meant
from core.models import Filters, Level


def seen(document: str) -> str:
    """The condition that this viewer may read a document, over ``$all`` and ``$levels`` (see ``clearance``).

    A level that is missing or unknown is in no list of levels: only full clearance reads it.
    """
    return f"($all OR {document}.level IN $levels)"


def clearance(viewer: Viewer) -> dict[str, Any]:
    """The values for ``seen``; ``level`` is that of the entities which this viewer knows."""
    return {
        "all": viewer.level == list(Level)[-1],
        "levels": list(viewer.levels),
        "level": viewer.level.value,
    }


def narrowed(date: str, passage: bool = False, deciders: bool = False) -> str:
    """The condition for ``Filters``, over a document ``d`` and the parameters of ``parameters``.

    Args:
        date: the expression whose day counts.
        passage: True where there is a passage ``p``. Passages with speakers are matched by these, others by the
            participants of their document. Otherwise by participants and speakers of the whole document.
        deciders: True where there is a decision ``x``, which is matched by its deciders too.
    """
    found = "any(k IN d.people WHERE k IN $people)"
    if passage:
        found = """CASE WHEN size(p.people) > 0 THEN any(k IN p.people WHERE k IN $people)
            ELSE any(k IN d.present WHERE k IN $people) END"""
    if deciders:
        found = f"({found} OR any(k IN x.deciders WHERE k IN $people))"
    return f"""($since IS NULL OR {date} >= $since) AND ($until IS NULL OR {date} <= $until)
        AND ($kinds IS NULL OR d.kind IN $kinds) AND ($documents IS NULL OR d.id IN $documents)
        AND ($people IS NULL OR {found})"""


def parameters(connection: Connection, viewer: Viewer, filters: Filters | None) -> dict[str, Any]:
    """The values for ``narrowed`` and ``seen``."""
    filters = filters or Filters()
    return {
        **clearance(viewer),
        "since": filters.since,
        "until": filters.until,
        "kinds": list(filters.kinds) or None,
        "documents": list(filters.document_ids) or None,
        "people": sorted(person_keys(connection, viewer, filters.person)) if filters.person else None,
    }


def person_keys(connection: Connection, viewer: Viewer, asked: str, written: Iterable[str] = ()) -> set[str]:
    """The keys of every name of the people that ``asked`` may mean, as far as this viewer knows these names.

    Args:
        asked: a whole name, or some words of one.
        written: further names that this viewer sees, such as owners of actions.
    """
    rows = connection.rows(
        f"""MATCH (n:Name {{type: 'person'}})-[:NAME_OF]->(e:Entity {{level: $level}})
            WHERE EXISTS {{ MATCH (n)<-[:NAMES]-(d:Document) WHERE {seen("d")} }}
            RETURN n.name AS name, n.key AS key, e.id AS entity""",
        clearance(viewer),
    )
    return meant(asked, (KnownPerson(row["name"], row["key"], row["entity"]) for row in rows), written)
