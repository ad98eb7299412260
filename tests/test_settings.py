"""Settings: where values come from, what is refused, and that .env.example tells of all of them."""

import re
from pathlib import Path

import pytest

from core.errors import SettingsError
from core.models import Level
from core.settings import PREFIX, Settings, env_name, is_secret, unknown_variables

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings from outside: a clean environment and a working directory without .env."""
    for name in Settings.model_fields:
        monkeypatch.delenv(env_name(name), raising=False)
    monkeypatch.chdir(tmp_path)


def test_it_starts_without_any_setting(tmp_path: Path) -> None:
    settings = Settings()
    assert settings.library == Path("data/library")
    assert settings.database == f"sqlite:///{tmp_path}/data/sybil.db"
    assert settings.graph == f"sqlite:///{tmp_path}/data/graph.db"
    assert settings.default_level is Level.INTERNAL


def test_the_stores_follow_the_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    settings = Settings(data_dir=str(tmp_path / "d"), graph_url="neo4j://host", library_dir="/library")
    assert settings.database == f"sqlite:///{tmp_path}/d/sybil.db"
    assert settings.graph == "neo4j://host"
    assert settings.library == Path("/library")


@pytest.mark.parametrize(
    ("name", "variable", "value"),
    [
        ("chat_model", "SYBIL_CHAT_MODEL", "m"),
        ("twilio_account_sid", "TWILIO_ACCOUNT_SID", "AC1"),
        ("twilio_api_url", "SYBIL_TWILIO_API_URL", "http://localhost:1"),
    ],
)
def test_the_environment_the_file_and_the_keyword(
    name: str, variable: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"{variable}={value}-file\n")
    assert getattr(Settings(), name) == f"{value}-file"
    monkeypatch.setenv(variable, f"{value}-environment")
    assert getattr(Settings(), name) == f"{value}-environment"
    assert getattr(Settings(**{name: value}), name) == value
    monkeypatch.setenv(variable, "")
    assert getattr(Settings(), name) == f"{value}-file", "an empty variable is an unset one"


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "very-secret-1")
    settings = Settings(twilio_auth_token="very-secret-2", graph_url="neo4j://u:very-secret-3@host")
    assert "very-secret" not in repr(settings) + str(settings)
    assert {"very-secret-1", "very-secret-2"} <= set(settings.secrets())
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "very-secret-1"
    assert is_secret("openai_api_key")
    assert not is_secret("chat_model")


def test_an_unknown_name_is_an_error_that_guesses() -> None:
    with pytest.raises(SettingsError, match=r"no setting “libary_dir” .did you mean “library_dir”"):
        Settings(libary_dir="x")


def test_an_unknown_name_in_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SYBIL_DEFAULT_LEVLE=RESTRICTED\nEDITOR=vi\n")
    with pytest.raises(SettingsError, match=r"SYBIL_DEFAULT_LEVLE.*did you mean “SYBIL_DEFAULT_LEVEL”"):
        Settings()


def test_an_unknown_name_in_the_environment_is_told() -> None:
    seen = {"SYBIL_GRAHP_URL": "x", "SYBIL_TEST_REQUIRE_ALL": "1", "PATH": "y", "SYBIL_GRAPH_URL": "z"}
    (said,) = unknown_variables(seen)
    assert said.startswith("SYBIL_GRAHP_URL is set")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook_port", "eighty"),
        ("webhook_port", 70000),
        ("default_level", "SECRET"),
        ("sync_interval", 0),
        ("log_level", "LOUD"),
        ("graph_url", "mysql://host"),
        ("database_url", "oracle://host"),
    ],
)
def test_a_bad_value_names_the_setting_and_what_to_do(name: str, value: object) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings(**{name: value})
    assert f"“{name}” ({env_name(name)})" in str(caught.value)


def test_a_bad_secret_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings(openai_api_key=["very-secret"])
    assert "OPENAI_API_KEY" in str(caught.value)
    assert "very-secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_levels_are_read_in_any_case() -> None:
    assert Settings(default_level="confidential").default_level is Level.CONFIDENTIAL


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().chat_model = "x"  # type: ignore[misc]


def test_overriding_keeps_the_rest_and_checks() -> None:
    settings = Settings(chat_model="a", openai_api_key="key-value").overridden({"chat_model": "b"})
    assert settings.chat_model == "b"
    assert settings.secrets() == ("key-value",)
    with pytest.raises(SettingsError):
        settings.overridden({"webhook_port": 0})


def test_the_example_lists_every_setting_with_a_line_of_explanation() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    found = {match[1]: n for n, line in enumerate(lines) if (match := re.fullmatch(r"#([A-Z_]+)=(.*)", line))}
    assert set(found) == {env_name(name) for name in Settings.model_fields}
    unexplained = [name for name, n in found.items() if not re.match(r"# \w.{20,}", lines[n - 1])]
    assert not unexplained


def test_the_defaults_in_the_example_are_the_defaults(tmp_path: Path) -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    (tmp_path / "example").write_text(re.sub(r"^#(?=[A-Z_]+=)", "", text, flags=re.MULTILINE))
    assert Settings(_env_file=tmp_path / "example") == Settings()


def test_every_name_of_the_design_is_a_setting() -> None:
    design = """DATA_DIR LIBRARY_DIR DATABASE_URL GRAPH_URL GRAPH_USER GRAPH_PASSWORD OPENAI_BASE_URL CHAT_MODEL
    EMBEDDING_MODEL DRIVE_FOLDER_ID DRIVE_CREDENTIALS DRIVE_API_URL TWILIO_API_URL PUBLIC_URL WEBHOOK_PORT""".split()
    own = ["OPENAI_API_KEY", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_WHATSAPP_NUMBER"]
    assert {PREFIX + name for name in design} | set(own) <= {env_name(name) for name in Settings.model_fields}
