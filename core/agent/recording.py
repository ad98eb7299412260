"""One question on its way to an answer, and the record that is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.access import Viewer
from core.agent.desk import Desk
from core.agent.draft import Draft
from core.agent.outcome import Outcome
from core.models import Answer, AnswerRecord, Level, Turn
from core.retrieval.evidence import Evidence
from core.retrieval.ranking import Ranking


@dataclass
class Case:
    """One question on its way."""

    question: str
    resolved: str
    viewer: Viewer
    asked_at: datetime
    history: list[Turn]
    ranking: Ranking
    judged: Evidence
    desk: Desk
    held: Draft | None
    timings: dict[str, float] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)


def record_of(
    case: Case,
    outcome: Outcome,
    answer: Answer,
    conversation: str | None,
    prompt_version: str,
    prices: Mapping[str, tuple[float, float]],
) -> AnswerRecord:
    """Everything that went into an answer."""
    details: dict[str, Any] = {
        "verdict": case.judged.verdict, "score": round(float(case.judged.score), 4),
        "missing": list(case.judged.missing), **outcome.details,
    }  # fmt: skip
    return AnswerRecord(
        id=str(answer.record_id),
        asked_at=case.asked_at,
        question=case.question,
        resolved_question=case.resolved,
        viewer=case.viewer.name,
        level=max((outcome.level, _level_of(case.history)), key=lambda level: level.rank),
        answer=answer,
        passage_ids=outcome.passage_ids,
        conversation_id=conversation,
        prompt_version=prompt_version,
        model=outcome.model,
        tokens_in=outcome.tokens_in,
        tokens_out=outcome.tokens_out,
        cost=_cost(outcome, prices),
        timings=case.timings,
        details=details,
    )


def _cost(outcome: Outcome, prices: Mapping[str, tuple[float, float]]) -> float | None:
    price = prices.get(outcome.model or "")
    if price is None:
        return None
    return round((outcome.tokens_in * price[0] + outcome.tokens_out * price[1]) / 1_000_000, 6)


def _level_of(history: list[Turn]) -> Level:
    """The highest level of the turns that a follow-up may carry words of."""
    return max((turn.level for turn in history), key=lambda level: level.rank, default=Level.PUBLIC)
