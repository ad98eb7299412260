"""How sure an answer may sound."""

from core.agent.cautions import disagreements
from core.agent.checking import Checked
from core.agent.draft import Draft
from core.retrieval.evidence import Evidence

_CLEAR = 1.05  # evidence well above the threshold of an answer


def extract_confidence(draft: Draft, judged: Evidence) -> str:
    """``strong`` when several documents agree or the graph holds it as a fact, else ``fair``; ``weak`` when they clash
    and nothing else speaks for it."""
    clash = bool(disagreements(draft.quotes))
    several = len({quote.document_id for quote in draft.quotes}) > 1
    typed = draft.kind != "extract"
    if judged.verdict != "answer" and not typed:
        return "weak"
    if clash:
        return "fair"
    return "strong" if typed or several or judged.score >= _CLEAR else "fair"


def model_confidence(check: Checked, judged: Evidence) -> str:
    """``strong`` when every sentence held and several documents or clear evidence stand behind it; ``weak`` when the
    evidence is weak or half of it did not hold."""
    if judged.verdict != "answer" or check.lost >= max(1, check.kept):
        return "weak"
    several = len({quote.document_id for quote in check.quotes}) > 1 or judged.score >= _CLEAR
    return "strong" if several and not check.lost and not check.bare and not disagreements(check.quotes) else "fair"
