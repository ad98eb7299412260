"""Triggers that keep answer records and the audit as they were written, for SQLite and PostgreSQL.

Retention: an answer record may be deleted only after an order for it was written into ``record_erasures`` (who, when,
why), in the same transaction or before. The order stays, so that a gap can be explained; orders and the audit are
themselves never changed or deleted.
"""

_NEVER = (
    ("answer_records", "UPDATE", "an answer record is never changed"),
    ("record_erasures", "UPDATE", "an erasure order is never changed"),
    ("record_erasures", "DELETE", "an erasure order is never deleted"),
    ("audit", "UPDATE", "the audit is never changed"),
    ("audit", "DELETE", "the audit is never deleted"),
)
_ORDERED = "EXISTS (SELECT 1 FROM record_erasures WHERE record_id = OLD.id)"
_UNORDERED_TEXT = "an answer record is deleted only by order"


def statements(dialect: str) -> list[str]:
    """The statements that set the guards up in a database of this dialect."""
    if dialect == "postgresql":
        return [*_postgresql()]
    made = [
        f"CREATE TRIGGER guard_{table}_{what.lower()} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        for table, what, why in _NEVER
    ]
    made.append(
        "CREATE TRIGGER guard_answer_records_delete BEFORE DELETE ON answer_records "
        f"WHEN NOT {_ORDERED} BEGIN SELECT RAISE(ABORT, '{_UNORDERED_TEXT}'); END"
    )
    return made


def _postgresql() -> list[str]:
    made = []
    for table, what, why in _NEVER:
        name = f"guard_{table}_{what.lower()}"
        made.append(
            f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{why}'; END $$ LANGUAGE plpgsql"
        )
        made.append(f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    made.append(
        "CREATE FUNCTION guard_answer_records_delete() RETURNS trigger AS $$ BEGIN "
        f"IF NOT {_ORDERED} THEN RAISE EXCEPTION '{_UNORDERED_TEXT}'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql"
    )
    made.append(
        "CREATE TRIGGER guard_answer_records_delete BEFORE DELETE ON answer_records "
        "FOR EACH ROW EXECUTE FUNCTION guard_answer_records_delete()"
    )
    return made
