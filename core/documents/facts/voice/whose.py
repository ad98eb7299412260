"""Whose a task is, where no rule reads it: the speaker's, the one's addressed, or the first one's named."""

import re
from collections.abc import Sequence

from core.documents.facts.assignments import named_last
from core.documents.facts.names import TITLE, WORD
from core.documents.facts.owners import Owners
from core.documents.facts.sentences import Sentence

_MINE = re.compile(r"\b(?:i|i'll|i'm|i've|i'd|me|myself|my job|mine|on it)\b")
_ASKED = re.compile(r"\b(?:you|your|please|pls|plz)\b")
_HE = re.compile(r"^\W*(?:and |also )*(?:he|she)\b")
_NAMED = re.compile(
    rf"@?(?:{TITLE}\s+)?{WORD}(?:\s+{WORD}){{0,2}}|\b[A-Z]{{2,3}}\b|\b[Tt]he [A-Z]?[a-z]+(?: [A-Z]?[a-z]+)?"
)
_AND = re.compile(r"\s*(?:and|&|\+|,|/)\s*$")


def owner_of(sentences: Sequence[Sentence], i: int, owners: Owners) -> str | None:
    """The name of whose task sentence ``i`` is, several joined by "and"; None for all, or nobody known."""
    sentence, roster = sentences[i], owners.roster
    named = _named(owners.cased(sentence.body), owners)
    if sentence.spoken and _MINE.search(sentence.low) and not (named and _ASKED.search(sentence.low)):
        speaker = sentence.block.speaker
        return (roster.resolve(speaker) or speaker) if speaker else None
    if named:
        return owners.owner(" and ".join(named))
    if _HE.match(sentence.low):
        return named_last(sentences, i, roster)
    if _MINE.search(sentence.low) and not sentence.spoken:
        return roster.author
    return owners.owner(sentence.block.person) if sentence.block.person else None


def _named(body: str, owners: Owners) -> list[str]:
    """The first person named, with those joined to the name by "and"."""
    found: list[str] = []
    end = 0
    for match in _NAMED.finditer(body):
        if found and not _AND.fullmatch(body[end : match.start()]):
            break
        words = match.group().lstrip("@").split()
        name = next((n for k in range(len(words), 0, -1) if (n := owners.roster.resolve(" ".join(words[:k])))), None)
        if name is None and found:
            break
        if name:
            found.append(name)
            end = match.end()
    return found
