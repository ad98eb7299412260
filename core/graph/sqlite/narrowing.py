"""What a viewer and a question's filters leave of the library, as conditions inside a query."""

import json
from collections.abc import Iterable
from typing import Any

from core.access import Viewer
from core.graph.people import KnownPerson, meant
from core.graph.sqlite.connections import Connection
from core.graph.values import day
from core.models import Filters


def narrowed(date: str, passage: str | None, deciders: str | None = None) -> str:
    """The condition for ``Filters``, over a document ``d`` and named parameters (see ``parameters``).

    Args:
        date: the column whose day counts.
        passage: the column with the passage's number. Passages with speakers are matched by these, others by the
            participants of their document. None: by participants and speakers of the whole document.
        deciders: a column with a JSON list of further people.
    """
    meant = "q.key IN (SELECT value FROM json_each(:people))"
    if passage is None:
        found = f"EXISTS (SELECT 1 FROM people q WHERE q.document = d.n AND {meant})"
    else:
        speaks = f"EXISTS (SELECT 1 FROM people q WHERE q.passage = {passage} AND {meant})"
        unspoken = f"NOT EXISTS (SELECT 1 FROM people q WHERE q.passage = {passage})"
        present = f"EXISTS (SELECT 1 FROM people q WHERE q.document = d.n AND q.passage IS NULL AND {meant})"
        found = f"({speaks} OR ({unspoken} AND {present}))"
    if deciders is not None:
        decides = (
            f"EXISTS (SELECT 1 FROM json_each({deciders}) q WHERE q.value IN (SELECT value FROM json_each(:people)))"
        )
        found = f"({found} OR {decides})"
    return f"""(:since IS NULL OR {date} >= :since) AND (:until IS NULL OR {date} <= :until)
        AND (:kinds IS NULL OR d.kind IN (SELECT value FROM json_each(:kinds)))
        AND (:documents IS NULL OR d.id IN (SELECT value FROM json_each(:documents)))
        AND (:people IS NULL OR {found})"""


def parameters(connection: Connection, viewer: Viewer, filters: Filters | None) -> dict[str, Any]:
    """The values for ``narrowed`` and the viewer's rank."""
    filters = filters or Filters()
    people = sorted(person_keys(connection, viewer, filters.person)) if filters.person else None
    return {
        "rank": viewer.level.rank,
        "since": day(filters.since),
        "until": day(filters.until),
        "kinds": json.dumps(filters.kinds) if filters.kinds else None,
        "documents": json.dumps(filters.document_ids) if filters.document_ids else None,
        "people": json.dumps(people) if people is not None else None,
    }


def person_keys(connection: Connection, viewer: Viewer, asked: str, written: Iterable[str] = ()) -> set[str]:
    """The keys of every name of the people that ``asked`` may mean, as far as this viewer knows these names.

    Args:
        asked: a whole name, or some words of one.
        written: further names that this viewer sees, such as owners of actions.
    """
    rows = connection.execute(
        """SELECT DISTINCT n.name, n.key, c.entity FROM names n JOIN clusters c ON c.rank = :rank AND c.name = n.n
           WHERE n.type = 'person' AND EXISTS (
               SELECT 1 FROM appearances a JOIN documents d ON d.n = a.document
               WHERE a.name = n.n AND d.rank <= :rank)""",
        {"rank": viewer.level.rank},
    ).fetchall()
    return meant(asked, (KnownPerson(row["name"], row["key"], row["entity"]) for row in rows), written)
