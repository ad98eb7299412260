"""A blocking stream read in a thread of its own, so that its reader can leave a silent server at once."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from core.errors import ModelUnavailable, SybilError

Item = TypeVar("Item")

_POLL = 0.05  # seconds between two looks at the stop event
_HELD = 256  # items read ahead at most


def drained(source: Callable[[threading.Event], Iterator[Item]], stop: threading.Event, last: Item) -> Iterator[Item]:
    """The items of ``source``, read in a daemon thread; ``last`` and the end soon after ``stop`` is set.

    Args:
        source: called with an event that is set once nobody reads any more: it should then close what it reads from.
        stop: set by whoever wants the stream to end.
        last: what to yield in place of the rest when stopped.

    Raises:
        SybilError: whatever of ours the source raised; any other failure as ModelUnavailable, from it.
    """
    items: queue.Queue[tuple[str, object]] = queue.Queue(_HELD)
    left = threading.Event()
    threading.Thread(target=_read, args=(source, left, items), name="model-stream", daemon=True).start()
    try:
        while True:
            if stop.is_set():
                yield last
                return
            try:
                kind, value = items.get(timeout=_POLL)
            except queue.Empty:
                continue
            if kind == "end":
                return
            if kind == "error":
                assert isinstance(value, Exception)
                raise _ours(value)
            yield value  # type: ignore[misc]
    finally:
        left.set()


def _ours(error: Exception) -> SybilError:
    if isinstance(error, SybilError):
        return error
    wrapped = ModelUnavailable("The language model failed in a way that was not foreseen. The log has the details.")
    wrapped.__cause__ = error
    return wrapped


def _read(
    source: Callable[[threading.Event], Iterator[Item]], left: threading.Event, items: queue.Queue[tuple[str, object]]
) -> None:
    try:
        for item in source(left):
            if not _put(items, ("item", item), left):
                return
    except Exception as error:  # noqa: BLE001 - handed to the reader, which raises it
        _put(items, ("error", error), left)
    else:
        _put(items, ("end", None), left)


def _put(items: queue.Queue[tuple[str, object]], item: tuple[str, object], left: threading.Event) -> bool:
    while not left.is_set():
        try:
            items.put(item, timeout=_POLL)
        except queue.Full:
            continue
        return True
    return False
