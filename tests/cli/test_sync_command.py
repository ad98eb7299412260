"""``python -m core sync``: what it says to a person, a script and a timer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.access import Viewer
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
    (library / "b.md").write_text("")
    assert run("sync")[0] == 1
    library.rename(home / "away")
    monkeypatch.setenv("SYBIL_LIBRARY_DIR", str(library))
    code, _, err = run("sync")
    assert code == 1
    assert "does not exist now" in err


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
