"""Every page by its address, the first request after a start included: nobody gets further than the sign-in form."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Server, Visiting, start
from tests.shared_library import PASSWORD, ROOT

PAGES = ["", *sorted(path.stem for path in (ROOT / "pages").glob("*.py"))]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_gets_the_form_at_every_address(visit: Visiting, server: Server, page: str) -> None:
    seen = visit(server)
    seen.go(f"/{page}")
    seen.page.get_by_role("textbox", name="Password").wait_for()
    assert seen.page.get_by_role("button", name="Sign in").is_visible()
    assert "Marula" not in seen.page.inner_text("body")
    assert not seen.page.get_by_test_id("stSidebar").is_visible()
    assert not seen.elsewhere


def test_the_first_request_after_a_start_is_gated_too(visit: Visiting, sampled: Path, tmp_path: Path) -> None:
    fresh = start(sampled, tmp_path / "log")
    try:
        seen = visit(fresh)
        seen.go("/library")
        seen.page.get_by_role("textbox", name="Password").wait_for()
        assert "Marula" not in seen.page.inner_text("body")
    finally:
        assert fresh.end() in (0, -15), fresh.said()


def test_signing_in_and_out_by_hand(visit: Visiting, server: Server) -> None:
    seen = visit(server)
    page = seen.go("/")
    page.get_by_role("textbox", name="Name").fill("rita")
    page.get_by_role("textbox", name="Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("The name or the password is wrong").wait_for()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.wait_for_function("() => document.cookie.includes('sybil_session')")
    copied = [one for one in seen.context.cookies() if one["name"] == "sybil_session"]
    seen.go("/library")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("textbox", name="Password").wait_for()
    thief = visit(server)
    thief.context.add_cookies(copied)
    thief.go("/library")
    thief.page.get_by_role("textbox", name="Password").wait_for()
    assert not seen.elsewhere
    assert not [said for said in seen.complaints if "Content Security Policy" in said]
