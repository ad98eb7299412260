"""Facts by rules alone: no network, no model, the same words give the same facts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import core.documents.facts.rationale as rationale
import core.documents.facts.tables as tables
import core.documents.facts.voice.heard as heard
import core.documents.facts.wording as wording
from core.dates import month_first
from core.documents.facts.actions import ActionFinder
from core.documents.facts.assignments import Assignments
from core.documents.facts.cues import REVERSES
from core.documents.facts.decisions import DecisionFinder
from core.documents.facts.document_date import document_date
from core.documents.facts.findings import Finding
from core.documents.facts.markings import level_of, status_of
from core.documents.facts.organisations import organisations, places
from core.documents.facts.owners import Owners
from core.documents.facts.people import mentions_of_people
from core.documents.facts.people_in_text import acting
from core.documents.facts.relations import offices, relations
from core.documents.facts.roster import Roster, roster_of
from core.documents.facts.sentences import Sentence, sentences_of
from core.documents.facts.shapes import FactFinder, Facts
from core.documents.facts.task_items import TaskItems
from core.documents.facts.titles import title_of
from core.documents.facts.topics import topics
from core.documents.facts.verdicts import Verdicts
from core.documents.facts.voice.scores import Score, Voice, learned
from core.documents.facts.voice.tokens import name_words
from core.documents.parsed import ParsedDocument
from core.graph.contribution import ActionDraft, DecisionDraft, Mention, RelationDraft
from core.models import Level

_HEAD = 600


@dataclass(frozen=True)
class Frame:
    """What is known of a document before its decisions and actions: the part that a model is not asked for."""

    title: str
    date: date | None
    participants: tuple[str, ...]
    level: Level
    status: str | None
    sentences: tuple[Sentence, ...]
    roster: Roster


class RuleFacts(FactFinder):
    """Finds facts by rules for English.

    Args:
        voice: a second judge of decisions and actions; by default the one whose weights come with the code.
    """

    name = "rules-5"

    def __init__(self, voice: Voice | None = None) -> None:
        self._voice = voice

    def find(self, parsed: ParsedDocument, file_name: str, modified: datetime | None, default_level: Level) -> Facts:
        """See FactFinder."""
        frame = self.frame(parsed, file_name, modified, default_level)
        decisions, actions = self.items(parsed, frame)
        mentions, edges = self.entities(parsed, frame, actions)
        return Facts(
            frame.title, frame.date, frame.participants, frame.level, frame.status, decisions, actions, mentions, edges
        )

    def frame(self, parsed: ParsedDocument, file_name: str, modified: datetime | None, default_level: Level) -> Frame:
        """Title, date, participants, level and status, with the sentences and people they were read from."""
        roster = roster_of(parsed)
        return Frame(
            title_of(parsed, file_name),
            document_date(parsed, file_name, modified),
            _participants(parsed, roster),
            level_of(parsed, file_name, default_level),
            status_of(parsed, file_name),
            tuple(sentences_of(parsed)),
            roster,
        )

    def items(self, parsed: ParsedDocument, frame: Frame) -> tuple[tuple[DecisionDraft, ...], tuple[ActionDraft, ...]]:
        """Decisions and actions, each in the order of the text."""
        sentences, day = _own_words(parsed, frame.sentences), frame.date
        status = None if _MINUTES.search(parsed.text[:_HEAD]) else frame.status
        owners = Owners(frame.roster, acting(parsed.text))
        assignments = Assignments(owners)
        rows = tables.rows_of(sentences)
        verdicts = Verdicts(_top(parsed, frame.title), frame.roster)
        recap = bool(_RECAPS.search(parsed.text[:_HEAD]))
        finder = DecisionFinder(verdicts, assignments, TaskItems(owners), _meets(parsed, frame), recap)
        scores = self._scores(parsed, frame, sentences)
        found = heard.decisions(finder.find(sentences), sentences, scores, assignments.in_agreement)
        taken = {i for f in found for i in range(f.first, f.last + 1)}
        decisions = [_decision(sentences, f, day, status) for f in found]
        decisions += [_row_decision(row, day, status) for row in rows if tables.is_decision(row)]
        for said in (tables.said_in(parsed.text, row) for row in rows):
            decisions += [_decision(said, f, day, status) for f in finder.find(said)]
        actions = ActionFinder(owners, assignments, day, month_first(parsed.text)).find(sentences, rows, taken, scores)
        return tuple(sorted(decisions, key=lambda d: d.start)), tuple(actions)

    def _scores(self, parsed: ParsedDocument, frame: Frame, sentences: Sequence[Sentence]) -> dict[int, Score]:
        """What the voice thinks of a document of people meeting; it learned from no other kind."""
        voice = self._voice or learned()
        told = parsed.kind not in ("chat", "transcript") and _SETS_OUT.search(f"{frame.title} {parsed.text[:120]}")
        if not voice.speaks or told or not _meets(parsed, frame):
            return {}
        names = name_words((*parsed.participants, *(person.name for person in frame.roster.people)))
        return voice.scores(sentences, names)

    def entities(
        self, parsed: ParsedDocument, frame: Frame, actions: Sequence[ActionDraft]
    ) -> tuple[tuple[Mention, ...], tuple[RelationDraft, ...]]:
        """Who and what is named, where, and how it belongs together."""
        text = parsed.text
        names = frozenset(person.name for person in frame.roster.people)
        bodies = organisations(text, names)
        firms = frozenset(mention.name for mention in bodies)
        people = [m for m in mentions_of_people(parsed, frame.roster) if not _inside(m, bodies)]
        taken = names | firms | frozenset(part for name in names for part in name.split())
        where = [m for m in places(text, taken) if not _inside(m, bodies)]
        about = topics(text, frame.sentences, taken | frozenset(m.name for m in where))
        mentions = tuple(sorted([*people, *bodies, *where, *about], key=lambda m: (m.start, m.end)))
        edges = relations(text, mentions, frame.roster, actions)
        mentions = tuple(sorted({*mentions, *offices(text, edges)}, key=lambda m: (m.start, m.end, m.type)))
        return mentions, tuple(edges)


_MEETS = re.compile(
    r"\b(?:meeting|minutes|notes|recap|sync|stand-?up|catch-?up|call|session|huddle|weekly|retro(?:spective)?|"
    r"agm|assembly|attend(?:ees|ance|ing)|present|apologies|committee|board|council|retreat|debrief|1:1|"
    r"one-to-one|discussion|review|(?:we|of us) met|where we got to|summary of|decisions?|mtg|team)\b",
    re.IGNORECASE,
)


_RECAPS = re.compile(
    r"\b(?:recap|what we (?:said|agreed|decided|settled)|where we (?:landed|got to|are)|"
    r"so (?:that )?we don['’]t forget|following our (?:chat|call|meeting|conversation|discussion)|"
    r"as (?:agreed|discussed|decided)|to confirm what|summary of (?:our|what|the)|outcomes?|(?:just|"
    r"only) to (?:confirm|note|write down)|from management)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\bminutes?\b", re.IGNORECASE)
"""Draft minutes too tell of what was decided."""
_QUOTES_BELOW = re.compile(
    r"^On .{6,60}\bwrote:$|^-{2,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht)\b", re.IGNORECASE
)
_SETS_OUT = re.compile(
    r"\b(?:policy|procedure|strategy|plan|(?<!in )brief(?:ing)?|report|guide(?:lines)?|handbook|manual|"
    r"terms of reference|agreement|contract|newsletter|proposal|paper|evaluation|application|budget|handover|"
    r"code of conduct|constitution|by-?laws|press release|article|blog|faq|cv|job description|advert)\b",
    re.IGNORECASE,
)


def _meets(parsed: ParsedDocument, frame: Frame) -> bool:
    """True if the document tells of people meeting: its head says so, it lists who was there, or it is their talk."""
    if parsed.kind in ("chat", "transcript"):
        return True
    if parsed.kind in ("pdf", "webpage", "presentation", "spreadsheet") or len(parsed.text) > 40_000:
        return bool(re.search(r"\bminutes\b", f"{frame.title} {parsed.text[:200]}", re.I))
    if sum(p.present for p in frame.roster.people) >= 2 or _MEETS.search(f"{frame.title} {parsed.text[:300]}"):
        return True
    return not _SETS_OUT.search(f"{frame.title} {parsed.text[:120]}")


def _top(parsed: ParsedDocument, title: str) -> str:
    """Title and first lines: where a document says whose it is."""
    lines = [line for line in parsed.text[:_HEAD].split("\n") if line.strip()][:3]
    return "\n".join([title, *(line for line in lines if len(line) <= 140)])


def _own_words(parsed: ParsedDocument, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences before an older letter that is quoted below ("On 3 May Ann wrote:"); what it says was said then."""
    if parsed.kind in ("chat", "transcript"):
        return sentences
    at = next((s.index for s in sentences if _QUOTES_BELOW.match(s.body)), None)
    return sentences[:at] if at else sentences


def _inside(mention: Mention, spans: Sequence[Mention]) -> bool:
    return any(s.start <= mention.start and mention.end <= s.end for s in spans if abs(s.start - mention.start) < 200)


def _participants(parsed: ParsedDocument, roster: Roster) -> tuple[str, ...]:
    """Who was there: the speakers, and those listed as present."""
    names = [roster.resolve(name) or name for name in parsed.participants]
    names += [roster.resolve(s.speaker) or s.speaker for s in parsed.segments if s.speaker]
    names += [person.name for person in roster.people if person.present]
    return tuple(name for name in dict.fromkeys(names) if not re.fullmatch(r"[+\d\s().-]+", name))


def _decision(sentences: Sequence[Sentence], finding: Finding, day: date | None, status: str | None) -> DecisionDraft:
    said = sentences[finding.said]
    whole = " ".join(s.low for s in sentences[finding.first : finding.last + 1])
    speaker = (said.block.speaker,) if said.block.speaker else ()
    return DecisionDraft(
        statement=wording.statement(said.body),
        rationale=rationale.rationale_of(sentences, finding.first, finding.last),
        date=said.day(day),
        state="proposed" if finding.proposed or status == "draft" else "current",
        start=sentences[finding.first].start,
        end=sentences[finding.last].end,
        deciders=tuple(dict.fromkeys((*speaker, *finding.deciders))),
        reverses=bool(REVERSES.search(whole)),
    )


def _row_decision(row: tables.Row, day: date | None, status: str | None) -> DecisionDraft:
    cells = row.cells
    decided = tables.day_of(row, day)
    deciders = tuple(p.strip() for p in re.split(r",|;|\band\b|&", cells.get("decider", "")) if p.strip())
    return DecisionDraft(
        statement=wording.statement(cells["decision"]),
        rationale=cells.get("rationale"),
        date=decided,
        state="proposed" if status == "draft" else "current",
        start=row.sentence.start,
        end=row.sentence.end,
        deciders=deciders,
        reverses=bool(REVERSES.search(cells["decision"].lower())),
    )
