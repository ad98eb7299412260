"""``python -m core graph copy``: a library moves to another store with one command."""

import json
from pathlib import Path

import pytest

from core.access import Viewer
from core.cli import main
from core.graph import open_store
from tests.contracts.access_library import library
from tests.contracts.builders import contribution


def url(folder: Path, name: str) -> str:
    """The URL of a graph in a file."""
    return f"sqlite:///{folder / name}.db"


def filled(folder: Path) -> str:
    """A graph with a few documents."""
    with open_store(url(folder, "old")) as store:
        for one in library():
            store.apply(one)
    return url(folder, "old")


def test_a_graph_is_copied_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = filled(tmp_path), url(tmp_path, "new")
    assert main(["graph", "copy", source, target]) == 0
    assert "Copied 4 documents. The copy holds 4 documents" in capsys.readouterr().out
    with open_store(source) as held, open_store(target) as made:
        assert made.documents(Viewer.system()) == held.documents(Viewer.system())
    assert main(["graph", "copy", source, target, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["copied"], told["there_already"], told["counts"]["documents"]) == (0, 4, 4)


def test_a_graph_of_something_else_is_not_written_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = filled(tmp_path), url(tmp_path, "new")
    with open_store(target) as store:
        store.apply(contribution("other", ["Another library"]))
    assert main(["graph", "copy", source, target]) == 1
    assert "other.txt" in capsys.readouterr().err
    assert main(["graph", "copy", source, "nonsense://x"]) == 1
    assert "no kind of graph store" in capsys.readouterr().err
    assert main(["graph", "copy", source]) == 2
