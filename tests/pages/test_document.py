"""The Document page: text as it was written, at its place, with facts beside it, for those who may read it."""

import pytest
from streamlit.testing.v1 import AppTest

from core import Viewer
from core.errors import StoreUnavailable
from core.models import Document
from core.ui import words
from core.ui.host import host
from tests.pages.conftest import Opened, words_of

MEETING = "2026-06-16 Mgmt meeting (last before summer)_otter_ai.txt"
PAPER = "Paper for trustees June 2026 (HM).docx"


def document(name: str) -> Document:
    (found,) = [one for one in host().sybil.documents(Viewer.system()) if one.name == name]
    return found


def at_document(opened: Opened, person: str, name: str, **place: object) -> AppTest:
    opened("library", "ada")
    return opened("document", person, id=document(name).id, **{key: str(value) for key, value in place.items()})


def test_a_document_with_its_facts(opened: Opened) -> None:
    at = at_document(opened, "rita", MEETING)
    assert at.title[0].value.startswith("2026")
    assert "Transcript · 16 June 2026" in at.caption[0].value
    shown = words_of(at)
    assert "There is no film." in shown
    held = host().sybil.removal(document(MEETING).id, Viewer.system())
    labels = [one.label for one in at.expander]
    assert labels[:3] == [f"Decisions ({held.decisions})", f"Actions ({held.actions})", "People (12)"]
    assert min(held.decisions, held.actions) > 0
    assert "Manage" not in [one.label for one in at.expander]
    assert "/downloads/document?id=" in shown


def test_a_fact_leads_to_its_place(opened: Opened) -> None:
    at = at_document(opened, "rita", MEETING)
    decision = next(one for one in host().sybil.decisions(Viewer.system()) if one.document == MEETING)
    at.button(key=f"fact-{decision.id}").click().run()
    assert at.query_params["start"] in (str(decision.start), [str(decision.start)])
    assert "mark" in words_of(at)
    assert not at.exception


@pytest.mark.parametrize("query", [{}, {"id": "nothing"}, {"id": "../../etc/passwd", "start": "x"}])
def test_what_is_not_there_is_said(opened: Opened, query: dict[str, str]) -> None:
    at = opened("document", "rita", **query)
    assert at.info[0].value == "There is no such document."
    assert not at.exception


def test_what_is_above_somebody_is_not_there(opened: Opened) -> None:
    hidden = at_document(opened, "rita", PAPER)
    unknown = opened("document", "rita", id="nothing")
    assert [one.value for one in hidden.info] == [one.value for one in unknown.info]
    assert "trustees" not in words_of(hidden)
    assert "Paper for trustees" in at_document(opened, "eda", PAPER).title[0].value


def test_places_that_make_no_sense_do_no_harm(opened: Opened) -> None:
    for start, end in ((9, 3), (10**9, 10**9 + 5), ("-1", "5"), ("1e3", "x"), (5, 5)):
        at = at_document(opened, "rita", MEETING, start=start, end=end)
        assert not at.exception
        assert "There is no film." in words_of(at)
    assert "no longer in it" in at.info[0].value


def test_an_answers_source_is_found_where_it_moved(opened: Opened) -> None:
    opened("library", "ada")
    sybil = host().sybil
    viewer = Viewer.member("INTERNAL", "rita")
    sybil.upload("club.md", b"Minutes of 3 March 2026\n\nDecision: We will rent the Zorblax hall in Thika.\n", viewer)
    sybil.sync()
    answer = sybil.ask("What did we decide about the Zorblax hall?", viewer)
    cited = answer.citations[0]
    sybil.upload(
        "club.md",
        b"One line more.\n\nMinutes of 3 March 2026\n\nDecision: We will rent the Zorblax hall in Thika.\n",
        viewer,
    )
    sybil.sync()
    asked = {"id": cited.document_id, "record": answer.record_id or "", "n": str(cited.n)}
    assert "now stand here" in opened("document", "rita", **asked).info[0].value
    sybil.upload("club.md", b"Minutes of 3 March 2026\n\nNothing was decided.\n", viewer)
    sybil.sync()
    assert "no longer in it" in opened("document", "rita", **asked).info[0].value


def test_a_level_is_set_and_holds_at_once(opened: Opened) -> None:
    at = at_document(opened, "eda", MEETING)
    assert "RESTRICTED" not in at.selectbox(key="document-level").options
    at.selectbox(key="document-level").select("CONFIDENTIAL").run()
    at.button(key="document-set-level").click().run()
    assert "confidential now" in at.success[0].value
    assert "There is no such document." in at_document(opened, "rita", MEETING).info[0].value


def test_a_document_is_removed_after_a_second_question(opened: Opened) -> None:
    at = at_document(opened, "eda", MEETING)
    at.button(key="document-remove").click().run()
    told = at.warning[0].value
    held = host().sybil.removal(document(MEETING).id, Viewer.system())
    counted = (words.count(held.decisions, "decision"), words.count(held.actions, "action"))
    assert f"9 passages, {counted[0]}, {counted[1]}" in told
    assert "sample's file is deleted too" in told
    at.button(key="document-keep").click().run()
    assert not at.warning
    at.button(key="document-remove").click().run()
    at.button(key="document-remove-now").click().run()
    assert not [one for one in host().sybil.documents(Viewer.system()) if one.name == MEETING]


def test_who_lost_the_role_removes_nothing(opened: Opened) -> None:
    at = at_document(opened, "eda", MEETING)
    at.button(key="document-remove").click().run()
    host().sybil.accounts.change("eda", role="reader")
    at.button(key="document-remove-now").click().run()
    assert document(MEETING)


def test_text_from_outside_stays_text(opened: Opened) -> None:
    opened("library", "ada")
    sybil = host().sybil
    hostile = "# ![x](http://127.0.0.1:9/leak)\n\n**bold** [a](javascript:alert(1)) <img src=x onerror=alert(1)>\n"
    sybil.upload("![x](http://127.0.0.1:9/leak).md", hostile.encode(), Viewer.system())
    sybil.sync()
    (found,) = [one for one in sybil.documents(Viewer.system()) if "leak" in one.name]
    at = opened("document", "ada", id=found.id)
    assert not at.exception
    assert "![x](http" not in at.title[0].value
    assert all("![x](http" not in one.value for one in (*at.caption, *at.markdown))


def test_a_store_that_fails_is_said(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    at = at_document(opened, "rita", MEETING)

    def down(*_: object, **__: object) -> None:
        raise StoreUnavailable("The graph cannot be read now. Nothing is lost; try again.")

    monkeypatch.setattr(host().sybil._parts.store, "document", down)
    at.run()
    assert not at.exception
    assert "cannot be read now" in at.error[0].value
