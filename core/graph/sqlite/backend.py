"""Opens the SQLite backend by its URL."""

from pathlib import Path

from core.errors import SettingsError
from core.graph.sqlite.store import SqliteGraph


def open_backend(url: str, _user: str | None = None, _password: str | None = None) -> SqliteGraph:
    """The graph at ``sqlite:///path`` (three slashes: relative to the working directory; four: absolute);
    a file asks for no user.

    Raises:
        SettingsError: the URL names no file.
        StoreUnavailable, StoreDamaged: see ``core.graph.open_store``.
    """
    path = url.partition(":///")[2]
    if not path or path == ":memory:" or "?" in path or "\0" in path:
        raise SettingsError("SYBIL_GRAPH_URL has to name a file, such as sqlite:///data/graph.db.")
    return SqliteGraph(Path(path))
