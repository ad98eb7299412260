"""The ledger in Chromium: sources in place, marking with its undo, links that open, and files."""

from playwright.sync_api import expect

from core import Settings, Sybil, Viewer
from tests.e2e.conftest import PHONE, Server, Visiting


def test_a_source_opens_in_place_and_leads_to_what_replaced_it(visit: Visiting, server: Server) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=server.data_dir)) as sybil:
        old = next(one for one in sybil.decisions(Viewer.member(), "retreat", current=False) if one.superseded_by)
    seen = visit(server, "rita", viewport=PHONE)
    page = seen.go(f"/ledger?decision={old.id}")
    card = page.locator(f"[data-item='{old.id}']")
    expect(card).to_be_in_viewport()
    expect(card.locator("mark")).to_have_text(old.quote)
    expect(card.locator("s").first).to_have_text(old.statement)
    expect(card).to_contain_text("Replaced")
    card.get_by_role("button", name="Go to it").first.click()
    after = page.locator(f"[data-item='{old.superseded_by}']")
    expect(after).to_be_in_viewport()
    expect(after.locator("mark")).to_be_visible()
    after.get_by_role("button", name="Hide source").click()
    expect(after.locator("mark")).to_have_count(0)
    assert not seen.elsewhere


def test_several_actions_are_marked_done_and_the_way_back_is_offered(visit: Visiting, server: Server) -> None:
    seen = visit(server, "eda")
    page = seen.go("/ledger?tab=actions")
    rows = page.locator(".sybil-action")
    texts = [rows.nth(n).locator(".sybil-what").inner_text() for n in (0, 2)]
    for n in (0, 2):
        rows.nth(n).get_by_role("checkbox").check()
    page.get_by_role("button", name="Mark 2 actions done").click()
    expect(page.get_by_text("2 actions marked done.")).to_be_visible()
    page.wait_for_timeout(4000)  # the page is drawn anew once, because the library changed
    page.locator("[data-testid=stExpander] summary").click()
    done = page.get_by_role("table", name="Done actions")
    for text in texts:
        expect(done.get_by_text(text, exact=True).first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 actions opened again.")).to_be_visible()
    expect(rows.first.locator(".sybil-what")).to_have_text(texts[0])
    page.wait_for_timeout(4000)  # the page follows the library by itself, and nothing of it may stand still
    expect(page.get_by_role("dialog")).to_have_count(0)
    rows.nth(1).get_by_role("button", name="Show source").click()
    expect(page.locator(".sybil-panel mark")).to_be_visible()


def test_a_reader_is_offered_no_marking_of_others(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita")
    page = seen.go("/ledger?tab=actions&owner=Tom%20Ellery")
    page.locator(".sybil-action").first.wait_for()
    assert not page.get_by_role("checkbox").count()
    assert not page.get_by_role("button", name="Mark done").count()
    assert "Tom Ellery" in page.locator(".sybil-of").first.inner_text()


def test_the_tab_is_in_the_address_and_the_keyboard_reaches_the_sources(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita")
    page = seen.go("/ledger")
    page.get_by_role("tab", name="Actions").click()
    page.locator(".sybil-action").first.wait_for()
    page.wait_for_url("**/ledger?tab=actions")
    page.get_by_role("tab", name="Decisions").click()
    first = page.get_by_role("button", name="Show source").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sybil-panel mark").first).to_be_visible()
    expect(page.get_by_role("button", name="Hide source").first).to_be_focused()


def test_files_hold_what_the_person_may_read_narrowed_like_the_page(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita")
    page = seen.go("/ledger?topic=retreat")
    page.get_by_role("button", name="Export").click()
    link = page.get_by_role("link", name="Decisions as a table")
    address = link.evaluate("(node) => node.href")
    assert address == f"{server.address}/downloads/decisions.csv?topic=retreat"
    narrow = seen.context.request.get(address).text()
    whole = seen.context.request.get(f"{server.address}/downloads/decisions.csv").text()
    assert "Nakuru" in narrow
    assert len(narrow) < len(whole) / 4
    assert "Note to file 22 May.md" not in whole
    calendar = seen.context.request.get(f"{server.address}/downloads/actions.ics?owner=T.%20Ellery")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "cyber insurance" in calendar.text().replace("\r\n ", "")
    nobody = visit(server)
    assert nobody.context.request.get(f"{server.address}/downloads/actions.csv").status == 401
