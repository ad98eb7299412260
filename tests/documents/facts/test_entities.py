"""Organisations, places, topics and relations."""

import pytest

from tests.documents.facts.make import found, minutes, notes


def names(text: str, kind: str) -> set[str]:
    return {mention.name for mention in found(notes(text)).mentions if mention.type == kind}


@pytest.mark.parametrize(
    ("sentence", "organisation"),
    [
        ("We wrote to the Ministry of Education in May.", "Ministry of Education"),
        ("The lease of Hartley Fencing Ltd was read.", "Hartley Fencing Ltd"),
        ("A grant from the Aldergate Foundation came in.", "Aldergate Foundation"),
        ("She works at the University of Nairobi now.", "University of Nairobi"),
        ("Mutua & Wekesa Associates sent a bid.", "Mutua & Wekesa Associates"),
        ("The Verity and Lowe Fund has a new form.", "Verity and Lowe Fund"),
        ("Saraswati Book Depot was the cheapest... Kenya Commercial Bank was asked.", "Kenya Commercial Bank"),
    ],
)
def test_an_organisation_is_told_by_its_words(sentence, organisation):
    assert organisation in names(sentence, "organisation")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Finance Committee met on Monday.",
        "It's the Board that decides.",
        "In December the Board was told.",
        "Should the Trust buy or lease?",
        "Our Office is closed.",
        "The school closed early.",
        "New Fund raising ideas came up.",
    ],
)
def test_a_body_without_a_name_is_no_organisation(sentence):
    assert names(sentence, "organisation") == set()


def test_an_acronym_in_brackets_stands_for_the_whole():
    text = "The Kenya Water Alliance (KWA) met. KWA wants a reply, and KWA will wait."
    mentions = [m for m in found(notes(text)).mentions if m.name == "Kenya Water Alliance"]
    assert [text[m.start : m.end] for m in mentions] == ["Kenya Water Alliance", "KWA", "KWA", "KWA"]


def test_two_bodies_joined_by_and_are_two():
    text = "Between the Aldergate Foundation and the Marula Bridge Trust, as agreed."
    assert names(text, "organisation") == {"Aldergate Foundation", "Marula Bridge Trust"}


def test_places_are_known_or_stand_where_places_stand():
    text = "In Nairobi and Kisumu it rained. The team in Nyamasheke waited; the schools in Nyamasheke were shut."
    assert {"Nairobi", "Kisumu", "Nyamasheke"} <= names(text, "place")


def test_months_and_people_are_no_places():
    text = "In March we met. In March it rained. Present: Priya Raman, Tom Hall.\nI believe in Priya. I trust in Priya."
    assert names(text, "place") == set()


def test_headings_are_topics_unless_every_meeting_has_them():
    text = "# Board\n\n## Apologies\n\nNone.\n\n## Reserves policy\n\nIt was read.\n\n## Any other business\n\nNone.\n"
    assert names(text, "topic") == {"Reserves policy"}


def test_a_phrase_that_comes_back_is_a_topic():
    text = "The harvest festival is late. Who runs the harvest festival? The harvest festival needs a tent. A dog ran."
    assert names(text, "topic") == {"harvest festival"}


def test_topics_are_few():
    text = "# Board\n\n" + "\n\n".join(f"## Matter {chr(65 + n)} of many\n\nTalk." for n in range(26))
    assert len(names(text, "topic")) <= 37


def test_relations_name_the_place_that_says_so():
    text = "We met Jane Doe of the Aldergate Foundation. Jane Doe said that the Aldergate Foundation in London is glad."
    facts = found(notes(text))
    edges = {(r.source, r.kind, r.target): text[r.start : r.end] for r in facts.relations}
    assert edges["Jane Doe", "works_for", "Aldergate Foundation"] == "Jane Doe of the Aldergate Foundation"
    assert edges["Aldergate Foundation", "located_in", "London"] == "Aldergate Foundation in London"


def test_an_office_is_a_relation():
    edges = {(r.source, r.kind, r.target) for r in found(minutes("Nothing else.")).relations}
    assert ("Bob Ray", "role_of", "treasurer") in edges


def test_relations_join_names_that_are_mentioned():
    facts = found(minutes("Ann is to write to the Ministry of Education in Nairobi by 5 May about the boiler."))
    mentioned = {(m.name, m.type) for m in facts.mentions}
    for edge in facts.relations:
        assert (edge.source, edge.source_type) in mentioned
        assert (edge.target, edge.target_type) in mentioned
