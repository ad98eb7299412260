"""The command line: what is printed for people and for scripts, and with which exit code."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.cli.output import clean, plain
from core.models import Level
from tests.cli.conftest import KISUMU, Run
from tests.library.world import minutes

ROOT = Path(__file__).resolve().parents[2]


def test_add_search_ask_and_the_rest_as_json(run: Run, ask_json: Callable[..., Any]) -> None:
    added = ask_json("add", "in")
    assert [(one["name"], one["state"]) for one in added] == [("minutes.md", "added"), ("secret.md", "added")]
    (passage, *_) = ask_json("search", "Where does the office move?", "--limit", "1")
    assert passage["document"] == "minutes.md"
    shown = ask_json("show", "minutes.md")
    assert shown["text"][passage["start"] : passage["end"]] == passage["text"]
    answer = ask_json("ask", "Where does the office move to?")
    assert "Kisumu" in answer["text"]
    assert {"text", "citations", "warnings", "confidence", "mode", "record_id"} == set(answer)
    assert ask_json("decisions", "--level", "INTERNAL")[0]["statement"] == "We will move the office to Kisumu."
    assert len(ask_json("decisions")) == 2
    (action,) = ask_json("actions", "Daniel")
    assert (action["owner"], action["due"]) == ("Daniel Kiprop", "2026-03-20")
    assert ask_json("done", action["id"])["state"] == "done"
    assert ask_json("actions") == []
    assert ask_json("actions", "--state", "all")[0]["state"] == "done"
    assert ask_json("done", action["id"], "--open")["state"] == "open"
    assert ask_json("status")["counts"]["documents"] == 2
    assert ask_json("status", "--level", "INTERNAL")["counts"]["documents"] == 1
    assert ask_json("failures") == []
    assert ask_json("level", "minutes.md", "restricted")["level"] == "RESTRICTED"
    assert ask_json("documents", "--level", "INTERNAL") == []
    assert ask_json("level", shown["id"], "marked")["level"] == "INTERNAL"
    assert ask_json("forget", "minutes.md", "--yes")["name"] == "minutes.md"
    assert [one["name"] for one in ask_json("documents")] == ["secret.md"]


def test_the_same_for_people(run: Run) -> None:
    assert run("add", "in/minutes.md")[:2] == (0, "added\tminutes.md\t1\t2\t\n")
    code, out, _ = run("search", "Where does the office move?")
    assert code == 0
    assert re.match(r"1\. minutes\.md, .*2026-03-03  \(\d", out)
    code, out, _ = run("ask", "Where does the office move to?")
    assert code == 0
    assert "\n[1] minutes.md" in out
    assert "    “" in out
    assert run("decisions")[1] == "2026-03-03\tcurrent\tWe will move the office to Kisumu.\tminutes.md\n"
    assert "Daniel Kiprop" in run("actions")[1]
    assert "minutes.md" in run("documents")[1]
    assert run("show", "minutes.md")[1].endswith(KISUMU + "\n")
    assert run("status")[1].startswith("1 documents, 1 passages, 1 decisions, 1 actions")
    assert run("failures")[:2] == (0, "")
    code, out, err = run("forget", "minutes.md")
    assert (code, out) == (1, "")
    assert "Say --yes" in err
    assert run("forget", "minutes.md", "--yes")[1].startswith("Forgot “minutes.md”: 1 passages, 1 decisions")


def test_nothing_found_is_an_answer(run: Run, ask_json: Callable[..., Any]) -> None:
    answer = ask_json("ask", "When is the eclipse?")
    assert (answer["mode"], answer["citations"]) == ("not_found", [])
    assert ask_json("search", "eclipse") == []
    assert run("search", "eclipse")[:2] == (0, "Nothing found.\n")


def test_conversations(ask_json: Callable[..., Any]) -> None:
    ask_json("add", "in")
    begun = ask_json("ask", "Where does the office move to?", "--conversation", "new")
    ask_json("ask", "And who signs the lease?", "--conversation", begun["conversation"])
    assert "error" in ask_json("ask", "Why?", "--conversation", "unknown", code=1)


def test_a_file_that_cannot_be_read_makes_the_exit_code_one(home: Path, run: Run, ask_json: Callable[..., Any]) -> None:
    (home / "in" / "empty.txt").write_text("")
    reports = ask_json("add", "in", code=1)
    assert [one["state"] for one in reports] == ["failed", "added", "added"]
    assert [one["code"] for one in ask_json("failures")] == ["empty"]
    assert "given up" in run("failures")[1]
    assert run("retry")[0] == 1
    (home / "in" / "empty.txt").write_text(KISUMU)
    assert [(one["name"], one["state"]) for one in ask_json("retry")] == [("empty.txt", "added")]


def test_several_paths_of_which_one_is_missing(run: Run, ask_json: Callable[..., Any]) -> None:
    reports = ask_json("add", "none.md", "in/minutes.md", code=1)
    assert [one["state"] for one in reports] == ["failed", "added"]
    assert "There is no file" in ask_json("add", "none.md", code=1)["error"]
    code, out, err = run("add", "none.md")
    assert (code, out) == (1, "")
    assert err.startswith("There is no file or folder “none.md”.")


@pytest.mark.parametrize(
    "typed",
    [(), ("nonsense",), ("add",), ("search", "x", "--limit", "0"), ("level", "d", "SECRET"), ("user", "add")],
)
def test_a_command_line_that_makes_no_sense(typed: tuple[str, ...], run: Run, ask_json: Callable[..., Any]) -> None:
    code, out, err = run(*typed)
    assert (code, out) == (2, "")
    assert err.startswith("usage: python -m core")
    assert set(ask_json(*typed, code=2)) == {"error"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("show", "none"), "There is no document “none”"),
        (("forget", "none", "--yes"), "There is no document “none”"),
        (("done", "none"), "action"),
        (("restore", "none.zip"), "There is no file none.zip"),
    ],
)
def test_what_is_not_there(typed: tuple[str, ...], said: str, run: Run, ask_json: Callable[..., Any]) -> None:
    code, _, err = run(*typed)
    assert code == 1
    assert said in err
    assert said in ask_json(*typed, code=1)["error"]


def test_two_files_of_one_name_are_told_apart_by_id(home: Path, ask_json: Callable[..., Any]) -> None:
    (home / "in" / "sub").mkdir()
    (home / "in" / "sub" / "minutes.md").write_text(KISUMU + "more\n")
    reports = ask_json("add", "in")
    said = ask_json("show", "minutes.md", code=1)["error"]
    assert "2 documents are called “minutes.md”" in said
    assert str(reports[0]["document_id"]) in said
    assert ask_json("show", reports[0]["document_id"])["name"] == "minutes.md"


def test_a_bad_setting_is_a_sentence(home: Path, ask_json: Callable[..., Any]) -> None:
    (home / ".env").write_text("SYBIL_WEBHOOK_PORT=eighty\n")
    assert "SYBIL_WEBHOOK_PORT" in ask_json("status", code=1)["error"]


def test_options_may_stand_before_the_command(home: Path, run: Run) -> None:
    code, out, _ = run("--json", "--data-dir", str(home / "other"), "status")
    assert code == 0
    assert json.loads(out)["counts"]["documents"] == 0
    assert (home / "other" / "graph.db").exists()


def test_help_tells_the_exit_codes_and_later_parts_are_not_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    out = capsys.readouterr().out
    assert ended.value.code == 0
    assert "exit code: 0 the command did what was asked" in out
    for word in ("whitelist", "token"):
        assert f" {word} " not in out


def child(home: Path, *typed: str, **options: Any) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "core", *typed],
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background inherits it ignored
        **options,
    )


def test_ctrl_c_ends_cleanly_and_keeps_what_was_done(home: Path, ask_json: Callable[..., Any]) -> None:
    for n in range(200):
        words = " ".join(f"word{m}" for m in range(n, n + 400))
        (home / "in" / f"m{n:03}.md").write_text(minutes(1 + n % 28, f"We will buy {n + 2} boats.", "", words))
    with child(home, "add", "in", "--json") as process:
        while not (home / "data" / "graph.db-wal").exists() or not ask_json("documents"):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(out) == {"error": "Stopped. What was finished is kept; the same command goes on from there."}
    assert "Traceback" not in err
    assert 0 < len(ask_json("documents")) < 202


def test_a_reader_that_has_had_enough(home: Path, run: Run) -> None:
    run("add", "in")
    with child(home, "documents") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
        assert process.wait(60) in (0, 1)
    assert "Traceback" not in err


def test_text_from_strangers_cannot_steer_a_terminal() -> None:
    assert clean("a\x1b[2Jb\rc\u202ed\ud800e\nf") == "a [2Jb c d e\nf"
    assert clean("a\nb", keep_lines=False) == "a b"


def test_values_as_json() -> None:
    from datetime import UTC, date, datetime

    value = {"level": Level.PUBLIC, "day": date(2026, 1, 2), "at": datetime(2026, 1, 2, tzinfo=UTC), "of": (1, None)}
    assert json.loads(json.dumps(plain(value))) == {
        "level": "PUBLIC",
        "day": "2026-01-02",
        "at": "2026-01-02T00:00:00+00:00",
        "of": [1, None],
    }
