"""What the talk around a sentence lends to it: what leads to it, what is answered, what it sums up."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import core.documents.facts.plain as plain
from core.documents.facts.cues import ACCEPTS, HEDGED, REFUSES
from core.documents.facts.findings import Finding
from core.documents.facts.sentences import Sentence
from core.terms import terms

_OPENING = 6
_AGREES = re.compile(
    r"\bagreed\b|\blet's do (?:it|that)|\bdeal\b|that's settled|\bi agree\b|\bi support\b|\bworks "
    r"for me\b"
)
_AGAINST = re.compile(r"\b(?:objections?|against|opposed|problems?|issues?|concerns?|mind|disagree\w*|object)\b")
_NONE = re.compile(r"^\W*(?:no+|none|nope|nah|not (?:me|from me|at all|here)|nobody|nothing)\b[^.]{0,25}\W*$")
_VOTED = re.compile(
    r"\b(?:votes? (?:are in|was|is|were)|in favou?r\b|hands? (?:up|for|are)|against\?|majority|(?:\d+|two|three|"
    r"four|five|six|seven|eight|nine|ten) (?:to|[-–]) (?:\d+|nil|none|one|two|three|four|five)\b|"
    r"hearing a yes|everybody says|we all agree|all of one mind)"
)

_SUMS_UP = re.compile(
    r"\blet me (?:try|sum|summari[sz]e|repeat|recap|(?:say|read) (?:it|that|this))\b|"
    r"\bfor the (?:notes|minutes|record)\W*$"
)


_VERB = re.compile(
    r"\b(?:is|are|'s|'re|will|'ll|go|goes|get|gets|stay|stays|pay|pays|take|takes|keep|keeps|start|starts|"
    r"move|moves|all|everyone|everybody|each)\b"
)


@dataclass(slots=True)
class Answers:
    """What is said to a sentence: assent less refusal, assent in so many words, whether all were asked, and by whom."""

    yes: float = 0.0
    explicit: float = 0.0
    asked: bool = False
    names: list[str] = field(default_factory=list)


@lru_cache(maxsize=512)
def _telling(body: str) -> frozenset[str]:
    return frozenset(terms(body))


def lead_in(sentences: Sequence[Sentence], i: int) -> Sentence | None:
    """What in the same turn leads to a conclusion right before it: "Good.", "Agreed then.", "Anyone against? No?"."""
    for before in reversed(sentences[max(0, i - 2) : i]):
        if before.block.speaker != sentences[i].block.speaker or not before.spoken:
            return None
        if (
            plain.opens(before.low)
            or plain.closes(before.low)
            or plain.asks_all(before.low)
            or _VOTED.search(before.low)
            or _SUMS_UP.search(before.low)
        ):
            return before
        if len(before.low.split()) > 2:
            return None
    return None


def led_to(sentences: Sequence[Sentence], i: int, answers: Answers) -> bool:
    """True if talk leads to a sentence or agrees to it, so that it may be a rule without words of conclusion."""
    lead = lead_in(sentences, i)
    voted = lead is not None and bool(_VOTED.search(lead.low))
    return answers.explicit > 0 or answers.asked or voted or (answers.yes > 0 and lead is not None)


def leader(sentences: Sequence[Sentence], i: int) -> str | None:
    """Who leads this stretch of talk: whoever spoke most turns around it."""
    turns = {s.block.turn: s.block.speaker for s in sentences[max(0, i - 60) : i + 40] if s.spoken and s.block.speaker}
    if len(turns) < 6:
        return None
    return Counter(turns.values()).most_common(1)[0][0]


def leads_on(sentences: Sequence[Sentence], i: int) -> bool:
    """True for what whoever leads the talk says right after a word of conclusion."""
    return lead_in(sentences, i) is not None and sentences[i].block.speaker == leader(sentences, i)


def resolves(sentences: Sequence[Sentence], i: int) -> bool:
    """True if somebody asked "this or that?" shortly before, and the sentence names one of the two."""
    mine = _telling(sentences[i].body)
    for before in reversed(sentences[max(0, i - 14) : i]):
        if before.asks and before.spoken and re.search(r"\bor\b", before.low) and mine & _telling(before.body):
            return True
    return False


def concludes(sentences: Sequence[Sentence], i: int) -> bool:
    """True if a sentence of talk opens like a conclusion, by itself or by the "Good." before it."""
    before = sentences[i - 1] if i and sentences[i - 1].block.turn == sentences[i].block.turn else None
    return not plain.vague(sentences[i].low) and (
        plain.opens(sentences[i].low, 99) or bool(before and plain.opens(before.low))
    )


def recaps(sentences: Sequence[Sentence], i: int, least: int = 2) -> bool:
    """True if a sentence of talk says again, to sum up, what others said just before."""
    mine = _telling(sentences[i].body)
    others: set[str] = set()
    turns: set[int] = set()
    for before in reversed(sentences[max(0, i - 14) : i]):
        if not before.spoken or len(turns) > 5:
            break
        if before.block.turn != sentences[i].block.turn and before.block.speaker != sentences[i].block.speaker:
            turns.add(before.block.turn)
            others |= _telling(before.body)
    return len(mine) >= least and len(mine & others) >= 2 and len(mine & others) >= 0.5 * len(mine)


def sums_up(sentences: Sequence[Sentence], i: int) -> bool:
    """True for "Good. One full show and a showcase.": who leads says in few words again what the others said."""
    sentence = sentences[i]
    lead = lead_in(sentences, i)
    return (
        lead is not None
        and not plain.asks_all(lead.low)
        and sentence.block.speaker == leader(sentences, i)
        and len(sentence.low.split()) <= 12
        and not (sentence.asks or plain.vague(sentence.low) or HEDGED.search(sentence.low))
        and recaps(sentences, i, 3)
    )


def answers_to(sentences: Sequence[Sentence], i: int) -> Answers:
    """What is said to a sentence of talk: later in the same turn, and in the next three turns of others."""
    result, own = Answers(), sentences[i]
    if not own.spoken:
        return result
    turns: list[int] = []
    asked, against = 0, False
    for after in sentences[i + 1 : i + 1 + _OPENING * 3]:
        if not after.spoken:
            break
        if after.block.turn == own.block.turn:
            result.explicit += plain.closes(after.low)
            if plain.asks_all(after.low):
                result.yes, asked, result.asked = result.yes + 0.5, 1, True
                against = bool(_AGAINST.search(after.low))
            continue
        first = after.block.turn not in turns
        if first:
            turns.append(after.block.turn)
        if len(turns) > 3 + asked:
            break
        if after.block.speaker == own.block.speaker:
            result.explicit += plain.closes(after.low)
            if not plain.closes(after.low) and not ACCEPTS.match(after.low) and len(after.low.split()) > 6:
                break
            continue
        if not first:
            continue
        if against and _NONE.match(after.low):
            result.yes, result.explicit = result.yes + 1.0, result.explicit + 0.5
        elif REFUSES.match(after.low) and not ACCEPTS.match(after.low):
            result.yes -= 1.0
        elif ACCEPTS.match(after.low) or plain.closes(after.low) or _repeats(after, own):
            result.yes += 1.0
            result.explicit += plain.closes(after.low) or bool(_AGREES.search(after.low))
            if after.block.speaker:
                result.names.append(after.block.speaker)
        elif plain.asks_all(after.low):
            asked, against = 2, bool(_AGAINST.search(after.low))
        elif after.asks:
            break
    return result


def _repeats(answer: Sentence, own: Sentence) -> bool:
    """True for a short answer in the same words: "Four would do." and "Four's good."."""
    return not answer.asks and plain.scrap(answer.low) and plain.restates(answer.body, own.body)


def proposal(low: str, asks: bool, answers: Answers, i: int) -> Finding | None:
    """A proposal that the others agree to in so many words is what was decided."""
    core, support = plain.weights(low)
    weight = (
        min(core, 2.0)
        + 0.5 * (support > 0)
        + (0.0 if asks else 0.5)
        + 1.5 * min(answers.explicit + (answers.yes >= 2), 1.0)
        + min(1.0, 0.5 * answers.yes)
    )
    if (asks or HEDGED.search(low)) and not answers.explicit and answers.yes < 2:
        return None
    return (
        Finding(i, i, i, strength=weight - 1.0 * asks, deciders=answers.names)
        if weight >= plain.ENOUGH and answers.yes >= 0
        else None
    )


def weight(sentences: Sequence[Sentence], i: int, answers: Answers) -> float:
    """What the talk around a sentence lends to it."""
    before = lead_in(sentences, i)
    lead = sentences[i].block.speaker is not None and sentences[i].block.speaker == leader(sentences, i)
    weight = (
        0.5 * lead + 1.0 * resolves(sentences, i) + min(1.5, answers.yes + 0.5 * answers.explicit)
        if answers.yes > -1
        else -1.5
    )
    if before and not plain.weights(sentences[i].low)[1] >= 2:
        weight += 1.0
    return weight + 1.0 * recaps(sentences, i)


def core(sentences: Sequence[Sentence], i: int, answers: Answers, said: float) -> float:
    """How much a sentence of talk sounds like the fall of a choice, by its words (``said``) or what is around it."""
    low = sentences[i].low
    if said < 1.0 and answers.explicit and plain.opens(low, 12) and not plain.vague(low):
        return 1.5
    again = answers.yes >= 1 and _VERB.search(low) and concludes(sentences, i) and recaps(sentences, i, 3)
    if said < 1.0 and (again or (answers.yes > -1 and sums_up(sentences, i))):
        return 1.0
    return said
