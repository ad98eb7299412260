"""Where names stand in a text: what is marked when a passage is shown because of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from core.models import Entity

Place = tuple[int, int, int]
"""Start, end, and which of the entities is named there."""

Stretch = tuple[str, bool]
"""A piece of text, and whether it is a name."""

CUT = "…"
_LEAST = 3
_SPACE = re.compile(r"\s")


def places(text: str, entities: Sequence[Entity]) -> list[Place]:
    """Where these are named. A name is found in any case and however its words are spaced; of a person the words of
    the name alone as well, written with a capital, since people are mostly called by one of them."""
    whole: dict[str, int] = {}
    alone: dict[str, int] = {}
    for which, entity in enumerate(entities):
        for name in (entity.name, *entity.aliases):
            whole.setdefault(_one_line(name), which)
            for word in name.split() if entity.type == "person" else ():
                word = word.strip(".,")
                if len(word) >= _LEAST and word[:1].isupper():
                    alone.setdefault(word, which)
    whole.pop("", None)
    names = [
        "(?i:" + r"\s+".join(re.escape(word) for word in name.split()) + ")"
        for name in sorted(whole, key=_longest_first)
    ]
    names += [re.escape(word) for word in sorted(alone, key=_longest_first)]
    if not names:
        return []
    found = re.finditer(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", text)
    return [(one.start(), one.end(), whole.get(_one_line(one[0]), alone.get(one[0], 0))) for one in found]


def excerpt(text: str, named: Sequence[Place], most: int = 460, around: int = 150) -> list[Stretch]:
    """The part of a text where its names stand closest together, with words around them; ``…`` stands where something
    was left out. A short text is there as a whole."""
    if len(text) <= most or not named:
        windows = [(0, _stop(text, most) if len(text) > most else len(text))]
    else:
        pairs = [(a, b) for a, b in pairwise(named) if a[2] != b[2]]
        first, last = min(pairs, key=lambda pair: pair[1][0] - pair[0][1], default=(named[0], named[0]))
        windows = [(_begin(text, first[0] - around), _stop(text, last[1] + around))]
        if last[0] - first[1] > most:
            middle = (_stop(text, first[1] + around), _begin(text, last[0] - around))
            windows = [(windows[0][0], middle[0]), (middle[1], windows[0][1])]
    pieces: list[Stretch] = []
    for start, end in windows:
        pieces += [(f"{CUT} ", False)] if start > 0 else []
        pieces += _cut(text, named, start, end)
    return [*pieces, (f" {CUT}", False)] if windows[-1][1] < len(text.rstrip()) else pieces


def _cut(text: str, named: Sequence[Place], start: int, end: int) -> list[Stretch]:
    pieces: list[Stretch] = []
    at = start
    for begin, stop, _ in named:
        if start <= begin and stop <= end:
            pieces += [(text[at:begin], False), (text[begin:stop], True)]
            at = stop
    return [piece for piece in [*pieces, (text[at:end], False)] if piece[0]]


def _begin(text: str, at: int) -> int:
    """The beginning of a word at or behind a place."""
    space = _SPACE.search(text, at) if at > 0 else None
    return 0 if at <= 0 else (space.end() if space else at)


def _stop(text: str, at: int) -> int:
    """The end of a word at or before a place."""
    if at >= len(text):
        return len(text)
    spaces = [one.start() for one in _SPACE.finditer(text, max(0, at - 80), at + 1)]
    return spaces[-1] if spaces else at


def _one_line(text: str) -> str:
    return " ".join(text.split()).casefold()


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name
