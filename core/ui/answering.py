"""Answers are worked out apart from the page that shows them, so that leaving the page loses nothing."""

import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from core import Sybil, Viewer
from core.errors import SybilError
from core.models import Answer, Event, Filters

log = logging.getLogger(__name__)

AT_ONCE = 16
FAILED = "The answer failed for a reason that is in the log. Your question is kept: ask it again."


@dataclass
class Job:
    """One answer being worked out; read from any thread.

    ``error`` is a sentence once it failed; ``answer`` is there once it succeeded.
    """

    conversation: str
    question: str
    filters: Filters | None = None
    regenerate: bool = False
    began: float = field(default_factory=time.monotonic)
    stop: threading.Event = field(default_factory=threading.Event)
    events: list[Event] = field(default_factory=list)
    answer: Answer | None = None
    error: str | None = None
    done: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)

    def add(self, event: Event) -> None:
        """Note one event of the stream."""
        with self._news:
            self.events.append(event)
            self.answer = event.answer or self.answer
            self._news.notify_all()

    def finish(self, error: str | None = None) -> None:
        """Nothing more comes."""
        with self._news:
            self.error, self.done = error, True
            self._news.notify_all()

    def follow(self, pause: float = 0.25) -> Iterator[Event | None]:
        """All events from the first, waiting for those to come; None whenever nothing came for a while, so that a
        page may look whether it is still wanted."""
        seen = 0
        while True:
            with self._news:
                if seen == len(self.events) and not self.done:
                    self._news.wait(pause)
                fresh, ended = self.events[seen:], self.done
            seen += len(fresh)
            yield from fresh or (() if ended else (None,))
            if ended and seen == len(self.events):
                return


class Answering:
    """The answers of this process that are being worked out, at most one for a conversation."""

    def __init__(self, sybil: Sybil) -> None:
        self._sybil = sybil
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answer")

    def ask(
        self, question: str, viewer: Viewer, conversation: str, filters: Filters | None = None, regenerate: bool = False
    ) -> Job:
        """Begin an answer. While one for this conversation is being worked out, that one is returned."""
        with self._lock:
            running = self._jobs.get(conversation)
            if running is not None and not running.done:
                return running
            job = self._jobs[conversation] = Job(conversation, question, filters, regenerate)
        self._pool.submit(self._work, job, viewer)
        return job

    def of(self, conversation: str) -> Job | None:
        """The job of this conversation: running, or failed and not yet dismissed."""
        return self._jobs.get(conversation)

    def dismiss(self, conversation: str) -> None:
        """Forget a job that is over."""
        with self._lock:
            job = self._jobs.get(conversation)
            if job is not None and job.done:
                del self._jobs[conversation]

    def close(self) -> None:
        """Stop all answers; what was said so far is kept with each."""
        with self._lock:
            for job in self._jobs.values():
                job.stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job, viewer: Viewer) -> None:
        try:
            for event in self._sybil.stream(job.question, viewer, job.conversation, job.filters, job.stop):
                job.add(event)
        except SybilError as error:
            log.warning("an answer failed: %s", error)
            job.finish(str(error))
        except Exception:
            log.exception("an answer failed")
            job.finish(FAILED)
        else:
            job.finish()
            self.dismiss(job.conversation)
