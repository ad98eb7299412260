"""The tools a model may call. They read, always as the viewer, and answer in words; they do nothing else."""

import json
import logging
from collections.abc import Callable
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.agent.desk import Desk
from core.agent.draft import day
from core.agent.graph_question import Query, answered, askable, described
from core.agent.ports import Searcher
from core.agent.sources import Sources, label
from core.errors import NotFound, SybilError
from core.llm import Tool, ToolCall
from core.models import Action, Decision, Filters

log = logging.getLogger(__name__)

_ROOM = 7000  # characters of one tool's reply
_MOST = 15  # items of one list


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="ignore", str_max_length=500)


class _Search(_Arguments):
    query: str = Field(min_length=1, description="what to look for, in plain words")
    since: date | None = Field(None, description="only documents from this day on, YYYY-MM-DD")
    until: date | None = Field(None, description="only documents up to this day, YYYY-MM-DD")
    person: str | None = Field(None, description="only where this person speaks or takes part")


class _Read(_Arguments):
    document_id: str = Field(min_length=1, description="the id that list_documents gives")
    part: int = Field(1, ge=1, le=10_000, description="1 for the beginning, 2 for what follows, and so on")


class _List(_Arguments):
    query: str | None = Field(None, description="words of the title or name; leave out for all")
    since: date | None = None
    until: date | None = None


class _Decisions(_Arguments):
    topic: str | None = Field(None, description="what they are about; leave out for all")
    current: bool = Field(True, description="false: also those that were replaced later")


class _Actions(_Arguments):
    owner: str | None = Field(None, description="a person's name; leave out for everybody's")
    state: Literal["open", "done", "all"] = "open"


class _Entity(_Arguments):
    name: str = Field(min_length=1, description="a person, organisation, place or topic")


class Toolbox:
    """The tools for one question.

    Args:
        desk: reads for the viewer.
        retriever: searches for the same viewer.
        sources: where passages that a tool shows get their numbers.
    """

    def __init__(self, desk: Desk, retriever: Searcher, sources: Sources) -> None:
        self._desk, self._retriever, self._sources = desk, retriever, sources
        self._tools: dict[str, tuple[str, type[BaseModel], Callable[..., str], str]] = {
            "search_passages": ("Search all documents for passages.", _Search, self._search, "Searching"),
            "read_document": ("Read one document, part by part.", _Read, self._read, "Reading a document"),
            "list_documents": ("List documents, newest first.", _List, self._list, "Looking through the documents"),
            "decisions": ("Decisions that were recorded.", _Decisions, self._decisions, "Looking at the decisions"),
            "actions": ("Action items that were recorded.", _Actions, self._actions, "Looking at the actions"),
            "entity": ("What is known of a name.", _Entity, self._entity, "Looking up a name"),
        }
        self._graph = askable(desk)
        if self._graph:
            self._tools["cypher"] = (described(self._graph), Query, self._cypher, "Asking the graph")

    @property
    def offered(self) -> tuple[Tool, ...]:
        """The tools as the model sees them."""
        return tuple(
            Tool(name, description, shape.model_json_schema())
            for name, (description, shape, _, _) in self._tools.items()
        )

    def doing(self, call: ToolCall) -> str:
        """What a call does, for the person who waits; nothing of the model's own words."""
        return self._tools[call.name][3] if call.name in self._tools else "Thinking"

    def run(self, call: ToolCall) -> str:
        """The reply to a call. Whatever goes wrong is told to the model in our words, never raised."""
        if call.name not in self._tools:
            return f"There is no such tool. The tools are: {', '.join(self._tools)}."
        _, shape, reads, _ = self._tools[call.name]
        try:
            arguments = shape.model_validate(json.loads(call.arguments or "{}"))
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:4])
            return f"The arguments do not fit: {wrong}."
        except (ValueError, RecursionError):
            return "The arguments are no JSON object."
        try:
            return reads(arguments)[: _ROOM + 2000]
        except NotFound:
            return "There is no such thing in the library."
        except SybilError as error:
            log.warning("the tool %s failed: %s", call.name, error)
            return f"The tool failed and found out nothing: {error} Answer from what you have, or say what is missing."

    def _search(self, asked: _Search) -> str:
        base = self._desk.filters or Filters()
        narrowed = Filters(
            asked.since or base.since,
            asked.until or base.until,
            base.kinds,
            asked.person or base.person,
            base.document_ids,
        )
        ranking = self._retriever.search(asked.query, self._desk.viewer, limit=6, filters=narrowed)
        if not ranking.passages:
            return "No passage was found."
        documents = self._desk.documents(p.document_id for p in ranking.passages)
        return self._sources.shown(list(ranking.passages), documents, _ROOM)

    def _read(self, asked: _Read) -> str:
        own = self._desk.store.document_passages(asked.document_id, self._desk.viewer)
        parts, size = list[list[int]]([[]]), 0
        for index, passage in enumerate(own):
            if parts[-1] and size + len(passage.text) > _ROOM - 500:
                parts.append([])
                size = 0
            parts[-1].append(index)
            size += len(passage.text) + 150
        if asked.part > len(parts):
            return f"The document has {len(parts)} parts."
        documents = self._desk.documents((asked.document_id,))
        shown = self._sources.shown([own[i] for i in parts[asked.part - 1]], documents, _ROOM)
        return f"Part {asked.part} of {len(parts)}.\n{shown}"

    def _list(self, asked: _List) -> str:
        base = self._desk.filters or Filters()
        narrowed = Filters(
            asked.since or base.since, asked.until or base.until, base.kinds, base.person, base.document_ids
        )
        found = self._desk.store.documents(self._desk.viewer, narrowed)
        if asked.query:
            wanted = asked.query.lower().split()
            found = [d for d in found if any(word in f"{d.title} {d.name}".lower() for word in wanted)]
        if not found:
            return "No document was found."
        rows = [
            f"id {d.id}: {label(d.title or d.name)}, {d.kind}{', ' + day(d.date) if d.date else ''}"
            f"{', ' + d.status if d.status else ''}"
            for d in found[: 2 * _MOST]
        ]
        more = f"\nAnd {len(found) - len(rows)} more." if len(found) > len(rows) else ""
        return "\n".join(rows) + more

    def _decisions(self, asked: _Decisions) -> str:
        found = self._desk.store.decisions(self._desk.viewer, asked.topic, asked.current, self._desk.filters)[:_MOST]
        rows = [
            self._row(d, f"{d.state}{', ' + day(d.date) if d.date else ''}: {label(d.statement, 300)}") for d in found
        ]
        return "\n".join(rows) if rows else "No decision was found."

    def _actions(self, asked: _Actions) -> str:
        state = None if asked.state == "all" else asked.state
        found = self._desk.store.actions(self._desk.viewer, asked.owner, state, self._desk.filters)[:_MOST]
        rows = [
            self._row(
                a,
                f"{a.state}, {label(a.owner or 'nobody named')}{', due ' + day(a.due) if a.due else ''}: "
                f"{label(a.task, 300)}",
            )
            for a in found
        ]
        return "\n".join(rows) if rows else "No action was found."

    def _cypher(self, asked: Query) -> str:
        return answered(self._graph, asked.query, self._desk, self._sources, _ROOM) if self._graph else ""

    def _row(self, fact: Decision | Action, words: str) -> str:
        """A fact with the number of the passage it stands in, so that it can be cited."""
        passage = self._desk.around(fact.document_id, fact.start, fact.end)
        number = f"[{self._sources.add(passage)}] " if passage else ""
        return f"{number}{words} — “{label(fact.quote, 500)}”"

    def _entity(self, asked: _Entity) -> str:
        found = self._desk.store.entities(self._desk.viewer, asked.name, None, 3)
        if not found:
            return "The library names nothing of this name."
        detail = self._desk.store.entity(found[0].id, self._desk.viewer)
        also = ", ".join(label(alias) for alias in found[0].aliases[:6])
        near = ", ".join(label(entity.name) for entity in detail.neighbours[:8])
        head = f"{label(found[0].name)}, {found[0].type}{'; also written ' + also if also else ''}"
        documents = self._desk.documents(p.document_id for p in detail.passages)
        shown = self._sources.shown(list(detail.passages[:5]), documents, _ROOM - 1000)
        return f"{head}{'; named together with ' + near if near else ''}.\n{shown}"
