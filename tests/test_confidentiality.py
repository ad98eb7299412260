"""Non-interference: for a viewer below, a library with a confidential paper answers as one that never had it.

Two libraries are built from the same files, one of them with the paper as well. Whatever an INTERNAL viewer can ask
must come back the same from both, to the last score and the last event of a stream.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core import Settings, Sybil, Viewer
from core.errors import DocumentNotFound

ROOT = Path(__file__).resolve().parents[1]
PAPER = "Paper for trustees June 2026 (HM).docx"
NOTE = "Note to file 22 May.md"
OPEN = [
    "2026-05-19 Management meeting_otter_ai.txt",
    "Board minutes 2026-06-04 (final).docx",
    "Travel policy 2026-04 APPROVED.md",
    "Budget and grants tracker v7 (TE).xlsx",
    "WhatsApp Chat with Field Team Kenya.txt",
]
MEMBER = Viewer.member(level="INTERNAL")
CLEARED = Viewer.member(level="RESTRICTED", name="trustee")
ABOUT = [
    "What is Project Wren?",
    "Which posts will be made redundant?",
    "How much do the redundancies cost in Bristol?",
    "Summarise the paper for trustees of June 2026",
    "What did Helen Marchbanks write about the shape of the Bristol team?",
    "Will we give up the third floor at Tannery Yard?",
    "Was the Kenya office charged twice by Pamoja Print?",
    "Who reported the double payment of 84,500 shillings?",
    "What did we decide about the Communications Officer?",
    "What does the Treasurer have to find out by 30 June?",
    "Which documents are confidential?",
    "Project Wren redundancy £41,350",
]
SECRETS = ["wren", "redundan", "41,350", "98,900", "pamoja", "84,500", "whistleblow", "consecutive numbers"]
BOTH = Callable[[Callable[[Sybil], Any]], tuple[Any, Any]]


def clock() -> datetime:
    return datetime(2026, 6, 30, 9, tzinfo=UTC)


def library(folder: Path, names: list[str]) -> Sybil:
    files = folder / "files"
    files.mkdir(parents=True)
    for name in names:
        shutil.copyfile(ROOT / "samples" / name, files / name)
    sybil = Sybil.open(Settings(data_dir=folder / "data", openai_base_url=None), clock=clock)
    reports = sybil.add(files)
    assert [report.state for report in reports] == ["added"] * len(names)
    return sybil


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sybil, Sybil]]:
    base = tmp_path_factory.mktemp("confidential")
    with library(base / "without", OPEN) as without, library(base / "with", [*OPEN, PAPER, NOTE]) as having:
        yield without, having


def shown(value: Any) -> Any:
    """What a person could see of a result: without ids, which are opaque, and without file addresses."""
    if is_dataclass(value) and not isinstance(value, type):
        hidden = {"id", "document_id", "record_id", "link", "revision", "superseded_by"}
        return {field.name: shown(getattr(value, field.name)) for field in fields(value) if field.name not in hidden}
    if isinstance(value, list | tuple):
        return [shown(item) for item in value]
    return value


@pytest.mark.parametrize("question", ABOUT)
def test_search_ask_and_stream_are_the_same_as_without_the_paper(pair: tuple[Sybil, Sybil], question: str) -> None:
    without, having = (
        {
            "search": shown(sybil.search(question, MEMBER)),
            "ask": shown(sybil.ask(question, MEMBER)),
            "stream": shown(list(sybil.stream(question, MEMBER))),
            "decisions": shown(sybil.decisions(MEMBER, topic=question, current=False)),
            "actions": shown(sybil.actions(MEMBER, owner=question, state=None)),
        }
        for sybil in pair
    )
    assert having == without
    asked = question.lower()
    text = str(having).lower()
    assert not [secret for secret in SECRETS if secret in text and secret not in asked]


@pytest.mark.parametrize("question", ABOUT[:4])
def test_a_cleared_viewer_does_get_it(pair: tuple[Sybil, Sybil], question: str) -> None:
    answer = pair[1].ask(question, CLEARED)
    assert PAPER in {citation.document for citation in answer.citations}
    assert any("CONFIDENTIAL" in warning.upper() for warning in answer.warnings)


def test_lists_and_counts_are_the_same(pair: tuple[Sybil, Sybil]) -> None:
    without, having = (
        {
            "documents": shown(sybil.documents(MEMBER)),
            "decisions": shown(sybil.decisions(MEMBER, current=False)),
            "actions": shown(sybil.actions(MEMBER, state=None)),
            "helen": shown(sybil.actions(MEMBER, owner="Helen Marchbanks", state=None)),
            "entities": shown(sybil.entities(MEMBER, limit=1000)),
            "counts": shown(sybil.counts(MEMBER)),
            "suggestions": sybil.suggestions(MEMBER, 12),
            "news": shown(sybil.news(MEMBER, clock() - timedelta(days=1))),
            "tables": [sybil.exports.decisions_csv(MEMBER), sybil.exports.actions_csv(MEMBER)],
            "news of a person": shown(sybil.news(MEMBER, None, "Helen Marchbanks")),
        }
        for sybil in pair
    )
    assert having == without


def test_a_hidden_document_and_a_missing_one_fail_alike(pair: tuple[Sybil, Sybil]) -> None:
    _, having = pair
    (paper,) = [document for document in having.documents(CLEARED) if document.name == PAPER]
    with pytest.raises(DocumentNotFound) as hidden:
        having.document(paper.id, MEMBER)
    with pytest.raises(DocumentNotFound) as missing:
        having.document("0" * len(paper.id), MEMBER)
    for place in (paper.id, 0, 40), having.passages_of(paper.id, CLEARED)[0]:
        with pytest.raises(DocumentNotFound):
            having.context(place, MEMBER)
        assert having.context(place, CLEARED).document.id == paper.id
    assert str(hidden.value).replace(paper.id, "") == str(missing.value).replace("0" * len(paper.id), "")
    assert having.document(paper.id, CLEARED).level == "CONFIDENTIAL"


def test_an_answer_made_for_a_cleared_viewer_stays_with_the_cleared(pair: tuple[Sybil, Sybil]) -> None:
    _, having = pair
    answer = having.ask("What is Project Wren?", CLEARED)
    assert answer.record_id is not None
    assert having.record(answer.record_id, CLEARED).answer == answer
    with pytest.raises(Exception, match=r".") as refused:
        having.record(answer.record_id, MEMBER)
    assert "wren" not in str(refused.value).lower()


def test_raising_a_level_by_hand_takes_everything_away(pair: tuple[Sybil, Sybil]) -> None:
    without, _ = pair
    (policy,) = [item for item in without.documents(MEMBER) if item.name == "Travel policy 2026-04 APPROVED.md"]
    assert without.search("travel policy hotel per night", MEMBER)[0].document == policy.name
    without.set_level(policy.id, "CONFIDENTIAL")
    try:
        assert policy.name not in {passage.document for passage in without.search("travel policy hotel", MEMBER)}
        assert policy.name not in {document.name for document in without.documents(MEMBER)}
        assert policy.name not in str(shown(without.ask("What does the travel policy say about hotels?", MEMBER)))
    finally:
        without.set_level(policy.id, None)
    assert policy.name in {document.name for document in without.documents(MEMBER)}
