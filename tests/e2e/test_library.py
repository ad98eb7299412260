"""Library, Document, Account and People in Chromium: files in and out, a place in a text, what leaves the server."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from core import Settings, Sybil, Viewer
from tests.e2e.conftest import PHONE, Server, Visiting
from tests.shared_library import token_for

HOSTILE = (
    "# ![x](http://127.0.0.1:9/leak)\n\n<img src=http://127.0.0.1:9/leak onerror=alert(1)> "
    "<style>@import url(http://127.0.0.1:9/leak)</style> [a](javascript:alert(1)) ![y][z]\n\n[z]: http://127.0.0.1:9/leak\n"
    "\nDecision: We will ![x](http://127.0.0.1:9/leak) move to Kisumu.\n"
)


def put(page: Page, name: str, content: str, level: str | None = None) -> None:
    if not page.get_by_test_id("stFileUploader").is_visible():
        page.get_by_text("Add documents").click()
    page.set_input_files("input[type=file]", [{"name": name, "mimeType": "text/plain", "buffer": content.encode()}])
    button = page.get_by_role("button", name="Upload 1 file")
    button.wait_for()
    if level is not None:
        page.get_by_role("combobox", name="Level").last.click()
        page.get_by_role("option", name=level).click()
    button.click()


def document(server: Server, name: str) -> str:
    with Sybil.open(Settings(_env_file=None, data_dir=server.data_dir)) as sybil:
        (found,) = [one.id for one in sybil.documents(Viewer.system()) if one.name == name]
        return found


def test_a_confidential_paper_comes_in_and_is_read_by_those_who_may(visit: Visiting, server: Server) -> None:
    eda, rita = visit(server, "eda"), visit(server, "rita")
    rita.go("/library")
    page = eda.go("/library")
    put(page, "board.md", "Minutes of 3 March 2026\n\nDecision: We will close the Thika office.\n", "Confidential")
    page.get_by_text("read: 1 passage, 1 decision. Level confidential.").wait_for(timeout=30_000)
    page.get_by_role("link", name="Open").click()
    page.get_by_role("heading", name="Minutes").first.wait_for()
    page.get_by_role("button", name="We will close the Thika office").click()
    page.locator("mark", has_text="Thika").wait_for()
    assert "start=" in page.url
    rita.page.goto(page.url)
    rita.page.get_by_text("There is no such document.").wait_for()
    rita.go("/library")
    assert "board.md" not in rita.page.inner_text("body")
    assert not eda.elsewhere + rita.elsewhere


def test_a_link_opens_a_long_document_at_its_place(visit: Visiting, server: Server) -> None:
    line = "The river was high that week and the road to the store was closed in the mornings. " * 6
    text = "\n\n".join(f"{n}. {line}" for n in range(400))
    with Sybil.open(Settings(_env_file=None, data_dir=server.data_dir)) as sybil:
        sybil.upload("long.md", text.encode(), Viewer.system())
    seen = visit(server, "rita", viewport=PHONE)
    page = seen.go("/library")
    page.get_by_text("25 documents").first.wait_for(timeout=60_000)
    place = text.index("300. The")
    seen.go(f"/document?id={document(server, 'long.md')}&start={place}&end={place + 20}")
    page.locator("mark").wait_for()
    page.wait_for_function(
        "() => { const at = document.querySelector('mark').getBoundingClientRect(); return at.top > 0 && at.top < 844 }"
    )
    assert len(page.inner_text(".sybil-document")) < 70_000
    page.get_by_role("button", name="Show later").click()
    page.wait_for_function("() => !document.querySelector('mark')")
    assert not seen.elsewhere


def test_nothing_in_a_text_or_a_name_leaves_the_page(visit: Visiting, server: Server) -> None:
    seen = visit(server, "ada")
    page = seen.go("/library")
    put(page, "![x](http_127.0.0.1 <img src=x>).md", HOSTILE)
    page.get_by_text("read: 1 passage").wait_for(timeout=30_000)
    page.get_by_role("link", name="Open").click()
    page.locator(".sybil-document").wait_for()
    seen.settled()
    assert "onerror=alert(1)" in page.inner_text(".sybil-document")
    assert not page.locator("[data-testid=stMain] img").count()
    assert not seen.elsewhere
    assert not [said for said in seen.complaints if "Content Security Policy" in said]


def test_a_click_opens_a_document_and_its_file_is_for_its_readers(visit: Visiting, server: Server) -> None:
    seen = visit(server, "eda")
    page = seen.go("/library")
    page.get_by_label("Search documents").fill("trustees hm")
    page.get_by_label("Search documents").press("Enter")
    page.get_by_text("1 of").wait_for()
    seen.settled()
    page.wait_for_timeout(1500)
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 20)
    page.get_by_role("button", name="Fullscreen").first.wait_for()
    assert not page.get_by_role("button", name="Download as CSV").count()  # it would save formulas
    page.mouse.click(box["x"] + 120, box["y"] + 53)
    page.get_by_role("heading", name="Paper for trustees").wait_for()
    address = page.get_by_role("link", name="Download the file").get_attribute("href") or ""
    given = seen.context.request.get(address if address.startswith("http") else server.address + address)
    original = Path("samples/Paper for trustees June 2026 (HM).docx").read_bytes()
    assert given.status == 200
    assert given.body() == original
    assert given.headers["content-disposition"].startswith("attachment")
    assert given.headers["cache-control"] == "no-store, private"
    path = address.removeprefix(server.address)
    assert visit(server, "rita").context.request.get(server.address + path).status == 404
    assert visit(server).context.request.get(server.address + path).status == 401


def test_documents_are_ticked_and_removed_together(visit: Visiting, server: Server) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=server.data_dir)) as sybil:
        for name in ("zz one.md", "zz two.md"):
            sybil.upload(name, f"Notes {name}\n\nNothing.\n".encode(), Viewer.system())
    seen = visit(server, "eda")
    page = seen.go("/library")
    page.get_by_label("Search documents").fill("zz")
    page.get_by_label("Search documents").press("Enter")
    page.get_by_text("2 of").wait_for(timeout=60_000)
    page.get_by_text("Select several").click()
    page.get_by_text("Tick documents on the left").wait_for()
    page.wait_for_timeout(1500)
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 17, box["y"] + 53)
    page.get_by_text("1 document ticked").wait_for()
    page.mouse.click(box["x"] + 17, box["y"] + 88)
    page.get_by_role("button", name="Remove 2 documents…").click()
    page.get_by_text("The uploaded file is deleted too.").wait_for()
    page.get_by_role("button", name="Remove 2 documents", exact=True).click()
    page.get_by_text("2 documents removed.").wait_for()
    assert not (server.data_dir / "uploads" / "zz one.md").exists()


def test_other_browsers_are_signed_out_at_once(visit: Visiting, server: Server) -> None:
    token = token_for(server.data_dir, "rita")
    other = visit(server)
    other.context.add_cookies([{"name": "sybil_session", "value": token, "url": server.address}])
    other.go("/account")
    other.page.get_by_text("Where you are signed in").wait_for()
    seen = visit(server, "rita")
    page = seen.go("/account")
    page.get_by_role("button", name="Sign out all others").click()
    page.get_by_text("signed out.").wait_for()
    other.go("/library")
    other.page.get_by_role("textbox", name="Password").wait_for()


@pytest.mark.parametrize("name", ["rita", "ada"])
def test_people_is_in_the_navigation_of_administrators_alone(visit: Visiting, server: Server, name: str) -> None:
    page = visit(server, name).go("/people")
    beside = page.get_by_test_id("stSidebar")
    beside.get_by_role("link", name="Account").wait_for()
    page.get_by_text("Add a person" if name == "ada" else "This page is for people with the role").wait_for()
    assert beside.get_by_role("link", name="People").count() == (name == "ada")
    if name == "ada":
        page.get_by_test_id("stDataFrame").wait_for()
    else:
        assert not page.get_by_test_id("stDataFrame").count()
