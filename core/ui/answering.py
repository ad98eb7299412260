"""Answers are worked out apart from the page that shows them, so that leaving the page loses nothing."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from core import Sybil, Viewer
from core.errors import SybilError
from core.models import Answer, Event, Filters

log = logging.getLogger(__name__)

AT_ONCE = 32
"""Answers at most; those that come later wait for one to end."""
KEPT = 200
"""Failed answers that are remembered at most."""
FAILED = "The answer failed for a reason that is in the log. Your question is kept: ask it again."
WRITING = "Writing the answer"


@dataclass
class Job:
    """One answer being worked out; read from any thread.

    ``text`` is what is to be shown now, ``status`` what is being done, ``by_model`` whether a language model writes.
    ``error`` is a sentence once it failed; ``answer`` is there once it succeeded.
    """

    conversation: str
    question: str
    viewer: Viewer
    filters: Filters | None = None
    regenerate: bool = False
    began: float = field(default_factory=time.monotonic)
    stop: threading.Event = field(default_factory=threading.Event)
    events: list[Event] = field(default_factory=list)
    text: str = ""
    status: str = "Searching the library"
    by_model: bool = False
    answer: Answer | None = None
    error: str | None = None
    done: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)

    def add(self, event: Event) -> None:
        """Note one event of the stream."""
        with self._news:
            self.events.append(event)
            self.answer = event.answer or self.answer
            if event.kind == "status":
                self.status, self.by_model = event.text, self.by_model or event.text == WRITING
            elif event.kind == "text":
                self.text += event.text
            elif event.kind == "reset":
                self.text, self.by_model = "", False
            self._news.notify_all()

    def finish(self, error: str | None = None) -> None:
        """Nothing more comes."""
        with self._news:
            self.error, self.done = error, True
            self._news.notify_all()

    def wait(self, seen: int, seconds: float) -> bool:
        """Wait until there are more events than were seen, or nothing more comes; False when the time is up."""
        with self._news:
            return self._news.wait_for(lambda: len(self.events) > seen or self.done, seconds)

    def soon(self, seconds: float) -> None:
        """Wait until nothing more comes, or a model writes, or the time is up."""
        with self._news:
            self._news.wait_for(lambda: self.done or self.by_model, seconds)

    @property
    def unkept(self) -> Answer | None:
        """The answer that came but could not be stored: it stands nowhere else."""
        return self.answer if self.done and self.answer is not None and self.answer.record_id is None else None


class Answering:
    """The answers of this process that are being worked out, at most one for a conversation.

    Args:
        searching: how many may search and choose at once. That is work for the processor, and shared among many it
            would end late for all; in turns it ends early for most. Waiting for a model is not limited so.
    """

    def __init__(self, sybil: Sybil, searching: int = 2) -> None:
        self._sybil = sybil
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._searching = threading.Semaphore(searching)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answer")

    def ask(
        self, question: str, viewer: Viewer, conversation: str, filters: Filters | None = None, regenerate: bool = False
    ) -> Job:
        """Begin an answer. While one for this conversation is being worked out, that one is returned, whatever it was
        asked: compare ``question``.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
        """
        self._sybil.conversations.get(conversation, viewer)
        with self._lock:
            running = self._jobs.get(conversation)
            if running is not None and not running.done:
                return running
            self._jobs.pop(conversation, None)
            for old in [key for key, job in self._jobs.items() if job.done][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old]
            job = self._jobs[conversation] = Job(conversation, question, viewer, filters, regenerate)
        self._pool.submit(self._work, job)
        return job

    def of(self, conversation: str, viewer: Viewer) -> Job | None:
        """The job of this viewer's conversation: running, or failed and not yet dismissed. None as well where it was
        begun with a clearance that the viewer has no more."""
        job = self._jobs.get(conversation)
        mine = job is not None and job.viewer.name == viewer.name and viewer.may_read(job.viewer.level)
        return job if mine else None

    def dismiss(self, conversation: str, viewer: Viewer) -> None:
        """Forget a job that is over."""
        with self._lock:
            job = self.of(conversation, viewer)
            if job is not None and job.done:
                del self._jobs[conversation]

    def close(self) -> None:
        """Stop all answers; what was said so far is kept with each."""
        with self._lock:
            for job in self._jobs.values():
                job.stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job) -> None:
        try:
            self._streamed(job)
        except SybilError as error:
            log.warning("an answer failed: %s", error)
            job.finish(str(error))
        except Exception:
            log.exception("an answer failed")
            job.finish(FAILED)
        else:
            if job.answer is not None and job.answer.record_id is not None:
                with self._lock:  # it stands in the conversation by now
                    if self._jobs.get(job.conversation) is job:
                        del self._jobs[job.conversation]
            job.finish()

    def _streamed(self, job: Job) -> None:
        """All events of the answer; in turns with others up to the first text, or to where the model begins."""
        held, seen = False, 0
        try:
            for event in self._sybil.stream(
                job.question, job.viewer, job.conversation, job.filters, job.stop, job.regenerate
            ):
                job.add(event)
                seen += 1
                if seen == 1:  # the question is kept by now
                    held = self._turn(job)
                elif held:
                    self._searching.release()
                    held = False
        finally:
            if held:
                self._searching.release()

    def _turn(self, job: Job) -> bool:
        while not self._searching.acquire(timeout=0.1):
            if job.stop.is_set():
                return False
        return True
