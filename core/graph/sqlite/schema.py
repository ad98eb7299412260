"""The tables of the graph and the numbered steps that lead to them."""

from core.errors import StoreDamaged, StoreUnavailable
from core.graph.sqlite.connections import Connection

APPLICATION_ID = 0x5359424C
"""``SYBL`` in the file's header: tells a graph from another program's database."""

_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('version', 0);

-- rank: what a reader needs at least; a level that is missing or unknown needs the highest (access.Viewer, in SQL).
CREATE TABLE documents (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_id TEXT NOT NULL,
    name TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, date TEXT, link TEXT, revision TEXT NOT NULL,
    content_hash TEXT NOT NULL, extractor TEXT NOT NULL, embedding_model TEXT, status TEXT,
    participants TEXT NOT NULL, marked TEXT, level TEXT,
    rank INTEGER GENERATED ALWAYS AS (
        CASE upper(level) WHEN 'PUBLIC' THEN 0 WHEN 'INTERNAL' THEN 1 WHEN 'CONFIDENTIAL' THEN 2 ELSE 3 END) VIRTUAL,
    ingested_at TEXT NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE INDEX documents_changed ON documents (changed);
CREATE INDEX documents_source ON documents (source, source_id);
CREATE TABLE texts (document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, text TEXT NOT NULL);
CREATE TABLE removed (document_id TEXT PRIMARY KEY, changed INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX removed_changed ON removed (changed);

CREATE TABLE passages (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, locator TEXT NOT NULL,
    speakers TEXT NOT NULL, date TEXT, text TEXT NOT NULL);
CREATE INDEX passages_document ON passages (document, ordinal);
CREATE TABLE windows (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    key TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (document, ordinal)) WITHOUT ROWID;
CREATE INDEX windows_key ON windows (key);
CREATE TABLE vectors (
    n INTEGER PRIMARY KEY, model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, UNIQUE (key, model));

-- who takes part: passage is NULL for participants of the whole document
CREATE TABLE people (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    passage INTEGER REFERENCES passages ON DELETE CASCADE, key TEXT NOT NULL);
CREATE INDEX people_document ON people (document, passage);
CREATE INDEX people_passage ON people (passage);

CREATE TABLE names (
    n INTEGER PRIMARY KEY, node TEXT NOT NULL UNIQUE, type TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE name_blocks (
    block TEXT NOT NULL, role TEXT NOT NULL, name INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    PRIMARY KEY (block, role, name)) WITHOUT ROWID;
CREATE INDEX name_blocks_name ON name_blocks (name);
CREATE TABLE name_words (
    word TEXT NOT NULL, name INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE INDEX name_words_name ON name_words (name);
CREATE TABLE appearances (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, name INTEGER NOT NULL REFERENCES names,
    mentions INTEGER NOT NULL, PRIMARY KEY (document, name)) WITHOUT ROWID;
CREATE INDEX appearances_name ON appearances (name, document, mentions);
CREATE TABLE mentions (
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, name INTEGER NOT NULL REFERENCES names,
    PRIMARY KEY (passage, name)) WITHOUT ROWID;
CREATE INDEX mentions_name ON mentions (name, passage);
CREATE TABLE relations (
    n INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    passage INTEGER REFERENCES passages ON DELETE CASCADE, source INTEGER NOT NULL REFERENCES names,
    kind TEXT NOT NULL, target INTEGER NOT NULL REFERENCES names);
CREATE INDEX relations_document ON relations (document);
CREATE INDEX relations_passage ON relations (passage);
CREATE INDEX relations_source ON relations (source);
CREATE INDEX relations_target ON relations (target);

-- which names are one entity, worked out apart for each clearance from the names visible at it
CREATE TABLE clusters (
    rank INTEGER NOT NULL, name INTEGER NOT NULL REFERENCES names, entity INTEGER NOT NULL REFERENCES names,
    PRIMARY KEY (rank, name)) WITHOUT ROWID;
CREATE INDEX clusters_entity ON clusters (rank, entity);
CREATE INDEX clusters_name ON clusters (name);
CREATE INDEX clusters_by_entity ON clusters (entity);
CREATE TABLE joins (
    rank INTEGER NOT NULL, a INTEGER NOT NULL REFERENCES names, b INTEGER NOT NULL REFERENCES names,
    id TEXT NOT NULL, automatic INTEGER NOT NULL, PRIMARY KEY (rank, a, b)) WITHOUT ROWID;
CREATE INDEX joins_a ON joins (a);
CREATE INDEX joins_b ON joins (b);
CREATE INDEX joins_id ON joins (id);

-- what people set by hand; keyed by opaque ids, so that it outlives the documents
CREATE TABLE overrides (n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, UNIQUE (kind, id));
CREATE TABLE override_names (
    override INTEGER NOT NULL REFERENCES overrides ON DELETE CASCADE, side INTEGER NOT NULL, node TEXT NOT NULL,
    PRIMARY KEY (override, side, node)) WITHOUT ROWID;
CREATE INDEX override_names_node ON override_names (node);
CREATE TABLE hand_levels (document_id TEXT PRIMARY KEY, level TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE hand_states (action_id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE decisions (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    statement TEXT NOT NULL, weight REAL NOT NULL, rationale TEXT, date TEXT, firm INTEGER NOT NULL,
    reverses INTEGER NOT NULL,
    deciders TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL);
CREATE INDEX decisions_document ON decisions (document);
CREATE TABLE decision_terms (
    stem TEXT NOT NULL, own INTEGER NOT NULL, decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
    weight REAL NOT NULL, PRIMARY KEY (stem, own, decision)) WITHOUT ROWID;
CREATE INDEX decision_terms_decision ON decision_terms (decision);
CREATE TABLE successions (
    earlier INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
    later INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE, score REAL NOT NULL,
    PRIMARY KEY (earlier, later)) WITHOUT ROWID;
CREATE INDEX successions_later ON successions (later);
CREATE TABLE actions (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    task TEXT NOT NULL, owner TEXT, due TEXT, state TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL);
CREATE INDEX actions_document ON actions (document);
"""

# One full-text index for each clearance, holding what that clearance may read: BM25 weighs words by how common they
# are in the whole index, so one index for all would let hidden passages move the scores. content='' with explicit
# 'delete' rows, not contentless_delete=1: that keeps counting deleted rows.
_FULL_TEXT = """
CREATE VIRTUAL TABLE search_{rank} USING fts5(
    title, text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""

# The mark of each of the latest versions: the same number with another mark is another store's past.
_MOMENTS = """
CREATE TABLE moments (version INTEGER PRIMARY KEY, mark TEXT NOT NULL);
INSERT INTO moments SELECT value, lower(hex(randomblob(16))) FROM meta WHERE name = 'version';
"""

# Each name an action is found under: an action of two is one row there and two here.
_OWNERS = """
CREATE TABLE IF NOT EXISTS owners (
    action INTEGER NOT NULL REFERENCES actions ON DELETE CASCADE, name TEXT NOT NULL,
    PRIMARY KEY (action, name)) WITHOUT ROWID;
INSERT OR IGNORE INTO owners SELECT n, owner FROM actions WHERE owner IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM owners o WHERE o.action = actions.n);
"""

# When a document first came in, whatever became of its content since.
_ADDED = """
ALTER TABLE documents ADD COLUMN added_at TEXT NOT NULL DEFAULT '';
UPDATE documents SET added_at = ingested_at;
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST + "".join(_FULL_TEXT.format(rank=rank) for rank in range(4)),
    _MOMENTS,
    _OWNERS,
    _ADDED,
)
"""Step k brings a file from schema k to schema k + 1; a step is never changed once it was released."""


def refuse_foreign(connection: Connection) -> None:
    """Look before anything is written.

    Raises:
        StoreDamaged: it is another program's database.
        StoreUnavailable: a newer version of Sybil made it.
    """
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if found != APPLICATION_ID and not empty:
        raise StoreDamaged(
            "The file that SYBIL_GRAPH_URL names is another program's database. Nothing was changed in it; "
            "name another file."
        )
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done > len(MIGRATIONS):
        raise StoreUnavailable(
            "The graph was made by a newer version of Sybil. Nothing was changed in it; update Sybil and open it again."
        )


def migrate(connection: Connection) -> None:
    """Bring the file to the newest schema, inside the caller's writing transaction."""
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for step in MIGRATIONS[done:]:
        for statement in _statements(step):
            connection.execute(statement)
    if done < len(MIGRATIONS):
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _statements(script: str) -> list[str]:
    lines = [line for line in script.splitlines() if not line.lstrip().startswith("--")]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
