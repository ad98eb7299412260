"""One child process: started, fed, watched, killed."""

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from core.documents.parsed import ParsedDocument
from core.documents.reading.limits import Limits
from core.documents.reading.reasons import CODES, unreadable
from core.documents.reading.wire import DROP, KEEP, frame, read_frame, unpack
from core.errors import FileUnreadable

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[3]
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")  # what an interpreter may need to start at all
_EVERY = 0.02
_NEARLY = 0.8
_START_SECONDS = 30.0


class Worker:
    """A child process that reads one file after the other. Used by one thread at a time; ``stop`` from any."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._files = 0
        self._broken = False
        self._ready = False
        self._process = _start(limits)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """False once the child has ended."""
        return self._process.poll() is None

    @property
    def spent(self) -> bool:
        """True when this child should be replaced: dead, in an unknown state, old, or grown."""
        if self._broken or self._files >= self._limits.files_per_child:
            return True
        return resident_bytes(self.pid) > self._limits.resting_mb * 2**20

    def read(self, name: str, size: int, chunks: Iterable[bytes], check: Callable[[], None]) -> ParsedDocument:
        """Have the child parse ``size`` bytes.

        Args:
            name: the file's name; its ending tells the format.
            size, chunks: the bytes, sent on as they come.
            check: raises FileUnreadable if the file is no longer what it was; asked after sending and after parsing.

        Raises:
            FileUnreadable: the child's verdict, or ours about the child.
        """
        self._files += 1
        self._broken = True  # until the exchange has come to its end
        self._await_ready()
        watch = _Watch(self._process, self._limits)
        try:
            changed = self._send(name, size, chunks, check)
            if changed is None:
                reply, text = self._receive()
            self._broken = False
        except (OSError, ValueError) as exc:
            raise self._verdict(watch) from exc
        finally:
            watch.stop()
        if changed is not None:
            raise changed
        check()
        if (reply.get("error") or {}).get("code") == "broken" and self._hungry(watch):
            self._broken = True
            raise unreadable("too_much_memory", memory_mb=self._limits.memory_mb)
        return self._result(reply, text)

    def stop(self) -> None:
        """Have the child die, also in the middle of a file: the thread that uses it then finds it dead."""
        self._process.kill()

    def kill(self) -> None:
        """End the child and wait for it; nothing of it stays. Not from a second thread: see ``stop``."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _await_ready(self) -> None:
        """A start takes what it takes: it is not counted against the file that needs it."""
        if self._ready:
            return
        watch = _Watch(self._process, replace(self._limits, seconds=_START_SECONDS))
        try:
            self._ready = read_frame(self._read, 16) is not None
        except (OSError, ValueError):
            self._ready = False
        finally:
            watch.stop()
        if not self._ready:
            self.kill()
            raise _not_started()

    def _send(self, name: str, size: int, chunks: Iterable[bytes], check: Callable[[], None]) -> FileUnreadable | None:
        """What became of the file while it was sent: the child then has dropped it and gives no reply."""
        request = {"name": name, "size": size, "limits": asdict(self._limits)}
        self._write(frame(json.dumps(request).encode()))
        sent, changed = 0, None
        try:
            for chunk in chunks:
                self._write(chunk[: size - sent])
                sent += len(chunk)
            check()
        except FileUnreadable as exc:
            changed = exc
        if changed is None and sent != size:
            changed = unreadable("changing")
        for missing in range(sent, size, 1 << 20):
            self._write(bytes(min(size - missing, 1 << 20)))
        self._write(DROP if changed else KEEP)
        return changed

    def _write(self, content: bytes) -> None:
        view = memoryview(content)
        while view:
            view = view[_pipe(self._process.stdin).write(view) :]

    def _read(self, length: int) -> bytes:
        pipe, parts = _pipe(self._process.stdout), []
        while length > 0 and (part := pipe.read(min(length, 1 << 22))):
            parts.append(part)
            length -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _receive(self) -> tuple[dict[str, Any], str]:
        most = self._limits.text_chars * 4 + self._limits.segments * 400 + (1 << 20)
        head = read_frame(self._read, most)
        if head is None:
            raise ValueError("the child ended without a reply")
        reply = json.loads(head)
        if "error" in reply:
            return reply, ""
        text = read_frame(self._read, self._limits.text_chars * 4 + 1024)
        if text is None:
            raise ValueError("the child ended within its reply")
        return reply, text.decode()

    def _result(self, reply: dict[str, Any], text: str) -> ParsedDocument:
        error = reply.get("error")
        if error is None:
            try:
                return unpack(reply, text)
            except (KeyError, TypeError, ValueError) as exc:
                self._broken = True
                raise unreadable("broken") from exc
        self._broken = bool(error.get("spent"))
        if error.get("detail"):
            _log.warning("a file could not be read: %s", error["detail"])
        code = error.get("code")
        raise FileUnreadable(
            str(error.get("reason")), code if code in CODES else "broken", bool(error.get("permanent"))
        )

    def _hungry(self, watch: "_Watch") -> bool:
        """Whether memory ran short: a parser that gets none may call that anything, a mistake in the file as well."""
        return watch.highest > _NEARLY * self._limits.memory_mb * 2**20

    def _verdict(self, watch: "_Watch") -> FileUnreadable:
        """Why the child fell silent."""
        watch.stop()
        self.kill()
        code = watch.reason
        if code is None and self._hungry(watch):
            code = "too_much_memory"
        _log.warning("the reading process was ended: %s, exit %s", code or "died", self._process.returncode)
        if code is None:
            killed = self._process.returncode == -9  # by somebody else: perhaps the system was out of memory
            return FileUnreadable(
                "Reading the file crashed the program that reads it; nothing else was harmed. "
                "Open the file in its own program and save it again.",
                "broken",
                permanent=not killed,
            )
        return unreadable(code, seconds=self._limits.seconds, memory_mb=self._limits.memory_mb)


class _Watch:
    """A thread that kills the child when it overruns time or memory."""

    def __init__(self, process: "subprocess.Popen[bytes]", limits: Limits) -> None:
        self.reason: str | None = None
        self.highest = 0
        self._process = process
        self._limits = limits
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watch; returns once it has ended."""
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        deadline = time.monotonic() + self._limits.seconds
        while not self._done.wait(_EVERY):
            self.highest = max(self.highest, resident_bytes(self._process.pid))
            if self.highest > self._limits.memory_mb * 2**20:
                self.reason = "too_much_memory"
            elif time.monotonic() > deadline:
                self.reason = "too_slow"
            else:
                continue
            self._process.kill()
            return


def resident_bytes(pid: int) -> int:
    """Memory that a process holds now, in bytes; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _start(limits: Limits) -> "subprocess.Popen[bytes]":
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    environment |= {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-s", "-m", "core.documents.reading.child", str(limits.memory_mb)]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment,
            cwd=_ROOT,
            start_new_session=True,  # Ctrl-C in the terminal is for the parent, which then ends the child
        )
    except OSError as exc:
        raise _not_started() from exc


def _not_started() -> FileUnreadable:
    return FileUnreadable(
        "The program that reads files could not be started; the machine may be out of memory. "
        "The file is tried again later.",
        "broken",
        False,
    )


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("no pipe")
    return pipe
