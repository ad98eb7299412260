"""axe-core on every page: no serious or critical finding that is ours.

axe-core comes from npm and is not part of Sybil: ``npm ci --prefix tests/e2e`` puts it where this test finds it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core import Settings, Sybil
from core.accounts import viewer_of
from tests.e2e.conftest import PHONE, WIDE, Server, Visit, Visiting

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.skipif(
    not AXE.exists(), reason="the accessibility tests need axe-core: npm ci --prefix tests/e2e"
)


@dataclass(frozen=True)
class Theirs:
    """A finding within a widget of Streamlit's own that Sybil cannot change: rule, part of the markup, and why."""

    rule: str
    part: str
    reason: str


THEIRS: tuple[Theirs, ...] = ()


def findings(seen: Visit) -> list[str]:
    """Serious and critical findings on the page as it stands, but for THEIRS."""
    page = seen.page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(
        """(tags) => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})""", RULES
    )
    return [
        f"{one['impact']} {one['id']}: {node['html'][:300]} -- {' '.join(node['failureSummary'].split())[:300]}"
        for one in result["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if not any(known.rule == one["id"] and known.part in node["html"] for known in THEIRS)
    ]


def places(server: Server, name: str) -> dict[str, str]:
    """Every page, with something open on it."""
    with Sybil.open(Settings(_env_file=None, data_dir=server.data_dir)) as sybil:
        viewer = viewer_of(sybil.accounts.get(name))
        old = next(one for one in sybil.decisions(viewer, current=False) if one.superseded_by)
        entity = sybil.entities(viewer, limit=1)[0]
    return {
        "home": "/",
        "chat": "/chat?q=Which%20filter%20are%20we%20buying%20for%20the%20Homa%20Bay%20schools%20now%3F",
        "library": "/library",
        "document": f"/document?id={old.document_id}&start={old.start}&end={old.end}",
        "decisions": f"/ledger?decision={old.id}",
        "actions": "/ledger?tab=actions",
        "graph": f"/graph?e={entity.id}",
        "account": "/account",
        **({"people": "/people"} if name == "ada" else {}),
    }


def drawn(seen: Visit, place: str) -> None:
    """Open an address and wait until nothing is being drawn any more."""
    page = seen.page
    page.goto(seen.address + place)
    page.get_by_role("button", name="Sign out").or_(page.get_by_test_id("stExpandSidebarButton")).first.wait_for()
    page.wait_for_timeout(1800)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)


@pytest.mark.parametrize(
    ("name", "dark", "viewport"),
    [("rita", False, WIDE), ("rita", True, PHONE), ("ada", True, WIDE), ("ada", False, PHONE)],
    ids=["reader light wide", "reader dark phone", "admin dark wide", "admin light phone"],
)
def test_no_page_has_a_serious_finding(
    visit: Visiting, server: Server, name: str, dark: bool, viewport: dict[str, int]
) -> None:
    """Each pair of person, colours and width once."""
    seen = visit(server, name, viewport=viewport, dark=dark)
    wrong = []
    for page, place in places(server, name).items():
        drawn(seen, place)
        wrong += [f"{page}: {one}" for one in findings(seen)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_sign_in_has_no_serious_finding(visit: Visiting, server: Server, dark: bool) -> None:
    seen = visit(server, dark=dark)
    seen.go("/")
    seen.page.wait_for_function("() => document.documentElement.style.cssText.includes('--sybil-ground')")
    seen.page.wait_for_timeout(1000)  # colours change over in a moment
    assert not findings(seen)


def test_axe_finds_what_is_wrong(visit: Visiting, server: Server) -> None:
    seen = visit(server, "rita")
    seen.go("/ledger")
    seen.page.evaluate("() => { const b = document.createElement('button'); document.body.append(b); }")
    assert any("button-name" in one for one in findings(seen))
