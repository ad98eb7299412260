"""The local folder as a source: what is listed, what is left out, and what is refused with which reason."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FileUnreadable, SourceUnavailable
from core.library.local import LocalFolder
from core.library.names import is_left_out, path_of, shown, source_id_of
from core.library.source import Entry, Problem
from tests.library.folder import SETTLED, Folder


def test_files_of_all_folders_in_the_order_of_their_paths(folder: Folder) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.docx", "Übersicht.txt"):
        folder.write(name)
    listing = folder.source().list()
    assert [entry.source_id for entry in listing.entries] == ["a/b/c.docx", "a/z.md", "b.txt", "Übersicht.txt"]
    assert [entry.name for entry in listing.entries][:2] == ["c.docx", "z.md"]
    assert all(entry.settled and entry.size == 10 and entry.modified for entry in listing.entries)
    assert listing.problems == ()
    assert listing == folder.source().list()


def test_hidden_and_temporary_files_are_left_out(folder: Folder) -> None:
    left_out = (
        "~$report.docx", ".DS_Store", "Thumbs.db", "film.mp4.part", "x.crdownload", "notes.txt~", ".notes.swp",
        "desktop.ini", "half.pdf.tmp", "~WRL0001.tmp", ".~lock.plan.xlsx#",
    )  # fmt: skip
    for name in left_out:
        folder.write(name)
    folder.write(".git/config")
    folder.write("report.docx")
    listing = folder.source().list()
    assert [entry.name for entry in listing.entries] == ["report.docx"]
    assert {*left_out, ".git"} == set(listing.left_out)
    assert listing.problems == ()


def test_links_never_lead_out_and_never_count_twice(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("outside")
    (tmp_path / "library2").mkdir()
    folder.write("a.txt")
    links = {"out.txt": tmp_path / "secret.txt", "outdir": tmp_path / "library2", "in.txt": folder.root / "a.txt"}
    links |= {"loop": folder.root, "nothing": folder.root / "none", "self": folder.root / "self"}
    for name, target in links.items():
        (folder.root / name).symlink_to(target)
    listing = folder.source().list()
    assert [entry.name for entry in listing.entries] == ["a.txt"]
    reasons = {problem.name: (problem.error.code, str(problem.error)) for problem in listing.problems}
    assert set(reasons) == {"out.txt", "outdir", "nothing", "self"}
    assert reasons["out.txt"] == ("outside", "This is a link to a place outside the library; it was not followed.")
    assert reasons["outdir"][0] == "outside", "a neighbour whose name begins alike is outside too"
    assert "leads to nothing" in reasons["nothing"][1]
    assert "in a circle" in reasons["self"][1]


def test_what_is_no_file_is_listed_with_its_reason(folder: Folder) -> None:
    os.mkfifo(folder.root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(folder.root)
        listener.bind("socket.txt")
        os.chdir(here)
        problems = {problem.name: str(problem.error) for problem in folder.source().list().problems}
    assert "named pipe" in problems["pipe.txt"]
    assert "socket" in problems["socket.txt"]


def test_names_that_are_no_text_or_very_long(folder: Folder) -> None:
    raw = os.fsencode(folder.root) + b"/caf\xe9.txt"
    with open(raw, "w") as file:
        file.write("latin")
    long = "x" * 196 + ".txt"
    folder.write(long, "long")
    listing = folder.source().list()
    assert {entry.name for entry in listing.entries} == {"caf\ufffd.txt", long}
    for entry in listing.entries:
        entry.source_id.encode("utf-8")
        assert folder.source().fetch(entry, folder.inbox).read_text() in ("latin", "long")


def test_a_folder_that_is_not_there_says_so(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match=r"does not exist now\. Everything read from it before stays"):
        LocalFolder(tmp_path / "none").list()
    (tmp_path / "file").write_text("x")
    with pytest.raises(SourceUnavailable, match="cannot be read now"):
        LocalFolder(tmp_path / "file").list()


def test_the_libraries_own_data_is_not_part_of_it(folder: Folder) -> None:
    folder.write("a.txt")
    folder.write("data/graph.txt")
    assert [e.name for e in folder.source(exclude=[folder.root / "data"]).list().entries] == ["a.txt"]


def test_the_revision_changes_with_the_file(folder: Folder) -> None:
    path = folder.write("a.txt")
    first = folder.entry("a.txt").revision
    assert folder.entry("a.txt").revision == first
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    touched = folder.entry("a.txt").revision
    path.write_text("other word")
    os.utime(path, ns=(0, path.stat().st_mtime_ns))
    replacement = folder.root / "b.txt"
    replacement.write_text("more words")
    os.utime(replacement, ns=(0, path.stat().st_mtime_ns))
    os.replace(replacement, path)
    assert len({first, touched, folder.entry("a.txt").revision}) == 3


def test_a_file_changed_this_moment_is_not_settled(folder: Folder) -> None:
    folder.write("a.txt")
    folder.ahead = 1.0
    entry = folder.entry("a.txt")
    assert not entry.settled
    folder.ahead = SETTLED
    assert folder.entry("a.txt").settled
    assert entry.recorded != folder.entry("a.txt").recorded, "the next look compares the content"


def test_one_file_by_itself_whatever_its_name(folder: Folder) -> None:
    entry = folder.source(prefix=b"home/").entry(folder.write(".hidden.txt"))
    assert isinstance(entry, Entry)
    assert entry.source_id == "home/.hidden.txt"
    gone = folder.source().entry(folder.root / "none.txt")
    assert isinstance(gone, Problem)
    assert gone.error.code == "gone"


@pytest.fixture
def nobodys_folder() -> Iterator[Folder]:
    """A folder whose parents everybody may enter, and for its time no superuser's rights, whom nothing would stop."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        folder = Folder(Path(made))
        yield folder


@contextmanager
def without_rights() -> Iterator[None]:
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_what_may_not_be_read_is_listed_and_hides_what_is_below(nobodys_folder: Folder) -> None:
    folder = nobodys_folder
    folder.write("open/a.txt")
    locked = folder.write("open/locked.txt")
    closed = folder.write("closed/b.txt").parent
    locked.chmod(0)
    closed.chmod(0)
    try:
        with without_rights():
            listing = folder.source().list()
            entry = next(entry for entry in listing.entries if entry.name == "locked.txt")
            with pytest.raises(FileUnreadable) as caught:
                folder.source().fetch(entry, folder.inbox)
    finally:
        closed.chmod(0o755)
    assert (caught.value.code, caught.value.permanent) == ("denied", False)
    assert [(problem.error.code, problem.folder) for problem in listing.problems] == [("denied", True)]
    assert listing.hides("closed/b.txt")
    assert not listing.hides("open/a.txt")
    assert not listing.hides("closed-too/a.txt")


def test_folders_without_end(folder: Folder) -> None:
    deep = folder.root
    for _ in range(105):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    listing = folder.source().list()
    assert listing.entries == ()
    assert "100 folders deep" in str(listing.problems[0].error)
    assert listing.hides(str((deep / "a.txt").relative_to(folder.root)))


@given(st.binary(min_size=1).filter(lambda raw: b"\0" not in raw and not raw.startswith(b"/")))
def test_a_path_survives_being_text(raw: bytes) -> None:
    source_id = source_id_of(raw)
    source_id.encode("utf-8")
    assert path_of(source_id) == raw
    assert not any(letter in shown(raw) for letter in "\n\r\x1b\0")


@given(st.binary(min_size=1), st.binary(min_size=1))
def test_two_paths_are_never_one(one: bytes, other: bytes) -> None:
    if not one.startswith(b"/") and not other.startswith(b"/"):
        assert (source_id_of(one) == source_id_of(other)) == (one == other)


@given(st.text())
def test_any_name_is_judged(name: str) -> None:
    assert is_left_out("." + name)
    assert is_left_out(name + ".part")
