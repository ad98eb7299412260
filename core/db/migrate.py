"""Bringing the operational store to the newest schema when it is opened, by one process at a time."""

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from core.db.engine import MIGRATION_LOCK, Database, translated
from core.errors import StoreDamaged

HEAD = "0004"
"""The newest revision in ``migrations/versions``; known here so that an up-to-date store needs no alembic."""


def open_database(url: str) -> Database:
    """The operational store at ``url``, created or migrated if need be.

    Raises:
        SettingsError: the URL makes no sense.
        StoreUnavailable: it cannot be reached or written.
        StoreDamaged: its file is no database, or comes from a newer Sybil.
    """
    database = Database(url)
    try:
        with database.read() as connection:
            revision = _revision(connection)
        if revision != HEAD:
            with database.write() as connection, translated(database.path):
                database.lock(connection, MIGRATION_LOCK)
                if _revision(connection) != HEAD:
                    _upgrade(connection)
    except BaseException:
        database.close()
        raise
    return database


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)  # else it tells of itself in eleven lines
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreDamaged(
            "The operational store was written by a newer version of Sybil. Nothing was changed; start that version, "
            "or restore a backup made by this one."
        ) from error
