"""Files are added, edited, renamed, deleted and put back under the running app: open pages follow by themselves, within
ten seconds and without being loaded again."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from core import Settings, Sybil, Viewer
from tests.e2e.conftest import Server, Visiting, start
from tests.e2e.patience import patience
from tests.shared_library import copy_of_samples

SECONDS = 10.0
NAME = "2026-06-25 Roof meeting.md"
TEXT = """# Roof meeting

Date: 25 June 2026
Present: Zawadi Mbeki, Tom Ellery

## Decisions

- Decision: The store roof in Kacyiru will be painted green.

## Actions

- Zawadi Mbeki to buy the paint by 10 July 2026.
"""
SAID = "() => ['#stMain', '[data-testid=stSidebar]'].map(one => document.querySelector(one).textContent).join(' ')"

Probe = tuple[str, str, bool]
"""Page, pattern, and whether it has to be there or gone."""


@pytest.fixture
def live(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Sybil over a library of its own."""
    running = start(copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path / "data"), tmp_path / "log")
    yield running
    running.end()


def _marked(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("#stMain h1", timeout=30_000)
    page.wait_for_timeout(1500)
    page.evaluate("() => { window.sybilWasHere = 'still the same window' }")
    return page


def _follows(pages: dict[str, Page], change: Callable[[], object], probes: list[Probe], what: str) -> None:
    """Make a change; every page shows it in time, in the window that was opened at first."""
    change()
    began = time.monotonic()
    open_ones = list(probes)
    while open_ones:
        page, pattern, wanted = open_ones[0]
        if bool(re.search(pattern, pages[page].evaluate(SAID), re.IGNORECASE)) == wanted:
            open_ones.pop(0)
            continue
        assert time.monotonic() - began < patience(SECONDS), (
            f"{what}: {page} does not {'show' if wanted else 'lose'} {pattern}"
        )
        pages[page].wait_for_timeout(100)
    print(f"{what}: every page followed in {time.monotonic() - began:.1f} s")  # noqa: T201 - a figure for who runs it
    for page in pages.values():
        assert page.evaluate("() => window.sybilWasHere") == "still the same window"


def test_every_page_follows_the_folder(visit: Visiting, live: Server) -> None:
    file = live.data_dir / "library" / NAME
    renamed = file.with_name("2026-06-25 Notes about painting.md")
    with Sybil.open(Settings(_env_file=None, data_dir=live.data_dir)) as sybil:
        before = sybil.counts(Viewer.member("INTERNAL")).documents
    seen = visit(live, "rita")
    pages = {"home": _marked(seen.page, f"{live.address}/")}
    for name in ("library", "ledger", "graph"):
        pages[name] = _marked(seen.context.new_page(), f"{live.address}/{name}")
    box = pages["graph"].get_by_role("textbox", name="Find a person, organisation, place or topic")
    box.fill("Zawadi")
    box.press("Enter")
    pages["graph"].get_by_text("Nobody and nothing of that name").wait_for()
    more, same = (rf"(?<![\d,]){number} documents" for number in (before + 1, before))
    there = [("home", more, True), ("library", more, True), ("library", "Roof meeting", True),
             ("ledger", "painted green", True), ("graph", "Zawadi Mbeki", True)]  # fmt: skip

    _follows(pages, lambda: file.write_text(TEXT, encoding="utf-8"), there, "a new file")
    edited = TEXT.replace("painted green", "painted blue").replace("Zawadi", "Zawadi Nia")
    edits = [("ledger", "painted blue", True), ("ledger", "painted green", False), ("graph", "Zawadi Nia Mbeki", True)]
    _follows(pages, lambda: file.write_text(edited, encoding="utf-8"), edits, "an edited file")
    pages["graph"].get_by_role("button", name="Zawadi Nia Mbeki").click()
    pages["graph"].get_by_role("heading", name="Zawadi Nia Mbeki", level=2).wait_for()
    pages["graph"].get_by_role("button", name="1 passage").first.click()
    pages["graph"].get_by_text(NAME).wait_for()
    moved = [("graph", renamed.stem, True), ("graph", NAME, False), ("library", same, False), ("library", more, True)]
    _follows(pages, lambda: file.rename(renamed), moved, "a renamed file")
    gone = [("home", same, True), ("library", same, True), ("library", "Roof meeting", False),
            ("ledger", "painted blue", False), ("graph", "not open to you", True)]  # fmt: skip
    _follows(pages, renamed.unlink, gone, "a deleted file")
    back = [("home", more, True), ("library", more, True), ("ledger", "painted blue", True),
            ("graph", "Zawadi Nia Mbeki", True)]  # fmt: skip
    _follows(pages, lambda: file.write_text(edited, encoding="utf-8"), back, "a file put back")
    assert not seen.elsewhere
