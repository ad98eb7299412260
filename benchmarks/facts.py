"""How well decisions and actions are found: precision and recall on the labelled minutes.

Run: python -m benchmarks.facts [--misses] [dev|held_out|fresh|further|final|guard|sentinel]
A predicted quote matches a gold quote if they overlap by at least half of the shorter one; one to one. Owner and due
date are counted on the matched actions. All splits but ``sentinel`` were read, and the second voice was learned from
them: what to expect of other minutes is told by ``sentinel`` and by ``python -m benchmarks.voice``. ``--misses`` prints
what is wrong, for the splits that were read.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from core.documents.facts import FactFinder, Facts, RuleFacts
from core.documents.parsed import ParsedDocument
from core.documents.reading.formats import parse
from core.documents.reading.limits import Limits
from core.models import Level

LABELLED = Path(__file__).resolve().parents[1] / "tests" / "documents" / "labelled"
SPLITS = ("dev", "held_out", "fresh", "further", "final", "guard")
UNSEEN = "sentinel"
"""Written by somebody who knew neither rules nor voice; neither was fitted to it, and only its totals are read."""
Span = tuple[int, int]


@dataclass
class Score:
    """Counts over one split for decisions or actions."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    owners: int = 0
    dues: int = 0
    states: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is right that was found."""
        return self.matched / self.gold if self.gold else 1.0


def pairs(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Index pairs (gold, found), one to one, largest overlap first, at least half of the shorter span."""
    options = []
    for g, (gs, ge) in enumerate(gold):
        for f, (fs, fe) in enumerate(found):
            overlap = min(ge, fe) - max(gs, fs)
            if overlap > 0 and overlap >= 0.5 * min(ge - gs, fe - fs):
                options.append((-overlap, g, f))
    taken: list[tuple[int, int]] = []
    for _, g, f in sorted(options):
        if all(g != a and f != b for a, b in taken):
            taken.append((g, f))
    return taken


def read(path: Path) -> tuple[ParsedDocument, dict[str, Any]]:
    """A labelled document as it is read, with its labels."""
    labels = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    return parse(path.read_bytes(), path.name, Limits()), labels


def documents(split: str) -> list[Path]:
    """The documents of a split in order."""
    return sorted(path for path in (LABELLED / split).iterdir() if path.suffix in (".txt", ".md"))


def measure(split: str, finder: FactFinder) -> tuple[Score, Score, float]:
    """Decisions, actions, and the share of documents whose date is right."""
    decisions, actions, dates = Score(), Score(), 0
    paths = documents(split)
    for path in paths:
        parsed, labels = read(path)
        facts = finder.find(parsed, path.name, None, Level.INTERNAL)
        dates += facts.date == labels["date"]
        if facts.date != labels["date"]:
            decisions.misses.append(f"{path.name} DATE {facts.date} for {labels['date']}")
        _count_decisions(decisions, parsed.text, labels, facts, path.name)
        _count_actions(actions, parsed.text, labels, facts, path.name)
    return decisions, actions, dates / len(paths)


def _spans(text: str, items: Iterable[dict[str, Any]]) -> list[Span]:
    return [(text.index(item["quote"]), text.index(item["quote"]) + len(item["quote"])) for item in items]


def _count_decisions(score: Score, text: str, labels: dict[str, Any], facts: Facts, name: str) -> None:
    gold = _spans(text, labels["decisions"])
    mine = [d for d in facts.decisions if d.state == "current"]
    found = [(d.start, d.end) for d in mine]
    matched = pairs(gold, found)
    score.gold, score.found, score.matched = (
        score.gold + len(gold),
        score.found + len(found),
        score.matched + len(matched),
    )
    _note(score, "decision", name, text, gold, found, matched)


def _count_actions(score: Score, text: str, labels: dict[str, Any], facts: Facts, name: str) -> None:
    gold = _spans(text, labels["actions"])
    found = [(a.start, a.end) for a in facts.actions]
    matched = pairs(gold, found)
    score.gold, score.found, score.matched = (
        score.gold + len(gold),
        score.found + len(found),
        score.matched + len(matched),
    )
    _note(score, "action", name, text, gold, found, matched)
    for g, f in matched:
        label, action = labels["actions"][g], facts.actions[f]
        right = action.owner in (label["owner"], *label.get("owner_also", ()))
        score.owners += right
        score.dues += action.due == label["due"]
        score.states += action.state == label["state"]
        if not right or action.due != label["due"] or action.state != label["state"]:
            said = f"{action.owner} {action.due} {action.state} for {label['owner']} {label['due']} {label['state']}"
            score.misses.append(f"{name} ACTION {label['quote'][:70]!r}: {said}")


def _note(
    score: Score, kind: str, name: str, text: str, gold: list[Span], found: list[Span], matched: list[tuple[int, int]]
) -> None:
    for g, (start, end) in enumerate(gold):
        if all(g != a for a, _ in matched):
            score.misses.append(f"{name} MISSED {kind}: {text[start:end]!r}")
    for f, (start, end) in enumerate(found):
        if all(f != b for _, b in matched):
            score.misses.append(f"{name} WRONG {kind}: {text[start:end]!r}")


def main(arguments: Sequence[str]) -> int:
    """Print the table; 0 always: what must be reached is held by the tests."""
    known = (*SPLITS, UNSEEN)
    splits = [split for split in known if split in arguments] or list(known)
    columns = ("found", "precision", "recall", "owner", "due", "state")
    print(f"{'split':9} {'kind':9} {'gold':>5} " + " ".join(f"{column:>9}" for column in columns))
    for split in splits:
        decisions, actions, dates = measure(split, RuleFacts())
        for kind, score in (("decisions", decisions), ("actions", actions)):
            row = f"{split:9} {kind:9} {score.gold:5} {score.found:9} {score.precision:9.3f} {score.recall:9.3f}"
            if kind == "actions" and score.matched:
                shares = (score.owners, score.dues, score.states)
                row += "".join(f" {share / score.matched:9.3f}" for share in shares)
            print(row)
        print(f"{split:9} document dates right: {dates:.3f}")
        if "--misses" in arguments and split != UNSEEN:
            print("\n".join(decisions.misses + actions.misses))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
