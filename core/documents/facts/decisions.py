"""The decisions of one document, from its sentences."""

import re
from collections.abc import Sequence
from functools import lru_cache

import core.documents.facts.decision_words as words
import core.documents.facts.notes as notes
import core.documents.facts.plain as plain
import core.documents.facts.positions as positions
import core.documents.facts.signs as signs
import core.documents.facts.talk as talk
import core.documents.facts.task_signs as task_signs
from core.documents.facts.assignments import Assignments
from core.documents.facts.cues import (
    EMPTY,
    HEDGED,
    HISTORY,
    OUTSIDE,
    POSTPONED,
    PROCEDURAL,
    REJECTED,
    SUPPOSED,
    WISH,
)
from core.documents.facts.findings import Finding, without_echoes
from core.documents.facts.motions import motion_at, outcome
from core.documents.facts.proposals import labelled_proposal
from core.documents.facts.sentences import Sentence
from core.documents.facts.strays import stray
from core.documents.facts.task_items import TaskItems
from core.documents.facts.unsettled import of_procedure, unsettled
from core.documents.facts.verdicts import Verdicts
from core.terms import terms

_NEAR = 512
"""A sentence is looked at again from those around it."""
_THEY = re.compile(
    rf"(?:\W|so |and |but )*(?:they|he|she|you|(?:the|their|our) (?:{OUTSIDE}))\b(?! (?:is |are )?to be\b)"
)


class DecisionFinder:
    """Finds decisions.

    Args:
        verdicts: tells this group's decisions from others'.
        assignments: tells "agreed that Peter will call" (a task) from a decision.
        items: tells notes of tasks.
        meeting: whether the document tells of a meeting; a policy's "we shall not" is no decision.
        recap: whether it sets out to tell what was settled, so that plain statements weigh more.
    """

    def __init__(
        self, verdicts: Verdicts, assignments: Assignments, items: TaskItems, meeting: bool = True, recap: bool = False
    ) -> None:
        self._items = items
        self._meeting = meeting
        self._recap = recap
        self._verdicts = verdicts
        self._assignments = assignments

    def find(self, sentences: Sequence[Sentence]) -> list[Finding]:
        """The decisions in order, without overlap."""
        found: list[Finding] = []
        i = 0
        while i < len(sentences):
            finding = self._at(sentences, i, found)
            if finding is None:
                i += 1
                continue
            if finding.last >= i and finding.said >= 0:
                found = [f for f in found if f.last < finding.first] + [finding]
            i = max(i, finding.last) + 1
        return without_echoes(found, sentences)

    def _at(self, sentences: Sequence[Sentence], i: int, found: list[Finding]) -> Finding | None:
        sentence = sentences[i]
        if sentence.block.kind in ("heading", "row", "header") or not sentence.low or sentence.struck:
            return None
        if of_procedure(sentence):
            return None
        if sentence.label == "decision" or (sentence.block.under in ("decisions", "both") and sentence.label == ""):
            listed = self._listed(sentence, i)
            if listed is not None or sentence.label == "decision":
                return listed
        if sentence.label not in ("", "decision", "proposal") or sentence.block.under in ("actions", "done", "open"):
            return None
        if sentence.label == "proposal":
            return labelled_proposal(sentences, i)
        motion = motion_at(sentences, i)
        if motion and found and found[-1].last == i - 1 and words.NAMES_MOVER.match(sentence.low):
            return Finding(i, motion[1], -1)
        if motion:
            carried, last = motion
            better = next(
                (j for j in range(i + 1, last + 1) if self._says(sentences[j]) and not outcome(sentences[j])), None
            )
            if carried and better is not None:
                return None
            return Finding(i, last, i if carried else -1, strength=3)
        if sentence.asks and not sentence.spoken:
            return self._answered(sentences, i)
        if not sentence.spoken and outcome(sentence):
            bare = self._bare_outcome(sentences, i, found)
            if bare:
                return bare
        if not sentence.spoken and i and words.FORMAL.match(sentence.low):
            before = sentences[i - 1]
            if words.REFERENCE.search(before.low) and before.block.paragraph == sentence.block.paragraph:
                return Finding(i - 1, i, i - 1, strength=3)
        if self._says(sentence):
            return Finding(i, i, i, strength=3)
        return self._plain(sentences, i)

    def _says(self, sentence: Sentence) -> bool:
        """A verb of deciding, with this group as its subject, and no veto. Few sentences have one: it comes first."""
        low = sentence.low
        if sentence.asks or not self._verdicts.decided(low, sentence.spoken):
            return False
        declined = not sentence.spoken and words.DECLINES.search(low)
        return not (
            PROCEDURAL.search(low)
            or (_leaves_open(low) and not declined)
            or unsettled(low)
            or words.ASKED_AND_AGREED.search(low)
            or words.OPINION.match(low)
            or (low.endswith(":") and len(low.split()) < 5)
            or (sentence.spoken and plain.closes(low))
            or self._assignments.of_decision(sentence)
        )

    def _listed(self, sentence: Sentence, i: int) -> Finding | None:
        """An item that a label or heading calls a decision."""
        low = sentence.low
        if EMPTY.match(low) or len(low) < 4 or sentence.asks or low.endswith(":"):
            return None
        if sentence.label == "" and sentence.block.kind == "prose" and not sentence.opens:
            return None
        if (
            PROCEDURAL.search(low)
            or _leaves_open(low)
            or unsettled(low)
            or HISTORY.search(low)
            or re.match(r"\W*(?:not|no) (?:approved|agreed|accepted)", low)
        ):
            return None
        raw_label = sentence.label == "decision"
        if not sentence.opens and not raw_label and (plain.past(low) or signs.no_outcome(low)):
            return None
        if self._assignments.at_start(sentence) and not (raw_label and "to be " in low):
            return None
        return Finding(i, i, i, strength=4)

    def _answered(self, sentences: Sequence[Sentence], i: int) -> Finding | None:
        """ "Move to Thursdays? Yes, from May." in notes."""
        if (
            not self._meeting
            or i + 1 == len(sentences)
            or sentences[i + 1].block.paragraph != sentences[i].block.paragraph
        ):
            return None
        after, length = sentences[i + 1].low, len(sentences[i].low.split())
        verdict = words.YES_NO.match(after) and len(after.split()) <= 14 and not sentences[i + 1].asks
        if (
            not verdict
            or length < 3
            or _leaves_open(after)
            or HEDGED.search(after)
            or re.search(r"\b(?:who|what|when|why|how|does anyone|did)\b", sentences[i].low)
        ):
            return None
        return Finding(i, i + 1, i, strength=3)

    def _bare_outcome(self, sentences: Sequence[Sentence], i: int, found: list[Finding]) -> Finding | None:
        """ "Agreed." after the sentence that says what."""
        if i == 0 or (found and found[-1].last == i - 1):
            return None
        before = sentences[i - 1]
        if before.block.paragraph != sentences[i].block.paragraph or before.block.kind == "heading" or before.asks:
            return None
        low = before.low
        if (
            PROCEDURAL.search(low)
            or _leaves_open(low)
            or len(low.split()) < 4
            or HISTORY.search(low)
            or self._assignments.at_start(before)
        ):
            return None
        if PROCEDURAL.search(sentences[i].low) or not re.search(
            r"\b(?:propos|suggest|recommend|mov(?:ed|e)\b|request|ask(?:ed|s)\b|appl(?:ied|ication)|motion|to \w+|"
            r"be \w+|should|would|will)",
            low,
        ):
            return None
        return Finding(i - 1, i, i - 1, strength=3)

    def _plain(self, sentences: Sequence[Sentence], i: int) -> Finding | None:
        sentence = sentences[i]
        low = sentence.low
        if not sentence.spoken and self._meeting and positions.refused(sentence, sentences[max(0, i - 3) : i]):
            return Finding(i, i, i, stated=True, strength=positions.STRENGTH)
        found = self._sounding(sentences, i)
        return None if found and unsettled(low) else found

    def _sounding(self, sentences: Sequence[Sentence], i: int) -> Finding | None:
        """What sounds decided by what it says, by the talk around it, or by small signs."""
        sentence = sentences[i]
        low = sentence.low
        if len(low.split()) < 2 or (sentence.spoken and stray(sentences, i)):
            return None
        proposes = sentence.spoken and plain.proposes(low) and not plain.past(low)
        if sentence.asks and not proposes:
            return None
        if self._is_none(sentence) or (sentence.spoken and not terms(sentence.body)):
            return None
        answers = talk.answers_to(sentences, i)
        if proposes:
            proposed = talk.proposal(low, sentence.asks, answers, i)
            if proposed or sentence.asks:
                return proposed
        if sentence.asks or (HEDGED.search(low) and "final" not in low):
            return None
        if not sentence.spoken and words.TAGGED.search(low) and len(low.split()) >= 3:
            return Finding(i, i, i, strength=3)
        told = talk.leads_on(sentences, i) if sentence.spoken else self._meeting
        if told and positions.stated(sentence):
            return Finding(i, i, i, stated=True, strength=positions.STRENGTH)
        return self._weighed(sentences, i, answers)

    def _weighed(self, sentences: Sequence[Sentence], i: int, answers: talk.Answers) -> Finding | None:
        """What small signs make a decision by their sum."""
        sentence, low = sentences[i], sentences[i].low
        core, support = plain.weights(low, noted=not sentence.spoken or talk.led_to(sentences, i, answers))
        if re.search(r"\bif\b", low) and core < plain.ENOUGH and not sentence.block.arrow:
            return None
        if sentence.spoken:
            core = talk.core(sentences, i, answers, core)
            if core < 1.0:
                return None
            support += talk.weight(sentences, i, answers)
        else:
            if not self._meeting:
                return None
            support += notes.weight(sentences, i, self._recap)
            core = max(core, notes.laid_down(sentence))
        enough = plain.enough(core, support)
        return Finding(i, i, i, weighed=True, strength=core + support, deciders=answers.names) if enough else None

    def _is_none(self, sentence: Sentence) -> bool:
        """True for a matter left open or past, of others, of procedure; for a task; for a sentence that only closes.

        What is quickly seen, and what is most often so, comes first.
        """
        low = sentence.low
        return bool(
            SUPPOSED.match(low)
            or low.endswith(":")
            or words.GREETS.match(low)
            or plain.closes(low)
            or _THEY.match(low)
            or _leaves_open(low)
            or WISH.search(low)
            or (signs.no_outcome(low) and (sentence.spoken or not positions.acts(low)))
            or words.OTHERS_DID.search(low)
            or signs.of_others(low)
            or HISTORY.search(words.LIKE_LAST.sub(" ", low))
            or PROCEDURAL.search(low)
            or self._is_task(sentence)
            or self._items.somebody_does(sentence)
        )

    def _is_task(self, sentence: Sentence) -> bool:
        return bool(
            task_signs.told_all(sentence.low)
            or self._assignments.at_start(sentence)
            or self._assignments.noted(sentence)
            or self._assignments.present(sentence)
            or (not sentence.spoken and self._assignments.passive(sentence))
            or self._items.noted(sentence)
        )


@lru_cache(maxsize=_NEAR)
def _leaves_open(low: str) -> bool:
    return bool(POSTPONED.search(low) or REJECTED.search(low))
