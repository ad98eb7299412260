"""What a file is by its content, whatever its name says."""

import re
import zipfile

from core.documents.reading.endings import ENDINGS, UNSUPPORTED, ending
from core.documents.reading.package import open_zip
from core.documents.reading.reasons import unreadable

_KINDS = {
    "docx": "a Word document", "xlsx": "an Excel workbook", "pptx": "a PowerPoint presentation", "pdf": "a PDF",
    "html": "a web page", "zip": "a zip archive", "vtt": "captions", "txt": "plain text", "md": "Markdown",
    "csv": "a table of text", "tsv": "a table of text", "srt": "captions",
}  # fmt: skip
_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OLD_OFFICE = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt"),
               ("Workbook", "xls"), ("Book", "xls"))  # fmt: skip
_MAGIC = (
    (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"II*\x00", "tif"), (b"MM\x00*", "tif"),
    (b"BM", "bmp"), (b"ID3", "mp3"), (b"\xff\xfb", "mp3"), (b"OggS", "ogg"), (b"fLaC", "flac"), (b"{\\rtf", "rtf"),
    (b"\x1aE\xdf\xa3", "mkv"), (b"\x1f\x8b", "gz"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"), (b"BZh", "bz2"),
    (b"\xfd7zXZ", "xz"),
)  # fmt: skip
_CONTAINERS = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_HTML = re.compile(rb"(?is)^\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])")
_CONTENT_WINS = frozenset({"docx", "xlsx", "pptx", "pdf", "html", "zip", "vtt"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise(content: bytes, name: str) -> tuple[str, str | None]:
    """The format to read a file as, and a sentence if that is not what its ending says.

    A content that is recognised and can be read wins over the ending. What cannot be told from its bytes (all plain
    text) goes by the ending.

    Raises:
        FileUnreadable: ``unsupported``, ``mislabelled``, ``encrypted``, ``truncated``, ``bomb``, ``broken``.
    """
    said = ending(name)
    promised = ENDINGS.get(said)
    if name.startswith("~$"):
        raise unreadable(
            "unsupported", "This is a lock file that Office leaves while a document is open; it holds no text."
        )
    found = _by_content(content, name)
    if found in UNSUPPORTED:
        if promised and found not in ("rtf", "doc", "xls", "ppt"):
            raise unreadable("mislabelled")
        raise unreadable("unsupported", UNSUPPORTED[found])
    if found is None:
        return _plain(content, said, promised), None
    if found == promised or (not said and found != "zip"):
        return found, None
    if found == "html" and promised in ("docx", "xlsx", "pptx", "pdf"):
        raise unreadable(
            "mislabelled",
            f"The name ends in .{said}, but inside is a web page: the download probably failed. Fetch it again.",
        )
    if found == "zip" and said != "zip":
        raise unreadable("mislabelled" if promised else "unsupported", UNSUPPORTED.get(said))
    if found == "html" and promised in ("txt", "md", "csv", "tsv"):
        return promised, None
    return found, f"The name ends in .{said}, but inside is {_KINDS[found]}; it was read as that."


def _by_content(content: bytes, name: str) -> str | None:
    """The ending that fits the bytes, None for text and for what nobody knows."""
    head = content[:1024]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(content)
    if head.startswith(_OLE):
        return _old_office(content)
    if b"%PDF-" in head and not head.lstrip().startswith(b"<"):
        return "pdf"
    if head[:4] == b"RIFF" and head[8:12] in _CONTAINERS:
        return _CONTAINERS[head[8:12]]
    if head[4:8] == b"ftyp":
        return "heic" if head[8:11] in (b"hei", b"mif", b"avi") else "mp4"
    if _HTML.match(content[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return "vtt"
    binary = b"\x00" in head or ending(name) in UNSUPPORTED
    return next((kind for magic, kind in _MAGIC if head.startswith(magic) and (binary or len(magic) > 2)), None)


def _zipped(content: bytes) -> str:
    archive = open_zip(content)
    names = {name.lower().lstrip("/").replace("\\", "/") for name in archive.namelist()}
    if "[content_types].xml" in names:
        for folder, kind in _PARTS:
            if any(name.startswith(folder) for name in names):
                return "xls" if f"{folder}workbook.bin" in names else kind
    if "mimetype" in names:
        return _open_document(archive)
    return "zip"


def _open_document(archive: zipfile.ZipFile) -> str:
    try:
        kind = archive.read("mimetype")[:200]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return "zip"
    for word, found in (
        (b"opendocument.text", "odt"),
        (b"spreadsheet", "ods"),
        (b"presentation", "odp"),
        (b"epub", "epub"),
    ):
        if word in kind:
            return found
    return "zip"


def _old_office(content: bytes) -> str:
    for stream, kind in _OLD_OFFICE:
        if stream.encode("utf-16-le") in content:
            if kind == "encrypted":
                raise unreadable("encrypted")
            return kind
    return "msg" if "__substg1.0".encode("utf-16-le") in content else "doc"


def _plain(content: bytes, said: str, promised: str | None) -> str:
    """What a file without a signature is: text, if its ending promises text."""
    if promised in ("txt", "md", "csv", "tsv", "vtt", "srt", "html"):
        return promised
    if promised:
        raise unreadable("mislabelled" if content.strip(b"\x00 \t\r\n") else "empty")
    if said in UNSUPPORTED or said:
        raise unreadable("unsupported", UNSUPPORTED.get(said))
    return "txt"
