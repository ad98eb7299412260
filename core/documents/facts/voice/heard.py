"""Where the rules and the second voice differ: what it doubts is dropped, what it is sure of is found.

The rules were written by people who read the labelled documents, so that their finds there say little about other
documents; the weights were not fitted to the rules. Two judges that err in different ways: a find of the rules needs
little of the voice, and the voice alone needs more. The limits were chosen by leaving parts out
(``python -m benchmarks.voice``), by the sum over guard, told, boards, teams and talks, which the rules had not been
read on.
"""

import re
from collections.abc import Callable, Mapping, Sequence

import core.documents.facts.positions as positions
import core.documents.facts.signs as signs
from core.documents.facts.cues import ACCEPTS, EMPTY, HISTORY, POSTPONED, PROCEDURAL, REFUSES, REJECTED, SUPPOSED, WISH
from core.documents.facts.findings import Finding
from core.documents.facts.motions import outcome
from core.documents.facts.sentences import Sentence
from core.documents.facts.strays import stray
from core.documents.facts.task_signs import not_needed
from core.documents.facts.unsettled import of_procedure, unsettled
from core.documents.facts.voice.scores import Score
from core.terms import terms

DOUBTED_DECISION = 0.08
DOUBTED_VERB = 0.04
DOUBTED_SAID = 0.04
SURE_DECISION = 0.45
SURE_DECISION_SAID = 0.75
DOUBTED_ACTION = 0.005
SURE_ACTION = 0.4
SURE_ACTION_SAID = 0.6
"""In talk the voice must be surer, and is trusted less where it doubts, than the left-out talks alone would have it:
these are short, and real ones hold ten times as many sentences for each decision."""
_CALLED = re.compile(r"\W*(?:it was )?resolved\b")
_IF = re.compile(r"^\W*(?:and |but |so )?(?:if|unless|in case|should)\b")
_NOT_DONE = re.compile(r"\b(?:unable|could not|couldn't|does not|doesn't|did not|didn't|no longer|not to)\b")
_TOLD_OF = re.compile(r"\bwe (?!agreed|decided|settled|need)(?:\w+ed|spent|got|had|were|bought|sold)\b")
_STATE = re.compile(r"\b(?:owns|owned|(?:be|is|are|was|were) (?:away|off|ill|back|on (?:leave|holiday)))\b")
_TELLS_WHAT = 3
_IN_CASE = re.compile(r"\W*(?:in (?:case|the event)|should (?:the|it|we|they|any)|were (?:the|it|they)|provided)\b")


def decisions(
    found: Sequence[Finding],
    sentences: Sequence[Sentence],
    scores: Mapping[int, Score],
    task: Callable[[Sentence], bool] = lambda _: False,
) -> list[Finding]:
    """The findings of the rules without those doubted, and those of the voice.

    Args:
        task: true for "it was agreed that Peter will call", which no sum of signs makes a decision.
    """
    kept = [f for f in found if not _doubted(f, sentences, scores)]
    taken = {i for f in found for i in range(f.first, f.last + 1)}
    for i, score in scores.items():
        enough = SURE_DECISION_SAID if sentences[i].spoken else SURE_DECISION
        if (
            score.decision >= max(enough, score.action)
            and i not in taken
            and not _open(sentences, i)
            and not task(sentences[i])
        ):
            first = i - 1 if _only_tells_outcome(sentences, i) and i - 1 not in taken else i
            kept.append(Finding(first, i, first, strength=2.5))
            taken |= {first, i}
    return sorted(kept, key=lambda f: f.first)


def doubted_action(i: int, sentence: Sentence, scores: Mapping[int, Score]) -> bool:
    """True for a task of the rules that neither label nor list calls one and the voice does not believe in."""
    told = sentence.label == "action" or sentence.block.under in ("actions", "done", "both")
    return not told and i in scores and scores[i].action < DOUBTED_ACTION


def sure_action(i: int, sentences: Sequence[Sentence], scores: Mapping[int, Score]) -> bool:
    """True for a sentence that the voice takes for a task by itself, and nothing after it turns down."""
    sentence, low = sentences[i], sentences[i].low
    return (
        i in scores
        and scores[i].action >= (SURE_ACTION_SAID if sentence.spoken else SURE_ACTION)
        and sentence.block.under != "open"
        and not _turned_down(sentences, i)
        and not (
            _IF.search(low)
            or SUPPOSED.match(low)
            or HISTORY.search(low)
            or not_needed(low)
            or unsettled(low)
            or _NOT_DONE.search(low)
            or _STATE.search(low)
        )
    )


def _turned_down(sentences: Sequence[Sentence], i: int) -> bool:
    """True if the next turn of a talk refuses, or does not accept what was a question."""
    sentence = sentences[i]
    if not sentence.spoken:
        return False
    after = next((s for s in sentences[i + 1 : i + 4] if s.block.turn != sentence.block.turn), None)
    accepted = after is not None and bool(ACCEPTS.match(after.low)) and not not_needed(after.low)
    if sentence.asks:
        return not accepted or len(terms(sentence.body)) < _TELLS_WHAT
    return after is not None and not accepted and bool(REFUSES.match(after.low) or not_needed(after.low))


def _doubted(finding: Finding, sentences: Sequence[Sentence], scores: Mapping[int, Score]) -> bool:
    """True if the voice does not believe in a finding: it needs less belief where a verb of deciding or a motion says
    so, and none where the document itself calls it a decision."""
    here = range(finding.first, finding.last + 1)
    said = sentences[finding.said]
    if finding.proposed or _CALLED.match(said.low) or any(sentences[i].label == "decision" for i in here):
        return False
    likely = max((scores[i].decision for i in here if i in scores), default=1.0)
    if said.spoken:
        return likely < DOUBTED_SAID
    return likely < (DOUBTED_DECISION if finding.weighed else DOUBTED_VERB)


def _open(sentences: Sequence[Sentence], i: int) -> bool:
    """True for what is asked, wished, supposed or put off, which no sum of other signs makes a decision."""
    sentence, low = sentences[i], sentences[i].low
    return bool(
        sentence.asks
        or sentence.struck
        or sentence.block.under in ("open", "actions", "done")
        or sentence.label not in ("", "decision")
        or low.endswith(":")
        or EMPTY.match(low)
        or POSTPONED.search(low)
        or unsettled(low)
        or PROCEDURAL.search(low)
        or HISTORY.search(low)
        or (REJECTED.search(low) and not positions.turned_down(low))
        or signs.of_others(low)
        or of_procedure(sentence)
        or SUPPOSED.match(low)
        or _IN_CASE.match(low)
        or WISH.search(low)
        or (sentence.spoken and (not terms(sentence.body) or stray(sentences, i) or _TOLD_OF.search(low)))
    )


def _only_tells_outcome(sentences: Sequence[Sentence], i: int) -> bool:
    """ "Granted in full." after the sentence that says what."""
    before = sentences[i - 1] if i else None
    return (
        before is not None
        and before.block.start == sentences[i].block.start
        and not sentences[i].spoken
        and outcome(sentences[i])
        and not before.asks
    )
