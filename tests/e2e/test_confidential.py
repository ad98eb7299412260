"""A reader looks for the confidential samples everywhere in Chromium: pages, addresses, files, and what is sent to the
browser at all. Nothing of them is there, and every page is as it would be without them."""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import WebSocket

from core import Settings, Sybil, Viewer
from core.models import Document
from core.ui.downloads import ROUTES
from tests.e2e.conftest import Server, Visit, Visiting, start
from tests.e2e.patience import patience
from tests.shared_library import ROOT, copy_of_samples

PAPER = "Paper for trustees June 2026 (HM).docx"
RITA, ADA = Viewer("rita", Viewer.member("INTERNAL").level), Viewer("ada", Viewer.system().level)
PAGES = ["", *sorted(path.stem for path in (ROOT / "pages").glob("*.py"))]
QUESTION = "What is Project Wren?"
_STANDS = """() => [
  document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning',
  document.querySelector('#stMain')?.innerText ?? ''
]"""
TIMES = re.compile(r"just now|\d+ (?:min|h) ago|Reading the library|about \d+ (?:s|min) left")


@dataclass
class Held:
    """What the library holds that rita may not know, by id, and the words that would give it away."""

    documents: list[Document]
    decisions: list[str]
    actions: list[str]
    entities: list[str]
    conversation: str
    secrets: list[str]


@dataclass
class Spied:
    """A browser window and everything that was ever sent to it."""

    visit: Visit
    sent: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)

    def go(self, place: str) -> str:
        """Open an address; what can be read there, without times."""
        page = self.visit.page
        page.goto(self.visit.address + place)
        deadline = time.monotonic() + patience(15)
        read, calm = "", 0
        while calm < 3 and time.monotonic() < deadline:
            page.wait_for_timeout(300)
            drawing, now = page.evaluate(_STANDS)
            calm = calm + 1 if not drawing and now and TIMES.sub("", now) == read else 0
            read = TIMES.sub("", now)
        self.titles.add(page.title())
        return read

    def clean(self, secrets: list[str], typed: str = "") -> None:
        """Fail if a secret was sent, but for those that the reader typed himself."""
        page = self.visit.page
        everything = [*self.sent, page.content(), *self.titles]
        for secret in secrets:
            if secret.casefold() not in typed.casefold():
                assert not [text for text in everything if _holds(text, secret)], secret
        self.sent.clear()


def _holds(text: str, secret: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(secret)}", text) is not None


def _spy(visit: Visit) -> Spied:
    spied = Spied(visit)

    def listen(socket: WebSocket) -> None:
        def keep(payload: str | bytes) -> None:
            spied.sent.append(payload if isinstance(payload, str) else payload.decode("latin-1"))

        socket.on("framereceived", keep)

    visit.page.on("websocket", listen)
    return spied


@pytest.fixture(scope="module")
def held(sampled: Path) -> Held:
    """Ids and secrets, read without a page; with a conversation of ada's about them."""
    with Sybil.open(Settings(_env_file=None, data_dir=sampled)) as sybil:
        may_know = {one.id for one in sybil.documents(RITA)}
        known = [sybil.document(one, RITA).text or "" for one in may_know]
        hidden = [one for one in sybil.documents(ADA) if one.id not in may_know]
        assert PAPER in {one.name for one in hidden}
        asked = yaml.safe_load((ROOT / "samples" / "questions.yaml").read_text(encoding="utf-8"))
        secrets = {secret for question in asked["hidden"] for secret in question["secrets"]} | {PAPER}
        secrets |= {one.title for one in hidden} | {one.name for one in hidden}
        secrets = {one for one in secrets if not any(_holds(text, one) for text in known)}
        assert {"Wren", "41,350", "Pamoja", PAPER} <= secrets
        conversation = sybil.conversations.start(ADA, f"{QUESTION} Quayle")
        answer = sybil.ask(QUESTION, ADA, conversation)
        assert "Wren" in answer.text

        def above(read: str) -> list[str]:
            every = {"decisions": {"current": False}, "actions": {"state": None}, "entities": {"limit": 9999}}[read]
            mine = {one.id for one in getattr(sybil, read)(RITA, **every)}
            return [one.id for one in getattr(sybil, read)(ADA, **every) if one.id not in mine]

        found = Held(hidden, above("decisions"), above("actions"), above("entities"), conversation, sorted(secrets))
        assert all((found.decisions, found.actions, found.entities))
        return found


@pytest.fixture(scope="module")
def bare(held: Held, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Sybil over the same samples without what rita may not know."""
    folder = tmp_path_factory.mktemp("without")
    gone = {one.name for one in held.documents}
    shutil.copytree(ROOT / "samples", folder / "bare", ignore=lambda _, names: [one for one in names if one in gone])
    running = start(copy_of_samples(folder, folder / "data", folder / "bare"), folder / "log")
    yield running
    running.end()


def test_every_page_is_as_it_would_be_without_it(visit: Visiting, server: Server, bare: Server, held: Held) -> None:
    here, there = _spy(visit(server, "rita")), _spy(visit(bare, "rita"))
    for page in PAGES:
        shown = here.go(f"/{page}")
        assert shown == there.go(f"/{page}"), page
        beside = [TIMES.sub("", one.visit.page.inner_text("[data-testid=stSidebar]")) for one in (here, there)]
        assert beside[0] == beside[1], page
        here.clean(held.secrets)
    for place in ("/ledger?tab=actions", "/ledger?tab=decisions", "/graph?kind=person"):
        assert here.go(place) == there.go(place), place
    here.clean(held.secrets)


def test_addresses_of_what_is_hidden_are_addresses_of_nothing(visit: Visiting, server: Server, held: Held) -> None:
    spied = _spy(visit(server, "rita"))
    nothing = "0" * len(held.entities[0])
    places = [f"/graph?e={one}" for one in held.entities[:3]]
    visible = _visible(server)
    places += [f"/graph?e={visible}&with={one}" for one in held.entities[:2]]
    places += [f"/ledger?decision={one}" for one in held.decisions[:3]]
    places += [f"/ledger?tab=actions&action={one}" for one in held.actions[:2]]
    places += [f"/document?id={one.id}&start=0&end=40" for one in held.documents]
    places += [f"/library?id={held.documents[0].id}", f"/chat?c={held.conversation}"]
    for place in places:
        shown = spied.go(place)
        last = place.rpartition("=")[2]
        made_up = re.sub(r"id=\w+", f"id={nothing}", place) if "/document" in place else place.replace(last, nothing)
        assert shown == spied.go(made_up), place
        spied.clean(held.secrets)


def _visible(server: Server) -> str:
    with Sybil.open(Settings(_env_file=None, data_dir=server.data_dir)) as sybil:
        return sybil.entities(RITA, "Helen")[0].id


def test_files_for_download_hold_nothing(visit: Visiting, server: Server, bare: Server, held: Held) -> None:
    mine, other = visit(server, "rita"), visit(bare, "rita")
    wanted = [
        "",
        f"?id={held.conversation}",
        f"?c={held.conversation}",
        "?current=false",
        "?topic=Wren",
        "?owner=Helen",
    ]
    wanted += [f"?id={one.id}" for one in held.documents]
    for path in ROUTES:
        for query in wanted:
            got = mine.context.request.get(f"{server.address}{path}{query}")
            said = got.body().decode("latin-1") + str(got.headers)
            assert not [secret for secret in held.secrets if _holds(said, secret)], path + query
            if "id=" in query and not path.endswith(("actions.csv", "actions.ics", "decisions.csv", "documents.csv")):
                assert got.status in (400, 404), path + query
    for path in ("/downloads/decisions.csv", "/downloads/actions.csv", "/downloads/documents.csv"):
        assert mine.context.request.get(server.address + path).text().replace(server.address, "") == (
            other.context.request.get(bare.address + path).text().replace(bare.address, "")
        )


def test_what_another_browser_fetched_cannot_be_fetched(visit: Visiting, server: Server, held: Held) -> None:
    admin = visit(server, "ada")
    fetched: set[str] = set()
    admin.page.on("request", lambda asked: fetched.add(asked.url))
    for page in (f"document?id={held.documents[0].id}", f"chat?c={held.conversation}", "library", "ledger"):
        admin.page.goto(f"{server.address}/{page}")
        admin.page.wait_for_timeout(2500)
    body = admin.page.content()
    fetched |= {server.address + found for found in re.findall(r"[\"'(](/(?:media|_stcore|downloads)/[^\"')]+)", body)}
    fetched |= {f"{server.address}{place}" for place in (
        "/media/", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/script-health-check",
        "/_stcore/upload_file/x/y", "/_stcore/message", f"/media/{PAPER}", f"/app/static/{PAPER}", "/static/",
    )}  # fmt: skip
    for visitor in (visit(server, "rita"), visit(server)):
        for url in sorted(one for one in fetched if urlsplit(one).scheme == "http"):
            said = visitor.context.request.get(url).body().decode("latin-1")
            assert not [secret for secret in held.secrets if _holds(said, secret)], url


@pytest.mark.parametrize("typed", ["Wren", "Quayle", "Paper for trustees June 2026", "Pamoja"])
def test_searching_for_it_finds_nothing(visit: Visiting, server: Server, held: Held, typed: str) -> None:
    spied = _spy(visit(server, "rita"))
    page = spied.visit.page
    for place in ("/library", "/ledger", "/ledger?tab=actions", "/graph"):
        spied.go(place)
        boxes = page.get_by_test_id("stMain").get_by_role("textbox")
        for at in range(boxes.count()):
            if boxes.nth(at).is_visible() and boxes.nth(at).is_editable():
                boxes.nth(at).fill(typed)
                boxes.nth(at).press("Enter")
                page.wait_for_timeout(900)
        spied.clean(held.secrets, typed)


# what a reader asked stands in the list of his conversations: the question that names nothing comes first
@pytest.mark.parametrize("question", ["List every paper that went to trustees in June.", QUESTION])
def test_asking_about_it_tells_nothing(visit: Visiting, server: Server, held: Held, question: str) -> None:
    spied = _spy(visit(server, "rita"))
    spied.go(f"/chat?q={question.replace(' ', '%20')}")
    spied.visit.page.wait_for_timeout(1500)
    assert question in spied.visit.page.inner_text("body")
    spied.clean(held.secrets, question)


def test_a_hidden_file_that_fails_is_in_no_list(
    visit: Visiting, held: Held, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path / "data")
    with Sybil.open(Settings(_env_file=None, data_dir=data)) as sybil:
        place = next(path for path in data.rglob("*.docx") if path.name == PAPER)
        place.write_bytes(b"PK\x03\x04 no longer a document")
        sybil.sync()
        assert [one for one in sybil.failures(ADA) if PAPER in one.name]
        assert not [one for one in sybil.failures(RITA) if PAPER in one.name]
    running = start(data, tmp_path / "log")
    try:
        spied = _spy(visit(running, "rita"))
        for page in PAGES:
            spied.go(f"/{page}")
        spied.clean(held.secrets)
    finally:
        running.end()
