"""XML and HTML made of strangers' bytes, without entities, network or endless depth. The only importer of lxml."""

from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from core.documents.reading.reasons import unreadable
from core.errors import FileUnreadable

Element = Any
"""An element of a parsed tree: ``tag``, ``text``, ``tail``, ``get``, iteration over children."""


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments, entities and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names without namespace, None if there is none."""
    for name in path:
        if element is None:
            return None
        element = next((below for below in element if local(below) == name), None)
    return element


def tree(content: bytes) -> Element:
    """The root of a small XML part. Raises FileUnreadable, ``bomb`` or ``broken``."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.LxmlError as exc:
        raise _reason(exc) from exc
    _refuse_entities(root)
    return root


def events(stream: IO[bytes], names: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    """``start`` and ``end`` of the elements with these names, as the stream is read.

    The caller clears what it is done with. Raises FileUnreadable, ``bomb``, ``too_much_memory`` or ``broken``.
    """
    tags = tuple("{*}" + name for name in names)
    try:
        first = True
        for event, element in etree.iterparse(
            stream, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        ):
            if first:
                _refuse_entities(element)
                first = False
            yield event, element
    except etree.LxmlError as exc:
        raise _reason(exc) from exc


def drop(element: Element) -> None:
    """Forget an element that is done with, and its elder siblings."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def page(text: str) -> Element | None:
    """The root of an HTML page, mended where it is wrong; None if nothing is there."""
    try:
        parser = etree.HTMLParser(
            no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
        )
        return etree.fromstring(text.encode(), parser)
    except etree.LxmlError as exc:
        if "empty" in str(exc).lower():
            return None
        raise _reason(exc) from exc


def _refuse_entities(element: Element) -> None:
    """Office files have no document type; one that declares entities means harm."""
    if element.getroottree().docinfo.doctype:
        raise unreadable("bomb")


def _reason(error: Exception) -> FileUnreadable:
    message = str(error).lower()
    if "memory" in message:
        return unreadable("too_much_memory", "Reading the file needed more memory than is allowed. Split it.")
    if any(word in message for word in ("depth", "entity", "entities", "amplification", "huge")):
        return unreadable("bomb")
    return unreadable("broken")
