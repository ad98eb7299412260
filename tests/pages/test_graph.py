"""The Graph page: names are found, read, made one and separated, and nobody learns what is above his level."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core import Settings, Sybil, Viewer
from core.errors import StoreUnavailable
from core.models import Entity
from tests.pages.conftest import Opened, words_of

RITA, EDA = Viewer.member("INTERNAL"), Viewer.member("CONFIDENTIAL")


def known(data_dir: Path, viewer: Viewer, query: str, kind: str | None = None) -> list[Entity]:
    """The names that a query finds, asked without a page."""
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        return sybil.entities(viewer, query, kind)


def labels(at: AppTest) -> list[str]:
    """What stands on the buttons of the page itself."""
    return [button.label for button in at.main.button]


def press(at: AppTest, label: str) -> AppTest:
    """Press the first button of the page whose label begins so."""
    return next(button for button in at.main.button if button.label.startswith(label)).click().run()


def test_it_begins_with_the_names_that_are_used_most(opened: Opened) -> None:
    at = opened("graph", "rita")
    assert not at.exception
    assert any(label.startswith("Helen Marchbanks") for label in labels(at))
    at.pills(key="graph-kind").set_value("place").run()
    assert any(label.startswith("Kisumu") for label in labels(at))
    assert not any(label.startswith("Helen") for label in labels(at))


def test_a_name_is_found_by_another_name_and_leads_to_its_neighbours(opened: Opened) -> None:
    at = opened("graph", "rita")
    at.text_input(key="graph-search").set_value("a. okafor").run()
    press(at, "Amina Okafor")
    assert at.query_params["e"]
    assert at.text_input(key="graph-search").value == ""
    assert "Also written" in words_of(at)
    assert "speaks in" in words_of(at)
    assert any("passages" in label for label in labels(at))
    assert "Nobody and nothing" not in words_of(at)


def test_what_is_not_found_is_said(opened: Opened) -> None:
    at = opened("graph", "rita")
    at.text_input(key="graph-search").set_value("zzyzx").run()
    assert [info.value for info in at.info if "Try one word" in info.value]
    at = opened("graph", "rita", e="0" * 24)
    assert [error.value for error in at.error if "not open to you" in error.value]
    press(at, "See all names")
    assert not at.error


def test_the_passages_behind_an_edge_are_shown_with_the_names_marked(opened: Opened, data_dir: Path) -> None:
    helen, kisumu = known(data_dir, RITA, "Helen")[0], known(data_dir, RITA, "Kisumu")[0]
    at = opened("graph", "rita", **{"e": helen.id, "with": kisumu.id})
    assert not at.exception
    assert not at.error
    assert "that name both" in words_of(at)
    press(at, "All beside")
    assert "with" not in at.query_params


def test_nothing_confidential_shows(opened: Opened, data_dir: Path) -> None:
    every = {one.id for one in known(data_dir, RITA, "")}
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        hidden = [one for one in sybil.entities(EDA, None, None, 5000) if one.id not in
                  {one.id for one in sybil.entities(RITA, None, None, 5000)}]  # fmt: skip
    assert hidden
    assert every
    for entity in hidden[:4]:
        at = opened("graph", "rita", e=entity.id)
        assert [error.value for error in at.error if "not open to you" in error.value]
        assert entity.name not in words_of(at)
    at = opened("graph", "rita")
    at.text_input(key="graph-search").set_value("Quayle").run()
    assert not [label for label in labels(at) if "Quayle" in label]


def test_readers_merge_nothing(opened: Opened, data_dir: Path) -> None:
    at = opened("graph", "rita", e=known(data_dir, RITA, "Helen")[0].id)
    assert "another name?" not in words_of(at)
    at = opened("graph", "rita")
    assert "names made one with another" in words_of(at)
    assert "Separate" not in labels(at)


@pytest.mark.parametrize("name", ["eda", "ada"])
def test_two_names_are_made_one_and_separated_again(opened: Opened, data_dir: Path, name: str) -> None:
    kept, other = known(data_dir, RITA, "Homa Bay", "place")[0], known(data_dir, RITA, "Nairobi", "place")[0]
    at = opened("graph", name, e=kept.id)
    at.text_input(key=f"join-{kept.id}").set_value("nairobi").run()
    at.radio(key=f"which-{kept.id}").set_value(other).run()
    assert [one.value for one in at.warning if "become one place" in one.value]
    press(at, "Make them one")
    assert [one.value for one in at.success if "Nairobi" in one.value]
    assert "Nairobi" in known(data_dir, RITA, "Homa Bay", "place")[0].aliases
    press(at, "Separate")
    assert [one.value for one in at.warning if "become two again" in one.value]
    press(at, "Leave them as one")
    assert not at.warning
    press(at, "Separate")
    press(at, "Separate these two")
    assert [one.value for one in at.success if "are two again" in one.value]
    assert not known(data_dir, RITA, "Homa Bay", "place")[0].aliases


def test_a_store_that_fails_is_told_in_place(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("The graph cannot be read now. Try again in a minute.")

    at = opened("graph", "rita")
    for read in ("entities", "neighbourhood", "merges"):
        monkeypatch.setattr(Sybil, read, fail)
    at.run()
    assert not at.exception
    assert [error.value for error in at.error if "Try again" in error.value]


def test_an_empty_library_says_what_will_be_here(opened: Opened, data_dir: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        for document in sybil.documents(Viewer.system()):
            sybil.remove(document.id)
    at = opened("graph", "rita")
    assert [info.value for info in at.info if "as soon as documents" in info.value]
