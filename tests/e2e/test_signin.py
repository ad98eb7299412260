"""Whoever is signed out, disabled or has a new password is out at once, in every browser, open pages included."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from core import Settings, Sybil
from core.accounts import Accounts
from tests.e2e.conftest import Server, Visiting
from tests.shared_library import PASSWORD


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts: accounts.end_all("rita"),
        lambda accounts: accounts.set_password("rita", PASSWORD),
        lambda accounts: accounts.change("rita", disabled=True),
    ],
    ids=["signed out elsewhere", "new password", "disabled"],
)
def test_open_pages_and_copied_cookies_end_at_once(
    visit: Visiting, server: Server, end: Callable[[Accounts], object]
) -> None:
    seen = visit(server, "rita")
    seen.go("/ledger")
    expect(seen.page.get_by_role("button", name="Sign out")).to_be_visible()
    with Sybil.open(Settings(_env_file=None, data_dir=server.data_dir)) as sybil:
        end(sybil.accounts)
        expect(seen.page.get_by_role("textbox", name="Password")).to_be_visible(timeout=10_000)
        expect(seen.page.get_by_test_id("stSidebar")).to_be_hidden()
        seen.go("/library")
        expect(seen.page.get_by_role("textbox", name="Password")).to_be_visible()
        answer = seen.context.request.get(f"{server.address}/downloads/actions.csv")
        assert answer.status == 401
        sybil.accounts.change("rita", disabled=False)


def test_uploads_without_signing_in_are_refused(visit: Visiting, server: Server) -> None:
    seen = visit(server)
    answer = seen.context.request.put(f"{server.address}/_stcore/upload_file/any/any", data=b"x")
    assert answer.status == 401
    assert "Sign in first" in answer.text()


def test_guesses_are_slowed_down_in_words_and_the_owner_gets_in(visit: Visiting, server: Server) -> None:
    seen = visit(server)
    page = seen.go("/")
    page.get_by_role("textbox", name="Name").fill("eda")
    for n in range(7):
        page.get_by_role("textbox", name="Password").fill(f"wrong password {n}")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_be_visible()
        seen.settled()
    expect(page.get_by_role("alert")).to_contain_text("too many", ignore_case=True)
    owner = visit(server, "eda")
    owner.go("/")
    expect(owner.page.get_by_role("button", name="Sign out")).to_be_visible()
