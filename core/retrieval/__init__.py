"""Question to ranked passages, and the judgement whether they can hold an answer."""

from core.retrieval.evidence import Evidence, assess
from core.retrieval.ranking import Candidate, Ranking, Signals
from core.retrieval.retriever import Retriever

__all__ = ["Candidate", "Evidence", "Ranking", "Retriever", "Signals", "assess"]
