"""From a question to a checked, cited answer."""

from core.agent.answerer import Answerer
from core.agent.loop import Limits
from core.agent.ports import LibraryState
from core.agent.prompt import Instructions

__all__ = ["Answerer", "Instructions", "LibraryState", "Limits"]
