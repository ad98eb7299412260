"""How people, organisations and places of a document belong together, with the words that say so."""

import itertools
import re
from collections.abc import Iterator, Sequence

from core.documents.facts.names import ROLE, is_role
from core.documents.facts.roster import Roster
from core.graph.contribution import ActionDraft, Mention, RelationDraft

_WORKS_FOR = re.compile(
    rf"^\s*(?:,\s*(?:the |our |a )?(?:(?i:{ROLE})|[\w -]{{3,30}}?)?\s*(?:of|at|from|for|with)|"
    rf"\s*\((?:(?:the )?(?i:{ROLE})?,?\s*(?:of|at|from)?)?|of|from|at|,|works (?:for|at)|is (?:with|from|at)|"
    rf"represent(?:s|ing)|on behalf of|joins? (?:from|us from)|leads?|runs|heads)\s*(?:the\s+)?$"
)
_NEAR = 60
_LOCATED = re.compile(r"^\s*(?:,|in|\(|based in|has its office in|at|of)\s*(?:the\s+)?$")


def relations(
    text: str, mentions: Sequence[Mention], roster: Roster, actions: Sequence[ActionDraft]
) -> list[RelationDraft]:
    """The edges, each with the place that says it: ``works_for``, ``role_of``, ``located_in``, ``responsible_for``."""
    found: dict[tuple[str, str, str], RelationDraft] = {}
    for edge in (*_neighbours(text, mentions), *_roles(text, mentions, roster), *_owners(mentions, actions)):
        found.setdefault((edge.source, edge.kind, edge.target), edge)
    return list(found.values())


def _neighbours(text: str, mentions: Sequence[Mention]) -> Iterator[RelationDraft]:
    """ "Jane Doe of Acme Ltd", "Acme Ltd in Nairobi": two names with only such words between them."""
    for one, two in itertools.pairwise(mentions):
        between = text[one.end : two.start]
        if len(between) > 50 or "\n" in between.strip(" "):
            continue
        pair = (one.type, two.type)
        if pair == ("person", "organisation") and between.strip() not in ("", ",") and _WORKS_FOR.match(between):
            yield RelationDraft(one.name, "person", "works_for", two.name, "organisation", one.start, two.end)
        elif pair == ("organisation", "person") and re.match(r"^(?:['’]s)\s+$|^\s*\(\s*$", between):
            yield RelationDraft(two.name, "person", "works_for", one.name, "organisation", one.start, two.end)
        elif pair == ("organisation", "place") and between.strip() and _LOCATED.match(between):
            yield RelationDraft(one.name, "organisation", "located_in", two.name, "place", one.start, two.end)


def _roles(text: str, mentions: Sequence[Mention], roster: Roster) -> Iterator[RelationDraft]:
    """Offices that the document gives people, as topics: "role_of" runs from the person to the office."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.type == "person":
            first.setdefault(mention.name, mention)
    for person in roster.people:
        place = first.get(person.name)
        for role in sorted(person.roles):
            if place is None or not is_role(role):
                continue
            if role in text[max(0, place.start - _NEAR) : place.end + _NEAR].lower():
                yield RelationDraft(person.name, "person", "role_of", role, "topic", place.start, place.end)


def offices(text: str, edges: Sequence[RelationDraft]) -> list[Mention]:
    """Where the offices stand that ``role_of`` runs to: each is named in the text, beside its holder."""
    found = []
    for edge in edges:
        if edge.kind == "role_of":
            at = text.lower().find(edge.target, max(0, edge.start - _NEAR), edge.end + _NEAR)
            found.append(Mention(edge.target, "topic", at, at + len(edge.target)))
    return found


def _owners(mentions: Sequence[Mention], actions: Sequence[ActionDraft]) -> Iterator[RelationDraft]:
    """Who has an action to do is responsible for the topic that its sentence names."""
    topics = [m for m in mentions if m.type == "topic"]
    persons = {m.name for m in mentions if m.type == "person"}
    for action in actions:
        for owner in (name for name in action.named if name in persons):
            for topic in topics:
                if topic.name.lower() in action.task.lower():
                    yield RelationDraft(
                        owner, "person", "responsible_for", topic.name, "topic", action.start, action.end
                    )
