"""kill -9 of the Streamlit process while it answers and while it reads files, and a start again: conversations are
whole, the question that was being answered is offered again, no file is half done, and the page is up at once."""

import signal
import threading
import time
from pathlib import Path

import pytest

from core import Settings, Sybil, Viewer
from tests.e2e.conftest import Server, Visiting, start
from tests.e2e.patience import patience
from tests.library.picture import picture
from tests.peers.http_script import delta, scripted, stream
from tests.shared_library import copy_of_samples

QUESTION = "Which filter are we buying for the Homa Bay schools now?"
EARLIER = "What did the Board decide about reserves?"
RITA = Viewer("rita", Viewer.member("INTERNAL").level)
UP_WITHIN = 15.0
FILES = 24


@pytest.fixture
def data(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path / "data")


def _opened(data: Path) -> Sybil:
    return Sybil.open(Settings(_env_file=None, data_dir=data))


def _again(data: Path, log: Path, **environment: str) -> Server:
    """Start after a kill, and say how long it took until it answered."""
    began = time.monotonic()
    server = start(data, log, **environment)
    took = time.monotonic() - began
    print(f"up again in {took:.1f} s")  # noqa: T201 - a figure for who runs it
    assert took < patience(UP_WITHIN)
    return server


def test_killed_while_answering(visit: Visiting, data: Path, tmp_path: Path) -> None:
    with _opened(data) as sybil:
        talk = sybil.conversations.start(RITA, EARLIER)
        sybil.ask(EARLIER, RITA, talk)
        whole = sybil.conversations.history(talk, RITA)
    hold = threading.Event()
    with scripted(stream(delta(role="assistant", content="We are buying"), hold=hold)) as model:
        settings = {"SYBIL_OPENAI_BASE_URL": model.url, "SYBIL_CHAT_MODEL": "m", "OPENAI_API_KEY": "none"}
        server = start(data, tmp_path / "log", **settings)
        try:
            seen = visit(server, "rita")
            seen.page.goto(f"{server.address}/chat?c={talk}")
            box = seen.page.get_by_test_id("stChatInputTextArea")
            box.fill(QUESTION)
            box.press("Enter")
            deadline = time.monotonic() + patience(30)
            while not model.asked:
                assert time.monotonic() < deadline, server.said()
                seen.page.wait_for_timeout(50)
            seen.page.wait_for_timeout(500)
        finally:
            server.end(signal.SIGKILL)
        hold.set()
    server = _again(data, tmp_path / "log")
    try:
        with _opened(data) as sybil:
            assert sybil.conversations.history(talk, RITA) == whole
            assert sybil.conversations.pending(talk, RITA) == QUESTION
            assert [one.id for one in sybil.conversations.list(RITA)] == [talk]
        seen = visit(server, "rita")
        seen.page.goto(f"{server.address}/chat?c={talk}")
        seen.page.get_by_text("broken off before it was finished").wait_for()
        assert QUESTION in seen.page.inner_text("#stMain")
        seen.page.get_by_role("button", name="Ask again").click()
        seen.page.get_by_text("Nyota").first.wait_for(timeout=60_000)
        seen.page.get_by_text("broken off before it was finished").wait_for(state="hidden")
        deadline = time.monotonic() + patience(20)
        with _opened(data) as sybil:
            while len(sybil.conversations.history(talk, RITA)) < 2:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            assert [turn.question for turn in sybil.conversations.history(talk, RITA)] == [EARLIER, QUESTION]
            assert sybil.conversations.pending(talk, RITA) is None
    finally:
        server.end()


def _write(folder: Path, numbers: range) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        talk = "\n\n".join(
            f"Amina Okafor spoke about matter {n * 50 + k} in Kisumu with Daniel Kiprop." for k in range(40)
        )
        decision = f"- Decision: We will buy {n + 2} boats for Kisumu."
        text = f"# Meeting {n}\n\nDate: {1 + n} March 2026\n\n{decision}\n\n{talk}\n"
        (folder / f"2026-03-{1 + n:02} Meeting {n}.md").write_text(text, encoding="utf-8")


def _documents(data: Path) -> int:
    with _opened(data) as sybil:
        return sybil.counts(Viewer.system()).documents


def test_killed_while_reading_files(data: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    known = _documents(data)
    server = start(data, tmp_path / "log")
    try:
        _write(data / "library", range(FILES))
        deadline = time.monotonic() + patience(40)
        while _documents(data) < known + 3:
            assert time.monotonic() < deadline, server.said()
            time.sleep(0.02)
    finally:
        server.end(signal.SIGKILL)
    half_way = _documents(data)
    assert half_way < known + FILES, "the sync was done before it could be killed"
    with _opened(data) as sybil:
        broken_off = {one.name: sybil.document(one.id, Viewer.system()) for one in sybil.documents(Viewer.system())}
        passages = {one.name: sybil.passages_of(one.id, Viewer.system()) for one in broken_off.values()}
    server = _again(data, tmp_path / "log")
    try:
        deadline = time.monotonic() + patience(60)
        while _documents(data) < known + FILES:
            assert time.monotonic() < deadline, server.said()
            time.sleep(0.2)
    finally:
        server.end()
    clean = copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path / "clean")
    _write(clean / "library", range(FILES))
    with _opened(clean) as expected, _opened(data) as after:
        expected.sync()
        assert picture(after, after._parts) == picture(expected, expected._parts)
        by_name = {one.name: one for one in expected.documents(Viewer.system())}
        for name, document in broken_off.items():
            assert document.text == expected.document(by_name[name].id, Viewer.system()).text
            here = [(one.start, one.end, one.text) for one in passages[name]]
            there = expected.passages_of(by_name[name].id, Viewer.system())
            assert here == [(one.start, one.end, one.text) for one in there], name
