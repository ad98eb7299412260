"""The second voice: what it finds alone, what it may take back, and that the same words always weigh the same."""

from collections import Counter

import numpy as np
import pytest

from benchmarks.marked import around, examples
from benchmarks.voice import Sample, counted, learn, tellings
from core.documents.facts import RuleFacts
from core.documents.facts.sentences import sentences_of
from core.documents.facts.voice.scores import Voice, learned
from core.documents.facts.voice.signs import Signs, unwritten, written
from core.documents.facts.voice.tokens import name_words, shape, tokens_of
from core.documents.reading.formats import parse
from core.documents.reading.limits import Limits
from core.models import Level

HEAD = "Hall committee, minutes of 2 March 2026\n\nPresent: Ann Lee (chair), Bob Ray, Cat Moss\n\n"


def found(body: str, voice: Voice | None = None):
    parsed = parse((HEAD + body).encode(), "minutes.txt", Limits())
    return parsed, RuleFacts(voice).find(parsed, "minutes.txt", None, Level.INTERNAL)


@pytest.mark.parametrize("kind", ["D", "A"])
def test_most_of_what_is_told_is_found_and_little_else(kind):
    told = [example for example in examples() if example.part.startswith("told")]
    score = counted(told, RuleFacts())[kind]
    assert score.gold > 200
    assert score.precision >= 0.9
    assert score.recall >= 0.85


def test_people_sums_and_days_are_classes():
    parsed, _ = found("Ann Lee will pay £40 to Bob by Friday.\n")
    sentence = next(s for s in sentences_of(parsed) if "pay" in s.low)
    names = name_words(["Ann Lee", "Bob Ray"])
    assert tokens_of(sentence, names) == ["<name>", "will", "pay", "<money>", "to", "<name>", "by", "<day>", "."]
    assert [shape(token) for token in ("pay", "painted", "the", "roof")] == ["VB", "-ed", "the", "w"]


def test_scores_are_the_same_every_time():
    parsed, _ = found("The hall closes at ten from May.\nBob to tell the band.\n")
    sentences = sentences_of(parsed)
    assert learned().scores(sentences, frozenset()) == learned().scores(sentences, frozenset())


def test_a_voice_learns_what_it_is_shown():
    yes = Sample("one", frozenset({"1:done", "mode:W"}), (True, False))
    no = Sample("one", frozenset({"1:nothing", "mode:W"}), (False, False))
    weights = learn([yes, no] * 20)._weights
    assert weights["1:done"][0] > 0 > weights["1:nothing"][0]


def test_a_sign_is_written_as_it_is_read():
    assert all(written(*unwritten(sign)) == sign for sign in learned()._weights)
    assert unwritten("2:: <day>") == ("2", (":", "<day>"))
    assert unwritten("k^:~letter to") == ("", "k^:~letter to")


def test_every_sign_that_is_learned_can_be_found_again():
    for example in examples()[::40]:
        sentences = sentences_of(example.parsed)
        signs = Signs(sentences, frozenset())
        kept = [(kind, key) for i in range(len(sentences)) for kind, keys in signs.by_kind(i) for key in keys]
        assert kept
        assert [unwritten(written(*sign)) for sign in kept] == kept


def test_a_sign_spread_evenly_counts_least():
    rows, places, wanted = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 2]), np.array([1.0, 0.0])
    even, yes, no = tellings(rows, places, wanted, 3)
    assert even == 1
    assert yes == no > 1


def test_each_folder_is_read_in_its_parts():
    parts = Counter(example.part for example in examples())
    assert all(parts[f"{folder}{i}"] == 25 for folder in ("boards", "teams", "talks") for i in (1, 2))


def test_without_weights_the_rules_stand_alone():
    _, facts = found("The Committee approved the renewal of the lease.\n", Voice({}))
    assert len(facts.decisions) == 1


@pytest.mark.parametrize("line", ["If Bob pays, Cat will order the chairs.", "Should the hall be painted?"])
def test_what_is_supposed_or_asked_is_never_found_by_the_voice_alone(line):
    _, facts = found(line + "\n")
    assert facts.decisions == facts.actions == ()


def test_marks_around_words_are_taken_out():
    assert around("So {D:red it is}. {A:Ann paints}.") == ("So red it is. Ann paints.", [("D", 3, 12), ("A", 14, 24)])
