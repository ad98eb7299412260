"""Answering with a model: the loop, the check, and what to do when nothing of it holds."""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from core.agent.checking import Checked, checked
from core.agent.confidence import model_confidence
from core.agent.desk import Desk
from core.agent.loop import CHARACTERS_A_TOKEN, Limits, Said, converse
from core.agent.outcome import Outcome, pieces
from core.agent.patience import Patience
from core.agent.ports import Searcher
from core.agent.prompt import NOT_FOUND, Instructions, opening
from core.agent.sources import Sources
from core.agent.tools import Toolbox
from core.llm import ChatModel
from core.models import Event, Passage, Turn
from core.retrieval.evidence import Evidence

_DECLINED = re.compile(rf"^\W*{NOT_FOUND}\b", re.IGNORECASE)
STOPPED = "(Stopped here.)"
CUT = "(Cut here: the answer grew too long.)"


@dataclass(frozen=True)
class Unheld:
    """The model's answer cannot be shown. ``declined`` when it said itself that the sources hold none."""

    said: Said
    declined: bool


@dataclass(frozen=True)
class Modelling:
    """Answers with one model.

    Args:
        model: the model.
        retriever: for its searches.
        limits: where its tool loop ends.
    """

    model: ChatModel
    retriever: Searcher
    limits: Limits

    def answer(
        self,
        question: str,
        desk: Desk,
        first: Sequence[Passage],
        judged: Evidence,
        history: Sequence[Turn],
        instructions: Instructions,
        patience: Patience,
    ) -> Generator[Event, None, Outcome | Unheld]:
        """Events while it goes on; the checked answer, or that none can be shown, as the generator's value.

        Args:
            first: the passages it starts from.

        Raises:
            ModelUnavailable: the model failed or ran out of time.
        """
        sources = Sources()
        room = int(self.limits.context * CHARACTERS_A_TOKEN)
        shown = sources.shown(first, desk.documents(p.document_id for p in first), int(0.6 * room))
        messages = opening(instructions, desk.today, history, question, shown, int(0.15 * room))
        toolbox = Toolbox(desk, self.retriever, sources)
        yield Event("status", "Writing the answer")
        said = yield from converse(self.model, messages, toolbox, self.limits, patience)
        if _DECLINED.match(said.text):
            return Unheld(said, True)
        documents = desk.documents(passage.document_id for passage in sources.passages)
        check = checked(said.text, sources, documents)
        if not check.citations and not said.stopped:
            return Unheld(said, False)
        return (yield from self._shown(said, check, sources, judged))

    def _shown(self, said: Said, check: Checked, sources: Sources, judged: Evidence) -> Generator[Event, None, Outcome]:
        """Withdraw what was streamed where the check changed it, and put the answer together."""
        mark = STOPPED if said.stopped else CUT if said.cut else ""
        text = f"{check.text}\n{mark}".strip() if mark else check.text
        weak = judged.verdict != "answer"
        if weak and not said.stopped:
            text = f"This is a weak match: the library may not hold the whole answer.\n{text}"
        if text != said.text.strip():
            if said.text:
                yield Event("reset")
            yield from pieces(text)
        extra = ["The match is weak: check the sources."] if weak else []
        if check.lost:
            extra.insert(0, "Part of what the language model wrote was not found in the sources and is marked.")
        return Outcome(
            text,
            check.citations,
            "model",
            model_confidence(check, judged),
            check.quotes,
            tuple(extra),
            tuple(passage.id for passage in sources.passages),
            sources.level,
            self.model.name,
            said.tokens_in,
            said.tokens_out,
            {"kept": check.kept, "lost": check.lost, "bare": check.bare, "steps": said.steps, "wrote": said.text,
             "stopped": said.stopped},
        )  # fmt: skip
