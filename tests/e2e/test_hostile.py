"""Text from outside that would like to be more than text: on no page does it fetch, run, link or dress up as Sybil."""

import contextlib
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from core import Settings, Sybil
from core.accounts import viewer_of
from tests.e2e.conftest import PHONE, WIDE, Server, Visiting
from tests.e2e.hostile import QUESTION, Listener, attacked, drawn, harmless, hostile, listener, literal, shown, watched
from tests.shared_library import token_for

__all__ = ["attacked", "hostile", "listener", "watched"]  # fixtures


def opened_all(page: Page, role: str, name: str, most: int = 3) -> None:
    """Press the first few buttons of a name."""
    for n in range(min(most, page.get_by_role(role, name=name).count())):  # type: ignore[arg-type]
        with contextlib.suppress(Exception):
            page.get_by_role(role, name=name).nth(n).click(timeout=2000)  # type: ignore[arg-type]
            page.wait_for_timeout(400)


@pytest.mark.parametrize(("name", "viewport"), [("rita", WIDE), ("ada", PHONE)], ids=["wide", "phone"])
def test_an_answer_with_its_sources_open(
    watched: Visiting, listener: Listener, name: str, viewport: dict[str, int]
) -> None:
    seen = watched(name, viewport)
    page = drawn(seen, "/chat?q=" + quote(QUESTION))
    sources = page.locator("summary").filter(has_text="2026")
    sources.nth(4).wait_for(timeout=30_000)
    for n in range(5):
        if sources.nth(n).evaluate("(node) => !node.parentElement.open"):
            sources.nth(n).click()
            page.wait_for_timeout(1000)
    page.locator("mark").first.wait_for()
    harmless(seen, listener, seen.dialogs)
    literal(shown(page), listener, 3)


@pytest.mark.parametrize(
    ("place", "least"),
    [
        ("/", 3),
        ("/library", 1),
        ("/document?id=hostile-image", 1),
        ("/document?id=hostile-script", 1),
        ("/ledger", 12),
        ("/ledger?tab=actions", 12),
        ("/graph", 0),
        ("/account", 1),
        ("/chat", 1),
    ],
)
def test_every_page_shows_the_words_and_no_more(watched: Visiting, listener: Listener, place: str, least: int) -> None:
    seen = watched("ada")
    page = drawn(seen, place)
    opened_all(page, "button", "Show source:")
    harmless(seen, listener, seen.dialogs)
    literal(shown(page), listener, least)


def test_names_walked_in_the_graph(watched: Visiting, listener: Listener, hostile: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=hostile)) as sybil:
        viewer = viewer_of(sybil.accounts.get("ada"))
        found = [one for one in sybil.entities(viewer, limit=1000) if set("![<:$=&") & set(one.name)]
        assert len(found) > 8
    seen = watched("ada")
    for entity in found[:5]:
        page = drawn(seen, f"/graph?e={entity.id}")
        harmless(seen, listener, seen.dialogs)
        literal(shown(page), listener, 1)


def test_a_document_of_all_of_them_from_a_real_file(watched: Visiting, listener: Listener, hostile: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=hostile)) as sybil:
        viewer = viewer_of(sybil.accounts.get("ada"))
        real = [one for one in sybil.documents(viewer) if not one.id.startswith("hostile-")]
        assert len(real) == 3
    seen = watched("ada")
    for document in real:
        page = drawn(seen, f"/document?id={document.id}&start=0&end=40")
        harmless(seen, listener, seen.dialogs)
        literal(shown(page), listener, 12)


@pytest.mark.parametrize("name", ["decisions.csv", "actions.csv"])
def test_no_cell_of_an_export_is_a_formula(
    visit: Visiting, attacked: Server, hostile: Path, listener: Listener, name: str
) -> None:
    seen = visit(attacked)
    cookie = {"name": "sybil_session", "value": token_for(hostile, "ada"), "url": attacked.address}
    seen.context.add_cookies([cookie])  # type: ignore[list-item]
    answer = seen.context.request.get(f"{attacked.address}/downloads/{name}")
    assert answer.ok
    assert "attachment" in answer.headers["content-disposition"]
    assert "HYPERLINK" in answer.text()
    cells = [cell.strip('"') for line in answer.text().splitlines() for cell in line.split('","')]
    assert not [cell for cell in cells if cell.lstrip(" \ufeff\"'")[:1] in "=+-@" and cell[:1] not in "'" and cell]
    assert not listener.heard
