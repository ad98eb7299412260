"""Who somebody is, what an organisation is: the sentences that say so."""

import re

from core.agent.desk import Desk
from core.agent.draft import Draft, Line
from core.agent.extract import source_line, spoken_lines
from core.agent.question import Question
from core.agent.runs import Said
from core.agent.sentences import Sentence
from core.errors import EntityNotFound
from core.models import Entity, Passage
from core.terms import words

_WHO_IS = re.compile(
    r"^\W*(?:and )?(?:who(?:'s|’s| is| was| are)|what(?:'s|’s| is| does| are))\s+(?P<rest>[^?]{2,60})\??\s*$", re.I
)
_OF = re.compile(r"(?:’s|'s)?\s+(?:role|job|title|position|do|function)(?: here| for us)?$", re.I)
_ROLE = (
    r"(?:manager|director|officer|lead|coordinator|treasurer|chair\w*|secretary|accountant|driver|trustee|president|founder|"
    r"engineer|nurse|teacher|adviser|advisor|consultant|assistant|head|intern|volunteer|member|auditor|supplier|donor|"
    r"landlord|partner|company|firm|foundation|organisation|ministry|bank|owner|representative|agent|responsible|"
    r"in charge)"
)


_SAYS = (
    rf"{{name}}\W{{{{1,3}}}}(?:\w+\W+){{{{0,4}}}}?{_ROLE}\b|\b{_ROLE}\b\W{{{{1,3}}}}(?:\w+\W+){{{{0,3}}}}?{{name}}|"
    r"{name}\s+(?:is|was|has been|became|joins|joined)\s+(?:the|our|a|an|head|now|one)\b|(?:Role|Position|Title|Job): "
)
"""How a sentence says what somebody is, with a place for the name."""


def people(question: Question, desk: Desk) -> Draft | None:
    """Up to three sentences that say who or what a named one is; None when the question is not of that form."""
    match = _WHO_IS.match(question.text)
    if not match:
        return None
    name = _OF.sub("", match["rest"]).strip()
    if not name or not name[0].isupper() or name.lower().startswith(("the ", "our ")):
        return None
    entity = _known(name, desk)
    if entity is None:
        return None
    try:
        detail = desk.store.entity(entity.id, desk.viewer)
    except EntityNotFound:  # it went away since it was looked up
        return None
    named = desk.store.search_text(entity.name, desk.viewer, 30, desk.filters)
    passages = {p.id: p for p in [*desk.passages, *detail.passages[:40], *named]}
    scored = [hit for p in passages.values() for hit in _hits(p, entity, desk)]
    scored.sort(key=lambda hit: -hit[0])
    return _drafted(scored, desk)


def _known(name: str, desk: Desk) -> Entity | None:
    asked = set(words(name))
    for entity in desk.store.entities(desk.viewer, name, None, 10):
        if entity.type != "topic" and any(asked <= set(words(known)) for known in (entity.name, *entity.aliases)):
            return entity
    return None


def _hits(passage: Passage, entity: Entity, desk: Desk) -> list[tuple[float, Passage, Sentence]]:
    """Sentences that name the entity; those with its whole name and a role are worth most."""
    whole = [set(words(known)) for known in (entity.name, *entity.aliases) if len(words(known)) > 1]
    alone = {word for known in (entity.name, *entity.aliases) for word in words(known) if len(word) > 2}
    found = list[tuple[float, Passage, Sentence]]()
    for sentence in desk.sentences(passage):
        said = set(words(sentence.text))
        if sentence.kind == "heading" or not said & alone or sentence.is_question:
            continue
        full = any(name <= said for name in whole) or (not whole and alone <= said)
        near = [word for word in sorted(alone) if word in said]
        told = any(re.search(_SAYS.format(name=re.escape(word)), sentence.text, re.IGNORECASE) for word in near)
        worth = (0.8 if full else 0.1) + (0.6 if told else 0.0)
        worth += 0.2 if re.search(rf"\b{_ROLE}\b", sentence.text, re.IGNORECASE) else 0.0
        worth -= 0.4 if len(words(sentence.text)) < 3 else 0.0
        worth += 0.0005 * (passage.date.toordinal() - 738000) / 10 if passage.date else 0.0
        found.append((worth, passage, sentence))
    return found


def _drafted(scored: list[tuple[float, Passage, Sentence]], desk: Desk) -> Draft | None:
    strong = [hit for hit in scored if hit[0] >= 0.75][:3]
    if not strong:
        return None
    lines, ids, seen = list[Line](), list[str](), set[str]()
    for _, passage, sentence in strong:
        if sentence.text in seen:
            continue
        seen.add(sentence.text)
        ids.append(passage.id)
        document = desk.document(passage.document_id)
        lines.append(Line(source_line(passage, document)))
        lines.extend(spoken_lines([Said(sentence, passage, 0)], desk.documents((passage.document_id,))))
    return Draft(tuple(lines), (), "fair", tuple(dict.fromkeys(ids)), "entity")
