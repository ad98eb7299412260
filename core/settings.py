"""One typed Settings, from keyword arguments, the environment and ``.env``, in this order of precedence.

Every name is read from the environment as ``SYBIL_<NAME>``, except the key of the model's server and Twilio's three,
which keep the names under which people know them. ``.env.example`` explains each.
"""

import difflib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import SettingsError
from core.models import Level

ENV_FILE = ".env"
PREFIX = "SYBIL_"
OWN_NAMES = {
    "openai_api_key": "OPENAI_API_KEY",
    "twilio_account_sid": "TWILIO_ACCOUNT_SID",
    "twilio_auth_token": "TWILIO_AUTH_TOKEN",
    "twilio_whatsapp_number": "TWILIO_WHATSAPP_NUMBER",
}
"""Settings whose environment variable does not begin with SYBIL_."""

GRAPH_SCHEMES = ("sqlite", "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
DATABASE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseSettings):
    """Everything that can be set. Immutable; ``Settings(name=value)`` overrides one, by its lower-case name.

    Raises:
        SettingsError: a name is unknown or a value makes no sense; the sentence names the setting and what to do,
            and never repeats a secret.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        dotenv_filtering="only_existing",
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    data_dir: Path = Path("data")
    library_dir: Path | None = None
    database_url: Url | None = Field(None, repr=False)
    graph_url: Url | None = Field(None, repr=False)
    graph_user: str | None = None
    graph_password: SecretStr | None = None

    openai_base_url: Url | None = None
    openai_api_key: SecretStr | None = Field(None, validation_alias=OWN_NAMES["openai_api_key"])
    chat_model: str | None = None
    chat_temperature: float | None = Field(None, ge=0, le=2)
    embedding_model: str | None = None
    model_timeout: float = Field(60.0, gt=0, le=600)
    extract_facts: bool = False

    default_level: Annotated[Level, BeforeValidator(_upper)] = Level.INTERNAL
    stale_after_days: int = Field(60, ge=1)
    keep_answers_days: int = Field(365, ge=0, le=36500)
    sync_interval: float = Field(300.0, ge=1)
    log_level: Annotated[str, BeforeValidator(_upper)] = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    read_seconds: float = Field(30.0, gt=0)
    read_memory_mb: int = Field(512, ge=64)
    read_text_mb: int = Field(20, ge=1)

    drive_folder_id: str | None = None
    drive_credentials: SecretStr | None = None
    drive_api_url: Url | None = None
    twilio_account_sid: str | None = Field(None, validation_alias=OWN_NAMES["twilio_account_sid"])
    twilio_auth_token: SecretStr | None = Field(None, validation_alias=OWN_NAMES["twilio_auth_token"])
    twilio_whatsapp_number: str | None = Field(None, validation_alias=OWN_NAMES["twilio_whatsapp_number"])
    twilio_api_url: Url | None = None
    public_url: Url | None = None
    webhook_address: str = "127.0.0.1"
    webhook_port: int = Field(8001, ge=1, le=65535)

    def __init__(self, **values: Any) -> None:
        given = {name: value for name, value in values.items() if not name.startswith("_")}
        _refuse_unknown(given, type(self).model_fields)
        _refuse_unknown_in_file(values.get("_env_file", ENV_FILE), type(self).model_fields)
        by_alias = {OWN_NAMES.get(name, name): value for name, value in values.items()}
        try:
            super().__init__(**by_alias)
        except ValidationError as error:
            raise SettingsError(_sentences(error)) from None  # the cause would carry a secret's value
        _check_url("graph_url", self.graph_url, GRAPH_SCHEMES)
        _check_url("database_url", self.database_url, DATABASE_SCHEMES)

    @property
    def library(self) -> Path:
        """The local library folder: ``library_dir``, or ``library`` inside the data folder."""
        return self.library_dir or self.data_dir / "library"

    @property
    def database(self) -> str:
        """The operational store's URL: ``database_url``, or a SQLite file inside the data folder."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'sybil.db').absolute()}"

    @property
    def graph(self) -> str:
        """The graph's URL: ``graph_url``, or a SQLite file inside the data folder."""
        return self.graph_url or f"sqlite:///{(self.data_dir / 'graph.db').absolute()}"

    def secrets(self) -> tuple[str, ...]:
        """The values that must never be shown, for the log's masking; passwords inside URLs are masked by shape."""
        held = (getattr(self, name) for name in type(self).model_fields)
        return tuple(value.get_secret_value() for value in held if isinstance(value, SecretStr))

    def overridden(self, values: Mapping[str, object]) -> "Settings":
        """These settings with some replaced, checked like any other. Raises SettingsError."""
        now = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(_env_file=None, **{**now, **values})


def env_name(name: str) -> str:
    """The environment variable of a setting."""
    return OWN_NAMES.get(name, PREFIX + name.upper())


def is_secret(name: str) -> bool:
    """True for settings that hold a secret: they come from the environment only, never from a store."""
    return "SecretStr" in str(Settings.model_fields[name].annotation)


def unknown_variables(environment: Mapping[str, str] | None = None) -> list[str]:
    """Sentences about ``SYBIL_`` variables of the environment that no setting reads: probably misspelt.

    They are no error, since a later or earlier version may know them.
    """
    known = {env_name(name) for name in Settings.model_fields}
    seen = os.environ if environment is None else environment
    return [
        f"{name} is set in the environment, but there is no such setting{_guess(name, known)}."
        for name in sorted(seen)
        if name.startswith(PREFIX) and not name.startswith(PREFIX + "TEST_") and name not in known
    ]


def _refuse_unknown(given: Mapping[str, object], known: Iterable[str]) -> None:
    for name in given:
        if name not in known:
            raise SettingsError(f"There is no setting “{name}”{_guess(name, known)}; .env.example lists all of them.")


def _refuse_unknown_in_file(file: object, known: Iterable[str]) -> None:
    if not isinstance(file, str | Path):
        return
    try:
        written = dotenv_values(file, encoding="utf-8", interpolate=False)
    except (OSError, ValueError) as error:
        raise SettingsError(f"The file {file} could not be read; save it as UTF-8 text.") from error
    names = {env_name(name) for name in known}
    for name in written:
        if name.startswith(PREFIX) and name not in names:
            raise SettingsError(f"{file} sets “{name}”, but there is no such setting{_guess(name, names)}.")


def _guess(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""


def _sentences(error: ValidationError) -> str:
    names = {alias: name for name, alias in OWN_NAMES.items()}
    said = []
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        place = str(fault["loc"][0]) if fault["loc"] else "settings"
        name = names.get(place, place)
        wrong = fault["msg"][0].lower() + fault["msg"][1:]
        said.append(f"The setting “{name}” ({env_name(name)}) makes no sense: {wrong}.")
    return " ".join(dict.fromkeys(said)) + " Correct it and start again; .env.example explains each setting."


def _check_url(name: str, url: str | None, schemes: tuple[str, ...]) -> None:
    if url is not None and url.partition("://")[0] not in schemes:
        raise SettingsError(
            f"The setting “{name}” ({env_name(name)}) must begin with one of "
            f"{', '.join(scheme + '://' for scheme in schemes)}."
        )
