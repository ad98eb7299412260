"""What each command does: call the public face, draw what comes back."""

from collections.abc import Callable, Mapping
from typing import Any

from core import Settings, Sybil, Viewer
from core.cli import backup, graphs, reading, users
from core.cli.output import Output
from core.errors import DocumentNotFound, SybilError
from core.library.report import SyncReport
from core.models import Document, FileReport, Level

Given = Mapping[str, Any]
Command = Callable[[Sybil, Given, Output], int]


def run(given: Given, settings: Settings, output: Output) -> int:
    """Run the command that was given and return its exit code."""
    if given["command"] == "backup":
        return backup.save(settings, given["file"], given["yes"], output)
    if given["command"] == "restore":
        return backup.restore(settings, given["file"], given["yes"], output)
    if given["command"] == "graph":
        return graphs.copy_graph(settings, given["source"], given["target"], output)
    with Sybil.open(settings) as sybil:
        return COMMANDS[given["command"]](sybil, given, output)


def find(sybil: Sybil, named: str, viewer: Viewer) -> Document:
    """The document with this id or this file name.

    Raises:
        DocumentNotFound: none, or not for this viewer.
        SybilError: several files have this name.
    """
    held = sybil.documents(viewer)
    found = [document for document in held if document.id == named]
    found = found or [document for document in held if document.name == named]
    if not found:
        raise DocumentNotFound(f"There is no document “{named}”. “python -m core documents” lists them.")
    if len(found) > 1:
        ids = ", ".join(document.id for document in found)
        raise SybilError(f"{len(found)} documents are called “{named}”. Name one by its id: {ids}.")
    return found[0]


def _add(sybil: Sybil, given: Given, output: Output) -> int:
    reports: list[FileReport] = []
    errors: list[SybilError] = []
    with output.progress() as draw:
        for path in given["paths"]:
            try:
                reports += sybil.add(path, draw)
            except SybilError as error:
                errors.append(error)
                reports.append(FileReport(path, "failed", str(error)))
    if errors and len(errors) == len(reports):
        raise errors[0]
    if not output.result(reports):
        _draw_reports(reports, output)
    return int(any(report.state == "failed" for report in reports))


def _sync(sybil: Sybil, given: Given, output: Output) -> int:
    try:
        with output.progress() as draw:
            report = sybil.sync(draw, accept_removals=given["accept_removals"])
    finally:  # a folder that is away for weeks must not keep answers longer than they may be kept
        erased = sybil.expire()
    if not output.result(report):
        _draw_sync(report, output)
        if erased:
            output.line(f"{erased} old answers were erased (SYBIL_KEEP_ANSWERS_DAYS).")
    return int(report.stopped or report.held > 0 or len(report.newly_failed) > 0)


def _retry(sybil: Sybil, _: Given, output: Output) -> int:
    with output.progress() as draw:
        reports = sybil.retry(draw)
    if not output.result(reports):
        _draw_reports(reports, output)
    return int(any(report.state == "failed" for report in reports))


def _forget(sybil: Sybil, given: Given, output: Output) -> int:
    document = find(sybil, given["document"], Viewer.system())
    if not given["yes"] and not output.confirm(f"Forget “{document.name}” with all that only it supports?"):
        raise SybilError(f"“{document.name}” was kept. Say --yes to forget it without being asked.")
    gone = sybil.remove(document.id)
    if not output.result(gone):
        output.line(
            f"Forgot “{gone.name}”: {gone.passages} passages, {gone.decisions} decisions, {gone.actions} actions, "
            f"{gone.entities} names that nothing else mentions."
        )
    return 0


def _level(sybil: Sybil, given: Given, output: Output) -> int:
    document = find(sybil, given["document"], Viewer.system())
    changed = sybil.set_level(document.id, None if given["to"] == "MARKED" else Level(given["to"]))
    if not output.result(changed):
        output.line(f"“{changed.name}” is now {changed.level}.")
    return 0


def _done(sybil: Sybil, given: Given, output: Output) -> int:
    action = sybil.set_action_state(given["action"], "open" if given["open"] else "done", Viewer.system())
    if not output.result(action):
        output.line(f"{action.state}: {action.task}")
    return 0


def _draw_reports(reports: list[FileReport], output: Output) -> None:
    rows = [[one.state, one.name, one.passages or "", one.facts or "", one.reason] for one in reports]
    output.table(("state", "file", "passages", "facts", ""), rows)


def _draw_sync(report: SyncReport, output: Output) -> None:
    _draw_reports(list(report.files), output)
    for name in report.removed:
        output.line(f"removed\t{name}")
    counts = ", ".join(f"{number} {state}" for state, number in report.counts().items() if number)
    output.line(f"{counts or 'the library is empty'}.")
    if report.said:
        output.line(report.said)


COMMANDS: dict[str, Command] = {
    "add": _add,
    "sync": _sync,
    "retry": _retry,
    "forget": _forget,
    "level": _level,
    "done": _done,
    "search": reading.search,
    "ask": reading.ask,
    "decisions": reading.decisions,
    "actions": reading.actions,
    "documents": reading.documents,
    "show": lambda sybil, given, output: reading.show(
        sybil, find(sybil, given["document"], reading.viewer(given)), given, output
    ),
    "status": reading.status,
    "failures": reading.failures,
    "user": users.user,
}
