"""A working directory of its own, and the command line run in this process."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from tests.library.world import minutes

KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
SECRET = "CONFIDENTIAL\n\n" + minutes(9, "We will close the Mombasa office.")

Run = Callable[..., tuple[int, str, str]]
"""Runs a command; gives exit code, standard output and standard error."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory without .env, with two documents to add."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("SYBIL_", "OPENAI_", "TWILIO_"))]:
        if not name.startswith("SYBIL_TEST_"):
            monkeypatch.delenv(name)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "minutes.md").write_text(KISUMU)
    (tmp_path / "in" / "secret.md").write_text(SECRET)
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*typed: str) -> tuple[int, str, str]:
        code = main(typed)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def ask_json(run: Run) -> Callable[..., Any]:
    def call(*typed: str, code: int = 0) -> Any:
        got, out, _ = run(*typed, "--json")
        assert got == code, out
        return json.loads(out)

    return call
