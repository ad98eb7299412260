"""``python -m core sync``: what it says to a person, a script and a timer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.access import Viewer
from core.db.leases import Leases
from core.errors import RecordNotFound
from tests.cli.conftest import KISUMU, Run
from tests.library.world import InProcessReader, World

ANNA = Viewer.member(name="anna")


def test_sync(home: Path, run: Run, ask_json: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask_json("sync")["seen"] == 0
    library = home / "data" / "library"
    (library / "a.md").write_text(KISUMU)
    report = ask_json("sync")
    assert [(one["name"], one["state"]) for one in report["files"]] == [("a.md", "added")]
    assert run("sync")[:2] == (0, "1 seen, 1 unchanged.\n")
    (library / "a.md").unlink()
    assert run("sync")[1] == "removed\ta.md\n1 removed.\n"
    library.rename(home / "away")
    monkeypatch.setenv("SYBIL_LIBRARY_DIR", str(library))
    code, _, err = run("sync")
    assert code == 3
    assert "does not exist now" in err


def test_a_timer_hears_of_a_failing_file_once_and_again_when_it_changed(
    home: Path, run: Run, ask_json: Callable[..., Any]
) -> None:
    run("status")
    library = home / "data" / "library"
    (library / "good.md").write_text(KISUMU)
    (library / "b.md").write_text("")
    assert ask_json("sync", code=1)["newly_failed"] == ["b.md"]
    again = ask_json("sync")
    assert again["newly_failed"] == []
    assert [(one["name"], one["state"]) for one in again["files"]] == [("b.md", "failed")], "still listed"
    (library / "c.md").write_text("")
    assert ask_json("sync", code=1)["newly_failed"] == ["c.md"]
    (library / "b.md").write_bytes(b"\n\n")
    assert ask_json("sync", code=1)["newly_failed"] == ["b.md"], "somebody changed it, and it still cannot be read"
    (library / "b.md").write_text(KISUMU + "More.\n")
    assert run("sync")[0] == 0
    assert run("retry")[0] == 1, "asked for by hand, so every failure counts"


def test_a_timer_hears_that_nothing_was_synced(home: Path, run: Run, ask_json: Callable[..., Any]) -> None:
    world = World(home, InProcessReader())
    assert Leases(world.parts.database).take("library", "another machine|1|x")
    world.sybil.close()
    assert "Another process has been syncing" in ask_json("sync", code=3)["error"]
    (home / "data" / "graph.db").write_bytes(b"no database at all, but long enough to be looked at" * 100)
    assert run("sync")[0] == 3
    assert run("documents")[0] == 1


def test_the_help_of_sync_tells_its_exit_codes(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("sync", "--help")
    said = capsys.readouterr().out
    for code in ("0 the library was read through", "1 it was read", "3 it could not be synced"):
        assert code in said


@pytest.mark.parametrize("away", [False, True])
def test_old_answers_end_with_a_sync_also_when_the_library_is_away(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, away: bool
) -> None:
    world = World(home, InProcessReader())
    world.write("a.md", KISUMU)
    world.sybil.sync()
    asked = []
    for days in (400, 300):
        world.clock.moment = datetime.now(UTC) - timedelta(days=days)
        asked.append(world.sybil.ask("Where does the office move?", ANNA).record_id or "")
    world.sybil.close()
    if away:
        monkeypatch.setenv("SYBIL_LIBRARY_DIR", str(home / "away"))
    code, out, _ = run("sync")
    assert (code != 0) is away
    assert ("1 old answers were erased" in out) is not away
    world.open()
    with pytest.raises(RecordNotFound):
        world.sybil.record(asked[0], ANNA)
    assert world.sybil.record(asked[1], ANNA)
    world.sybil.close()
