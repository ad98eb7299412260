"""The first two minutes: from a fresh start to a cited answer with its source open. Makes the README's pictures.

``make screenshots`` keeps them in docs/images; otherwise they are looked at by nobody and go with the test's folder.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, Server, Visit, Visiting, start
from tests.shared_library import PASSWORD, ROOT, token_for

QUESTION = "Why did we go back to Nyota?"
TOLD = "customs"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Sybil over an empty data folder, as on the day it is installed."""
    folder = tmp_path_factory.mktemp("fresh")
    running = start(folder / "data", folder / "log")
    yield running
    running.end()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go."""
    return ROOT / "docs" / "images" if os.environ.get("SYBIL_TEST_SCREENSHOTS") else tmp_path


def test_from_a_fresh_start_to_a_cited_answer(fresh: Server, visit: Visiting, pictures: Path) -> None:
    seen = visit(fresh)
    set_up(seen, fresh)
    load_samples(seen)
    ask(seen)
    open_the_source(seen)
    seen.page.screenshot(path=pictures / "answer-light.png")
    go_to_the_document_and_back(seen)
    for name, viewport, dark in (("answer-dark", None, True), ("answer-phone", PHONE, False)):
        other = visit(fresh, "ada", **({"viewport": viewport} if viewport else {}), dark=dark)
        other.page.goto(seen.page.url)
        expect(other.page.get_by_text(TOLD).first).to_be_visible(timeout=30_000)
        other.page.get_by_role("button", name="Source 1").first.click()
        expect(other.page.locator("mark").first).to_be_visible(timeout=30_000)
        other.settled()
        other.page.screenshot(path=pictures / f"{name}.png")
    home = visit(fresh, "ada")
    home.go("/")
    expect(home.page.get_by_role("heading", name="What Sybil knows")).to_be_visible(timeout=30_000)
    home.page.screenshot(path=pictures / "home.png")
    assert not seen.elsewhere
    assert not home.elsewhere
    assert not [said for said in seen.complaints if "Content Security Policy" in said]


def set_up(seen: Visit, fresh: Server) -> None:
    """Make the first administrator; without the right code nobody can."""
    found = re.search(r"Set-up code for the first administrator: (\S+)", fresh.said())
    assert found, fresh.said()
    page = seen.go("/")
    for code in ("AAAA-BBBB-CCCC", found[1]):
        page.get_by_role("textbox", name="Set-up code").fill(code)
        page.get_by_role("textbox", name="Your name for signing in").fill("ada")
        page.get_by_role("textbox", name="Your name as others know it").fill("Ada Obi")
        page.get_by_role("textbox", name="Password", exact=True).fill(PASSWORD)
        page.get_by_role("textbox", name="Password again").fill(PASSWORD)
        page.get_by_role("button", name="Create the administrator").click()
        if code != found[1]:
            expect(page.get_by_role("alert")).to_contain_text("code", timeout=15_000)
            seen.settled()
    expect(page.get_by_role("heading", name="First steps")).to_be_visible(timeout=15_000)


def load_samples(seen: Visit) -> None:
    """One click; progress shows, and the page follows by itself."""
    seen.page.get_by_role("button", name="Load the samples").click()
    expect(seen.page.get_by_text(re.compile(r"Reading \d+ of 2\d"))).to_be_visible(timeout=30_000)
    expect(seen.page.get_by_text(re.compile(r"26 documents, read"))).to_be_visible(timeout=180_000)
    expect(seen.page.get_by_role("heading", name="What Sybil knows")).to_be_visible(timeout=30_000)


def ask(seen: Visit) -> None:
    """From Home's question box to the answer in Chat."""
    seen.page.get_by_role("textbox", name="Your question").fill(QUESTION)
    seen.page.get_by_role("button", name="Ask", exact=True).click()
    seen.page.wait_for_url(re.compile(r"/chat\?c="), timeout=60_000)
    expect(seen.page.get_by_role("button", name="Source 1").first).to_be_visible(timeout=60_000)
    expect(seen.page.locator("#stMain")).to_contain_text(TOLD)
    seen.settled()


def open_the_source(seen: Visit) -> None:
    """The number in the text opens the quoted words, marked in their context, beside the answer."""
    seen.page.get_by_role("button", name="Source 1").first.click()
    expect(seen.page.locator("mark").first).to_be_visible(timeout=30_000)
    assert len(seen.page.locator("mark").first.inner_text()) > 10
    seen.settled()


def go_to_the_document_and_back(seen: Visit) -> None:
    """The whole document, at the place of the quote; and back at the answer."""
    seen.page.get_by_role("link", name="Open in the document").first.click()
    seen.page.wait_for_url(re.compile(r"/document\?"), timeout=30_000)
    expect(seen.page.locator("mark").first).to_be_in_viewport(timeout=30_000)
    seen.page.go_back()
    seen.page.wait_for_url(re.compile(r"/chat\?c="), timeout=30_000)
    expect(seen.page.get_by_role("button", name="Source 1").first).to_be_visible(timeout=30_000)
    seen.settled()


def test_the_set_up_is_over_for_good(fresh: Server, visit: Visiting) -> None:
    assert token_for(fresh.data_dir, "ada")
    seen = visit(fresh)
    seen.go("/")
    expect(seen.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert not (fresh.data_dir / "secrets" / "set_up_code").exists()
    modes = {path.name: path.stat().st_mode & 0o777 for path in (fresh.data_dir / "secrets").iterdir()}
    assert modes == {"cookie_key": 0o600}
