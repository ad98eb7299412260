"""Who a document names, and whom a first name, initials or an office stands for in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.facts import people_in_text
from core.documents.facts.people import mentions_of_people
from core.documents.facts.roster import roster_of
from tests.documents.facts.make import found, minutes, notes, rows, talk


def people_of(text: str):
    return roster_of(notes(f"Some group\nMeeting 3 March 2026\n\n{text}\n\n1. Matters\nTalk.\n"))


@pytest.mark.parametrize(
    ("lists", "names"),
    [
        (
            "Present: Mrs J. Carter (Chair), Mr P. Dunn (Secretary), Messrs Hill and Trent",
            {"the Chair": "J. Carter", "Secretary": "P. Dunn", "Mr Hill": "Hill", "Trent": "Trent"},
        ),
        (
            "Chair: Moira Quinn\nSecretary: Declan Roche\nTreasurer: Aoife Byrne",
            {"the chair": "Moira Quinn", "Declan": "Declan Roche", "the Treasurer": "Aoife Byrne"},
        ),
        (
            "PRESENT:  Rev. A. Mills (Chairman); Mr. G. Stott (Hon. Treasurer)",
            {"Chairman": "A. Mills", "the Treasurer": "G. Stott", "G. Stott": "G. Stott"},
        ),
        ("In: LC (Lorraine Cope), HB (Hasan Bari)", {"LC": "Lorraine Cope", "Hasan": "Hasan Bari"}),
        ("Attendance: Karin (KA), Jo (JO, minutes)", {"KA": "Karin", "JO": "Jo"}),
        (
            "Members in attendance\n- Fatou Diallo (President)\n- Ousmane Ba, Secretary\n\nApologies\n- Ibra Fall",
            {"President": "Fatou Diallo", "Secretary": "Ousmane Ba", "Ibra": "Ibra Fall"},
        ),
        ("Members present\n1. Mary Njeri - Chairlady\n2. Jane Atieno - Treasurer", {"Treasurer": "Jane Atieno"}),
        ("Participants: Sam Reed - project lead, Nia Cole - finance", {"the project lead": "Sam Reed"}),
        ("Clinical Officer Victor Omondi, Nurse Esther Chebet, Lab Tech Kelvin Maina", {"Victor": "Victor Omondi"}),
        ("On the call: Erin, Tom H, Tom K", {"Tom H": "Tom H", "Tom K": "Tom K", "Erin": "Erin"}),
        ("Present: Amina Okafor, Peter Mwangi", {"A. Okafor": "Amina Okafor", "Okafor": "Amina Okafor"}),
    ],
)
def test_a_list_tells_whom_a_name_stands_for(lists, names):
    roster = people_of(lists)
    assert {name: roster.resolve(name) for name in names} == names


def test_a_name_that_fits_two_stands_for_nobody():
    roster = people_of("Present: Ann Lee, Ann Moss, Bob Lee")
    assert roster.resolve("Ann") is None
    assert roster.resolve("Lee") is None
    assert roster.resolve("Moss") == "Ann Moss"


def test_a_slip_of_the_pen_stands_for_the_only_one_it_fits():
    roster = people_of("Present: Amina Okafor, Peter Mwangi")
    assert roster.resolve("Okafr") == "Amina Okafor"
    assert roster.resolve("Okonkwo") is None


def test_an_attendance_table_is_a_list_too():
    parsed = rows(
        "Name; Role; Present",
        "Name: Ruth Adeyemi; Role: Chair; Present: Yes",
        "Name: T. Ellery; Role: Finance Manager; Present: In attendance",
        "Name: Neema Chege; Role: Trustee; Present: No",
    )
    facts = found(parsed)
    assert set(facts.participants) == {"Ruth Adeyemi", "T. Ellery"}
    assert roster_of(parsed).resolve("the Chair") == "Ruth Adeyemi"


def test_apologies_are_not_participants():
    facts = found(notes("Meeting 3 March 2026\nPresent: Ann Lee, Bob Ray\nApologies: Cat Moss\n\nTalk.\n"))
    assert facts.participants == ("Ann Lee", "Bob Ray")


def test_speakers_are_participants_and_phone_numbers_are_not():
    facts = found(talk([("Ann", "hello"), ("+44 7700 900417", "who is this"), ("Bob", "hi")], "chat"))
    assert facts.participants == ("Ann", "Bob")


def test_every_form_is_a_mention_of_the_full_name():
    parsed = minutes("Ann asked AL's question again; Ms Lee and A. Lee are one. Ann Lee left early.")
    roster = roster_of(parsed)
    named = [parsed.text[m.start : m.end] for m in mentions_of_people(parsed, roster) if m.name == "Ann Lee"]
    assert {"Ann Lee", "Ann", "AL", "Lee", "A. Lee"} <= set(named)


def test_mentions_point_into_the_text():
    parsed = minutes("Ann thanked Bob. The Treasurer, Mr Ray, was pleased.")
    for mention in found(parsed).mentions:
        assert 0 <= mention.start < mention.end <= len(parsed.text)
        assert parsed.text[mention.start : mention.end].strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "Kendu Bay has a bad road.",
        "Nyota Filters will send a price.",
        "The lorry stopped near Homa Bay and Kisumu Port.",
        "Quarterly Report is late.",
        "Action Points were read.",
        "Clean Start is going well.",
        "Good Morning was said by all.",
        "World Water Day is in March.",
        "Tap Watch has 12 callers.",
    ],
)
def test_places_firms_and_headings_are_nobody(sentence):
    assert [m.name for m in found(notes(sentence)).mentions if m.type == "person"] == []


def test_somebody_acting_in_prose_is_a_person():
    facts = found(notes("Kavita Deshpande will inform the volunteers. We thanked Imran Sheikh for the food."))
    assert {m.name for m in facts.mentions if m.type == "person"} == {"Kavita Deshpande", "Imran Sheikh"}


def test_a_name_that_is_a_word_counts_in_its_place_only():
    parsed = talk([("Will", "Hello."), ("Joy", "We will see. Will asked for it."), ("Will", "It was a joy.")])
    named = [parsed.text[m.start : m.end] for m in found(parsed).mentions if m.type == "person"]
    assert "will" not in named
    assert "joy" not in named


_BITS = st.sampled_from(
    "Ann Lee İlker dr. Prof the vice Deputy chair Chairman TREASURER ſecretary assİstant co-ordinator Head Lab "
    "tech , : ; chairs ( Field minute taker and Hon. rep X".split()
)


@given(st.lists(st.tuples(_BITS, st.sampled_from([" ", " ", "\n", "  ", ""])), max_size=14))
def test_offices_are_found_without_looking_at_every_line_with_the_whole_pattern(bits):
    text = "".join(word + space for word, space in bits)
    lines = text.split("\n")
    office = re.compile("|".join(sorted(people_in_text._OFFICE_WORDS)), re.IGNORECASE)
    near = ["\n".join(lines[i : i + 2]) for i, line in enumerate(lines) if office.search(line)]
    wanted = [m.group() for lines in near for m in people_in_text._APPOSITION.finditer(lines) if _usable(m)]
    assert [m.group() for m in people_in_text._appositions(text) if _usable(m)] == wanted


def _usable(match):
    return match["role"][0].isupper() and match["name"][0].isupper()
