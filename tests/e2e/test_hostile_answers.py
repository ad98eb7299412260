"""A model that repeats what it read, dressed in every kind of Markdown: its answer shows the words and no more."""

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.e2e.conftest import PHONE, WIDE, Server, Visiting, start
from tests.e2e.hostile import QUESTION, Listener, drawn, harmless, hostile, listener, literal, shown
from tests.peers.http_script import Script, delta, scripted, stream

__all__ = ["hostile", "listener"]  # fixtures

_SOURCE = re.compile(r'<source n="(\d+)"[^>]*>\n(.*?)\n</source>', re.DOTALL)
_DRESSES: tuple[Callable[[str], str], ...] = (
    lambda line: line,
    lambda line: f"- {line}",
    lambda line: f"1. **{line}**",
    lambda line: f"### {line}",
    lambda line: f"> {line}",
    lambda line: f"| what | where |\n| --- | --- |\n| {line} | there |",
)


def dressed(prompt: str) -> str:
    """Each line on zebras in the sources, with the number of its source, in one kind of Markdown after the other."""
    said = [
        f"{line.strip()} [{number}]"
        for number, text in _SOURCE.findall(prompt)
        for line in text.splitlines()
        if "zebra" in line.lower()
    ]
    return "\n\n".join(_DRESSES[n % len(_DRESSES)](line) for n, line in enumerate(dict.fromkeys(said)))


@pytest.fixture(scope="module")
def repeating(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Script]]:
    """Sybil over the hostile library with that model behind it, which sends its answer in pieces of seven signs."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        messages: Any = script.asked[-1]["messages"]
        text = dressed(messages[-1]["content"])
        pieces = [delta(content=text[at : at + 7]) for at in range(0, len(text), 7)]
        stream(*pieces, delta(finish_reason="stop"), "[DONE]")(handler)

    with scripted(reply) as script:
        settings = {"SYBIL_OPENAI_BASE_URL": script.url, "SYBIL_CHAT_MODEL": "m", "OPENAI_API_KEY": "none"}
        running = start(hostile, tmp_path_factory.mktemp("log") / "streamlit.log", **settings)
        yield running, script
        running.end()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_model_answer_shows_its_markdown_and_nothing_beyond(
    visit: Visiting, repeating: tuple[Server, Script], listener: Listener, viewport: dict[str, int]
) -> None:
    server, script = repeating
    seen = visit(server, "ada", viewport=viewport)
    dialogs: list[str] = []
    seen.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page = drawn(seen, "/chat?q=" + quote(QUESTION))
    page.locator(".sybil-answer .sybil-cite").first.wait_for(timeout=60_000)
    assert script.asked
    harmless(seen, listener, dialogs)
    literal(shown(page), listener, 3)
    assert page.locator(".sybil-answer").evaluate("(all) => all.querySelectorAll('h3, strong, .sybil-b-li').length") > 0
