"""Every page, opened as nobody, reader, editor and admin, also as the first request after a start."""

import pytest

from tests.pages.conftest import Opened, words_of
from tests.shared_library import ROOT

PAGES = ["home", *sorted(path.stem for path in (ROOT / "pages").glob("*.py"))]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_gets_the_sign_in_form_and_nothing_else(opened: Opened, page: str) -> None:
    at = opened(page)
    assert not at.exception
    assert [field.label for field in at.text_input] == ["Name", "Password"]
    assert not at.sidebar.children
    assert "Marula" not in words_of(at)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["rita", "eda", "ada"])
def test_those_who_may_see_the_page_see_it(opened: Opened, page: str, name: str) -> None:
    at = opened(page, name)
    assert not at.exception
    assert at.title
    assert [button.label for button in at.sidebar.button if button.label == "Sign out"]
