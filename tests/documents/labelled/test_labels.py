"""The labelled set is well formed: quotes are verbatim, dates are dates, nothing is missing."""

import datetime
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
SPLITS = ("dev", "held_out", "fresh", "further", "final", "guard", "sentinel")
WHY = {"rejected", "question", "supposition", "postponed", "others", "history", "wish", "procedural"}
DOCUMENTS = sorted(path for split in SPLITS for path in (HERE / split).glob("*") if path.suffix in (".txt", ".md"))


def labels_of(document):
    return yaml.safe_load(document.with_suffix(".yaml").read_text(encoding="utf-8"))


def is_date_or_none(value):
    return value is None or type(value) is datetime.date


def name_of(document):
    return f"{document.parent.name}/{document.name}"


def test_there_are_at_least_forty_documents():
    assert len(DOCUMENTS) >= 40


def test_labels_and_documents_pair_up():
    labels = sorted(path for split in SPLITS for path in (HERE / split).glob("*.yaml"))
    assert labels == sorted(document.with_suffix(".yaml") for document in DOCUMENTS)


def test_the_set_is_large_enough():
    everything = [labels_of(document) for document in DOCUMENTS]
    assert sum(len(labels["decisions"]) for labels in everything) >= 130
    assert sum(len(labels["actions"]) for labels in everything) >= 150


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_document_length(document):
    assert 150 <= len(document.read_text(encoding="utf-8").split()) <= 900


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_quotes_are_verbatim_and_occur_once(document):
    text = document.read_text(encoding="utf-8")
    labels = labels_of(document)
    quotes = [item["quote"] for kind in ("decisions", "actions", "distractors") for item in labels.get(kind, [])]
    assert [quote for quote in quotes if text.count(quote) != 1] == []
    assert len(set(quotes)) == len(quotes)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_owners_are_named_in_the_document(document):
    text = document.read_text(encoding="utf-8").lower()
    owners = {action["owner"] for action in labels_of(document)["actions"] if action["owner"]}
    assert [
        owner for owner in owners if not all(word.lower() in text for word in owner.replace(" and ", " ").split())
    ] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_fields(document):
    labels = labels_of(document)
    assert set(labels) <= {"date", "decisions", "actions", "distractors"}
    assert is_date_or_none(labels["date"])
    for decision in labels["decisions"]:
        assert set(decision) == {"quote", "statement"}
        assert decision["statement"].strip()
    for action in labels["actions"]:
        assert set(action) - {"owner_also"} == {"quote", "owner", "due", "state"}
        assert action["owner"] is None or action["owner"].strip()
        assert is_date_or_none(action["due"])
        assert action["state"] in ("open", "done")
        if action["due"] and labels["date"]:
            distance = abs((action["due"] - labels["date"]).days)
            assert distance <= 366, "a due date far from the document is a slip of the pen"
    for distractor in labels.get("distractors", []):
        assert set(distractor) == {"quote", "why"}
        assert distractor["why"] in WHY
