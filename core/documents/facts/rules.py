"""Facts by rules alone: no network, no model, the same words give the same facts."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from core.dates import month_first
from core.documents.facts import tables, wording
from core.documents.facts.actions import ActionFinder
from core.documents.facts.assignments import Assignments
from core.documents.facts.cues import REVERSES
from core.documents.facts.decisions import DecisionFinder, Finding
from core.documents.facts.document_date import document_date
from core.documents.facts.roster import Roster, roster_of
from core.documents.facts.sentences import Sentence, sentences_of
from core.documents.facts.shapes import FactFinder, Facts
from core.documents.facts.verdicts import Verdicts
from core.documents.parsed import ParsedDocument
from core.graph.contribution import DecisionDraft
from core.models import Level


class RuleFacts(FactFinder):
    """Finds facts by rules for English."""

    name = "rules-1"

    def find(self, parsed: ParsedDocument, file_name: str, modified: datetime | None, default_level: Level) -> Facts:
        """See FactFinder."""
        sentences, roster = sentences_of(parsed), roster_of(parsed)
        day = document_date(parsed, file_name, modified)
        assignments = Assignments(roster)
        rows = tables.rows_of(sentences)
        finder = DecisionFinder(Verdicts(parsed.text[:600], roster), assignments)
        findings = finder.find(sentences)
        taken = {i for f in findings for i in range(f.first, f.last + 1)}
        status = None
        decisions = [_decision(sentences, f, day, status) for f in findings]
        actions = ActionFinder(roster, assignments, day, month_first(parsed.text)).find(sentences, rows, taken)
        return Facts("", day, (), default_level, status, tuple(decisions), tuple(actions))


def _decision(sentences: Sequence[Sentence], finding: Finding, day: date | None, status: str | None) -> DecisionDraft:
    said = sentences[finding.said]
    return DecisionDraft(
        statement=wording.statement(said.body),
        rationale=None,
        date=said.day(day),
        state="proposed" if finding.proposed or status == "draft" else "current",
        start=sentences[finding.first].start,
        end=sentences[finding.last].end,
        deciders=tuple(finding.deciders),
        reverses=bool(REVERSES.search(said.low)),
    )
