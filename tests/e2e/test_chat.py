"""Chatting in Chromium: the answer with its sources, coming back to a running answer, stopping, links that ask."""

import contextlib
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import PHONE, Server, Visit, Visiting, start
from tests.peers.http_script import delta, scripted, stream

FILTER = "Which filter are we buying for the Homa Bay schools now?"
WAIT = 60_000


def ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def answered(page: Page) -> None:
    page.get_by_text("library read").wait_for(timeout=WAIT)


def clean(seen: Visit) -> None:
    assert not seen.elsewhere
    assert not [said for said in seen.complaints if "404" not in said]


def test_a_number_opens_its_source_with_the_quoted_words_marked(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita")
    page = seen.go("/chat")
    ask(page, FILTER)
    answered(page)
    page.wait_for_url(re.compile(r"/chat\?c=\w{32}$"))
    page.get_by_role("button", name="Source 1").click()
    marked = page.locator("mark")
    marked.wait_for(timeout=WAIT)
    assert "We go back to Nyota for Heron" in marked.inner_text()
    link = page.get_by_role("link", name="Open in the document")
    assert re.search(r"document\?id=\w+&start=\d+&end=\d+$", str(link.get_attribute("href")))
    page.reload()
    answered(page)
    assert page.get_by_text(FILTER).count() >= 2  # the question, and the conversation's title
    assert page.get_by_text("library read").count() == 1
    clean(seen)


def test_a_link_can_ask_and_a_phone_has_the_sources_below(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita", viewport=PHONE, dark=True)
    page = seen.page
    page.goto(f"{server.address}/chat?q=Why+are+motorcycles+banned%3F")
    answered(page)
    page.wait_for_url(re.compile(r"/chat\?c=\w{32}$"))
    answer = page.locator(".sybil-answer").bounding_box()
    sources = page.get_by_text(re.compile(r"^\d+ sources?$")).bounding_box()
    assert answer
    assert sources
    assert sources["y"] > answer["y"] + answer["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    clean(seen)


@contextlib.contextmanager
def slow(sampled: Path, log: Path, hold: threading.Event) -> Iterator[Server]:
    """Sybil with a model that says one sentence and then nothing until ``hold`` is set."""
    said = stream(delta(content="The Board met in March [1]. More is"), hold=hold)
    with scripted(said) as script:
        settings = {"SYBIL_OPENAI_BASE_URL": script.url, "SYBIL_CHAT_MODEL": "m", "OPENAI_API_KEY": "none"}
        running = start(sampled, log, **settings)
        try:
            yield running
        finally:
            hold.set()
            running.end()


def test_leaving_a_running_answer_loses_nothing_and_stop_ends_it(
    visit: Visiting, sampled: Path, tmp_path: Path
) -> None:
    with slow(sampled, tmp_path / "log", threading.Event()) as server:
        seen = visit(server, "rita")
        page = seen.go("/chat")
        ask(page, FILTER)
        page.get_by_text("More is").wait_for(timeout=WAIT)
        address = page.url
        page.get_by_role("link", name="Ledger").click()
        page.get_by_role("heading", name="Ledger").wait_for(timeout=WAIT)
        page.goto(address)
        page.get_by_text("More is").wait_for(timeout=WAIT)
        second = visit(server, "rita")
        second.page.goto(address)
        second.page.get_by_text("More is").wait_for(timeout=WAIT)
        stranger = visit(server, "ada")
        stranger.page.goto(address)
        stranger.page.get_by_text("There is no such conversation.").wait_for(timeout=WAIT)
        assert "More is" not in stranger.page.inner_text("body")
        page.get_by_role("button", name="Stop").click()
        for tab in (page, second.page):
            answered(tab)
            assert "(Stopped here.)" in tab.inner_text("body")
        clean(seen)


@pytest.mark.parametrize("kind", ["Markdown", "Word"])
def test_a_conversation_is_saved_as_a_file(visit: Visiting, server: Server, kind: str) -> None:
    seen = visit(server, "rita")
    page = seen.page
    page.goto(f"{server.address}/chat?q=What+did+the+Board+decide+about+reserves%3F")
    answered(page)
    page.get_by_role("button", name="More").click()
    link = page.get_by_role("link", name=f"Export as {kind}")
    link.wait_for(timeout=WAIT)
    got = seen.context.request.get(server.address + str(link.get_attribute("href")))
    assert got.status == 200
    assert "attachment" in got.headers["content-disposition"]
    if kind == "Markdown":
        assert "reserves" in got.text()
    stranger = visit(server, "ada").context.request.get(server.address + str(link.get_attribute("href")))
    assert stranger.status == 404
