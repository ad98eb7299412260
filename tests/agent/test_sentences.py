"""Sentences out of transcripts, chats, minutes and tables."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.agent.sentences import Sentence, plain_sentences, sentences
from core.models import Level, Passage


def split(text: str, *speakers: str, start: int = 5) -> list[Sentence]:
    return sentences(Passage("p", "d", "n", text, start, start + len(text), "", speakers, None, Level.PUBLIC))


@pytest.mark.parametrize(
    "text",
    [
        "Amina Okafor  0:12\nWe moved it. It is done.\n\nTom Ellery  1:02:33\nGood.",
        "Amina Okafor: We moved it. It is done.\nTom Ellery: Good.",
        "[00:12] Amina Okafor: We moved it. It is done.\n[00:20] Tom Ellery: Good.",
        "12/03/2026, 09:12 - Amina Okafor: We moved it. It is done.\n12/03/2026, 09:13 - Tom Ellery: Good.",
        "[12/03/2026, 9:12:01 AM] Amina Okafor: We moved it. It is done.\n[12/03/2026, 9:13:01 AM] Tom Ellery: Good.",
        "1\n00:00:03.200 --> 00:00:10.591\nAmina Okafor: We moved it. It is done.\n\n2\n00:00:11.000 --> 00:00:12.000\n"
        "Tom Ellery: Good.",
    ],
)
def test_turns_are_told_from_what_names_them(text: str):
    found = split(text, "Amina Okafor", "Tom Ellery")
    assert [(s.speaker, s.text) for s in found] == [
        ("Amina Okafor", "We moved it."), ("Amina Okafor", "It is done."), ("Tom Ellery", "Good.")]  # fmt: skip
    assert found[0].turn == found[1].turn != found[2].turn


def test_a_label_that_is_nobody_is_part_of_the_sentence():
    assert [s.text for s in split("Present: Grace Wanjiru, Peter Mwangi\nApologies: Samuel Otieno")] == [
        "Present: Grace Wanjiru, Peter Mwangi", "Apologies: Samuel Otieno"]  # fmt: skip


def test_wrapped_prose_is_joined_and_headings_are_not():
    text = (
        "## 3. Hotels\n\nThe limit is 85 dollars a night for every hotel that we use in the capital\n"
        "and 60 dollars elsewhere. Mr. Kiptoo approves more.\n\n- first point\n- second point"
    )
    found = split(text)
    assert [s.kind for s in found] == ["heading", "text", "text", "text", "text"]
    assert found[1].text.endswith("elsewhere.")
    assert found[2].text == "Mr. Kiptoo approves more."
    assert (found[3].text, found[1].heading) == ("first point", "3. Hotels")


def test_rows_of_a_table_stand_alone():
    found = split("| Item | Owner |\n|---|---|\n| Roof | Peter |")
    assert [(s.kind, s.text) for s in found] == [("row", "Item | Owner"), ("row", "Roof | Peter")]


@example("\x0c0\t0", 0)
@given(st.text(max_size=300), st.integers(0, 1000))
def test_every_sentence_is_a_stretch_of_the_text(text: str, start: int):
    last = start
    for sentence in split(text, "Amina Okafor", start=start):
        assert text[sentence.start - start : sentence.end - start] == sentence.text
        assert sentence.text == sentence.text.strip()
        assert sentence.start >= last
        last = sentence.end


@given(st.text(alphabet="ab. []1\n!?", max_size=80))
def test_plain_sentences_leave_nothing_out_but_space(text: str):
    spans = plain_sentences(text)
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())
