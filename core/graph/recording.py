"""From a contribution to the record that a store keeps of it: ids, keys of names, and the places of all it says."""

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import blake2b

from core.graph.contribution import ActionDraft, Contribution, DecisionDraft
from core.graph.names import clean, fold, node_id, parse, stands_for
from core.graph.places import Places
from core.graph.record import (
    ActionRecord,
    DecisionRecord,
    DocumentRecord,
    NameRecord,
    PassageRecord,
    Record,
    RelationRecord,
)
from core.graph.values import plain
from core.models import Level
from core.terms import terms


def record(contribution: Contribution) -> Record:
    """The record of a contribution; lone surrogates in its texts are replaced."""
    text = plain(contribution.document.text or "")
    present = tuple(dict.fromkeys((*contribution.document.participants, *contribution.speakers)))
    names, relations = _named(contribution)
    return Record(
        document=_document(contribution),
        text=text,
        people=tuple(sorted({_key(name) for name in present})),
        passages=tuple(_passages(contribution, present)),
        windows=contribution.windows,
        names=names,
        relations=relations,
        decisions=tuple(_decisions(contribution, text)),
        actions=tuple(_actions(contribution, text)),
    )


def _document(contribution: Contribution) -> DocumentRecord:
    document = contribution.document
    return DocumentRecord(
        document.id, contribution.source, plain(contribution.source_id), plain(document.name), plain(document.title),
        document.kind, document.date, plain(document.link or "") or None, document.revision,
        contribution.content_hash, contribution.extractor, contribution.embedding_model, document.status,
        tuple(plain(name) for name in document.participants), Level.read(document.level), contribution.ingested_at,
        contribution.ingested_at,
    )  # fmt: skip


def _passages(contribution: Contribution, present: tuple[str, ...]) -> Iterator[PassageRecord]:
    written = {name for passage in contribution.passages for name in passage.speakers}
    keys = {name: {_key(name), _key(stands_for(name, present) or name)} for name in written}
    for p in contribution.passages:
        people = tuple(sorted(set().union(*(keys[name] for name in p.speakers))))
        yield PassageRecord(
            p.id,
            p.ordinal,
            plain(p.text),
            p.start,
            p.end,
            plain(p.locator),
            tuple(plain(name) for name in p.speakers),
            p.date,
            people,
        )


def _key(name: str) -> str:
    return parse("person", clean(name)).key


def _named(contribution: Contribution) -> tuple[tuple[NameRecord, ...], tuple[RelationRecord, ...]]:
    """The names that a document mentions, has speak or relates; those without letters or digits are left out."""
    places = Places(contribution.passages)
    nodes: dict[str, tuple[str, str]] = {}
    counted: Counter[str] = Counter()
    pairs: dict[str, set[str]] = {}

    def node(type: str, written: str) -> str | None:
        name = clean(plain(written))
        if not fold(name):
            return None
        found = node_id(type, name)
        nodes.setdefault(found, (type, name))
        return found

    speakers = tuple(dict.fromkeys(contribution.speakers))
    said = [("person", name, passage) for passage, name in places.spoken(speakers)]
    named = [(m.type, m.name, places.at(m.start, m.end)) for m in contribution.mentions]
    for type, written, passage in (*named, *said):
        found = node(type, written)
        if found is not None:
            counted[found] += 1
            pairs.setdefault(found, set()).update({passage} if passage is not None else ())
    relations = []
    for r in contribution.relations:
        source, target = node(r.source_type, r.source), node(r.target_type, r.target)
        if source is not None and target is not None:
            relations.append(RelationRecord(source, plain(r.kind), target, places.at(r.start, r.end)))
    ends = {end for relation in relations for end in (relation.source, relation.target)}
    kept = ends | set(counted) | {found for name in speakers if (found := node("person", name)) is not None}
    names = tuple(
        NameRecord(found, *nodes[found], counted[found], tuple(sorted(pairs.get(found, ())))) for found in sorted(kept)
    )
    return names, tuple(relations)


def _numbered(kind: str, document_id: str) -> Callable[[str], str]:
    """Ids that stay over revisions as long as the words do: equal words are counted in the order of the document."""
    seen: dict[str, int] = {}

    def number(text: str) -> str:
        words = " ".join(terms(text)) or text
        seen[words] = seen.get(words, 0) + 1
        identity = f"{kind}\0{document_id}\0{words}\0{seen[words]}".encode("utf-8", "replace")
        return blake2b(identity, digest_size=12, person=b"sybil fact").hexdigest()

    return number


def _decisions(contribution: Contribution, text: str) -> Iterator[DecisionRecord]:
    document = contribution.document
    identity = _numbered("decision", document.id)

    def place(draft: DecisionDraft) -> tuple[int, int, str]:
        return draft.start, draft.end, draft.statement

    for draft in sorted(contribution.decisions, key=place):
        yield DecisionRecord(
            identity(draft.statement), plain(draft.statement), plain(draft.rationale) if draft.rationale else None,
            draft.date or document.date, draft.state == "current" and document.status != "draft", draft.reverses,
            tuple(_key(name) for name in draft.deciders), draft.start, draft.end, text[draft.start : draft.end],
        )  # fmt: skip


def _actions(contribution: Contribution, text: str) -> Iterator[ActionRecord]:
    identity = _numbered("action", contribution.document.id)

    def place(draft: ActionDraft) -> tuple[int, int, str]:
        return draft.start, draft.end, draft.task

    for draft in sorted(contribution.actions, key=place):
        yield ActionRecord(
            identity(draft.task), plain(draft.task), plain(draft.owner) if draft.owner else None,
            tuple(sorted({plain(name) for name in draft.named})), draft.due, draft.state,
            draft.start, draft.end, text[draft.start : draft.end],
        )  # fmt: skip
