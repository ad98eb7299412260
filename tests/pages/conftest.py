"""Pages run by Streamlit's own AppTest, over a copy of the read samples."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.ui.host import leave
from tests.shared_library import ROOT, copy_of_samples, token_for

Opened = Callable[..., AppTest]


@pytest.fixture
def data_dir(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the samples in it, which the pages use."""
    folder = copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path / "data")
    monkeypatch.setenv("SYBIL_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def opened(data_dir: Path) -> Iterator[Opened]:
    """Open a page as somebody (a name of PEOPLE) or as nobody: ``opened("chat", "rita", q="...")``."""
    leave()

    def open_page(page: str, name: str | None = None, **query: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "Home.py"), default_timeout=60)
        if name is not None:
            at.session_state["sybil_token"] = token_for(data_dir, name)
        for key, value in query.items():
            at.query_params[key] = value
        if page == "home":
            return at.run()
        return at.switch_page(f"pages/{page}.py").run()

    yield open_page
    leave()


def words_of(at: AppTest) -> str:
    """All that a page shows, as text; what the renderer of outside text was given included."""
    return "\n".join(_texts(at._tree.root if hasattr(at._tree, "root") else at._tree))


def _texts(node: object) -> list[str]:
    found = []
    proto = getattr(node, "proto", None)
    if proto is not None:
        found.append(str(proto))
    for child in getattr(node, "children", {}).values():
        found += _texts(child)
    return found
