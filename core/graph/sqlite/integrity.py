"""Looks for what is wrong inside the store."""

from pysqlite3 import dbapi2 as sqlite

from core.graph.sqlite.connections import Connection
from core.models import Level

_LEVELS = ", ".join(f"'{level}'" for level in Level)
_NONE_OF = {
    "{} passages stand outside their document's text.": """
        SELECT count(*) FROM passages p JOIN texts t ON t.document = p.document
        WHERE p.start < 0 OR p."end" < p.start
        OR p."end" > iif(instr(t.text, char(0)), octet_length(t.text), length(t.text))""",
    "{} documents have no text.": "SELECT count(*) FROM documents WHERE n NOT IN (SELECT document FROM texts)",
    "{} documents have a level that is missing or unknown; they are read as RESTRICTED.": f"""
        SELECT count(*) FROM documents WHERE coalesce(upper(level), '') NOT IN ({_LEVELS})""",
    "{} names appear in no document.": "SELECT count(*) FROM names WHERE n NOT IN (SELECT name FROM appearances)",
    "{} names are in no group of names, or in one that their level forbids.": """
        SELECT count(*) FROM (
            SELECT DISTINCT r.value AS rank, a.name FROM json_each('[0,1,2,3]') r JOIN documents d ON d.rank <= r.value
            JOIN appearances a ON a.document = d.n) seen
        FULL JOIN clusters c ON c.rank = seen.rank AND c.name = seen.name WHERE c.name IS NULL OR seen.name IS NULL""",
    "{} vectors belong to no window.": "SELECT count(*) FROM vectors WHERE key NOT IN (SELECT key FROM windows)",
    "{} windows of embedded documents have no vector.": """
        SELECT count(*) FROM windows w JOIN documents d ON d.n = w.document AND d.embedding_model IS NOT NULL
        WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.key = w.key AND v.model = d.embedding_model)""",
}


def problems(connection: Connection) -> list[str]:
    """See GraphStore.check: all but the inside of the full-text indexes."""
    found = [
        f"The file is damaged: {row[0]}"
        for row in connection.execute("PRAGMA integrity_check(20)").fetchall()
        if row[0] != "ok"
    ]
    broken = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    if broken:
        found.append(f"{broken} records refer to something that is gone.")
    for sentence, query in _NONE_OF.items():
        count = connection.execute(query).fetchone()[0]
        if count:
            found.append(sentence.format(count))
    for rank, level in enumerate(Level):
        missing = connection.execute(
            f"""SELECT count(*) FROM (
                SELECT p.n FROM passages p JOIN documents d ON d.n = p.document WHERE d.rank <= ?) p
                FULL JOIN search_{rank}_docsize s ON s.id = p.n WHERE s.id IS NULL OR p.n IS NULL""",
            (rank,),
        ).fetchone()[0]
        if missing:
            found.append(f"The full-text index for {level} differs from the passages in {missing} places.")
    return found


def full_text_problems(connection: Connection, rank: int) -> list[str]:
    """As ``problems``, for the inside of one clearance's full-text index; needs a writing transaction."""
    try:
        connection.execute(f"INSERT INTO search_{rank} (search_{rank}) VALUES ('integrity-check')")
    except sqlite.DatabaseError:
        return [f"The full-text index for {list(Level)[rank]} is damaged."]
    return []
