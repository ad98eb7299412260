"""Where names stand in a text: what is marked when a passage is shown because of them."""

import re
from collections.abc import Iterable

from core.models import Entity

Stretch = tuple[str, bool]
"""A piece of text, and whether it is a name."""

_LEAST = 3


def named(text: str, entities: Iterable[Entity]) -> list[Stretch]:
    """The whole text in pieces. A name is found in any case and however its words are spaced; of a person the words of
    the name alone as well, written with a capital, since people are mostly called by one of them."""
    whole: set[str] = set()
    alone: set[str] = set()
    for entity in entities:
        whole |= {name for name in (entity.name, *entity.aliases) if name.strip()}
        if entity.type == "person":
            words = {word.strip(".,") for name in (entity.name, *entity.aliases) for word in name.split()}
            alone |= {word for word in words if len(word) >= _LEAST and word[:1].isupper()}
    patterns = [rf"(?i:{_spaced(name)})" for name in sorted(whole, key=lambda name: (-len(name), name))]
    patterns += [re.escape(word) for word in sorted(alone, key=lambda word: (-len(word), word))]
    if not patterns:
        return [(text, False)] if text else []
    found = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
    pieces: list[Stretch] = []
    at = 0
    for match in found.finditer(text):
        pieces += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def excerpt(pieces: list[Stretch], most: int = 700, around: int = 160) -> list[Stretch]:
    """The part of a long text that holds its names, with words around them; ``…`` stands where text was left out."""
    if sum(len(text) for text, _ in pieces) <= most:
        return pieces
    marks = [at for at, (_, is_name) in enumerate(pieces) if is_name]
    if not marks:
        return [(_head(pieces[0][0], most), False)] if pieces else []
    kept: list[Stretch] = []
    room = most
    for at, (text, is_name) in enumerate(pieces):
        if room <= 0:
            return [*kept, (" …", False)]
        if at < marks[0]:
            text = _tail(text, around)
        elif at > marks[-1]:
            text = _head(text, max(around, room))
        elif not is_name and len(text) > 3 * around:
            text = _head(text, around) + _tail(text, around).removeprefix("…")
        kept.append((text, is_name))
        room -= len(text)
    return kept


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _head(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _tail(text: str, most: int) -> str:
    return text if len(text) <= most else "… " + text[-most:].split(" ", 1)[-1]
