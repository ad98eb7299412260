"""The Graph page in Chromium: walked by clicking and by keyboard, read, and safe with hostile names."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from core import Settings
from core.graph import open_store
from tests.contracts.builders import Line, contribution
from tests.e2e.conftest import PHONE, Server, Visit, Visiting, start
from tests.shared_library import copy_of_samples

HOSTILE = "<img src=x onerror=window.pwned=1>"
LEAK = "![x](http://127.0.0.1:9/leak)"
BRACES = "{b} {a|Bold} {c}"


def _title(seen: Visit, name: str) -> None:
    seen.page.get_by_role("heading", name=name, level=2).wait_for()


def _find(seen: Visit, words: str) -> None:
    box = seen.page.get_by_role("textbox", name="Find a person, organisation, place or topic")
    box.fill(words)
    box.press("Enter")


def _drawn(seen: Visit) -> dict[str, float]:
    drawing = seen.page.get_by_test_id("stEChartsChart")
    drawing.locator("canvas").first.wait_for()
    seen.page.wait_for_timeout(600)
    box = drawing.bounding_box()
    assert box is not None
    return dict(box)


def test_search_walk_by_keyboard_read_and_back(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita")
    page = seen.go("/graph")
    _find(seen, "marchb")
    page.get_by_role("button", name="Helen Marchbanks").first.click()
    _title(seen, "Helen Marchbanks")
    first = page.url
    assert "?e=" in first
    row = page.get_by_role("button", name="Kisumu")
    row.focus()
    page.keyboard.press("Enter")
    _title(seen, "Kisumu")
    assert page.url != first
    page.go_back()
    _title(seen, "Helen Marchbanks")
    page.locator("[class*=st-key-row]", has_text="Kisumu").get_by_role("button", name="passage").click()
    page.get_by_role("heading", name="Helen Marchbanks and Kisumu").wait_for()
    assert "with=" in page.url
    marked = page.locator(".sybil-rich mark")
    marked.first.wait_for()
    assert {"Helen", "Kisumu"} <= {word for text in marked.all_inner_texts() for word in text.split()}
    into = page.locator("[class*=st-key-behind-] a").first.get_attribute("href") or ""
    assert "document?id=" in into
    assert "&start=" in into
    page.reload()
    page.get_by_role("heading", name="Helen Marchbanks and Kisumu").wait_for()
    page.get_by_role("button", name="All beside Helen Marchbanks").click()
    page.get_by_role("button", name="Kisumu").wait_for()
    assert not seen.elsewhere
    assert not [said for said in seen.complaints if "Content Security Policy" in said]


def _at_rest(page: Page) -> bytes:
    """The drawing as a picture, once two in a row are the same."""
    page.mouse.move(2, 2)  # a tool bar fades in where the mouse rests
    last, drawing = b"", page.get_by_test_id("stEChartsChart")
    for _ in range(20):
        page.wait_for_timeout(500)
        now = drawing.screenshot()
        if now == last:
            break
        last = now
    return last


def _alike(one: bytes, other: bytes) -> bool:
    """Whether nobody could tell two pictures apart: a shade of eight in 256 is the edge of a shadow."""
    first, second = (Image.open(io.BytesIO(picture)).convert("L") for picture in (one, other))
    return first.size == second.size and ImageChops.difference(first, second).getextrema()[1] <= 8


def _on_a_mark(page: Page, box: dict[str, float]) -> tuple[float, float]:
    """The first point down the column in which the names on the right begin where the drawing takes a click."""
    across = box["x"] + box["width"] * 0.66
    cursor = """() => [...document.querySelectorAll('[data-testid=stEChartsChart] *')].some(
        one => one.style.cursor === 'pointer')"""
    for down in range(60, int(box["height"]) - 20, 8):
        page.mouse.move(across, box["y"] + down)
        page.wait_for_timeout(120)
        if page.evaluate(cursor):
            return across, box["y"] + down
    raise AssertionError("nothing in the drawing takes a click")


def test_a_click_in_the_drawing_walks_and_a_redraw_moves_nothing(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita")
    page = seen.go("/graph")
    _find(seen, "kisumu")
    page.get_by_role("button", name="Kisumu").first.click()
    _title(seen, "Kisumu")
    box = _drawn(seen)
    before = _at_rest(page)
    page.reload()
    _title(seen, "Kisumu")
    _drawn(seen)
    same = _alike(_at_rest(page), before)
    assert same, "a redraw moved something"
    there = page.url
    names = page.evaluate(
        "() => [...document.querySelectorAll('[class*=st-key-row] button')].map(one => one.innerText)"
    )
    page.mouse.click(*_on_a_mark(page, box))  # once: a second click would walk further, and one step back not return
    page.wait_for_function("before => location.href !== before", arg=there)
    page.wait_for_function("""() => location.href.includes('with=')
        || [...document.querySelectorAll('h2')].every(one => one.innerText !== 'Kisumu')""")
    heading = page.get_by_role("heading", level=2).first.inner_text()
    assert "with=" in page.url or any(name in heading for name in names if name)
    page.go_back()
    _title(seen, "Kisumu")
    assert not seen.elsewhere


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Sybil over the samples and a document that names hostile names, in its file's name and its title as well."""
    folder = tmp_path_factory.mktemp("hostile")
    data = copy_of_samples(tmp_path_factory.getbasetemp().parent, folder / "data")
    named = Line(
        f"{HOSTILE} met Ada Lovelace, {LEAK} Ray, {BRACES} and [x](javascript:window.pwned=1) Ltd.",
        speaker=HOSTILE, people=("Ada Lovelace", HOSTILE, f"{LEAK} Ray", BRACES),
        organisations=("[x](javascript:window.pwned=1) Ltd",), places=(f"{HOSTILE} Town",), topics=(":red[x]",),
        relation=("Ada Lovelace", f"works {HOSTILE} for", HOSTILE),
    )  # fmt: skip
    with open_store(Settings(_env_file=None, data_dir=data).graph) as store:
        store.apply(contribution("bad", [named, named], name=f"{HOSTILE}.txt", title=f"{LEAK} title", source="test"))
    running = start(data, folder / "log")
    yield running
    running.end()


@pytest.mark.parametrize("viewport", [None, PHONE])
def test_a_hostile_name_is_only_a_name(visit: Visiting, hostile: Server, viewport: dict[str, int] | None) -> None:
    seen = visit(hostile, "eda", **({"viewport": viewport} if viewport else {}))
    page = seen.go("/graph")
    _find(seen, "lovelace")
    page.get_by_role("button", name="Ada Lovelace").first.click()
    _title(seen, "Ada Lovelace")
    box = _drawn(seen)
    for across in (0.15, 0.3, 0.5, 0.6, 0.7, 0.85):
        for down in range(40, int(box["height"]), 40):
            page.mouse.move(box["x"] + box["width"] * across, box["y"] + down)
    assert page.get_by_role("button", name=BRACES).count() == 1
    page.get_by_text("named 2 times in 1 document").click()
    page.locator("[class*=st-key-row]", has_text="onerror").first.get_by_role("button", name="passage").click()
    page.locator(".sybil-rich mark", has_text="onerror").first.wait_for()
    page.get_by_text("The same under another name?").click()
    page.get_by_role("textbox", name="Find the other person by name").fill("img")
    page.keyboard.press("Enter")
    page.get_by_role("radiogroup", name="Which one is it?").get_by_text("onerror").click()
    page.get_by_text("become one person").wait_for()
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("[data-testid=stMain] img[src=x]").count() == 0
    assert not seen.elsewhere
