"""What was decided on a matter: what holds now first, then what it replaced, when and why."""

import re

from core.agent.desk import Desk
from core.agent.draft import Draft, Line, day
from core.agent.expected import holds
from core.agent.gist import gist
from core.agent.question import DECIDING, Question
from core.models import Decision

_DECIDE = re.compile(
    r"\b(?:decid\w+|decisions?|agreed?|agreements?|resolved|resolutions?|approved?|settled|concluded|conclusions?|"
    r"chose|chosen|rejected|voted|ruled out|turned down|changed (?:our|their) minds?)\b", re.I
)  # fmt: skip
_LIST = re.compile(
    r"\b(?:decisions|resolutions)\b|\bwhat (?:did|was|were|has|have)\b.{0,30}\b(?:decided|agreed|resolved|approved)\b",
    re.I,
)
_DETAILS = frozenset({"number", "money", "place", "date"})
_ENOUGH = 0.55  # share of the topic that a decision has to hold
_WITH_DETAILS = 0.45  # the same for one that names the kind of thing that is asked for
_SURE = 0.65  # the same where the question does not speak of deciding
_IN_PERIOD = 0.35
_MOST = 8
_MANY = 8  # decisions from which on a word can be common among them


def decisions(question: Question, desk: Desk) -> Draft | None:
    """Decisions on the question's topic, or of its period when it names no topic."""
    asks = bool(_DECIDE.search(question.text))
    details = set(question.wants) & _DETAILS
    if "person" in question.wants or not (asks or "yes_no" in question.wants or (details and question.is_present)):
        return None
    topic = question.without(DECIDING)
    if not topic.content:
        return _of_period(question, desk) if asks and not details else None
    fitting = _fitting(topic, desk, _ENOUGH if asks else _WITH_DETAILS if details else _SURE)
    if details:
        fitting = [decision for decision in fitting if _tells(decision, details)]
    return _history(question, _with_chain(fitting, desk)[:_MOST], desk) if fitting else None


def _tells(decision: Decision, details: set[str]) -> bool:
    """True if a decision that holds now names every kind of thing that is asked for."""
    return decision.state == "current" and all(holds(kind, decision.quote) for kind in details)


def _fitting(topic: Question, desk: Desk, enough: float) -> list[Decision]:
    """Decisions that hold enough of the topic; of those in the period that is asked about less is enough."""
    if desk.period and desk.narrowed != desk.filters:
        held = desk.store.decisions(desk.viewer, None, current=False, filters=desk.narrowed)
        near = [(topic.coverage(_stems(decision)), decision) for decision in held]
        best = max((worth for worth, _ in near), default=0.0)
        if best >= _IN_PERIOD:
            return [decision for worth, decision in near if worth >= max(_IN_PERIOD, 0.8 * best)]
    held = desk.store.decisions(desk.viewer, topic.text, current=False, filters=desk.filters)[:40]
    topic = _telling(topic, desk)
    near = [(topic.coverage(_stems(decision)), decision) for decision in held]
    best = max((worth for worth, _ in near), default=0.0)
    return [decision for worth, decision in near if worth >= max(enough, 0.8 * best)]


def _telling(topic: Question, desk: Desk) -> Question:
    """The topic with its words weighed by how few decisions hold them; as it is where there are few at all."""
    known = [_stems(decision) for decision in desk.all_decisions()]
    if len(known) < _MANY:
        return topic
    return topic.among({term: sum(term in stems for stems in known) for term in topic.content}, len(known))


def _stems(decision: Decision) -> set[str]:
    return set(gist(f"{decision.statement} {decision.quote} {decision.rationale or ''}"))


def _with_chain(fitting: list[Decision], desk: Desk) -> list[Decision]:
    """The fitting ones with what replaced them, and what they replaced, newest first."""
    known = {decision.id: decision for decision in desk.all_decisions()}
    chain = {decision.id: decision for decision in fitting}
    grew = True
    while grew:
        later = [known[d.superseded_by] for d in chain.values() if d.superseded_by in known]
        earlier = [d for d in known.values() if d.superseded_by in chain]
        added = {d.id: d for d in [*later, *earlier] if d.id not in chain}
        chain.update(added)
        grew = bool(added)
    return sorted(chain.values(), key=lambda d: (d.state != "superseded", str(d.date or ""), d.start), reverse=True)


def _history(question: Question, chain: list[Decision], desk: Desk) -> Draft:
    lines, ids, cautions = list[Line](), list[str](), list[str]()
    replaced = {decision.superseded_by for decision in chain if decision.superseded_by}
    for decision in chain:
        quote, passage = desk.fact(decision)
        lines.append(Line(_lead(decision, decision.id in replaced, quote.title), quote))
        lines.extend(_reason(decision, desk, "reason" in question.wants))
        if passage:
            ids.append(passage.id)
    return Draft(tuple(lines), tuple(cautions), "fair", tuple(dict.fromkeys(ids)), "decisions")


def _lead(decision: Decision, replaces: bool, title: str) -> str:
    when = f" on {day(decision.date)}" if decision.date else ""
    where = f" (“{title}”)"
    if decision.state == "superseded":
        return f"Decided before{when}{where}, since replaced: "
    if decision.state == "proposed":
        return f"Proposed, not decided,{when}{where}: "
    return f"{'Decided last' if replaces else 'Decided'}{when}{where}: "


def _reason(decision: Decision, desk: Desk, wanted: bool) -> list[Line]:
    """The rationale as a source of its own, where its words stand in the document."""
    if not decision.rationale:
        return []
    passage = desk.around(decision.document_id, decision.start, decision.end)
    at = passage.text.find(decision.rationale) if passage else -1
    if passage is None or at < 0:
        return []
    inside = decision.start <= passage.start + at < decision.end
    if inside and not wanted:
        return []
    quote = desk.quote(passage, passage.start + at, passage.start + at + len(decision.rationale))
    return [Line("Reason given: ", quote)]


def _of_period(question: Question, desk: Desk) -> Draft | None:
    if not _LIST.search(question.text):
        return None
    held = desk.store.decisions(desk.viewer, None, current=True, filters=desk.narrowed)
    if not held:
        return None
    lines, ids = list[Line](), list[str]()
    for decision in held[:_MOST]:
        quote, passage = desk.fact(decision)
        lines.append(Line(_lead(decision, False, quote.title), quote))
        ids.extend([passage.id] if passage else [])
    if len(held) > _MOST:
        lines.append(Line(f"These are the latest {_MOST} of {len(held)} decisions."))
    return Draft(tuple(lines), (), "fair", tuple(dict.fromkeys(ids)), "list")
