"""Reading a file of a folder under others' hands: a private copy of the file, or one failure."""

import os
import threading
from pathlib import Path

import pytest

from core.errors import FileUnreadable, SourceUnavailable, StoreUnavailable
from core.library.fetching import prepare_inbox
from tests.library.folder import Folder


def test_a_fetched_copy_is_the_file(folder: Folder) -> None:
    folder.write("deep/down/a.txt", "content")
    copy = folder.source().fetch(folder.entry("deep/down/a.txt"), folder.inbox)
    assert copy.parent == folder.inbox
    assert copy.read_text() == "content"


def swap_for_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def swap_for_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def swap_for_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def swap_parent_for_link(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to("/etc")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Path.unlink, "gone"),
        (swap_for_fifo, "not_a_file"),
        (swap_for_link, "outside"),
        (swap_for_folder, "not_a_file"),
        (swap_parent_for_link, "gone"),
    ],
)
def test_what_goes_on_between_listing_and_reading_costs_one_failure(folder: Folder, change: object, code: str) -> None:
    path = folder.write("sub/hostname")
    entry = folder.entry("sub/hostname")
    change(path)  # type: ignore[operator]
    with pytest.raises(FileUnreadable) as caught:
        folder.source().fetch(entry, folder.inbox)
    assert caught.value.code == code
    assert list(folder.inbox.iterdir()) == []


def test_a_file_that_grows_while_it_is_read(folder: Folder) -> None:
    """The writer appends for as long as the reader reads, so the size at the end is never that of the beginning."""
    path = folder.write("log.txt")
    os.truncate(path, 60_000_000)
    entry, end = folder.entry("log.txt"), threading.Event()
    begun = threading.Event()

    def grow() -> None:
        with open(path, "a") as file:
            while not end.is_set():
                file.write("more\n")
                file.flush()
                begun.set()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        begun.wait()
        with pytest.raises(FileUnreadable) as caught:
            folder.source().fetch(entry, folder.inbox)
    finally:
        end.set()
        writer.join()
    assert (caught.value.code, caught.value.permanent) == ("changing", False)
    assert list(folder.inbox.iterdir()) == []


def test_a_file_above_the_limit_is_not_copied(folder: Folder) -> None:
    path = folder.write("film.mp4", "")
    os.truncate(path, 5 * 2**40)
    with pytest.raises(FileUnreadable, match="files above 100 MB") as caught:
        folder.source().fetch(folder.entry("film.mp4"), folder.inbox)
    assert caught.value.code == "too_large"


def test_a_library_that_goes_away_before_a_file_is_read(folder: Folder) -> None:
    folder.write("a.txt")
    entry = folder.entry("a.txt")
    source = folder.source()
    folder.root.rename(folder.root.with_name("unmounted"))
    with pytest.raises(SourceUnavailable):
        source.fetch(entry, folder.inbox)


def test_an_inbox_that_cannot_be_written(folder: Folder, tmp_path: Path) -> None:
    folder.write("a.txt")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="data folder cannot be written"):
        prepare_inbox(tmp_path / "file" / "inbox")
    with pytest.raises(StoreUnavailable, match="What was stored before is safe"):
        folder.source().fetch(folder.entry("a.txt"), tmp_path / "none")


def test_leftovers_of_dead_processes_are_cleared(folder: Folder) -> None:
    dead, mine, other = (folder.inbox / name for name in ("999999999-a", f"{os.getpid()}-b", "readme"))
    for path in (dead, mine, other):
        path.write_text("x")
    prepare_inbox(folder.inbox)
    assert sorted(folder.inbox.iterdir()) == sorted([mine, other])
