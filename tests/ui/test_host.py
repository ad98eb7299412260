"""The one Sybil of the process: kept out of the cache that a browser may empty, another one for other stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from core import Viewer
from core.ui.host import host, leave


@pytest.fixture(autouse=True)
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    leave()
    monkeypatch.setenv("SYBIL_DATA_DIR", str(tmp_path / "one"))
    yield
    leave()


def test_emptying_streamlits_caches_does_not_touch_it() -> None:
    before = host()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert host() is before
    assert before.sybil.counts(Viewer.system()).documents == 0


def test_other_stores_are_another_one_and_need_no_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = host()
    monkeypatch.setenv("SYBIL_DATA_DIR", str(tmp_path / "two"))
    after = host()
    assert after is not before
    assert after.sybil.settings.data_dir == tmp_path / "two"
    conversation = after.sybil.conversations.start(Viewer.system(), "Anything?")
    assert after.sybil.conversations.get(conversation, Viewer.system()).title == "Anything?"


def test_without_serving_nothing_follows_the_library(tmp_path: Path) -> None:
    (tmp_path / "one" / "library").mkdir(parents=True)
    (tmp_path / "one" / "library" / "a.md").write_text("We agreed to move to Kisumu.")
    assert host().progress is None
    assert host().sybil.status(Viewer.system()).last_sync is None
