"""Settings that an administrator changed while Sybil was running; they outlive a restart. Never secrets."""

import json
import logging
from typing import Any

from sqlalchemy import delete, insert, select

from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import setting_overrides
from core.errors import SettingsError
from core.settings import Settings, is_secret

log = logging.getLogger(__name__)

LIVE = frozenset(
    {
        "chat_model",
        "chat_temperature",
        "default_level",
        "library_dir",
        "stale_after_days",
        "sync_interval",
        "log_level",
    }
)
"""Settings that may be changed while running: none that says where the stores are, and no secret."""


class SettingOverrides:
    """Changed settings by name."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def set(self, name: str, value: object, set_by: str, settings: Settings) -> None:
        """Change a setting from now on.

        Raises:
            SettingsError: this one cannot be changed while running, or the value makes no sense.
        """
        if name not in LIVE or is_secret(name):
            raise SettingsError(f"The setting “{name}” can only be changed in the environment, with a restart.")
        settings.overridden({name: value})
        row = {"name": name, "value": json.dumps(value), "set_by": set_by, "set_at": self._clock()}
        with self._database.write() as connection:
            connection.execute(delete(setting_overrides).where(setting_overrides.c.name == name))
            connection.execute(insert(setting_overrides).values(row))

    def unset(self, name: str) -> None:
        """Return to what the environment says."""
        with self._database.write() as connection:
            connection.execute(delete(setting_overrides).where(setting_overrides.c.name == name))

    def applied(self, settings: Settings) -> Settings:
        """The settings with what was changed; as they are when a change makes no sense any more."""
        try:
            return settings.overridden(changed) if (changed := self.all()) else settings
        except SettingsError as error:
            log.warning("settings changed while running were left out: %s", error)
            return settings

    def all(self) -> dict[str, Any]:
        """Every changed setting with its value."""
        with self._database.read() as connection:
            rows = connection.execute(select(setting_overrides.c.name, setting_overrides.c.value)).all()
        return {str(name): json.loads(value) for name, value in rows if name in LIVE}
