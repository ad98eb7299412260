"""The pieces by which a slow pattern is passed over: nothing that it could find is without one of them."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.documents.facts
from core.documents.facts.commitment_words import FREELY
from core.documents.facts.holding import Holding

_PARSER = importlib.import_module("re._parser")
_ANY = "\0"
"""Stands for what a pattern leaves open."""
_MODULES = [m.name for m in pkgutil.iter_modules(core.documents.facts.__path__, "core.documents.facts.")]
_HOLDING = {
    f"{name}.{key}": value
    for name in _MODULES
    for key, value in vars(importlib.import_module(name)).items()
    if isinstance(value, Holding)
}


def ways_without(pattern: str, pieces: tuple[str, ...]) -> set[str]:
    """The ends of all ways through a pattern on which no piece lies, followed through every alternative."""
    return _through({""}, _PARSER.parse(pattern), pieces)


def _through(ways, steps, pieces):
    for step, what in steps:
        match str(step):
            case "LITERAL":
                ways = {way + chr(what).lower() for way in ways}
            case "SUBPATTERN":
                ways = _through(ways, what[-1], pieces)
            case "BRANCH":
                ways = set().union(*(_through(ways, branch, pieces) for branch in what[1]))
            case "IN" if all(str(kind) == "LITERAL" for kind, _ in what):
                ways = {way + chr(letter).lower() for way in ways for _, letter in what}
            case "MAX_REPEAT" | "MIN_REPEAT" if what[0]:
                ways = {way + _ANY for way in _through(ways, what[2], pieces)}
            case "AT" | "ASSERT" | "ASSERT_NOT":
                pass
            case _:
                ways = {way + _ANY for way in ways}
        ways = {way[-40:] for way in ways if not any(piece in way for piece in pieces)}
    return ways


def test_there_are_some():
    assert len(_HOLDING) >= 5


@pytest.mark.parametrize("name", _HOLDING)
def test_nothing_is_found_without_a_piece(name):
    holding = _HOLDING[name]
    assert ways_without(holding.pattern.pattern, holding.pieces) == set()


@pytest.mark.parametrize("name", _HOLDING)
def test_a_piece_that_is_missing_is_noticed(name):
    assert ways_without(_HOLDING[name].pattern.pattern, _HOLDING[name].pieces[1:])


def test_ways_are_followed_through_what_may_be_left_out():
    assert ways_without(r"\b(?:carr(?:y|ied) (?:it )?over|tabled)\b", ("over", "tabled")) == set()
    assert ways_without(r"\b(?:carr(?:y|ied)(?: over)?|tabled)\b", ("over", "tabled")) == {"carry\0", "carried\0"}


@given(st.lists(st.sampled_from(["happy to", "HAPPY", "yıl", "on my lıst to", "i have", "help", " ", "to", "pay"])))
def test_the_same_is_found_with_and_without_them(words):
    text = " ".join(words)
    found, wanted = FREELY.search(text), re.search(FREELY.pattern, text)
    assert (found and found.span()) == (wanted and wanted.span())
