"""A folder of hostile files: each fails for its own reason, and the reader then reads a good file as if nothing was."""

import io
import os
import random
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from core.documents.reading import Limits, Reader
from core.errors import FileUnreadable
from tests.documents.reading.making import (
    WORD,
    body,
    good_docx,
    good_pdf,
    old_office,
    raw_docx,
    raw_pdf,
    raw_xlsx,
    said,
    stream,
    zipped,
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Limits(seconds=4)) as reader:
        yield reader


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "minutes.docx"
    path.write_bytes(good_docx())
    return path


def _encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(good_pdf()))
    writer.encrypt("a password", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _scanned_pdf() -> bytes:
    picture = stream(
        b"\x00" * 100,
        b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    return raw_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /XObject << /Im1 5 0 R >> >> >>",
            4: stream(b"q 600 0 0 800 0 0 cm /Im1 Do Q"),
            5: picture,
        }
    )


def _slow_pdf() -> bytes:
    """A page of a million text operators: 60 KB that take pypdf minutes."""
    operators = zlib.compress(b"BT /F1 9 Tf " + b"(a) Tj 1 0 Td " * 3_000_000 + b"ET", 9)
    return raw_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            4: stream(operators, b"/Filter /FlateDecode"),
        }
    )


def _laughs() -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE d [{entities}]>' + body(said("&a9;")).removeprefix('<?xml version="1.0"?>')


def _nested_sheet() -> str:
    deep = "<x>" * 100_000 + "</x>" * 100_000
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{deep}</sheetData></worksheet>'


def _hungry_docx() -> bytes:
    """One paragraph of 2.6 million runs: less than a megabyte whose tree takes more than half a gigabyte."""
    chance = random.Random(1)
    blocks = [b"".join(b"<w:r><w:t>%d</w:t></w:r>" % chance.randrange(10) for _ in range(20)) for _ in range(16)]
    runs = b"".join(chance.choices(blocks, k=130_000))
    document = b'<w:document xmlns:w="%s"><w:body><w:p>%s</w:p></w:body></w:document>' % (WORD.encode(), runs)
    return raw_docx(document)


HOSTILE = {
    "zip bomb": ("bomb.docx", lambda: raw_docx(body(said("a" * 60_000_000))), "bomb"),
    "a bomb beside the text": ("b.docx", lambda: raw_docx(body(said("x")), {"word/x.bin": bytes(150 << 20)}), "bomb"),
    "a hundred thousand entries": ("many.docx", lambda: zipped({f"{n}.xml": "" for n in range(21_000)}), "bomb"),
    "billion laughs": ("laughs.docx", lambda: raw_docx(_laughs()), "bomb"),
    "nested sheet": ("nested.xlsx", lambda: raw_xlsx(_nested_sheet()), "bomb"),
    "nested document": ("nested.docx", lambda: raw_docx(body("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)), "bomb"),
    "slow pdf": ("slow.pdf", _slow_pdf, "too_slow"),
    "encrypted pdf": ("locked.pdf", _encrypted_pdf, "encrypted"),
    "encrypted docx": ("locked.docx", lambda: old_office("EncryptedPackage"), "encrypted"),
    "old word": ("letter.doc", lambda: old_office("WordDocument"), "unsupported"),
    "old word as docx": ("letter.docx", lambda: old_office("WordDocument"), "unsupported"),
    "truncated docx": ("cut.docx", lambda: good_docx()[:-4000], "truncated"),
    "truncated pdf": ("cut.pdf", lambda: good_pdf(pages=5)[:-700], "truncated"),
    "scanned pdf": ("scan.pdf", _scanned_pdf, "scanned"),
    "zero bytes": ("nothing.txt", lambda: b"", "empty"),
    "only blanks": ("blank.txt", lambda: b" \n\t\r\n ", "empty"),
    "docx without text": ("empty.docx", lambda: raw_docx(body("<w:p/>")), "empty"),
    "picture as docx": ("photo.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "mislabelled"),
    "picture as text": ("photo.txt", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "mislabelled"),
    "noise as text": ("noise.txt", lambda: bytes(n * 97 % 256 for n in range(5000)), "mislabelled"),
    "text as pdf": ("notes.pdf", lambda: b"We agreed to buy the van.", "mislabelled"),
    "web page as docx": ("download.docx", lambda: b"<!DOCTYPE html><html><body>Sign in</body></html>", "mislabelled"),
    "picture": ("photo.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "unsupported"),
    "archive": ("things.zip", lambda: zipped({"../../etc/passwd": "x", "a.txt": "b", "b.txt": "c"}), "unsupported"),
    "unknown ending": ("data.xyz", lambda: b"some text", "unsupported"),
    "broken inside": ("broken.docx", lambda: raw_docx(b"<w:document><w:body><w:p></w:body>"), "broken"),
    "pdf of rubbish": ("broken.pdf", lambda: b"%PDF-1.7\nrubbish\nstartxref\n12345\n%%EOF\n", "broken"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_each_hostile_file_has_its_own_reason_and_harms_nothing(
    case: str, reader: Reader, good: Path, tmp_path: Path
) -> None:
    name, make, code = HOSTILE[case]
    (tmp_path / name).write_bytes(make())
    with pytest.raises(FileUnreadable) as caught:
        reader.read(tmp_path / name)
    assert caught.value.code == code
    assert caught.value.reason.endswith(".")
    assert caught.value.permanent == (code != "too_slow")
    assert "van" in reader.read(good).parsed.text


def test_a_document_that_needs_too_much_memory_is_stopped_below_the_limit(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "hungry.docx"
    path.write_bytes(_hungry_docx())
    assert path.stat().st_size < 1_000_000
    with Reader() as reader:
        with pytest.raises(FileUnreadable) as caught:
            reader.read(path)
        assert caught.value.code == "too_much_memory"
        assert "van" in reader.read(good).parsed.text


def test_pages_that_refer_to_one_another_in_a_circle_end(reader: Reader, tmp_path: Path, good: Path) -> None:
    path = tmp_path / "circle.pdf"
    path.write_bytes(
        raw_pdf(
            {
                1: b"<< /Type /Catalog /Pages 2 0 R >>",
                2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 99999999 /Parent 3 0 R >>",
                3: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 99999999 /Parent 2 0 R >>",
            }
        )
    )
    with pytest.raises(FileUnreadable) as caught:
        reader.read(path)
    assert caught.value.code in ("broken", "empty", "bomb", "too_slow")
    assert "van" in reader.read(good).parsed.text


def test_pipes_sockets_devices_folders_and_links_are_never_opened(reader: Reader, good: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.docx").symlink_to(good)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "missing")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        expected = {
            tmp_path / "pipe.txt": "not_a_file",
            tmp_path / "folder.txt": "not_a_file",
            tmp_path / "socket.txt": "not_a_file",
            Path(os.devnull): "not_a_file",
            tmp_path / "link.docx": "outside",
            tmp_path / "nowhere.txt": "outside",
            tmp_path / "missing.txt": "gone",
            tmp_path / "nul\0.txt": "gone",
            good / "below.txt": "gone",
        }
        found = {}
        for path in expected:
            with pytest.raises(FileUnreadable) as caught:
                reader.read(path)
            found[path] = caught.value.code
    assert found == expected


def test_a_long_name_and_a_name_of_other_scripts_are_no_matter(reader: Reader, tmp_path: Path) -> None:
    for name in ("n" * 196 + ".txt", "протокол ../..\n<b>.txt".replace("/", "_")):
        (tmp_path / name).write_text("We agreed to buy the van.")
        assert reader.read(tmp_path / name).parsed.text == "We agreed to buy the van."


def test_a_file_that_grows_while_it_is_read_is_read_again_later(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "growing.txt"
    path.write_text("We agreed. " * 200_000)
    changed = iter([True])
    opened = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        from core.documents.reading import opening

        class Growing(opening.OpenFile):
            """Grows after its first chunk, as a file does that is still being copied here."""

            def chunks(self) -> Iterator[bytes]:
                for chunk in super().chunks():
                    yield chunk
                    if next(changed, False):
                        os.write(opened, b"And more.")

        with opening.opened(path, Limits()) as file:
            growing = Growing(file.descriptor, file.size, file.modified_ns)
            with pytest.raises(FileUnreadable) as caught:
                reader._read(path.name, growing.size, growing.chunks(), None, growing.check_unchanged)
    finally:
        os.close(opened)
    assert (caught.value.code, caught.value.permanent) == ("changing", False)
    assert reader.read(path).parsed.text.endswith("And more.")


def test_size_and_length_have_their_own_limits(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("We agreed.\n\n" * 500)
    cases = {"too_large": Limits(file_mb=0.001), "too_long": Limits(text_chars=1000)}
    for code, limits in cases.items():
        with Reader(limits) as reader, pytest.raises(FileUnreadable) as caught:
            reader.read(path)
        assert caught.value.code == code
    with Reader(Limits(segments=100)) as reader, pytest.raises(FileUnreadable) as caught:
        reader.read(path)
    assert caught.value.code == "too_long"


def test_the_parent_neither_grows_nor_keeps_the_dead(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(raw_docx(body(said("a" * 60_000_000))))
    (tmp_path / "slow.pdf").write_bytes(_slow_pdf())

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    others = _children()
    with Reader(Limits(seconds=0.3)) as reader:
        reader.read(good)
        before, descriptors = resident(), len(os.listdir("/proc/self/fd"))
        for _ in range(4):
            for hostile in (path, tmp_path / "slow.pdf"):
                with pytest.raises(FileUnreadable):
                    reader.read(hostile)
            reader.read(good)
        assert resident() - before < 8 << 20
        assert len(os.listdir("/proc/self/fd")) <= descriptors
        assert len(_children() - others) == 1
    assert not _children() - others


def _children() -> set[str]:
    """Process ids of our children, zombies included, that are readers."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            zombie_or_reader = b"core.documents.reading.child" in line or stat.rpartition(")")[2].split()[0] == "Z"
            if int(stat.rpartition(")")[2].split()[1]) == os.getpid() and zombie_or_reader:
                found.add(entry.name)
    return found
