"""Where people are named: every form under which somebody of the roster goes, as a mention of the full name."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein

from core.documents.facts.names import TITLE, WORD, is_common, looks_like_name
from core.documents.facts.roster import Roster
from core.documents.parsed import ParsedDocument
from core.graph.contribution import Mention

_MOST_FORMS = 400
_TITLED = re.compile(rf"\b(?:{TITLE})\s+(?P<name>{WORD}(?:\s+{WORD})?)")
_CAPITAL = re.compile(rf"(?<![\w’'])(?P<name>{WORD})(?![\w])")
_ALSO_WORDS = frozenset(
    "will may mark grace joy hope faith rose dawn art bill rich sue pat frank chance price king page day youn"
    "g bell moss brook park lane hill".split()
)


def mentions_of_people(parsed: ParsedDocument, roster: Roster) -> list[Mention]:
    """The places where a person of the document is named, in order, without overlap.

    A first name, a surname, initials or a misspelling counts when it fits exactly one person of this document.
    Names that are words too ("Will", "May") count only where they are part of a fuller name, or clearly a name.
    """
    text = parsed.text
    found: list[Mention] = []
    forms = [form for form in roster.forms()[:_MOST_FORMS] if _usable(form)]
    if not forms:
        return []
    pattern = re.compile(r"(?<![\w’'@/.])@?(?:" + "|".join(map(re.escape, forms)) + r")(?![\w@])")
    for match in pattern.finditer(text):
        written = match.group().lstrip("@")
        name = roster.resolve(written)
        if name and not (written.lower() in _ALSO_WORDS and " " not in written and _at_start(text, match.start())):
            found.append(Mention(name, "person", match.end() - len(written), match.end()))
    found += _misspelt(text, roster, found)
    found += _speaker_lines(parsed, roster, found)
    return sorted(found, key=lambda mention: mention.start)


def _usable(form: str) -> bool:
    first = form.split()[0]
    return len(form.rstrip(".")) >= 2 and (form[0].isupper()) and not (" " not in form and is_common(first))


def _at_start(text: str, at: int) -> bool:
    return not text[:at].rstrip(" ") or text[:at].rstrip(" ")[-1] in ".!?\n:"


def _misspelt(text: str, roster: Roster, known: Sequence[Mention]) -> list[Mention]:
    """Capitalised words one slip away from exactly one person's first name or surname."""
    parts = {part: p.name for p in roster.people for part in p.name.split() if len(part) >= 5}
    if not parts:
        return []
    taken = {(m.start, m.end) for m in known}
    spans = sorted(taken)
    found: list[Mention] = []
    words = {m.group() for m in _CAPITAL.finditer(text)} - set(parts)
    slips: dict[str, str] = {}
    for word in words:
        if len(word) < 5 or is_common(word) or not looks_like_name(word):
            continue
        close = {
            name
            for part, name in parts.items()
            if part[0] == word[0]
            and abs(len(part) - len(word)) <= 1
            and DamerauLevenshtein.distance(part, word, score_cutoff=1) <= 1
        }
        if len(close) == 1 and text.count(word) <= 5 and word.lower() not in text:
            slips[word] = close.pop()
    for word, name in slips.items():
        literal = re.escape(word)  # first, so that ``re`` is quick to find it
        places = re.finditer(rf"{literal}(?<![\w’']{literal})(?![\w’'])", text)
        found += [
            Mention(name, "person", match.start(), match.end())
            for match in places
            if not any(s < match.end() and match.start() < e for s, e in spans)
        ]
    return found


def _speaker_lines(parsed: ParsedDocument, roster: Roster, known: Sequence[Mention]) -> list[Mention]:
    """One mention at least for each speaker whose name stands only before the turns."""
    have = {mention.name for mention in known}
    found: list[Mention] = []
    for segment in parsed.segments:
        if not segment.speaker:
            continue
        name = roster.resolve(segment.speaker)
        if name is None or name in have:
            continue
        at = parsed.text.rfind(segment.speaker, max(0, segment.start - 120), segment.end)
        if at >= 0:
            have.add(name)
            found.append(Mention(name, "person", at, at + len(segment.speaker)))
    return found
