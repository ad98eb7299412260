"""A library moves from a file to a server and back, whole."""

from pathlib import Path

import pytest

from core.access import Viewer
from core.cli import main
from core.graph import open_store
from core.graph.copying import copy
from core.models import Level
from tests.contracts.backends import BACKENDS
from tests.contracts.snapshot import snapshot
from tests.contracts.test_copies import LIBRARY, fill


@pytest.mark.parametrize("server", [name for name in sorted(BACKENDS) if name != "sqlite"])
def test_there_and_back_nothing_is_lost(server: str, tmp_path: Path) -> None:
    there = BACKENDS[server](tmp_path)
    with (
        open_store(f"sqlite:///{tmp_path}/old.db") as old,
        open_store(there) as between,
        open_store(f"sqlite:///{tmp_path}/new.db") as new,
    ):
        fill(old)
        assert copy(old, between).copied == len(LIBRARY)
        assert copy(between, new).copied == len(LIBRARY)
        for level in Level:
            viewer = Viewer.member(level.value)
            assert snapshot(new, viewer) == snapshot(old, viewer), level
            assert between.merges(viewer) == old.merges(viewer)


def test_the_command_copies_to_a_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there, source = BACKENDS["neo4j"](tmp_path), f"sqlite:///{tmp_path}/old.db"
    with open_store(source) as old:
        fill(old)
    assert main(["graph", "copy", source, there]) == 0
    assert f"Copied {len(LIBRARY)} documents" in capsys.readouterr().out
    assert main(["graph", "copy", source, there]) == 0
    assert f"{len(LIBRARY)} were there already" in capsys.readouterr().out
