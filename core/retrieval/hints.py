"""Filters, which are hard, and hints and preferences, which only move a passage a little."""

from datetime import date

import numpy as np

from core.models import Filters
from core.retrieval.arrays import Flags, Floats
from core.retrieval.question import Question
from core.retrieval.snapshot import Snapshot, View
from core.terms import folded, words

PERIOD_BOOST = 0.6
KIND_BOOST = 0.4
SPEAKER_BOOST = 0.15
DRAFT_LOSS = 0.15
APPROVED_GAIN = 0.05
NEWNESS_GAIN = 0.10
NEWNESS_DAYS = 365.0


def passing(view: View, filters: Filters | None) -> Flags | None:
    """Which visible passages pass the filters; None when there are none. What has no date passes no period."""
    if filters is None or filters == Filters():
        return None
    snapshot = view.snapshot
    documents = np.ones(len(snapshot.documents), dtype=np.bool_)
    if filters.kinds:
        documents &= np.isin(snapshot.kinds, filters.kinds)
    if filters.document_ids:
        wanted = set(filters.document_ids)
        documents &= np.array([d.id in wanted for d in snapshot.documents], dtype=np.bool_)
    kept = documents[snapshot.document_of]
    if filters.since or filters.until:
        kept &= _within(view, filters.since, filters.until)
    if filters.person:
        named = tuple(words(filters.person))
        taking_part = np.array([_anyone(named, d.participants) for d in snapshot.documents], dtype=np.bool_)
        kept &= taking_part[snapshot.document_of] | speaking(view, named, every=True)
    return np.asarray(kept[view.rows], dtype=np.bool_)


def leaning(view: View, question: Question, today: date) -> Floats:
    """What hints in the question and preferences for newer and approved sources add to each visible passage's score.

    Small against the difference between a passage that answers and one that does not, so that a wrong guess hides
    nothing: between like passages the newer and the approved one comes first, a draft after its successor.
    """
    snapshot = view.snapshot
    gain = _standing(snapshot, today)
    for kind in question.kinds:
        gain = gain + KIND_BOOST * (snapshot.kinds == kind)
    score = gain[snapshot.document_of]
    if question.since or question.until:
        score = score + PERIOD_BOOST * _within(view, question.since, question.until)
    if question.people:
        score = score + SPEAKER_BOOST * speaking(view, question.people)
    return view.of(score)


def _standing(snapshot: Snapshot, today: date) -> Floats:
    """For each document what its status and age add."""
    gain = APPROVED_GAIN * (snapshot.statuses == "approved") - DRAFT_LOSS * (snapshot.statuses == "draft")
    ages = np.maximum(0, today.toordinal() - snapshot.days)
    newness = NEWNESS_GAIN * NEWNESS_DAYS / (NEWNESS_DAYS + ages)
    return np.asarray(gain + np.where(snapshot.days > 0, newness, 0.0), dtype=np.float64)


def _within(view: View, since: date | None, until: date | None) -> Flags:
    days = view.snapshot.dates
    first = since.toordinal() if since else 1
    last = until.toordinal() if until else date.max.toordinal()
    return np.asarray((days >= first) & (days <= last), dtype=np.bool_)


def speaking(view: View, named: tuple[str, ...], every: bool = False) -> Flags:
    """Passages (all rows) in which somebody with one of these words in the name speaks, ``every``: with all of them."""
    vocabulary = view.snapshot.vocabulary
    names = np.array([_named(named, name, every) for name in list(vocabulary.names.entries)], dtype=np.bool_)
    flags = np.zeros(view.snapshot.size, dtype=np.bool_)
    if not names.any():
        return flags
    for segment, offset in zip(view.snapshot.segments, view.snapshot.offsets, strict=False):
        hits = np.concatenate([[0], np.cumsum(names[segment.speakers.values])])
        starts = segment.speakers.starts
        flags[offset : offset + segment.size] = hits[starts[1:]] > hits[starts[:-1]]
    return flags


def _anyone(named: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return any(_named(named, name, every=True) for name in names)


def _named(wanted: tuple[str, ...], name: str, every: bool) -> bool:
    parts = set(words(folded(name)))
    return bool(wanted) and (parts.issuperset(wanted) if every else not parts.isdisjoint(wanted))
