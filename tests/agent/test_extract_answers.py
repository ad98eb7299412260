"""Answers without a model: typed where the graph has them, quoted where it has not, refused where nothing fits."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from core.access import Viewer
from core.agent import LibraryState
from core.errors import ConversationNotFound, StoreUnavailable
from core.models import Answer, AnswerRecord, Filters
from tests.agent.library import FILLERS, MARCH, NOW, SECRET, MemoryRecords, World, world
from tests.agent.test_model_answers import assert_whole


def asked(library: World, viewer: Viewer, question: str, **given) -> Answer:
    events = list(library.answerer().stream(question, viewer, **given))
    answer = events[-1].answer
    assert answer is not None
    assert_whole(events, answer, library, viewer)
    return answer


@pytest.mark.parametrize(
    ("question", "held", "document"),
    [
        ("What did we decide about the plot in Molo?", ["give up the lease", "since replaced", "KES 15,000"],
         "2026-05-04 Call.txt"),
        ("Are we still going to lease the plot in Molo?", ["give up the lease"], "2026-05-04 Call.txt"),
        ("What does Peter Mwangi still have to do?", ["1 open action of Peter Mwangi", "overdue"], MARCH.name),
        ("Who is to obtain the quotations for the roof?", ["Amina Yusuf", "22 May 2026"], MARCH.name),
        ("What is due this week?", ["seed store roof"], MARCH.name),
        ("What is overdue?", ["letter of engagement"], MARCH.name),
        ("What do I still have to do?", ["seed store roof"], MARCH.name),
        ("When did we last talk about the training?", ["Last on 4 May 2026", "Before that on 12 March 2026"],
         "2026-05-04 Call.txt"),
        ("Who is Grace Wanjiru?", ["(Chair)"], MARCH.name),
        ("Which documents mention the nursery?", ["2 documents mention this"], "Letter from a supplier.txt"),
        ("How many documents do we have?", ["10 documents"], "2026-05-04 Call.txt"),
        ("How much is the hotel limit?", ["85 dollars"], "Travel policy approved.md"),
        ("Why may nobody ride a motorcycle?", ["the insurer does not cover it"], "Travel policy approved.md"),
        ("How many farmers have signed up for the training?", ["Thirty-four"], "2026-05-04 Call.txt"),
        ("Summarise the team call", ["give up the lease of the plot in Molo"], "2026-05-04 Call.txt"),
    ],
)  # fmt: skip
def test_questions_that_the_library_answers(library: World, question: str, held: list[str], document: str):
    answer = asked(library, Viewer.member("INTERNAL", "Amina Yusuf"), question)
    assert [words for words in held if words not in answer.text] == [], answer.text
    assert document in {citation.document for citation in answer.citations}
    assert answer.mode == "extract"


@pytest.mark.parametrize(
    "question",
    [
        "How do I bake sourdough bread?",
        "What did we decide about the plot in Lusaka?",
        "What does Benedict Achieng still have to do?",
        "What is the hotel limit in Timbuktu?",
        "Who won the football world cup?",
    ],
)
def test_questions_that_it_does_not(library: World, viewer: Viewer, question: str):
    answer = asked(library, viewer, question)
    assert (answer.mode, answer.citations, answer.confidence) == ("not_found", (), "weak")
    assert "10 documents that you may read were searched" in answer.text
    assert "2 files could not be read" in answer.text


def test_not_found_names_what_is_missing_and_how_fresh_the_library_is(library: World, viewer: Viewer):
    state = LibraryState(NOW - timedelta(days=3), 0)
    answer = library.answerer(state=state).ask("How do I bake sourdough bread?", viewer)
    assert "“sourdough”" in answer.text
    assert "last read on 17 May 2026 at 09:00" in answer.text
    assert "could not be read" not in answer.text


def test_an_empty_library_says_so(tmp_path: Path, viewer: Viewer):
    with world(tmp_path, None, ()).store as store:
        made = World(store, None, world(tmp_path, None, ()).retriever)
        answer = made.answerer().ask("What did we decide?", viewer)
    assert (answer.mode, "no documents" in answer.text) == ("not_found", True)


def test_warnings_are_for_what_matters(library: World, viewer: Viewer):
    assert any("is a draft" in w for w in asked(library, viewer, "What lunch do volunteers get?").warnings)
    assert any(
        "replaced on 4 May 2026" in w
        for w in asked(library, viewer, "What did we decide about the plot in Molo?").warnings
    )
    assert any(
        "older than 60 days" in w for w in asked(library, viewer, "What does Peter Mwangi still have to do?").warnings
    )
    assert any("disagree" in w and "1,400" in w and "1,900" in w
               for w in asked(library, viewer, "What does the training for twenty people cost?").warnings)  # fmt: skip


def test_search_without_meaning_is_said(tmp_path: Path, viewer: Viewer):
    made = world(tmp_path, None)
    answer = made.answerer().ask("How much is the hotel limit?", viewer)
    assert "85 dollars" in answer.text
    assert any("Meaning-based search is off" in warning for warning in answer.warnings)
    made.store.close()


def test_filters_narrow_the_answer(library: World, viewer: Viewer):
    only = Filters(document_ids=("doc-2026-03-12-board-minutes-txt",))
    answer = asked(library, viewer, "How much does the training cost?", filters=only)
    assert {citation.document for citation in answer.citations} == {MARCH.name}


def test_follow_ups_take_their_meaning_from_the_conversation(library: World, viewer: Viewer):
    first = library.answerer().ask("How much is the hotel limit?", viewer, "c1")
    library.answerer().ask("and motorcycles?", viewer, "c1")
    record: AnswerRecord = library.records.kept[-1]
    assert first.record_id == library.histories.turns["c1"][0].answer.record_id
    assert record.question == "and motorcycles?"
    assert record.resolved_question != record.question


def test_a_conversation_is_its_owners(library: World):
    with pytest.raises(ConversationNotFound):
        library.answerer().ask("why?", Viewer.member("RESTRICTED", "eve"), "c1")


def test_numbers_in_documents_are_no_sources(library: World, viewer: Viewer):
    answer = asked(library, viewer, "What does the letter from the supplier say about the chair?")
    assert all(f"[{c.n}]" in answer.text for c in answer.citations)


def test_an_answer_that_cannot_be_recorded_is_still_given(library: World, viewer: Viewer):
    class Full(MemoryRecords):
        def save(self, record: AnswerRecord) -> None:
            raise StoreUnavailable("The disk is full.")

    full = World(library.store, library.embedder, library.retriever, Full(), library.histories)
    answer = full.answerer().ask("How much is the hotel limit?", viewer)
    assert answer.record_id is None
    assert "could not be recorded" in answer.warnings[0]


SECRETS = re.compile(r"Heron|Wambui|2,750,000|redundanc|Eldoret office|1 July", re.IGNORECASE)


@pytest.mark.parametrize(
    "question",
    [
        "What happens to the posts in the Eldoret office?", "What did we decide to announce?",
        "What is due this week?",
        "Who was told on 5 May?", "Which documents do we have?", "How many documents are there?",
        "When did we last talk about closing an office?", "What does Peter Mwangi still have to do?",
        "Which decisions were made in May?",
        "What does it cost to end four posts?",
    ],
)  # fmt: skip
def test_a_hidden_paper_changes_nothing(library: World, tmp_path: Path, viewer: Viewer, question: str):
    without = world(tmp_path, library.embedder, [p for p in _all() if p is not SECRET])
    events = list(library.answerer().stream(question, viewer))
    others = list(without.answerer().stream(question, viewer))
    told, other = events[-1].answer, others[-1].answer
    assert told is not None
    assert other is not None
    assert (told.text, told.warnings, told.mode, told.confidence) == (
        other.text,
        other.warnings,
        other.mode,
        other.confidence,
    )
    assert [(e.kind, e.text) for e in events] == [(e.kind, e.text) for e in others]
    assert not SECRETS.search(re.sub(re.escape(question), "", told.text + " ".join(told.warnings)))
    without.store.close()


def test_those_who_may_see_it_are_told_and_warned(library: World):
    cleared = Viewer.member("CONFIDENTIAL", "chair")
    answer = asked(library, cleared, "What does Project Heron close?")
    assert "Eldoret office" in answer.text
    assert any("confidential" in warning for warning in answer.warnings)
    assert library.records.kept[-1].level == "CONFIDENTIAL"


def _all():
    from tests.agent.library import ALL

    assert len(FILLERS) < len(ALL)
    return ALL
