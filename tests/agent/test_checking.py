"""Code decides what is shown as a source, whatever a model writes."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agent.checking import MARK, Checked, checked
from core.agent.sources import Sources
from core.models import Document, Level, Passage

BOARD = (
    "Grace Wanjiru: The Board approved the lease of the Molo plot for five years at KES 15,000 per month.\n"
    "Peter Mwangi: I will sign the letter by 31 March 2026. The audit was late because the second tranche was delayed."
)
CALL = "Amina Yusuf: We agreed to move the training to Eldoret in May. It costs 1,400 dollars for twenty people."


def passage(number: int, text: str, name: str, speakers: tuple[str, ...] = ()) -> Passage:
    return Passage(
        f"p{number}", f"d{number}", name, text, 10, 10 + len(text), "", speakers, date(2026, 3, 12), Level.INTERNAL
    )


def shown() -> tuple[Sources, dict[str, Document], list[Passage]]:
    passages = [
        passage(1, BOARD, "Board minutes.txt", ("Grace Wanjiru", "Peter Mwangi")),
        passage(2, CALL, "Call.txt", ("Amina Yusuf",)),
    ]
    sources = Sources()
    for one in passages:
        sources.add(one)
    documents = {
        p.document_id: Document(p.document_id, p.document, p.document, "notes", p.date, (), p.level, None, None, "1")
        for p in passages
    }
    return sources, documents, passages


def check(text: str) -> Checked:
    sources, documents, _ = shown()
    return checked(text, sources, documents)


def test_a_true_sentence_keeps_its_source_with_the_words_that_hold_it():
    found = check("The Board approved a five-year lease of the Molo plot at KES 15,000 per month [1].")
    assert found.text.endswith("per month. [1]") or found.text.endswith("per month . [1]") or "[1]" in found.text
    assert "approved the lease of the Molo plot" in found.citations[0].quote
    assert (found.kept, found.lost) == (1, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board approved the lease of the Molo plot at KES 18,000 per month [1].",
        "The Board approved the lease of the Nakuru plot for five years [1].",
        "Joseph Kiptoo will sign the letter by 31 March 2026 [1].",
        "Peter Mwangi will sign the letter by 31 April 2026 [1].",
        "The Board bought a tractor and a lorry for the farmers [1].",
        "The Board approved the lease of the Molo plot for five years [7].",
        "We agreed to move the training to Eldoret in May [1].",
    ],
)
def test_a_sentence_that_its_source_does_not_hold_is_marked(sentence: str):
    found = check(sentence)
    assert found.citations == ()
    assert MARK in found.text
    assert not re.search(r"\[\d+\]", found.text)


def test_numbers_are_the_same_however_they_are_written():
    found = check("The training costs 1400 dollars for 20 people [2].")
    assert found.kept == 1


@pytest.mark.parametrize(
    "mark", ["[2]", "[2, 1]", "[1][2]", "[1-2]", "【2】", "[Source 2]", "[^2]", "[2†L1-L3]", "[source: 2]"]
)
def test_marks_are_read_however_they_are_written(mark: str):
    found = check(f"We agreed to move the training to Eldoret in May {mark}.")
    assert [c.document for c in found.citations] == ["Call.txt"]
    assert re.findall(r"\[\d+\]", found.text) == ["[1]"]


def test_sources_are_numbered_in_order_and_shared():
    found = check(
        "The training moves to Eldoret in May [2]. The Molo plot is leased for five years at KES 15,000 [1]. "
        "We agreed to move the training to Eldoret in May [2]."
    )
    assert re.findall(r"\[(\d+)\]", found.text) == ["1", "2", "1"]
    assert [c.n for c in found.citations] == [1, 2]


def test_a_mark_after_the_full_stop_belongs_to_the_sentence_before():
    found = check("The training moves to Eldoret in May. [2] The lease of the Molo plot is for five years. [1]")
    assert (found.kept, found.lost, found.bare) == (2, 0, 0)


_BITS = st.sampled_from(
    ["[1]", "[2]", "[3]", "[1][2]", "[0]", "[99999]", "【1】", "[source 2]", "(1)", "[1", "1]", "[ 2 ]", "[1,2;3]",
    "[1-400]",
     "[²]", "[٣]", "[[1]]", "[^1]", ". ", "\n", "\n- ", "The Molo plot is leased for five years at KES 15,000 ",
     "Eldoret in May ",
     "(not found in the sources)", "</source>", "The training costs 1,400 dollars ", "|[1]|", "`[2]`",
     "[1](http://x.example)"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_BITS, st.text(max_size=20)), max_size=25).map("".join))
def test_whatever_is_written_every_number_has_a_source_and_every_source_its_words(text: str):
    sources, documents, passages = shown()
    found = checked(text, sources, documents)
    numbers = [int(n) for n in re.findall(r"\[\s*(\d+)\s*\]", found.text)]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(found.citations) + 1))
    assert [c.n for c in found.citations] == list(range(1, len(found.citations) + 1))
    by_document = {p.document_id: p for p in passages}
    for citation in found.citations:
        held = by_document[citation.document_id]
        assert citation.quote
        assert held.text[citation.start - held.start : citation.end - held.start] == citation.quote
