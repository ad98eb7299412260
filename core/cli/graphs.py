"""Graphs as a whole: copied from one store into another."""

import time

from core.cli.output import Output
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.copying import copy
from core.library.report import Progress
from core.settings import Settings

_STEPS = {"copy": "copying", "compare": "comparing"}


def copy_graph(settings: Settings, source: str, target: str, output: Output) -> int:
    """Copy one graph into another and compare them; see ``core.graph.copying.copy``.

    Args:
        settings: user and password for a server whose URL names none.
        source: URL of the graph to read.
        target: URL of the graph to write: an empty one, or one that an earlier copy began.
    """
    begun = time.monotonic()
    with output.progress() as draw, _opened(settings, source) as held, _opened(settings, target) as wanted:

        def tell(step: str, n: int, of: int) -> None:
            passed = time.monotonic() - begun
            draw(Progress(_STEPS[step], n + 1, of, passed / n * (of - n) if n and step == "copy" else None))

        done = copy(held, wanted, tell)
    if not output.result(done):
        there = f" {done.there_already} were there already." if done.there_already else ""
        output.line(
            f"Copied {done.copied} documents.{there} The copy holds {done.counts.documents} documents, "
            f"{done.counts.passages} passages, {done.counts.decisions} decisions and {done.counts.actions} actions; "
            "every one was compared."
        )
    return 0


def _opened(settings: Settings, url: str) -> GraphStore:
    if "@" in url or settings.graph_password is None:
        return open_store(url)
    return open_store(url, settings.graph_user, settings.graph_password.get_secret_value())
