"""A library whose every text would like to be more than text, an address that must never be asked for anything, and how
to tell that a page only shows the words."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from core import Settings, Sybil
from core.accounts import viewer_of
from core.graph import open_store
from tests.contracts.builders import Line, contribution
from tests.e2e.conftest import WIDE, Server, Visit, Visiting, start
from tests.shared_library import PASSWORD

QUESTION = "What did we decide about the zebra filters?"

HARM = """() => {
  const found = [], own = location.origin;
  const outside = (address) => {
    try {
      const to = new URL(address, location.href);
      return !["blob:", "data:"].includes(to.protocol) && to.origin !== own;
    } catch { return true; }
  };
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      for (const name of ["onerror", "onload", "onclick", "onmouseover"])
        if (node.hasAttribute(name)) found.push("handler: " + node.outerHTML.slice(0, 200));
      if (node.matches("a[href], area[href]")) {
        const address = node.getAttribute("href");
        if (/^\\s*(javascript|data|vbscript):/i.test(address) || outside(address)) found.push("link: " + address);
      }
      for (const name of ["src", "srcset", "poster", "data", "action", "formaction"])
        if (node.hasAttribute(name) && node.getAttribute(name) && outside(node.getAttribute(name)))
          found.push(name + ": " + node.getAttribute(name));
      if (node.tagName === "STYLE" && /leak/.test(node.textContent)) found.push("sheet: " + node.textContent);
      if (node.tagName === "SCRIPT" && /pwned/.test(node.textContent)) found.push("script: " + node.textContent);
      if (/leak/.test(node.getAttribute("style") || "")) found.push("style: " + node.getAttribute("style"));
      if (node.matches(".katex, .katex-html")) found.push("formula: " + node.textContent.slice(0, 80));
      if (node.shadowRoot) look(node.shadowRoot);
    }
  };
  look(document);
  if (window.pwned !== undefined) found.push("script ran: " + window.pwned);
  return found;
}"""


@dataclass
class Listener:
    """An address that must never be asked for anything."""

    port: int = 0
    heard: list[str] = field(default_factory=list)

    def payloads(self) -> dict[str, str]:
        """Name, and text that wants to be more than text."""
        there = f"http://127.0.0.1:{self.port}"
        return {
            "image": f"![x]({there}/leak)",
            "handler": "<img src=x onerror=window.pwned=1>",
            "style": f"<style>@import url({there}/leak.css)</style>",
            "reference": f"![r][leak] [leak]: {there}/leak-reference",
            "javascript": "[press](javascript:window.pwned=2)",
            "data": "[press](data:text/html,<script>window.pwned=3</script>)",
            "autolink": f"<{there}/auto>",
            "bare": f"www.example.org {there}/bare",
            "script": "<script>window.pwned=4</script>",
            "entities": "&lt;img src=x&gt; &#106;avascript",
            "override": "\u202egnp.exe\u202c",
            "directive": ":material/home: :red[alarm] :blue-badge[ok]",
            "formula": "$\\frac{1}{2}$ and $$x^2$$",
            "cell": f'=HYPERLINK("{there}/leak-cell","x")',
            "svg": f"<svg onload=window.pwned=5><image href='{there}/leak-svg'/></svg>",
        }


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """Counts who comes."""
    made = Listener()

    class Hear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hear)
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def hostile(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder where every place for text holds such text."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    settings = Settings(_env_file=None, data_dir=folder)
    bad = listener.payloads()
    with Sybil.open(settings) as sybil:
        for name, role in (("rita", "reader"), ("ada", "admin")):
            shown = f"{bad['image']} {bad['directive']}"[:100] if name == "rita" else bad["handler"]
            account = sybil.accounts.create(name, PASSWORD, role, "RESTRICTED", shown)
            viewer = viewer_of(account)
            for payload in (bad["image"], bad["handler"], bad["directive"], bad["javascript"]):
                sybil.ask(QUESTION, viewer, sybil.conversations.start(viewer, payload))
        library = settings.library
        (library / "![x](javascript:window.pwned=6) :red[x].md").write_text(_minutes(bad), encoding="utf-8")
        (library / "<img src=x onerror=window.pwned=7>.txt").write_text(_talk(bad), encoding="utf-8")
        (library / "=cmd $x$ :material-home:.csv").write_text(_table(bad), encoding="utf-8")
        assert not sybil.sync().count("failed")
    with open_store(settings.graph) as store:
        for number, (name, payload) in enumerate(bad.items()):
            store.apply(_everywhere(number, name, payload))
    return folder


def _minutes(bad: dict[str, str]) -> str:
    said = "\n\n".join(f"We decided that the zebra filters number {n} are {one}." for n, one in enumerate(bad.values()))
    asked = "\n".join(f"- Tom Ellery will order zebra part {n} {one} by Friday." for n, one in enumerate(bad.values()))
    return f"# Minutes {bad['image']} {bad['script']}\n\n12 March 2026\n\n{said}\n\n{asked}\n"


def _talk(bad: dict[str, str]) -> str:
    names = (bad["handler"], bad["directive"], "Tom Ellery")
    return "\n\n".join(
        f"{names[n % 3]}  0:{n:02d}\nWe decided the zebra filters go to {one}." for n, one in enumerate(bad.values())
    )


def _table(bad: dict[str, str]) -> str:
    rows = "\n".join('"' + one.replace('"', '""') + f'",zebra filter {n}' for n, one in enumerate(bad.values()))
    return f"What,Note\n{rows}\n"


def _everywhere(number: int, name: str, payload: str):  # type: ignore[no-untyped-def]
    """A document that holds the payload as title, name, speaker, person, place, decision, task and owner."""
    today = datetime.now(UTC).date()
    lines = [
        Line(
            f"Zebra decision {name}: {payload}", speaker=payload, people=(payload, "Zebra Person"), decides=True,
            places=(f"Zebra {payload}",), topics=(f"{payload} topic",), organisations=(f"{payload} Ltd",),
            rationale=f"because {payload}", decided_on=today, relation=(payload, "works for", f"{payload} Ltd"),
        ),
        Line(f"Zebra task {name}: {payload}", speaker=payload, task=f"Task {name} {payload}", owner=payload,
             due=today + timedelta(days=number - 3)),
    ]  # fmt: skip
    return contribution(
        f"hostile-{name}", lines, name=f"{name} {payload}.txt", title=f"Title {name} {payload}", source="elsewhere",
        when=date.today(), participants=(payload,), read_at=datetime.now(UTC),
    )  # fmt: skip


@pytest.fixture(scope="module")
def attacked(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Sybil over that folder."""
    running = start(hostile, tmp_path_factory.mktemp("log") / "streamlit.log")
    yield running
    running.end()


def drawn(seen: Visit, place: str) -> Page:
    """Open an address and wait until nothing is being drawn any more."""
    page = seen.page
    page.goto(seen.address + place)
    page.get_by_role("button", name="Sign out").or_(page.get_by_test_id("stExpandSidebarButton")).first.wait_for()
    page.wait_for_timeout(1000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
    return page


def shown(page: Page) -> str:
    """The page's text as people see it, without the signs that nobody sees, and what its fields hold."""
    fields = "[...document.querySelectorAll('input, textarea')].map((one) => one.value).join('\\n')"
    text = str(page.evaluate(f"() => document.body.innerText + '\\n' + {fields}"))
    return text.replace("\u2060", "").replace("\u202e", "").replace("\u202c", "")


def harmless(seen: Visit, listener: Listener, dialogs: list[str]) -> None:
    """Nothing was fetched, run, linked or asked."""
    seen.page.wait_for_timeout(800)
    assert seen.page.evaluate(HARM) == []
    for frame in seen.page.frames[1:]:
        assert frame.evaluate(HARM) == []
    assert not listener.heard
    assert not seen.elsewhere
    assert not dialogs
    assert not seen.page.get_by_text("Connection error").count()


def literal(text: str, listener: Listener, least: int) -> None:
    """So many of the payloads stand there word for word, or as far as a line shows them."""
    flat = " ".join(text.split())
    found = [
        name for name, one in listener.payloads().items() if " ".join(one.split()).strip("\u202e\u202c")[:24] in flat
    ]
    assert len(found) >= least, (found, flat[:3000])


@pytest.fixture
def watched(visit: Visiting, attacked: Server) -> Visiting:
    """A visit whose dialogs are counted."""

    def opened(name: str, viewport: dict[str, int] = WIDE) -> Visit:
        seen = visit(attacked, name, viewport=viewport)
        seen.dialogs = []  # type: ignore[attr-defined]
        seen.page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))  # type: ignore[attr-defined]
        return seen

    return opened
