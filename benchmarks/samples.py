"""Answers to ``samples/questions.yaml`` over the really ingested sample library, in one table by category.

    python benchmarks/samples.py                          extracts, no model
    python benchmarks/samples.py --model URL --name NAME  the same against an OpenAI-compatible server
    python benchmarks/samples.py --show d05 x             whole answers of these questions or kinds (all: every one)
    python benchmarks/samples.py --keep FOLDER            keep the ingested library there, or use it again
    python benchmarks/samples.py --library FOLDER         another library: questions.yaml beside its files or documents/

An answer is right when it holds every fact (one of its alternatives, whatever case and spaces), cites one of the right
documents and, for a question that the library does not answer, says so without a source. Its length is counted in
words of what it quotes and in sources: a person reads it all.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core import Settings, Sybil, Viewer  # noqa: E402
from core.models import Answer  # noqa: E402

SAMPLES = ROOT / "samples"
TODAY = date(2026, 6, 30)
LONG = frozenset({"summary", "multi_document"})
"""Kinds of questions whose answers are to be long."""


@dataclass(frozen=True)
class Result:
    """One question and what became of it. ``faults`` are sentences; none means that the answer is right."""

    entry: Mapping[str, Any]
    answer: Answer
    faults: tuple[str, ...]
    seconds: float

    @property
    def category(self) -> str:
        """The question's kind; ``hidden`` for questions about what the viewer may not see."""
        return str(self.entry.get("category", "hidden"))


def moment_of(folder: Path) -> date:
    """The day on which the questions of this folder are asked."""
    held = yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8"))
    return held.get("today", TODAY)


def questions(folder: Path = SAMPLES) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The questions, and those about what an INTERNAL viewer may not see."""
    held = yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8"))
    return held["questions"], held.get("hidden", [])


def open_library(data: Path, folder: Path = SAMPLES, model: object = None) -> Sybil:
    """A Sybil over this folder, or its ``documents``, everything read; ``data`` keeps it.

    Raises:
        RuntimeError: a file could not be read.
    """
    today = moment_of(folder)
    folder = folder / "documents" if (folder / "documents").is_dir() else folder
    moment = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    sybil = Sybil.open(Settings(data_dir=data), clock=lambda: moment, model=model)  # type: ignore[arg-type]
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix not in (".yaml", ".py"):
            failed = [report for report in sybil.add(path) if report.state == "failed"]
            if failed:
                sybil.close()
                raise RuntimeError(
                    f"{failed[0].name} was not read ({failed[0].reason}): nothing is measured without it"
                )
    return sybil


def run(sybil: Sybil, entries: Sequence[Mapping[str, Any]]) -> Iterator[Result]:
    """Ask each question as its viewer and judge the answer."""
    for entry in entries:
        begun = time.perf_counter()
        answer = sybil.ask(entry["question"], Viewer.member(entry.get("level", "INTERNAL")))
        yield Result(entry, answer, tuple(faults(entry, answer)), time.perf_counter() - begun)


def faults(entry: Mapping[str, Any], answer: Answer) -> list[str]:
    """What is wrong with an answer; empty when it is right."""
    if "secrets" in entry:
        shown = normalised(" ".join([answer.text, *answer.warnings, *(c.quote + c.document for c in answer.citations)]))
        asked = normalised(entry["question"])
        return [f"shows “{s}”" for s in entry["secrets"] if normalised(s) in shown and normalised(s) not in asked]
    if entry.get("not_found"):
        return [] if answer.mode == "not_found" and not answer.citations else ["is no “not found”"]
    text = normalised(answer.text)
    found = list[str]()
    for fact in entry.get("facts", []):
        ways = fact if isinstance(fact, list) else [fact]
        if not any(normalised(str(way)) in text for way in ways):
            found.append(f"lacks {ways[0]!r}")
    if not {citation.document for citation in answer.citations} & set(entry.get("documents", [])):
        found.append("cites no right document")
    return found


def normalised(text: str) -> str:
    """Lower case, plain apostrophes, one space between words, numbers without marks of thousands, none of the marks
    that WhatsApp hides."""
    text = re.sub("[\u200e\u200f\ufeff]", "", text).replace("\u202f", " ").replace("\u00a0", " ")
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return " ".join(text.lower().replace("\u2019", "'").split())


def table(results: Sequence[Result]) -> str:
    """Right answers by category, and the time."""
    rows = ["category               right   of"]
    for category in dict.fromkeys(result.category for result in results):
        own = [result for result in results if result.category == category]
        rows.append(f"{category:22} {sum(not r.faults for r in own):5} {len(own):4}")
    answers = [r for r in results if not r.entry.get("not_found") and "secrets" not in r.entry]
    if answers:
        right = sum(not r.faults for r in answers)
        rows.append(f"{'all that have answers':22} {right:5} {len(answers):4}  {right / len(answers):.0%}")
    rows += _lengths([r for r in results if r.answer.citations])
    spent = sorted(result.seconds for result in results)
    if spent:
        rows.append(f"seconds an answer: median {spent[len(spent) // 2]:.2f}, longest {spent[-1]:.2f}")
    return "\n".join(rows)


def quoted_words(answer: Answer) -> int:
    """Words of everything that an answer quotes."""
    return sum(len(citation.quote.split()) for citation in answer.citations)


def _lengths(results: Sequence[Result]) -> Iterator[str]:
    """Words and sources of the answers; summaries and lists apart, which are long because they are asked to be."""
    for name, own in (
        ("facts", [r for r in results if r.category not in LONG]),
        ("summaries", [r for r in results if r.category in LONG]),
    ):
        for unit, counts in (
            ("words", sorted(quoted_words(r.answer) for r in own)),
            ("sources", sorted(len(r.answer.citations) for r in own)),
        ):
            if counts:
                yield f"{unit} quoted ({name}): median {counts[len(counts) // 2]}, highest {counts[-1]}"


def _told(result: Result, whole: bool) -> str:
    entry, answer = result.entry, result.answer
    mark = "no " if result.faults else "yes"
    head = f"{mark} {entry['id']} {entry['question']}  [{answer.mode}, {answer.confidence}]"
    rows = [head, *(f"      {fault}" for fault in result.faults)]
    if whole:
        rows += [
            f"      {quoted_words(answer)} words, {len(answer.citations)} sources",
            answer.text,
            *(f"   ! {warning}" for warning in answer.warnings),
            "",
        ]
    return "\n".join(rows)


def main() -> int:
    """Run from the command line; 1 when fewer than nine in ten are right or a “not found” is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", help="base URL of an OpenAI-compatible server")
    parser.add_argument("--name", default="smollm2-135m-instruct", help="the model's name there")
    parser.add_argument("--show", nargs="*", help="ids or their beginnings; all for every one")
    parser.add_argument("--keep", type=Path, help="folder for the ingested library")
    parser.add_argument("--library", type=Path, default=SAMPLES)
    given = parser.parse_args()
    model = None
    if given.model:
        from core.llm import OpenAIChat

        model = OpenAIChat(given.model, "", given.name)
    asked, hidden = questions(given.library)
    entries = [
        e for e in [*asked, *hidden] if not given.show or "all" in given.show or e["id"].startswith(tuple(given.show))
    ]
    with (
        tempfile.TemporaryDirectory() as fresh,
        open_library(given.keep or Path(fresh), given.library, model) as sybil,
    ):
        results = list[Result]()
        for result in run(sybil, entries):
            results.append(result)
            if result.faults or given.show:
                print(_told(result, bool(given.show)))
    print(table(results))
    scored = [r for r in results if "secrets" not in r.entry and not r.entry.get("not_found")]
    good = sum(not r.faults for r in scored) >= 0.9 * len(scored)
    return 0 if good and not any(r.faults for r in results if r not in scored) else 1


if __name__ == "__main__":
    sys.exit(main())
