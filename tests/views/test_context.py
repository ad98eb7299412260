"""The words around a quote."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import Viewer
from core.errors import DocumentNotFound
from core.models import Citation
from tests.library.world import SYSTEM, InProcessReader, World, minutes

ANNA = Viewer.member("INTERNAL", "anna")
TEXT = (
    "Ann Lee: Good morning. We begin with the roof.\n"
    "Bob Ray: The roof leaks in the hall. Three firms were asked. Only one of them came to look at it.\n"
    "Ann Lee: We take the offer of Mbeki Ltd. It is the only one that we have. The work starts in May.\n"
    "Bob Ray: Then there is the matter of the well, which is dry.\n"
)
QUOTE = "We take the offer of Mbeki Ltd."


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("context"), InProcessReader())
    made.write("call.txt", TEXT)
    made.write("secret.md", "CONFIDENTIAL\n\n" + minutes(3, "We will close the Lamu house."))
    made.sybil.sync()
    yield made
    made.sybil.close()


def cited(world: World, quote: str, at: int, name: str = "call.txt") -> Citation:
    return Citation(1, name, world.id_of(name), quote, at, at + len(quote), "", None, None)


def test_a_quote_stands_in_its_surroundings_cut_where_lines_and_sentences_end(world: World) -> None:
    found = world.sybil.context(cited(world, QUOTE, TEXT.index(QUOTE)), ANNA, around=55)
    assert found.before == "Only one of them came to look at it.\nAnn Lee: "
    assert found.quote == QUOTE
    assert found.after == " It is the only one that we have."
    assert (found.truncated_before, found.truncated_after, found.moved, found.found) == (True, True, False, True)
    assert (found.document.name, found.document.text) == ("call.txt", None)
    assert set(found.speakers) == {"Ann Lee", "Bob Ray"}
    assert found.locator


def test_all_there_is_when_there_is_no_more(world: World) -> None:
    found = world.sybil.context(
        (world.id_of("call.txt"), TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE)), ANNA, 9999
    )
    assert found.before + found.quote + found.after == TEXT
    assert not found.truncated_before
    assert not found.truncated_after


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.integers(0, len(TEXT) - 1), length=st.integers(1, 80), around=st.integers(-5, 300))
def test_it_is_always_one_stretch_of_the_text(world: World, start: int, length: int, around: int) -> None:
    found = world.sybil.context((world.id_of("call.txt"), start, start + length), ANNA, around)
    if not found.found:
        assert not TEXT[start : start + length].strip()
        return
    begin, end = start - len(found.before), start + len(found.quote) + len(found.after)
    assert TEXT[begin:end] == found.before + found.quote + found.after
    assert len(found.before) <= max(around, 0)
    assert len(found.after) <= max(around, 0)
    assert found.truncated_before == bool(TEXT[:begin].strip())
    assert found.truncated_after == bool(TEXT[end:].strip())


@pytest.mark.parametrize(
    ("quote", "at"),
    [(QUOTE, 0), (QUOTE, 9999), (QUOTE, -7), ("It is the only\n  one that we have.", 40)],
)
def test_a_quote_that_moved_is_found_again(world: World, quote: str, at: int) -> None:
    found = world.sybil.context(cited(world, quote, at), ANNA)
    assert (found.moved, found.found) == (True, True)
    assert found.quote.split() == quote.split()
    assert TEXT[found.start : found.end] == found.quote


def test_of_several_places_the_nearest_is_taken(world: World) -> None:
    at = TEXT.rindex("Bob Ray:")
    assert world.sybil.context(cited(world, "Bob Ray:", at - 1), ANNA).start == at


@pytest.mark.parametrize("quote", ["We take the offer of Nobody.", "", "  \n", "word " * 500, "(((", "\x00\ud800"])
def test_a_quote_that_is_gone_is_said_to_be_gone(world: World, quote: str) -> None:
    found = world.sybil.context(cited(world, quote, 10), ANNA)
    assert (found.moved, found.found, found.before, found.after) == (True, False, "", "")


@pytest.mark.parametrize(("start", "end"), [(9999, 10_000), (-5, -1), (20, 10), (5, 5)])
def test_a_place_that_is_none(world: World, start: int, end: int) -> None:
    assert not world.sybil.context((world.id_of("call.txt"), start, end), ANNA).found


def test_passages_decisions_and_actions_have_a_context_too(world: World) -> None:
    (decision,) = world.sybil.decisions(SYSTEM, topic="Lamu house")
    assert world.sybil.context(decision, SYSTEM).quote == decision.quote
    passage = world.sybil.passages_of(world.id_of("call.txt"), ANNA)[0]
    assert world.sybil.context(passage, ANNA).quote == passage.text


def test_a_hidden_document_and_a_missing_one_fail_alike(world: World) -> None:
    said = set()
    for document in (world.id_of("secret.md"), "missing"):
        with pytest.raises(DocumentNotFound) as caught:
            world.sybil.context((document, 0, 10), ANNA)
        said.add(str(caught.value))
    assert len(said) == 1
