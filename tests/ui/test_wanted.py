"""What an address asks of the ledger."""

from datetime import date

from core.ui.wanted import WantedActions, WantedDecisions


def test_an_address_is_read_as_it_was_written() -> None:
    wanted = WantedDecisions("filters", "Tom Ellery", date(2026, 3, 1), None, True)
    assert WantedDecisions.of(wanted.query()) == wanted
    assert WantedActions.of(WantedActions("A. Okafor", "paper", True).query()) == WantedActions(
        "A. Okafor", "paper", True
    )


def test_nonsense_in_an_address_narrows_nothing() -> None:
    assert (
        WantedDecisions.of({"since": "soon", "until": "2026-99-01", "current": "1", "other": "x"}) == WantedDecisions()
    )
    assert WantedDecisions().query() == {}
    assert WantedActions().query() == {}
