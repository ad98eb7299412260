"""The second voice of the fact rules: learned from every labelled document, and measured on sets that it left out.

Run: python -m benchmarks.voice [SET ...]   each set measured with weights learned from all the others
     python -m benchmarks.voice --unseen    the totals of the minutes that nothing was made from
     python -m benchmarks.voice --write     learn from all of them and write core/documents/facts/voice/weights.txt
Logistic regression with a square penalty, found by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4);
the signs of a sentence count by the root of their number, so that a long one weighs no more than a short one, and each
sign the more, the more unevenly it is spread over what is wanted and what is not (after Wang and Manning, Baselines and
Bigrams, 2012): signs that tell nothing then cost little.
A line of the first table is unseen for rules and voice only for guard, told, boards, teams and talks: the rules were
read on the rest. A part of a folder is measured after learning from its other parts, which the same writers wrote.
"""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.facts import Score, pairs
from benchmarks.marked import Example, examples, unseen
from core.documents.facts import RuleFacts
from core.documents.facts.roster import roster_of
from core.documents.facts.sentences import sentences_of
from core.documents.facts.voice.scores import _WEIGHTS_FILE, BIAS, Voice, scored
from core.documents.facts.voice.signs import Signs
from core.documents.facts.voice.tokens import name_words
from core.models import Level

COST, LEAST_SEEN, LEAST_WEIGHT, ROUNDS = 8.0, 3, 0.4, 60
_KEPT = 8
Array = np.ndarray


@dataclass(frozen=True)
class Sample:
    """One sentence: its set, its signs, and whether it states a decision, a task."""

    part: str
    signs: frozenset[str]
    wanted: tuple[bool, bool]


def samples(found: Sequence[Example]) -> list[Sample]:
    """Every sentence that the voice would score."""
    made = []
    for example in found:
        sentences = sentences_of(example.parsed)
        names = (*example.parsed.participants, *(person.name for person in roster_of(example.parsed).people))
        signs = Signs(sentences, name_words(names))
        for i, sentence in enumerate(sentences):
            if scored(sentence):
                here = (sentence.start, sentence.end)
                wanted = tuple(any(pairs([span], [here]) for span in example.spans(kind)) for kind in "DA")
                made.append(Sample(example.part, frozenset(signs.of(i)), (wanted[0], wanted[1])))
    return made


def learn(seen: Sequence[Sample]) -> Voice:
    """The voice that these sentences teach."""
    return Voice(weights(seen))


def weights(seen: Sequence[Sample]) -> dict[str, tuple[float, float]]:
    """The weight of each sign for decisions and for actions, small ones left out."""
    counts = Counter(sign for sample in seen for sign in sample.signs)
    signs = sorted(sign for sign, count in counts.items() if count >= LEAST_SEEN)
    place = {sign: i for i, sign in enumerate(signs)}
    columns = [sorted(place[sign] for sign in sample.signs if sign in place) for sample in seen]
    rows = np.repeat(np.arange(len(seen)), [len(c) for c in columns])
    values = np.repeat([1 / np.sqrt(len(sample.signs) + 1) for sample in seen], [len(c) for c in columns])
    places = np.concatenate([np.array(c, dtype=int) for c in columns])
    both = []
    for kind in (0, 1):
        wanted = np.array([sample.wanted[kind] for sample in seen], dtype=float)
        telling = tellings(rows, places, wanted, len(signs))
        fit = fitted((rows, places, values * telling[places]), wanted, len(signs))
        both.append(np.append(fit[:-1] * telling, fit[-1]))
    kept = {
        sign: (round(float(both[0][i]), 2), round(float(both[1][i]), 2))
        for sign, i in place.items()
        if max(abs(both[0][i]), abs(both[1][i])) >= LEAST_WEIGHT
    }
    return {BIAS: (round(float(both[0][-1]), 3), round(float(both[1][-1]), 3)), **kept}


def tellings(rows: Array, places: Array, wanted: Array, width: int) -> Array:
    """How much each sign counts: 1, and more the more unevenly it is spread over sentences wanted and not wanted."""
    yes = np.bincount(places, wanted[rows], width) + 1
    no = np.bincount(places, 1 - wanted[rows], width) + 1
    return 1 + np.abs(np.log((yes / yes.sum()) / (no / no.sum())))


def fitted(matrix: tuple[Array, Array, Array], wanted: Array, width: int) -> Array:
    """The weights of the columns, and the bias as the last."""
    rows, columns, values = matrix

    def slope(w: Array) -> tuple[float, Array]:
        sums = np.bincount(rows, values * w[columns], len(wanted)) + w[-1]
        loss = np.logaddexp(0, sums) - wanted * sums
        error = 1 / (1 + np.exp(-sums)) - wanted
        gradient = np.append(np.bincount(columns, values * error[rows], width), error.sum()) * COST + w
        return COST * float(loss.sum()) + 0.5 * float(w @ w), gradient

    return lowest(slope, np.zeros(width + 1))


def lowest(slope: Callable[[Array], tuple[float, Array]], w: Array) -> Array:
    """Where a smooth function is least, by L-BFGS with halved steps."""
    value, gradient = slope(w)
    kept: list[tuple[Array, Array]] = []
    for _ in range(ROUNDS):
        step, direction = 1.0, -_curved(gradient, kept)
        downhill = float(gradient @ direction)
        if not kept:
            step = 1.0 / max(1.0, float(np.linalg.norm(gradient)))
        while True:
            new = w + step * direction
            new_value, new_gradient = slope(new)
            if new_value <= value + 1e-4 * step * downhill or step < 1e-10:
                break
            step /= 2
        moved, bent = new - w, new_gradient - gradient
        if float(moved @ bent) > 1e-12:
            kept = [*kept, (moved, bent)][-_KEPT:]
        settled = abs(value - new_value) < 1e-7 * abs(value)
        w, value, gradient = new, new_value, new_gradient
        if settled:
            break
    return w


def _curved(gradient: Array, kept: list[tuple[Array, Array]]) -> Array:
    """The gradient times what is known of the inverse curvature."""
    q, used = gradient.copy(), []
    for moved, bent in reversed(kept):
        a = float(moved @ q) / float(moved @ bent)
        used.append(a)
        q -= a * bent
    if kept:
        moved, bent = kept[-1]
        q *= float(moved @ bent) / float(bent @ bent)
    for (moved, bent), a in zip(kept, reversed(used), strict=True):
        q += moved * (a - float(bent @ q) / float(moved @ bent))
    return q


def counted(found: Sequence[Example], finder: RuleFacts) -> dict[str, Score]:
    """What is wanted, found and matched in these documents, by kind."""
    counts = {"D": Score(), "A": Score()}
    for example in found:
        facts = finder.find(example.parsed, example.name, None, Level.INTERNAL)
        mine = {
            "D": [(d.start, d.end) for d in facts.decisions if d.state == "current"],
            "A": [(a.start, a.end) for a in facts.actions],
        }
        for kind, score in counts.items():
            gold = example.spans(kind)
            score.gold += len(gold)
            score.found += len(mine[kind])
            score.matched += len(pairs(gold, mine[kind]))
    return counts


def cross(found: Sequence[Example], parts: Sequence[str]) -> None:
    """Print each set as rules alone find it, and with a voice that learned from all the other sets."""
    seen = samples(found)
    print(f"{'set':9} {'kind':9} {'gold':>5}   rules alone: P, R     with the voice: P, R")
    for part in parts or dict.fromkeys(example.part for example in found):
        here = [example for example in found if example.part == part]
        alone = counted(here, RuleFacts(Voice({})))
        voice = counted(here, RuleFacts(learn([sample for sample in seen if sample.part != part])))
        for kind, name in (("D", "decisions"), ("A", "actions")):
            one, two = alone[kind], voice[kind]
            print(
                f"{part:9} {name:9} {one.gold:5} {one.precision:14.3f} {one.recall:6.3f} "
                f"{two.precision:16.3f} {two.recall:6.3f}",
                flush=True,
            )


def write(found: Sequence[Example]) -> None:
    """Learn from everything and keep the weights."""
    learned = weights(samples(found))
    lines = [f"{sign}\t{decision:g}\t{action:g}" for sign, (decision, action) in sorted(learned.items())]
    head = "# sign, weight for decisions, weight for actions. Made by python -m benchmarks.voice --write\n"
    _WEIGHTS_FILE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights")


def main(arguments: Sequence[str]) -> int:
    """Measure, or write; 0 always."""
    if "--write" in arguments:
        write(examples())
    elif "--unseen" in arguments:
        for kind, score in counted(unseen(), RuleFacts()).items():
            print(f"{kind} gold {score.gold} precision {score.precision:.3f} recall {score.recall:.3f}")
    else:
        cross(examples(), arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
