"""The numbered passages that a model was shown: what a ``[n]`` of its answer can stand for."""

import re
from collections.abc import Mapping, Sequence

from core.agent.draft import day
from core.models import Document, Level, Passage

_TAG = re.compile(r"<(?=\s*/?\s*source)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Sources:
    """Passages by number, from 1; the same passage keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._passages: list[Passage] = []
        self._least = Level.PUBLIC

    def add(self, passage: Passage) -> int:
        """The number of a passage, a new one if it was not there."""
        if passage.id not in self._numbers:
            self._passages.append(passage)
            self._numbers[passage.id] = len(self._passages)
        return self._numbers[passage.id]

    def get(self, number: int) -> Passage | None:
        """The passage behind a number, None when there is none."""
        return self._passages[number - 1] if 1 <= number <= len(self._passages) else None

    @property
    def passages(self) -> Sequence[Passage]:
        """All of them in the order of their numbers."""
        return tuple(self._passages)

    @property
    def level(self) -> Level:
        """The highest level among them and of what else was told; PUBLIC when there was nothing."""
        return max([self._least, *(passage.level for passage in self._passages)], key=lambda level: level.rank)

    def told(self, level: Level) -> None:
        """Remember that something of this level was told besides the passages, such as a count."""
        self._least = max(self._least, level, key=lambda one: one.rank)

    def shown(self, passages: Sequence[Passage], documents: Mapping[str, Document], room: int) -> str:
        """Passages as data for a model, fenced and numbered, up to ``room`` characters; at least one, cut if need
        be."""
        blocks, left = list[str](), room
        for passage in passages:
            body = fenced(passage.text)
            if len(body) > left:
                if blocks:
                    break
                body = body[: max(left, 200)] + " […]"
            number = self.add(passage)
            block = f"{_head(number, passage, documents.get(passage.document_id))}\n{body}\n</source>"
            blocks.append(block)
            left -= len(block)
        return "\n".join(blocks)


def fenced(text: str) -> str:
    """Text of strangers that cannot close its fence or hide in control characters."""
    return _CONTROL.sub("", _TAG.sub("‹", text))


def label(text: str, most: int = 120) -> str:
    """A name of strangers as one short line without the marks of a fence."""
    return re.sub(r"[\s<>\"]+", " ", _CONTROL.sub("", text)).strip()[:most]


def _head(number: int, passage: Passage, document: Document | None) -> str:
    title = label(document.title if document and document.title else passage.document)
    dated = (document.date if document else None) or passage.date
    parts = [f'<source n="{number}" document="{title}"']
    parts.append(f' date="{day(dated)}"' if dated else "")
    parts.append(f' place="{label(passage.locator, 60)}"' if passage.locator else "")
    parts.append(' status="draft"' if document and document.status == "draft" else "")
    return "".join(parts) + ">"
