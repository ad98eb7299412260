"""Facts of a document: decisions, actions, people, organisations, places, topics, date, level, status."""

from core.documents.facts.model import ModelFacts
from core.documents.facts.rules import RuleFacts
from core.documents.facts.shapes import ExtractionCache, FactFinder, Facts, MemoryCache

__all__ = ["ExtractionCache", "FactFinder", "Facts", "MemoryCache", "ModelFacts", "RuleFacts"]
