"""The Chat page by AppTest: asking, coming back, other people's conversations, and what fails."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened, words_of

FILTER = "Which filter are we buying for the Homa Bay schools now?"


def settled(at: AppTest) -> AppTest:
    """Run again until the answer is there: AppTest has no timers."""
    for _ in range(30):
        if not [button for button in at.button if button.label == "Stop"]:
            return at
        at.run()
    raise AssertionError("the answer did not come")


def test_a_question_in_the_box_is_answered_with_its_sources(opened: Opened) -> None:
    at = opened("chat", "rita")
    at.chat_input[0].set_value(FILTER).run()
    assert not at.exception
    settled(at)
    assert "Nyota" in words_of(at)
    assert at.query_params["c"]
