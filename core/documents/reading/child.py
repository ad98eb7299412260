"""The child process: reads requests from its standard input, answers on its standard output, ends with the input."""

import gc
import json
import logging
import os
import signal
import sys
import traceback
from typing import IO, Any

from core.documents.reading.confinement import confine
from core.documents.reading.formats import parse
from core.documents.reading.limits import Limits
from core.documents.reading.reasons import unreadable
from core.documents.reading.wire import KEEP, frame, pack, read_frame
from core.errors import FileUnreadable


def main() -> None:
    """Serve until the input ends."""
    requests, replies = _streams()
    logging.disable(logging.CRITICAL)
    confine(int(sys.argv[1]))
    gc.freeze()
    replies.write(frame(b"ready"))
    replies.flush()
    while (head := read_frame(requests.read, 1 << 20)) is not None:
        request = json.loads(head)
        content = requests.read(request["size"])
        if requests.read(1) != KEEP:
            continue
        limits = Limits(**request["limits"])
        _alarm(limits.seconds + 2)
        reply, spent = _answer(content, request["name"], limits)
        del content
        replies.write(reply)
        replies.flush()
        _alarm(0)
        if spent:
            return
        if len(reply) + request["size"] > 1 << 20:
            gc.collect()


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, out of reach of code that prints or reads the standard streams."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    return requests, replies


def _alarm(seconds: float) -> None:
    """Die after so many seconds even if nobody is left to kill us (the parent was killed, and this file hangs)."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(content: bytes, name: str, limits: Limits) -> tuple[bytes, bool]:
    """The reply, and whether this process should not be used again."""
    try:
        meta, text = pack(parse(content, name, limits))
        return frame(meta) + frame(text), False
    except FileUnreadable as exc:
        error, cause = exc, exc.__cause__
        out_of_memory = exc.code == "too_much_memory"
        if _no_memory(exc):
            error, out_of_memory = unreadable("too_much_memory", memory_mb=limits.memory_mb), True
    except MemoryError as exc:
        error, cause, out_of_memory = unreadable("too_much_memory", memory_mb=limits.memory_mb), exc, True
    except RecursionError as exc:
        error, cause, out_of_memory = unreadable("bomb"), exc, False
    except Exception as exc:  # noqa: BLE001 - whatever a parser of strangers' files raises is that file's failure
        out_of_memory = _no_memory(exc)
        code = "too_much_memory" if out_of_memory else "broken"
        error, cause = unreadable(code, memory_mb=limits.memory_mb), exc
    told: dict[str, Any] = {"reason": error.reason, "code": error.code, "permanent": error.permanent}
    told |= {"spent": out_of_memory, "detail": _place(cause)}
    return frame(json.dumps({"error": told}).encode()), out_of_memory


def _no_memory(error: BaseException | None) -> bool:
    """Whether a parser got no memory: libxml2 reports that as an error of syntax, with the number 2."""
    while error is not None:
        if isinstance(error, MemoryError) or (
            type(error).__name__ == "XMLSyntaxError" and vars(error).get("code") == 2
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def _place(error: BaseException | None) -> str | None:
    """What went wrong and where, without a word of the document."""
    if error is None or isinstance(error, MemoryError | RecursionError):
        return type(error).__name__ if error else None
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{type(error).__name__} at " + ", ".join(f"{os.path.basename(at.filename)}:{at.lineno}" for at in last)


if __name__ == "__main__":
    main()
