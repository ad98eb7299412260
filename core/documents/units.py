"""A parsed document as the pieces that passages and windows are made of, and the packing of such pieces."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.documents.parsed import ParsedDocument, Segment
from core.documents.sentences import sentence_spans, trimmed
from core.documents.speech import words_in

_TOKEN = re.compile(r"\S+")
_LEAD_WORDS = 30
_PAUSE_SECONDS = 3 * 3600
_CHANCE = 1.0
_SHEET = re.compile(r"^sheet (.+?)(?:, row \d+)?$")


@dataclass(frozen=True)
class Unit:
    """``text[start:end]``: a segment with the line that introduces it, or a sentence of an overlong one.

    ``size`` is in words; ``inner`` when the piece before it belongs to the same segment.
    """

    start: int
    end: int
    size: int
    segment: Segment | None = None
    inner: bool = False


def units_of(parsed: ParsedDocument, longest: int, hardest: int) -> list[Unit]:
    """The document's text in order as units of at most ``longest`` words: all that is said lies in exactly one.

    A longer segment is cut at sentence ends, a sentence of more than ``hardest`` words between words, and what has no
    spaces wherever it must be. Segments of kind ``system`` belong to no unit.
    """
    return [piece for unit in _whole_units(parsed) for piece in _shortened(parsed.text, unit, longest, hardest)]


def _whole_units(parsed: ParsedDocument) -> Iterator[Unit]:
    text, done = parsed.text, 0
    for segment in parsed.segments:
        if segment.kind == "system":
            yield from _loose(text, done, segment.start)
            done = segment.end
            continue
        start, end = trimmed(text, segment.start, segment.end)
        if start == end:
            continue
        lead, lead_end = trimmed(text, done, start)
        if lead < lead_end and words_in(text[lead:lead_end]) > _LEAD_WORDS:
            yield from _loose(text, lead, lead_end)
            lead = start
        start = min(lead, start) if lead < lead_end else start
        yield Unit(start, end, words_in(text[start:end]), segment)
        done = end
    yield from _loose(text, done, len(text))


def _loose(text: str, start: int, end: int) -> Iterator[Unit]:
    """Text that no segment claims, by lines."""
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        first, last = trimmed(text, start, stop)
        if first < last:
            yield Unit(first, last, words_in(text[first:last]))
        start = stop + 1


def _shortened(text: str, unit: Unit, longest: int, hardest: int) -> Iterator[Unit]:
    if unit.size <= longest:
        yield unit
        return
    inner = False
    for start, end in sentence_spans(text, unit.start, unit.end):
        size = words_in(text[start:end])
        spans = [(start, end)] if size <= hardest else _chopped(text, start, end, longest)
        for first, last in spans:
            yield Unit(first, last, words_in(text[first:last]), unit.segment, inner)
            inner = True


def _chopped(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """A giant sentence in pieces of ``longest`` words or ``12 * longest`` characters, whichever comes first."""
    begin, last, count = start, start, 0
    for match in _TOKEN.finditer(text, start, end):
        if count and (count == longest or match.end() - begin > 12 * longest):
            yield begin, last
            begin, count = match.start(), 0
        while match.end() - begin > 12 * longest:
            yield begin, begin + 12 * longest
            begin += 12 * longest
        last, count = match.end(), count + 1
    if begin < last:
        yield begin, last


def fill(text: str, units: list[Unit], longest: int) -> Iterator[list[Unit]]:
    """Consecutive units together, as many as ``longest`` words allow."""
    for section in _sections(units):
        sums = _running_sizes(text, section)
        first = 0
        for stop in range(1, len(section) + 1):
            if stop == len(section) or sums[stop + 1] - sums[first] > longest:
                yield section[first:stop]
                first = stop


def pack(text: str, units: list[Unit], shortest: int, longest: int) -> Iterator[list[Unit]]:
    """Consecutive units together, ``shortest`` to ``longest`` words where the units allow it.

    Among the places where a piece could end, a good one is preferred: long enough, before a heading, after a pause,
    not inside a turn. A little chance drawn from the text itself decides between like places, so that two revisions
    of a document fall back into the same pieces soon after the place where they differ.
    """
    for section in _sections(units):
        sums = _running_sizes(text, section)
        first = 0
        while first < len(section):
            stop = _best_end(text, section, sums, first, shortest, longest)
            yield section[first:stop]
            first = stop


def _sections(units: list[Unit]) -> Iterator[list[Unit]]:
    """Sheets of a workbook are never mixed."""
    begin = 0
    for i in range(1, len(units)):
        if _sheet(units[i - 1]) != _sheet(units[i]):
            yield units[begin:i]
            begin = i
    if units:
        yield units[begin:]


def _sheet(unit: Unit) -> str | None:
    found = _SHEET.match(unit.segment.locator) if unit.segment else None
    return found[1] if found else None


def _running_sizes(text: str, units: list[Unit]) -> list[int]:
    sums, end = [0], units[0].start
    for unit in units:
        gap = len(text[end : unit.start].split())  # system lines in between count too
        sums.append(sums[-1] + gap + unit.size)
        end = unit.end
    return sums


def _best_end(text: str, units: list[Unit], sums: list[int], first: int, shortest: int, longest: int) -> int:
    total = sums[-1] - sums[first]
    if total <= longest:
        return len(units)
    best, best_merit = first + 1, float("-inf")
    for stop in range(first + 1, len(units)):
        size = sums[stop] - sums[first]
        if size > longest and stop > first + 1:
            break
        merit = 10.0 * (min(size, shortest) + min(total - size, shortest))
        merit += 2.0 * (min(size, longest) - shortest) / (longest - shortest) + _merit(
            text, units[stop - 1], units[stop]
        )
        if merit > best_merit:
            best, best_merit = stop, merit
    return best


def _merit(text: str, before: Unit, after: Unit) -> float:
    merit = 0.0
    if before.segment and before.segment.kind in ("heading", "header"):
        merit -= 5.0
    if after.segment and after.segment.kind == "heading":
        merit += 0.5
    if after.inner:
        merit -= 0.5
    if _pause(before, after) > _PAUSE_SECONDS:
        merit += 0.5
    digest = hashlib.blake2b(text[before.start : before.end].encode("utf-8", "replace"), digest_size=2).digest()
    return merit + _CHANCE * int.from_bytes(digest, "big") / 65536


def _pause(before: Unit, after: Unit) -> float:
    if not (before.segment and after.segment and before.segment.said_at and after.segment.said_at):
        return 0.0
    first, second = before.segment.said_at, after.segment.said_at
    return (second.replace(tzinfo=None) - first.replace(tzinfo=None)).total_seconds()
