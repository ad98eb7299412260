"""Pages while the graph server is away: they show the copy under a banner, say why a change fails, and lose nothing."""

import time
from pathlib import Path

import pytest

from core import Viewer
from core.errors import StoreUnavailable
from core.graph.contract import GraphStore
from core.ui.host import host
from tests.graph.standby.switch import Switch, switched
from tests.pages.conftest import Opened, words_of

BANNER = "cannot be reached since"
PAUSE = 2.1


@pytest.fixture
def switch(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Switch:
    """The samples on a server behind a switch."""
    made = Switch()

    def open_store(url: str, *_: object) -> GraphStore:
        assert url.startswith("bolt://")
        return switched(data_dir / "graph.db", made)

    monkeypatch.setattr("core.assembly.open_store", open_store)
    monkeypatch.setenv("SYBIL_GRAPH_URL", "bolt://127.0.0.1:7687")
    return made


def copied() -> None:
    """Fill the copy, as the background does."""
    thread = host().sybil.standby_thread()
    assert thread is not None
    thread.step()


def test_every_page_lives_under_a_banner_that_goes_by_itself(switch: Switch, opened: Opened) -> None:
    copied()
    there = opened("library", "rita")
    assert BANNER not in words_of(there)
    switch.down = True
    for page in ("home", "chat", "library", "ledger", "graph", "account"):
        at = opened(page, "rita")
        assert not at.exception
        (banner,) = [one.value for one in at.warning if BANNER in one.value]
        assert "You see the library as it was at" in banner
        assert switch.said not in banner
    assert len(opened("library", "rita").dataframe[0].value) == len(there.dataframe[0].value)
    (told,) = [one.value for one in opened("library", "ada").warning if BANNER in one.value]
    assert "the test took it away" in told, "administrators are told what the server said"
    switch.down = False
    time.sleep(PAUSE)
    assert not [one for one in opened("home", "rita").warning if BANNER in one.value]


def test_without_a_copy_pages_say_so(switch: Switch, opened: Opened) -> None:
    switch.down = True
    for page in ("home", "library", "ledger"):
        at = opened(page, "rita")
        assert not at.exception
        assert "no copy of the library" in words_of(at).replace("\u2060", "").replace("\\", "")


def test_a_change_that_fails_says_why_and_changes_nothing(switch: Switch, opened: Opened) -> None:
    copied()
    (paper,) = [one for one in host().sybil.documents(Viewer.system()) if one.name == "Travel policy DRAFT v0.3.md"]
    at = opened("document", "eda", id=paper.id)
    switch.down = True
    at.selectbox(key="document-level").select("CONFIDENTIAL").run()
    at.button(key="document-set-level").click().run()
    assert any("Nothing was changed" in one.value for one in at.error)
    switch.down = False
    time.sleep(PAUSE)
    assert host().sybil.document(paper.id, Viewer.system()).level == paper.level


def test_answers_and_the_status_tell_of_the_copy(switch: Switch, opened: Opened) -> None:
    assert opened("home", "rita")
    copied()
    sybil, viewer = host().sybil, Viewer.member("INTERNAL")
    assert not any("could not be reached" in one for one in sybil.ask("Why did we go back to Nyota?", viewer).warnings)
    switch.down = True
    answer = sybil.ask("Why did we go back to Nyota?", viewer)
    assert answer.mode == "extract"
    assert answer.citations
    (warning,) = [one for one in answer.warnings if "could not be reached" in one]
    assert "this answer is from the library as it was at" in warning
    missing = sybil.ask("What is the airspeed of a swallow?", viewer)
    assert missing.mode == "not_found"
    assert warning in missing.warnings
    assert any("changes wait" in one and switch.said in one for one in sybil.status(viewer).degraded)
    with pytest.raises(StoreUnavailable, match="Nothing was changed"):
        sybil.remove(answer.citations[0].document_id)
