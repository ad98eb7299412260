"""Captions: WebVTT and SRT of Zoom and Teams, and the same lines inside another file."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from core.documents.parsed import ParsedDocument, Segment
from core.documents.reading import names
from core.documents.reading.lines import Line, lines_of
from core.documents.reading.times import spoken_at

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,7})?"
_TIMING = re.compile(rf"(?P<at>{_CLOCK})[ \t]*-->[ \t]*{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+(?P<name>[^>]*)>(?P<said>.*?)(?:</v>|(?=<v[ .])|$)", re.DOTALL)
_PREFIX = re.compile(r"(?:>>[ ]*)?(?P<name>[^\W_][^:\n<>]{0,80}?):[ \t]+(?=\S)")
_TITLE = re.compile(r"WEBVTT[ \t]+(?:-[ \t]*)?(?P<title>\S.*)")


class _Cue(NamedTuple):
    at: str
    lines: list[Line]


def find(text: str) -> ParsedDocument | None:
    """The captions that this text holds, None if it holds none or mostly something else."""
    if "-->" not in text:
        return None
    lines = lines_of(text)
    cues = list(_cues(lines))
    filled = sum(1 for line in lines if line.text)
    if not text.startswith("WEBVTT") and sum(1 + len(cue.lines) for cue in cues) < 0.5 * filled:
        return None
    segments = _segments(text, cues) if cues else []
    if not segments:
        return None
    speakers = tuple(dict.fromkeys(s.speaker for s in segments if s.speaker))
    title = _TITLE.match(text)
    return ParsedDocument(text, "transcript", tuple(segments), title["title"] if title else None, None, speakers)


def _cues(lines: list[Line]) -> Iterator[_Cue]:
    at: str | None = None
    held: list[Line] = []
    for line in lines:
        timing = _TIMING.match(line.text)
        if timing or not line.text:
            if at and held:
                if timing and len(held) > 1 and _is_cue_id(held[-1].text):
                    held.pop()
                yield _Cue(at, held)
                at, held = None, []
            if timing:
                at, held = _clock(timing["at"]), []
        elif at is not None:
            held.append(line)
    if at and held:
        yield _Cue(at, held)


def _is_cue_id(text: str) -> bool:
    """A number, or the hexadecimal id that Teams writes, standing right above the next timing line."""
    return text.isdigit() or bool(re.fullmatch(r"[0-9a-fA-F-]{30,}(?:/\d+-\d+)?", text))


def _clock(time: str) -> str:
    whole = re.split("[.,]", time)[0].split(":")
    return spoken_at(":".join(part.zfill(2) for part in whole))


def _segments(text: str, cues: list[_Cue]) -> list[Segment]:
    if any(_VOICE.match(cue.lines[0].text) for cue in cues):
        return [segment for cue in cues for segment in _voices(text, cue)]
    named = _names_on_own_line(cues)
    if named:
        return [
            Segment(cue.lines[1].start, cue.lines[-1].end, cue.at, cue.lines[0].text, kind="turn")
            if cue.lines[0].text in named and len(cue.lines) > 1
            else Segment(cue.lines[0].start, cue.lines[-1].end, cue.at, kind="turn")
            for cue in cues
        ]
    return _prefixed(text, cues)


def _voices(text: str, cue: _Cue) -> Iterator[Segment]:
    start, end = cue.lines[0].start, cue.lines[-1].end
    payload, at = text[start:end], 0
    for voice in _VOICE.finditer(payload):
        yield from _trimmed(payload, start, at, voice.start(), cue.at, None)
        yield from _trimmed(payload, start, *voice.span("said"), cue.at, names.clean(voice["name"]) or None)
        at = voice.end()
    yield from _trimmed(payload, start, at, len(payload), cue.at, None)


def _trimmed(payload: str, base: int, start: int, end: int, at: str, speaker: str | None) -> Iterator[Segment]:
    said = payload[start:end]
    if said.strip():
        first = base + start + len(said) - len(said.lstrip())
        yield Segment(first, base + end - (len(said) - len(said.rstrip())), at, speaker, kind="turn")


def _names_on_own_line(cues: list[_Cue]) -> set[str]:
    """The speakers where each cue's first line is a name (Teams' documents); empty where it is not."""
    firsts = Counter(cue.lines[0].text for cue in cues if len(cue.lines) > 1)
    speakers = {name for name in firsts if names.may_speak(name) and names.looks_given(name)}
    held = sum(count for name, count in firsts.items() if name in speakers)
    return speakers if held >= 0.9 * len(cues) and len(speakers) <= max(2, 0.6 * len(cues)) else set()


def _prefixed(text: str, cues: list[_Cue]) -> list[Segment]:
    """``Name: text`` (Zoom). A cue without a name goes on with the last speaker where names mark changes only."""
    found = [_PREFIX.match(text, cue.lines[0].start, cue.lines[-1].end) for cue in cues]
    counts = Counter(names.clean(match["name"]) for match in found if match)
    speakers = {name for name, n in counts.items() if names.may_speak(name) and (n > 1 or names.looks_given(name))}
    segments: list[Segment] = []
    speaker, with_name = None, sum(1 for match in found if match) / len(cues)
    for cue, match in zip(cues, found, strict=True):
        start, name = cue.lines[0].start, names.clean(match["name"]) if match else None
        if match and name in speakers:
            start, speaker = match.end(), name
        elif with_name > 0.9:
            speaker = None
        segments.append(Segment(start, cue.lines[-1].end, cue.at, speaker, kind="turn"))
    return segments
