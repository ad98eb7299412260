"""Questions that a library really answers for a viewer: what an empty chat page offers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from core.access import Viewer
from core.graph.contract import GraphStore
from core.graph.results import Moment
from core.models import Decision, Entity

RECENT = 60  # decisions that are looked at, newest first
TRIES = 24  # questions that are tried at most
_PLAIN = re.compile(r"[^\W\d_][\w '’&-]{2,36}")
_TITLE = re.compile(r"[^\W_][\w ,.'’&-]{4,48}")
_TOLD = ("transcript", "notes", "document", "pdf")
_NAMED = ("place", "organisation", "topic")


class Suggestions:
    """Makes questions from decisions, actions, people and names, and keeps those that have an answer.

    Args:
        answers: whether a question would be answered for a viewer.
    """

    def __init__(self, store: GraphStore, answers: Callable[[str, Viewer], bool]) -> None:
        self._store, self._answers = store, answers
        self._moment: Moment | None = None
        self._made: dict[tuple[str, int], list[str]] = {}

    def of(self, viewer: Viewer, limit: int) -> list[str]:
        """Up to ``limit`` questions, of varied form, always the same until the library changes."""
        moment, key = self._store.moment(), (viewer.level.value, limit)
        made = self._made if moment == self._moment else {}
        if key not in made:
            made = {**made, key: self._chosen(viewer, limit)}
            self._moment, self._made = moment, made
        return list(made[key])

    def _chosen(self, viewer: Viewer, limit: int) -> list[str]:
        chosen: list[str] = []
        said: set[str] = set()
        for tried, (question, about) in enumerate(self._candidates(viewer)):
            if len(chosen) >= limit or tried >= TRIES:
                break
            if about not in said and self._answers(question, viewer):
                chosen.append(question)
                said.add(about)
        return chosen

    def _candidates(self, viewer: Viewer) -> Iterator[tuple[str, str]]:
        """Each question with what it is about: the first of each form, then the second of each."""
        decisions = [one for one in self._store.decisions(viewer) if one.state == "current"][:RECENT]
        people = [one for one in self._store.entities(viewer, type="person", limit=12) if _is_plain(one.name)]
        named = [one for kind in _NAMED for one in self._store.entities(viewer, type=kind, limit=200)]
        named = [one for one in named if _is_plain(one.name)]
        forms = (
            _asked("What did we decide about {}?", _decided_on(decisions, named)),
            _asked("What does {} still have to do?", self._busy(viewer, people)),
            _asked("Summarise “{}”", self._titles(viewer)),
            _asked("What do we know about {}?", _strangers(named) + _of_type(named, "topic")),
            _asked("Who is {}?", [one.name for one in people if " " in one.name]),
            _asked("When did we last talk about {}?", _of_type(named, "place")),
        )
        for round_ in zip_longest(*forms):
            yield from (one for one in round_ if one is not None)

    def _busy(self, viewer: Viewer, people: Sequence[Entity]) -> list[str]:
        """People by how many open actions are theirs."""
        owed = Counter(action.owner for action in self._store.actions(viewer))
        return sorted((one.name for one in people if owed[one.name]), key=lambda name: (-owed[name], name))

    def _titles(self, viewer: Viewer) -> list[str]:
        """Titles of documents that can be told in short, newest first."""
        found = [one.title for one in self._store.documents(viewer) if one.kind in _TOLD]
        return [title for title in dict.fromkeys(found) if _TITLE.fullmatch(title)]


def _asked(form: str, about: Sequence[str]) -> list[tuple[str, str]]:
    return [(form.format(one), one) for one in about]


def _is_plain(name: str) -> bool:
    """A name that reads well inside a question: short, words only."""
    return _PLAIN.fullmatch(name) is not None and not name.islower()


def _decided_on(decisions: Sequence[Decision], named: Sequence[Entity]) -> list[str]:
    """Names in the newest decisions, of each decision the rarest."""
    found = []
    for decision in decisions:
        said = [one for one in named if re.search(rf"\b{re.escape(one.name)}\b", decision.statement)]
        found += [min(said, key=lambda one: (one.mentions, one.name)).name] if said else []
    return list(dict.fromkeys(found))


def _strangers(named: Sequence[Entity]) -> list[str]:
    """Organisations, most named first, without the one that is named by far the most: the library's own."""
    found = [one for one in named if one.type == "organisation"]
    own = len(found) > 1 and found[0].mentions > 2 * found[1].mentions
    return [one.name for one in found[own:]]


def _of_type(named: Sequence[Entity], kind: str) -> list[str]:
    return [one.name for one in named if one.type == kind]
