"""Cutting: in order, without overlap, exact offsets, nothing said is lost, whole sentences, stable ids."""

import random
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.documents.parsed import ParsedDocument, Segment
from core.documents.passages import LONGEST, SHORTEST, WINDOW, cut, spoken, windows
from core.documents.units import words_in

DAY = date(2026, 3, 4)
KINDS = ("turn", "heading", "paragraph", "row", "header", "note", "system")


def document(pieces: list[tuple[str, str, str, str | None]], kind: str = "transcript") -> ParsedDocument:
    """Pieces of (introduction, text, kind, speaker) put one after the other."""
    text, segments = "", []
    for introduction, said, piece_kind, speaker in pieces:
        text += introduction
        segments.append(Segment(len(text), len(text) + len(said), "", speaker, None, piece_kind))
        text += said + "\n"
    return ParsedDocument(text, kind, tuple(segments))


def turns(count: int, words: int, start: int = 0) -> list[tuple[str, str, str, str | None]]:
    return [
        ("", f"Amina: {' '.join(f'w{n}x{k}' for k in range(words))}.", "turn", "Amina")
        for n in range(start, start + count)
    ]


texts = st.text(alphabet=st.sampled_from("ab .!?\n\tÉ漢’-1,"), max_size=400) | st.text(max_size=60)
pieces = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "Ben  0:12\n", "\n\n"]), texts, st.sampled_from(KINDS), st.none() | st.just("Ben")
    ),
    max_size=25,
)


@given(pieces, st.sampled_from(["transcript", "chat", "pdf", "spreadsheet"]))
def test_passages_are_in_order_exact_and_lose_nothing_said(
    parts: list[tuple[str, str, str, str | None]], kind: str
) -> None:
    source = document(parts, kind)
    passages = cut(source, "d", DAY)
    end = 0
    covered = set()
    for number, passage in enumerate(passages):
        assert passage.ordinal == number
        assert end <= passage.start < passage.end
        assert source.text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.locator
        covered.update(range(passage.start, passage.end))
        end = passage.end
    for segment in source.segments:
        if segment.kind != "system":
            said = [i for i in range(segment.start, segment.end) if not source.text[i].isspace()]
            assert covered.issuperset(said)
    assert len({p.id for p in passages}) == len(passages)


@given(pieces)
def test_windows_cover_what_passages_cover(parts: list[tuple[str, str, str, str | None]]) -> None:
    source = document(parts)
    found = windows(source, "A title")
    seen = {i for w in found for i in range(w.start, w.end)}
    for passage in cut(source, "d", None):
        inside = range(passage.start, passage.end)
        assert all(i in seen for i in inside if not source.text[i].isspace())
    assert all(w.text.startswith("A title\n") for w in found)
    ends = [w.end for w in found]
    assert all(end <= w.start for end, w in zip(ends, found[1:], strict=False))


def test_a_system_segment_is_no_passage() -> None:
    joined = ("", "Ben joined using this group's invite link", "system", None)
    assert cut(document([joined, joined], "chat"), "d", DAY) == []
    passages = cut(document([joined, *turns(1, 10), joined], "chat"), "d", DAY)
    assert [p.text.startswith("Amina: w0x0") for p in passages] == [True]
    assert "joined" not in passages[0].text


def test_passages_hold_150_to_300_words_of_whole_turns() -> None:
    source = document(turns(200, 23))
    for passage in cut(source, "d", DAY):
        assert SHORTEST <= words_in(passage.text) <= LONGEST
        assert passage.text.startswith("Amina: ")
        assert passage.text.endswith(".")
    for window in windows(source, None):
        assert words_in(window.text) <= WINDOW


def test_an_overlong_turn_is_cut_at_sentence_ends_only() -> None:
    said = " ".join(f"Sentence {n} by Dr. Chege has e.g. nine plain words here." for n in range(120))
    passages = cut(document([("", said, "turn", "Chege")]), "d", DAY)
    assert len(passages) > 3
    for passage in passages:
        assert words_in(passage.text) <= LONGEST
        assert passage.text.startswith("Sentence ")
        assert passage.text.endswith("words here.")


def test_a_giant_sentence_is_cut_between_words_and_a_blob_wherever_it_must() -> None:
    giant = cut(document([("", " ".join(["word"] * 2000), "paragraph", None)]), "d", DAY)
    assert all(words_in(p.text) <= LONGEST and set(p.text.split()) == {"word"} for p in giant)
    blob = cut(document([("", "x" * 100_000, "paragraph", None)]), "d", DAY)
    assert "".join(p.text for p in blob) == "x" * 100_000
    assert max(len(p.text) for p in blob) <= 12 * LONGEST


def test_ids_are_stable_over_an_edit_elsewhere() -> None:
    kept = []
    for seed in range(8):
        lengths = random.Random(seed)
        before = [piece for n in range(900) for piece in turns(1, lengths.randint(2, 40), start=n)]
        old = {p.id for p in cut(document(before), "d", DAY)}
        new = {p.id for p in cut(document([*turns(3, 17, start=900), *before]), "d", DAY)}
        kept.append(len(old & new) / len(old))
        assert not old & {p.id for p in cut(document(before), "other", DAY)}
    assert sum(kept) / len(kept) > 0.6


def test_equal_passages_of_one_document_have_different_ids() -> None:
    same = [("", " ".join(["again"] * 300), "paragraph", None)] * 2
    first, second = cut(document(same), "d", DAY)
    assert first.text == second.text
    assert first.id != second.id


def test_the_line_that_names_the_speaker_belongs_to_the_passage() -> None:
    passages = cut(document([("Ben Kariuki  0:12\n", "We go with Nyota.", "turn", "Ben Kariuki")]), "d", DAY)
    assert passages[0].text == "Ben Kariuki  0:12\nWe go with Nyota."
    assert passages[0].speakers == ("Ben Kariuki",)


def located(locators: list[str], speakers: list[str | None], kind: str, words: int = 5) -> list[str]:
    text, segments = "", []
    for locator, speaker in zip(locators, speakers, strict=True):
        said = " ".join(["word"] * words)
        segments.append(Segment(len(text), len(text) + len(said), locator, speaker, None, "paragraph"))
        text += said + "\n"
    return [p.locator for p in cut(ParsedDocument(text, kind, tuple(segments)), "d", None)]


def test_locators_are_for_people() -> None:
    assert located(["page 3"], [None], "pdf") == ["page 3"]
    assert located(["page 3", "page 3", "page 4"], [None] * 3, "pdf") == ["pages 3 to 4"]
    assert located(["12:04"], ["Amina Okafor"], "transcript") == ["12:04, Amina Okafor"]
    assert located(["12:04", "12:09"], ["Amina", "Ben"], "transcript") == ["12:04 to 12:09, Amina and Ben"]
    assert located(["", ""], ["Amina", "Amina"], "transcript") == ["lines 1 to 2, Amina"]
    assert located(["", ""], [None, None], "document") == ["paragraphs 1 to 2"]
    rows = [f"sheet Budget, row {n}" for n in range(2, 15)]
    assert located(rows, [None] * 13, "spreadsheet") == ["sheet Budget, rows 2 to 14"]


def test_sheets_are_not_mixed() -> None:
    found = located(["sheet One, row 2", "sheet One, row 3", "sheet Two, row 2"], [None] * 3, "spreadsheet")
    assert found == ["sheet One, rows 2 to 3", "sheet Two, row 2"]


def test_a_heading_begins_a_passage_and_never_ends_one() -> None:
    parts: list[tuple[str, str, str, str | None]] = []
    for n in range(12):
        parts.append(("", f"Heading {n}", "heading", None))
        parts += [("", " ".join(["plain"] * 35) + ".", "paragraph", None)] * 4
    for passage in cut(document(parts, "document"), "d", DAY):
        assert not passage.text.split("\n")[-1].startswith("Heading")


def test_a_chat_passage_has_its_messages_date() -> None:
    text = "Ben: hello there"
    segment = Segment(0, len(text), "", "Ben", datetime(2026, 2, 3, 9, 30), "turn")
    assert cut(ParsedDocument(text, "chat", (segment,)), "d", DAY)[0].date == date(2026, 2, 3)
    assert cut(ParsedDocument(text, "chat", (Segment(0, len(text)),)), "d", DAY)[0].date == DAY


def test_text_without_segments_is_still_cut() -> None:
    text = "\n\n".join(f"Paragraph {n} has some plain words in it." for n in range(100))
    passages = cut(ParsedDocument(text, "notes", ()), "d", None)
    assert len(passages) > 1
    assert sum(p.text.count("Paragraph") for p in passages) == 100


def test_a_window_key_depends_on_the_embedded_text_alone() -> None:
    one, other = document(turns(20, 20)), document([("", "x", "paragraph", None), *turns(20, 20)])
    assert windows(one, "T")[0].key != windows(one, "U")[0].key
    assert {w.key for w in windows(one, "T")} & {w.key for w in windows(other, "T")}


def test_marks_and_fillers_of_a_transcript_are_not_embedded() -> None:
    assert spoken("Ben: Uh , so {disfmarker} we [laughter] agree .") == "Ben: so we agree."
    plain = "Budget  [see note 3] - umbrella <b>fund</b> {TOTAL}"
    assert spoken(plain) == plain
    assert windows(document([("", "We um agree.", "turn", "Ben")]), None)[0].text == "We agree."
