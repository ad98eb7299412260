"""Who speaks where a fact stands."""

from pathlib import Path

from core import Viewer
from core.graph import open_store
from core.models import Level
from core.views.speakers import speakers
from tests.contracts.builders import Line, contribution


def test_speakers_of_facts_as_far_as_the_viewer_may_read(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/graph.db") as store:
        lines = [Line("Helen: We order from Nyota.", speaker="Helen Marchbanks", decides=True), Line("A heading.")]
        store.apply(contribution("open", lines))
        store.apply(contribution("closed", [Line("We close.", speaker="Tom", decides=True)], level=Level.CONFIDENTIAL))
        everything = store.decisions(Viewer.system(), current=False)
        assert len(everything) == 2
        found = speakers(store, everything, Viewer.member("INTERNAL"))
        opened = next(one.id for one in everything if one.document_id == "open")
        assert found == {opened: ("Helen Marchbanks",)}
