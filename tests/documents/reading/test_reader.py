"""The parent's side: one warm child, replaced when it must be, never left behind."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.documents.reading import Limits, Reader
from core.errors import FileUnreadable, SybilError
from tests.documents.reading.making import good_docx, good_pdf

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(Limits(seconds=10)) as reader:
        yield reader


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("We agreed to buy the van.\n")
    return path


def gone(pid: int) -> bool:
    """True once no living process has this id, within ten seconds."""
    for _ in range(1000):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_a_reading_tells_what_bytes_it_was_made_from(reader: Reader, note: Path) -> None:
    os.utime(note, (1_700_000_000, 1_700_000_000))
    reading = reader.read(note)
    assert reading.content_hash == hashlib.sha256(note.read_bytes()).hexdigest()
    assert reading.size == note.stat().st_size
    assert reading.modified == datetime.fromtimestamp(1_700_000_000, UTC)
    assert reading.parsed.text == "We agreed to buy the van.\n"


def test_bytes_are_read_like_a_file(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(good_docx())
    from_file, from_bytes = reader.read(tmp_path / "a.docx"), reader.read_bytes(good_docx(), "a.docx")
    assert from_bytes.parsed == from_file.parsed
    assert from_bytes.modified is None
    with pytest.raises(FileUnreadable, match="empty"):
        reader.read_bytes(b"", "a.docx")


def test_the_name_given_tells_the_format(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "download.tmp"
    path.write_text("Task,Owner\nCall the landlord,Peter\n")
    assert reader.read(path, "tasks.csv").parsed.kind == "spreadsheet"
    with pytest.raises(FileUnreadable) as caught:
        reader.read(path)
    assert caught.value.code == "unsupported"


def test_no_child_before_the_first_file_and_the_same_one_for_the_next(reader: Reader, note: Path) -> None:
    assert reader.child_pid is None
    reader.read(note)
    first = reader.child_pid
    for _ in range(200):
        reader.read(note)
    assert reader.child_pid == first


def test_a_child_is_replaced_after_its_share_of_files(note: Path) -> None:
    with Reader(Limits(files_per_child=3)) as reader:
        pids = []
        for _ in range(6):
            pids.append(reader.child_pid)
            reader.read(note)
        assert pids[0] is None
        assert pids[1] == pids[2] is not None
        assert pids[3] is None
        assert pids[4] == pids[5] != pids[1]


def test_a_child_that_has_grown_is_replaced(tmp_path: Path, note: Path) -> None:
    with Reader(Limits(resting_mb=1)) as reader:
        reader.read(note)
        assert reader.child_pid is None


def test_a_child_that_dies_between_two_files_is_not_the_next_files_fault(reader: Reader, note: Path) -> None:
    reader.read(note)
    pid = reader.child_pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert reader.read(note).parsed.text
    assert reader.child_pid not in (pid, None)


def test_a_child_that_dies_within_a_file_costs_that_file_only(reader: Reader, tmp_path: Path, note: Path) -> None:
    reader.read(note)
    pid = reader.child_pid
    assert pid
    os.kill(pid, signal.SIGSTOP)
    ending = threading.Timer(0.2, os.kill, (pid, signal.SIGKILL))
    ending.start()
    with pytest.raises(FileUnreadable) as caught:
        reader.read(note)
    ending.join()
    assert (caught.value.code, caught.value.permanent) == ("broken", False)
    assert reader.read(note).parsed.text


def test_a_hanging_child_is_killed_in_time(note: Path) -> None:
    with Reader(Limits(seconds=0.5)) as reader:
        reader.read(note)
        pid = reader.child_pid
        assert pid
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(FileUnreadable) as caught:
            reader.read(note)
        assert caught.value.code == "too_slow"
        assert gone(pid)
        assert reader.read(note).parsed.text


def test_threads_take_turns(reader: Reader, tmp_path: Path) -> None:
    paths = []
    for number in range(8):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"We agreed on number {number}.")
    found: dict[int, list[str]] = {}

    def read(number: int) -> None:
        found[number] = [reader.read(paths[number]).parsed.text for _ in range(20)]

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [f"We agreed on number {number}."] * 20 for number in range(8)}


def test_closing_leaves_no_child_and_reads_no_more(note: Path) -> None:
    reader = Reader()
    reader.read(note)
    pid = reader.child_pid
    assert pid
    reader.close()
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(SybilError, match="closed"):
        reader.read(note)
    reader.close()


def test_closing_in_the_middle_of_a_file_ends_it(note: Path) -> None:
    reader = Reader(Limits(seconds=20))
    reader.read(note)
    pid = reader.child_pid
    assert pid
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(0.2, reader.close).start()
    with pytest.raises(FileUnreadable) as caught:
        reader.read(note)
    assert not caught.value.permanent
    assert gone(pid)


def test_a_rested_reader_starts_again(reader: Reader, note: Path) -> None:
    reader.read(note)
    pid = reader.child_pid
    reader.rest()
    assert reader.child_pid is None
    reader.read(note)
    assert reader.child_pid not in (None, pid)


def test_a_reader_that_is_forgotten_takes_its_child_along(note: Path) -> None:
    reader = Reader()
    reader.read(note)
    pid = reader.child_pid
    assert pid
    del reader
    assert not Path(f"/proc/{pid}").exists()


def test_a_child_ends_when_its_parent_is_killed(note: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from core.documents.reading import Reader\n"
        "reader = Reader(); reader.read(Path(sys.argv[1])); print(reader.child_pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(note)], stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert parent.stdout
    with parent.stdout as told:
        pid = int(told.readline())
    parent.kill()
    parent.wait()
    assert gone(pid)


def test_a_child_that_hangs_ends_even_when_its_parent_was_killed() -> None:
    program = "from core.documents.reading import child\nchild._alarm(0.2)\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=20)
    assert ended.returncode == -signal.SIGALRM


def test_the_child_sees_no_secrets(note: Path) -> None:
    os.environ["OPENAI_API_KEY"] = "sk-not-for-children"
    try:
        with Reader() as reader:
            reader.read(note)
            environment = Path(f"/proc/{reader.child_pid}/environ").read_bytes()
            open_files = [os.readlink(link) for link in Path(f"/proc/{reader.child_pid}/fd").iterdir()]
    finally:
        del os.environ["OPENAI_API_KEY"]
    assert b"sk-not-for-children" not in environment
    assert all(target.startswith(("pipe:", "/dev/null")) for target in open_files)


ATTEMPTS = {
    "write": "open('/dev/shm/x-sybil-test', 'w')",
    "create": "os.open('/dev/shm/x-sybil-test', os.O_CREAT | os.O_WRONLY)",
    "delete": "os.remove('/dev/null/x')",
    "start": "subprocess.run(['true'])",
    "fork": "os.fork()",
    "connect": "socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "ask a name server": "socket.getaddrinfo('example.org', 80)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_child_writes_nothing_starts_nothing_and_calls_nobody(attempt: str) -> None:
    program = (
        "import os, socket, subprocess\n"
        "from core.documents.reading.confinement import confine\n"
        f"confine(512)\ntry:\n    {ATTEMPTS[attempt]}\n"
        "except PermissionError as error:\n    print('refused', end='')"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=20)
    assert ran.stdout == "refused"


def test_the_child_loads_only_what_it_needs() -> None:
    program = "import sys, core.documents.reading.child; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=20)
    loaded = set(ran.stdout.split())
    assert "core.documents.reading.child" in loaded
    assert not loaded & {"numpy", "onnxruntime", "sqlalchemy", "openai", "pydantic", "pypdf"}


def test_a_long_pdf_and_a_long_transcript_are_read_whole(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(good_pdf(tuple(f"Line {n} says that we agreed." for n in range(40)), 60))
    turns = "".join(
        f"{'Amina' if n % 2 else 'Joseph'}: We agreed on number {n}, and that is all.\n" for n in range(3000)
    )
    (tmp_path / "long.txt").write_text(turns)
    pages = {segment.locator for segment in reader.read(tmp_path / "long.pdf").parsed.segments}
    assert pages == {f"page {n}" for n in range(1, 61)}
    assert len(reader.read(tmp_path / "long.txt").parsed.segments) == 3000
