"""Facts found by a language model, and believed only as far as the text bears them out."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import core.documents.facts.wording as wording
from core.dates import find_dates, resolve
from core.documents.facts.answers import (
    Answered,
    Placed,
    Places,
    SaidAction,
    SaidDecision,
    SaidEntity,
    SaidRelation,
    parse_day,
    placed,
    stands_in,
)
from core.documents.facts.owners import named_together, several
from core.documents.facts.prompt import PROMPT_VERSION, messages
from core.documents.facts.roster import Roster
from core.documents.facts.rules import Frame, RuleFacts
from core.documents.facts.shapes import ExtractionCache, FactFinder, Facts
from core.documents.parsed import ParsedDocument
from core.errors import ModelError
from core.graph.contribution import ActionDraft, DecisionDraft, Mention, RelationDraft
from core.llm import ChatModel
from core.models import Level

CHUNK = 6_000
_MOST_FAILURES = 2
_NOTE = "The model could not be asked about {failed} of {all} parts of this file; rules read them instead."


@dataclass
class _Found:
    decisions: list[DecisionDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    dropped: int = 0
    failed: int = 0


class ModelFacts(FactFinder):
    """Asks a model for decisions, actions, names and relations; everything else is read by rules.

    A part that the model fails on is read by rules, with a note. After two failures in one file the model is left
    alone for the rest of it.

    Args:
        model: the language model.
        rules: for what is not asked, and for what the model fails on.
        cache: keeps the model's answers by text, model and prompt.
    """

    def __init__(self, model: ChatModel, rules: RuleFacts, cache: ExtractionCache) -> None:
        self._model = model
        self._rules = rules
        self._cache = cache
        self.name = f"{model.name}/{PROMPT_VERSION}+{rules.name}"

    def find(self, parsed: ParsedDocument, file_name: str, modified: datetime | None, default_level: Level) -> Facts:
        """See FactFinder."""
        frame = self._rules.frame(parsed, file_name, modified, default_level)
        by_rule: Facts | None = None
        found = _Found()
        chunks = list(chunks_of(parsed))
        for start, end in chunks:
            answer = self._ask(parsed.text[start:end], frame, found)
            if answer is None:
                by_rule = by_rule or self._rules.find(parsed, file_name, modified, default_level)
                _take_over(found, by_rule, start, end)
                continue
            _Check(parsed, frame, start, end).read(answer, found)
        notes = (_NOTE.format(failed=found.failed, all=len(chunks)),) if found.failed else ()
        by_rules, edges = self._rules.entities(parsed, frame, found.actions)
        mentions = _joined(found.mentions, by_rules)
        named = {(mention.name, mention.type) for mention in mentions}
        relations = {
            (r.source, r.kind, r.target): r
            for r in (*edges, *found.relations)
            if {(r.source, r.source_type), (r.target, r.target_type)} <= named
        }
        return Facts(
            frame.title,
            frame.date,
            frame.participants,
            frame.level,
            frame.status,
            tuple(sorted(found.decisions, key=lambda d: d.start)),
            tuple(sorted(found.actions, key=lambda a: a.start)),
            mentions,
            tuple(relations.values()),
            found.dropped,
            notes,
            not found.failed,
        )

    def _ask(self, text: str, frame: Frame, found: _Found) -> Answered | None:
        """The model's answer about a part of the text, from the cache where it is; None if there is none to be had."""
        key = cache_key(text, self._model.name)
        kept = self._cache.get(key)
        if kept is not None:
            try:
                return Answered.model_validate_json(kept)
            except ValueError:
                pass  # what was kept is of no use: ask again
        if found.failed >= _MOST_FAILURES:
            found.failed += 1
            return None
        try:
            answer = self._model.structured(messages(text, frame.title, frame.date, frame.participants), Answered)
        except ModelError:
            found.failed += 1
            return None
        self._cache.put(key, answer.model_dump_json())
        return answer


def cache_key(text: str, model: str) -> str:
    """The hash of what determines an answer: the text, the model's name, the version of the prompt."""
    packed = json.dumps([PROMPT_VERSION, model, text], ensure_ascii=False)
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


def chunks_of(parsed: ParsedDocument, size: int = CHUNK) -> Iterator[tuple[int, int]]:
    """The text in stretches of about ``size`` characters that end where a segment or a line ends."""
    text, start = parsed.text, 0
    ends = sorted({segment.end for segment in parsed.segments})
    while start < len(text):
        limit = start + size
        if limit >= len(text):
            end = len(text)
        else:
            fitting = [e for e in ends if start + size // 2 < e <= limit]
            line = text.rfind("\n", start + size // 2, limit)
            end = fitting[-1] if fitting else line + 1 if line > 0 else limit
        if text[start:end].strip():
            yield start, end
        start = end


def _take_over(found: _Found, facts: Facts, start: int, end: int) -> None:
    """What rules found in a stretch."""
    found.decisions += [d for d in facts.decisions if start <= d.start < end]
    found.actions += [a for a in facts.actions if start <= a.start < end]


class _Check:
    """Reads one answer against the stretch it is about."""

    def __init__(self, parsed: ParsedDocument, frame: Frame, start: int, end: int) -> None:
        self._parsed = parsed
        self._frame = frame
        self._stretch = parsed.text[start:end]
        self._places = Places(parsed.text, start, end)

    def read(self, answer: Answered, found: _Found) -> None:
        """Add what the text bears out, count what it does not."""
        for items, shape, take in (
            (answer.decisions, SaidDecision, self._decision),
            (answer.actions, SaidAction, self._action),
            (answer.entities, SaidEntity, self._entity),
            (answer.relations, SaidRelation, self._relation),
        ):
            kept, dropped = placed(items, shape, self._places)
            found.dropped += dropped
            taken: set[tuple[int, int, str]] = set()
            for one in kept:
                key = (one.start, one.end, "" if shape in (SaidDecision, SaidAction) else repr(one.item))
                if key in taken:  # said twice
                    continue
                if take(one, found):
                    taken.add(key)
                else:
                    found.dropped += 1

    def _decision(self, one: Placed, found: _Found) -> bool:
        said: SaidDecision = one.item
        proposed = said.proposed or self._frame.status == "draft"
        deciders = tuple(d for d in said.deciders if self._known(d))
        reason = said.rationale if said.rationale and _borne_out(said.rationale, self._stretch) else None
        if not _borne_out(said.statement, self._stretch):
            return False
        found.decisions.append(
            DecisionDraft(
                wording.statement(said.statement),
                reason,
                self._day(one.start),
                "proposed" if proposed else "current",
                one.start,
                one.end,
                deciders,
                said.reverses,
            )
        )
        return True

    def _action(self, one: Placed, found: _Found) -> bool:
        """An owner or a date that the text does not name makes the whole item a fabrication."""
        said: SaidAction = one.item
        named = self._speaker(one.start) if (said.owner or "").lower() in ("i", "me", "myself") else said.owner
        if not _borne_out(said.task, self._stretch) or (named and not self._known(named)):
            return False
        owner = named_together(self._frame.roster, named) if named else None
        day = self._day(one.start)
        due: date | None = None
        if said.due:
            due = self._due(said.due, day)
            if due is None and not stands_in(said.due, self._stretch):
                return False
        task = wording.task(said.task)
        found.actions.append(
            ActionDraft(task, owner, due, "done" if said.done else "open", one.start, one.end, several(owner))
        )
        return True

    def _due(self, said: str, day: date | None) -> date | None:
        """The date a phrase of the text means; one that the model resolved itself must be one that the text names."""
        stated = parse_day(said)
        if stated is None:
            return resolve(said, day) if day and stands_in(said, self._stretch) else None
        reference = day or stated
        return stated if any(found == stated for _, _, found in find_dates(self._stretch, reference)) else None

    def _entity(self, one: Placed, found: _Found) -> bool:
        said: SaidEntity = one.item
        places = self._places.names(said.name)
        if not places:
            return False
        name = (self._frame.roster.resolve(said.name) or said.name) if said.type == "person" else said.name
        found.mentions += [Mention(name, said.type, start, end) for start, end in places]
        return True

    def _relation(self, one: Placed, found: _Found) -> bool:
        said: SaidRelation = one.item
        types = {m.name: m.type for m in found.mentions}
        ends = [self._frame.roster.resolve(name) or name for name in (said.source, said.target)]
        if not all(self._places.names(name) for name in (said.source, said.target)) or any(
            e not in types for e in ends
        ):
            return False
        found.relations.append(
            RelationDraft(ends[0], types[ends[0]], said.kind, ends[1], types[ends[1]], one.start, one.end)
        )
        return True

    def _known(self, name: str) -> bool:
        return stands_in(name, self._stretch) or (
            self._frame.roster.resolve(name) is not None and _is_whole(self._frame.roster, name)
        )

    def _speaker(self, at: int) -> str | None:
        """Who says what stands there."""
        return next((s.speaker for s in self._parsed.segments if s.start <= at < s.end), None)

    def _day(self, at: int) -> date | None:
        """A message's own day, else the document's."""
        for segment in self._parsed.segments:
            if segment.start <= at < segment.end and segment.said_at:
                return segment.said_at.date()
        return self._frame.date


def _is_whole(roster: Roster, name: str) -> bool:
    return any(person.name == roster.resolve(name) for person in roster.people)


_FIGURE = re.compile(r"\d[\d.,:/]*\d|\d")


def _borne_out(words: str, text: str) -> bool:
    """True if every figure of a statement stands in the text, and most of its long words do."""
    low = text.lower()
    if any(figure not in low for figure in _FIGURE.findall(words)):
        return False
    long = re.findall(r"[^\W\d_]{5,}", words.lower())
    return not long or sum(word[:5] in low for word in long) >= 0.5 * len(long)


def _joined(said: list[Mention], by_rule: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The model's mentions, and those of the rules where the model names nothing."""
    kept: dict[tuple[int, int], Mention] = {(m.start, m.end): m for m in said}
    spans = sorted(kept)
    for mention in by_rule:
        if not any(s < mention.end and mention.start < e for s, e in spans if abs(s - mention.start) < 300):
            kept[mention.start, mention.end] = mention
    return tuple(kept[span] for span in sorted(kept))
