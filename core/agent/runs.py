"""Passages that follow one another in a document, as one run of sentences: an answer may cross a passage's edge."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.agent.gist import gist
from core.agent.sentences import Sentence, sentences
from core.models import Document, Passage
from core.terms import words

_CONTENTS = re.compile(r"(?:,? page \d+|\.{3,}\s*\d+|\bcontents)$", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A sentence with the passage it stands in; ``turn`` counts over the whole run."""

    sentence: Sentence
    passage: Passage
    turn: int

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words as they are compared."""
        return frozenset(gist(self.sentence.text))

    @cached_property
    def length(self) -> int:
        """Its words, counted."""
        return len(words(self.sentence.text))


@dataclass(frozen=True)
class Run:
    """Sentences of neighbouring passages of one document. ``rank`` is the best place of its passages in the ranking."""

    document: Document | None
    said: tuple[Said, ...]
    ranks: Mapping[str, int]

    @cached_property
    def title(self) -> frozenset[str]:
        """Words of the document's title."""
        name = self.said[0].passage.document if self.said else ""
        return frozenset(gist(self.document.title if self.document and self.document.title else name))

    def furniture(self, index: int) -> bool:
        """True for a line of a table of contents, and for one that only repeats the title."""
        one = self.said[index]
        if _CONTENTS.search(one.sentence.text):
            return True
        return one.length < 12 and one.sentence.speaker is None and bool(one.stems) and one.stems <= self.title

    def rank(self, index: int) -> int:
        """Place in the ranking of the passage that holds a sentence."""
        return self.ranks[self.said[index].passage.id]


def runs(ranked: Sequence[tuple[int, Passage]], documents: Mapping[str, Document]) -> list[Run]:
    """Runs out of ranked passages.

    Args:
        ranked: passages with their place in the ranking, 0 for the first; in any order, each once.
        documents: by id, for titles.
    """
    by_document = dict[str, list[tuple[int, Passage]]]()
    for rank, passage in ranked:
        by_document.setdefault(passage.document_id, []).append((rank, passage))
    made = list[Run]()
    for document_id, own in by_document.items():
        own.sort(key=lambda one: one[1].start)
        group = list[tuple[int, Passage]]()
        for rank, passage in own:
            if group and passage.start - group[-1][1].end > 4:
                made.append(_run(group, documents.get(document_id)))
                group = []
            group.append((rank, passage))
        made.append(_run(group, documents.get(document_id)))
    return [run for run in made if run.said]


def _run(group: Sequence[tuple[int, Passage]], document: Document | None) -> Run:
    said, base = list[Said](), 0
    for _, passage in group:
        own = sentences(passage)
        said += [Said(sentence, passage, base + sentence.turn) for sentence in own]
        base += max((sentence.turn for sentence in own), default=0) + 1
    return Run(document, tuple(said), {passage.id: rank for rank, passage in group})
