"""The zip file that DOCX, XLSX and PPTX are: its parts, the relations between them, and what makes it a bomb."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, NamedTuple

from core.documents.reading.markup import Element, child, local, tree
from core.documents.reading.reasons import unreadable
from core.errors import FileUnreadable

_MOST_ENTRIES = 20_000
_MOST_RATIO = 200
_MOST_XML = 400 << 20
_MOST_TREE = 48 << 20
_MARKUP = (".xml", ".rels", ".vml", ".txt", ".html")


class Relation(NamedTuple):
    """``kind`` is the last word of the relation's type, ``target`` the part's name inside the zip."""

    kind: str
    target: str


def open_zip(content: bytes) -> zipfile.ZipFile:
    """A zip file that is complete, not encrypted and not a bomb. Nothing is unpacked.

    Raises:
        FileUnreadable: ``truncated``, ``encrypted``, ``bomb``, ``broken``.
    """
    with reading():
        archive = zipfile.ZipFile(io.BytesIO(content))
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise unreadable("encrypted")
    markup = 0
    for entry in entries:
        is_markup = entry.filename.lower().endswith(_MARKUP)
        markup += entry.file_size if is_markup else 0
        large = (10 << 20) if is_markup else (100 << 20)  # one white bitmap may shrink a thousandfold
        if entry.file_size > large and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
            raise unreadable("bomb")
    if len(entries) > _MOST_ENTRIES or markup > _MOST_XML:
        raise unreadable("bomb")
    return archive


@contextmanager
def reading() -> Iterator[None]:
    """Turns what a damaged zip file raises into FileUnreadable."""
    try:
        yield
    except zipfile.BadZipFile as exc:
        code = "truncated" if "not a zip file" in str(exc) or "directory" in str(exc) else "broken"
        raise unreadable(code) from exc
    except (EOFError, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, KeyError) as exc:
        if isinstance(exc, RecursionError):
            raise
        raise unreadable("truncated" if isinstance(exc, EOFError) else "broken") from exc


class Package:
    """An Office Open XML file."""

    def __init__(self, content: bytes) -> None:
        self._zip = open_zip(content)
        self._relations: dict[str, dict[str, Relation]] = {}
        self._names = {name.lower().lstrip("/").replace("\\", "/"): name for name in self._zip.namelist()}
        self.main = next((r.target for r in self.relations("").values() if r.kind == "officeDocument"), "")
        if not self.has(self.main):
            raise unreadable("broken")

    def has(self, part: str) -> bool:
        """True if the file holds this part."""
        return bool(part) and part.lower() in self._names

    @contextmanager
    def stream(self, part: str) -> Iterator[IO[bytes]]:
        """A part's bytes as they are unpacked."""
        if not self.has(part):
            raise unreadable("broken")
        with reading(), self._zip.open(self._names[part.lower()]) as stream:
            yield stream

    def tree(self, part: str) -> Element | None:
        """A part's root element, None if it does not exist. Raises FileUnreadable."""
        if not self.has(part):
            return None
        if self._zip.getinfo(self._names[part.lower()]).file_size > _MOST_TREE:
            raise unreadable("bomb")
        with self.stream(part) as stream:
            content = stream.read()
        return tree(content)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part (empty: the file) refers to inside the file, by the id it uses."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            target = element.get("Target") or ""
            if local(element) == "Relationship" and element.get("TargetMode") != "External" and target:
                inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = (element.get("Type") or "").rpartition("/")[2]
                found[element.get("Id") or ""] = Relation(kind, posixpath.normpath(inside))
        return found

    def title_and_date(self) -> tuple[str | None, date | None]:
        """The title and the last change that the file's properties state."""
        part = next((r.target for r in self.relations("").values() if r.kind == "core-properties"), "")
        try:
            root = self.tree(part)
        except FileUnreadable:
            return None, None
        said = {local(element): (element.text or "").strip() for element in root} if root is not None else {}
        written = _day(said.get("modified", "")) or _day(said.get("created", ""))
        return sensible_title(said.get("title")), written


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return None
    # python-docx and python-pptx leave their template's dates in what they make
    return None if found.year < 1990 or text[:10] in ("2013-12-23", "2013-01-27") else found


def sensible_title(title: str | None) -> str | None:
    """A title from a file's properties, None where programs put something else there."""
    title = " ".join((title or "").split())
    title = title.removeprefix("Microsoft Word - ").removeprefix("Microsoft PowerPoint - ")
    useless = (
        "untitled",
        "(anonymous)",
        "document",
        "presentation",
        "word document",
        "powerpoint presentation",
        "title",
    )
    if title.lower() in useless or not any(character.isalpha() for character in title) or len(title) > 250:
        return None
    stem, dot, last = title.rpartition(".")
    return (
        stem.replace("_", " ")
        if dot and last.lower() in ("doc", "docx", "pdf", "ppt", "pptx", "odt", "xlsx")
        else title
    )


def text_of(element: Element | None, *path: str) -> str:
    """The text of the element along a path; empty if there is none."""
    found = child(element, *path)
    return (found.text or "") if found is not None else ""
