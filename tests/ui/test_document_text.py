"""The text of a document as blocks: every word once and in its place, speakers set off, one place marked."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Level, Passage
from core.ui.document_text import blocks, part_of, parts
from core.ui.rich import Block

TALK = "Ann Lee  0:02\nGood morning.\n\nBob  0:10\nWe rent the office.\n"


def passages(text: str, spans: list[tuple[int, int]], speakers: tuple[str, ...] = ()) -> list[Passage]:
    return [
        Passage(str(n), "d", "d.txt", text[start:end], start, end, "", speakers, date(2026, 3, 1), Level.INTERNAL)
        for n, (start, end) in enumerate(spans)
    ]


def told(found: list[Block], kind: str | None = None) -> list[str]:
    return [run["text"] for block in found for run in block["runs"] if kind in (None, run["kind"])]


def test_speakers_and_times_are_set_off_and_the_place_is_marked() -> None:
    at = TALK.index("We rent")
    held = passages(TALK, [(0, 28), (29, len(TALK) - 1)], ("Ann Lee", "Bob"))
    found = blocks(TALK, held, "transcript", (0, len(TALK)), (at, at + 7))
    assert told(found, "speaker") == ["Ann Lee", "Bob"]
    assert told(found, "mark") == ["We rent"]
    assert [part.strip() for part in told(found, "dim")] == ["0:02", "0:10"]
    assert "".join(told(found)).replace("\n", "") == TALK.replace("\n", "")


@pytest.mark.parametrize(
    "line",
    [
        "[08/01/2026, 7:46:13 AM] Ann Lee: Bonjour",
        "05/01/2026, 08:05 - Ann Lee: Good morning",
        "Ann Lee: It works",
        "Ann Lee",
        "Ann Lee  1:02:03",
    ],
)
def test_every_way_of_naming_a_speaker(line: str) -> None:
    found = blocks(line, passages(line, [(0, len(line))], ("Ann", "Ann Lee")), "chat", (0, len(line)))
    assert told(found, "speaker") == ["Ann Lee"]


def test_names_inside_sentences_and_in_other_kinds_are_left_alone() -> None:
    line = "Then Ann Lee: and nobody else. Ann Lee 5 times."
    assert not told(blocks(line, passages(line, [(0, len(line))], ("Ann Lee",)), "chat", (0, len(line))), "speaker")
    assert not told(blocks(TALK, passages(TALK, [(0, 20)], ("Ann Lee",)), "notes", (0, len(TALK))), "speaker")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text(alphabet="ab \n:", max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=8),
    st.tuples(st.integers(0, 300), st.integers(0, 300)),
    st.integers(20, 120),
)
def test_no_word_is_lost_or_shown_twice(
    text: str, rough: list[tuple[int, int]], place: tuple[int, int], most: int
) -> None:
    spans = [(start, min(len(text), start + size)) for start, size in rough if start < len(text)]
    held = passages(text, spans, ("a", "ab"))
    whole = parts(text, held, most)
    assert whole[0][0] == 0
    assert whole[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(whole))
    shown = [told(blocks(text, held, "transcript", part, (min(place), max(place)))) for part in whole]
    bare = "".join("".join(found) for found in shown)
    assert "".join(bare.split()) == "".join(text.split())
    assert all(part_of(whole, at) == n for n, part in enumerate(whole) for at in range(*part))


def test_a_long_text_comes_in_parts_of_a_size_that_a_browser_bears() -> None:
    line = "We rent the office in Kisumu until June and then look again. " * 20 + "\n"
    text = line * 500
    whole = parts(text, passages(text, [(n * len(line), (n + 1) * len(line) - 1) for n in range(500)]))
    assert len(whole) > 10
    assert all(end - start <= 61_000 for start, end in whole)
    assert all(text[start - 1] == "\n" for start, _ in whole[1:])
