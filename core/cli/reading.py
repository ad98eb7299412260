"""Commands that only read: each sees what a viewer of the given level sees, everything by default."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core import Sybil, Viewer
from core.cli.output import Output
from core.models import Answer, Document

Given = Mapping[str, Any]


def viewer(given: Given) -> Viewer:
    """Who reads: the operator, or somebody of the level that was given."""
    level = given.get("level")
    return Viewer.member(level, name=Viewer.system().name) if level else Viewer.system()


def search(sybil: Sybil, given: Given, output: Output) -> int:
    """Passages, best first."""
    found = sybil.search(given["question"], viewer(given), given["limit"])
    if output.result(found):
        return 0
    for n, passage in enumerate(found, 1):
        place = _place(passage.document, passage.locator, passage.date)
        output.line(f"{n}. {place}  ({passage.score:.2f})")
        output.line("   " + " ".join(passage.text.split())[:400])
    if not found:
        output.line("Nothing found.")
    return 0


def ask(sybil: Sybil, given: Given, output: Output) -> int:
    """An answer; on a terminal the text appears as it is made."""
    reader, conversation = viewer(given), given["conversation"]
    if conversation == "new":
        conversation = sybil.conversations.start(reader, given["question"])
        if not output.as_json:
            output.line(f"Conversation {conversation}")
    answer: Answer | None = None
    for event in sybil.stream(given["question"], reader, conversation):
        if event.kind == "text" and output.terminal:
            output.line(event.text, end="")
        elif event.kind == "reset" and output.terminal:
            output.line("\n(withdrawn; what follows was checked)\n")
        answer = event.answer or answer
    if answer is None:
        return 1
    if not output.result(answer if not conversation else {**vars(answer), "conversation": conversation}):
        output.line("" if output.terminal else answer.text)
        _draw_sources(answer, output)
    return 0


def decisions(sybil: Sybil, given: Given, output: Output) -> int:
    """Decisions, newest first."""
    found = sybil.decisions(viewer(given), given["topic"], current=not given["all"])
    if not output.result(found):
        rows = [[one.date, one.state, one.statement, one.document] for one in found]
        output.table(("date", "state", "decision", "document"), rows)
    return 0


def actions(sybil: Sybil, given: Given, output: Output) -> int:
    """Actions by due date."""
    state = None if given["state"] == "all" else given["state"]
    found = sybil.actions(viewer(given), given["owner"], state)
    if not output.result(found):
        rows = [[one.due, one.state, one.owner, one.task, one.document, one.id] for one in found]
        output.table(("due", "state", "owner", "task", "document", "id"), rows)
    return 0


def documents(sybil: Sybil, given: Given, output: Output) -> int:
    """What the library holds, newest first."""
    found = sybil.documents(viewer(given))
    if not output.result(found):
        rows = [[one.date, one.kind, one.level, one.status, one.name, one.id] for one in found]
        output.table(("date", "kind", "level", "status", "file", "id"), rows)
    return 0


def show(sybil: Sybil, document: Document, given: Given, output: Output) -> int:
    """One document with its text."""
    whole = sybil.document(document.id, viewer(given))
    if not output.result(whole):
        for name in ("name", "title", "kind", "date", "level", "status", "link", "id"):
            if (value := getattr(whole, name)) is not None:
                output.line(f"{name}: {value}")
        output.line()
        output.line(whole.text or "")
    return 0


def status(sybil: Sybil, given: Given, output: Output) -> int:
    """How the library and its sync stand."""
    found = sybil.status(viewer(given))
    if output.result(found):
        return 0
    counts = found.counts
    output.line(
        f"{counts.documents} documents, {counts.passages} passages, {counts.decisions} decisions, "
        f"{counts.actions} actions, {counts.entities} names"
    )
    good = f"{found.last_good:%Y-%m-%d %H:%M} UTC" if found.last_good else "never"
    output.line(
        f"last sync: {good}"
        + (f"; one is running since {found.syncing_since:%H:%M} UTC" if found.syncing_since else "")
    )
    if found.failures:
        output.line(f"{found.failures} files could not be read: see “failures”")
    for sentence in found.degraded:
        output.line(sentence)
    return 0


def failures(sybil: Sybil, given: Given, output: Output) -> int:
    """Files that could not be read."""
    found = sybil.failures(viewer(given))
    if not output.result(found):
        rows = [[one.name, one.tries, "given up" if one.ended else one.next_try or "now", one.reason] for one in found]
        output.table(("file", "tries", "next try", "reason"), rows)
    return 0


def _draw_sources(answer: Answer, output: Output) -> None:
    for citation in answer.citations:
        place = _place(citation.document, citation.locator, citation.date)
        output.line(f"[{citation.n}] {place}")
        output.line(f"    “{' '.join(citation.quote.split())}”")
    for warning in answer.warnings:
        output.line(f"! {warning}")


def _place(document: str, locator: str, day: date | None) -> str:
    return ", ".join(part for part in (document, locator, day.isoformat() if day else "") if part)
