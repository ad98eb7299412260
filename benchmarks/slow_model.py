"""A deliberately slow OpenAI-compatible server on loopback. It answers with the sentences of its sources that hold the
question's parcel, word by word, so that every answer can be told from every other."""

import contextlib
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARCEL = re.compile(r"parcel ([a-z]{8})\b")
_SOURCE = re.compile(r'<source n="(\d+)"[^>]*>\n(.*?)\n</source>', re.DOTALL)
_SENTENCE = re.compile(r"[^.\n]+\.")


@dataclass
class Slow:
    """A running server: its address, how many answers it began, and how many nobody waited for to their end."""

    url: str = ""
    begun: int = 0
    broken: int = 0


def answer(prompt: str) -> str:
    """The sentences on the parcel that is asked for, each with the number of its source."""
    asked = PARCEL.findall(prompt)
    if not asked:
        return "NOT_FOUND"
    said = [
        f"{sentence.strip()[:-1]} [{number}]."
        for number, text in _SOURCE.findall(prompt)
        for sentence in _SENTENCE.findall(text)
        if f"parcel {asked[-1]}" in sentence
    ]
    return " ".join(dict.fromkeys(said)) or f"What is known of the parcel {asked[-1]}?"


@contextlib.contextmanager
def serving(first: float, word: float) -> Iterator[Slow]:
    """Serve while the block lasts.

    Args:
        first: seconds before the first word.
        word: seconds before each further word.
    """
    slow, counting = Slow(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)))
            with counting:
                slow.begun += 1
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            self.close_connection = True
            try:
                time.sleep(first)
                for piece in answer(asked["messages"][-1]["content"]).split(" "):
                    self._send({"delta": {"content": piece + " "}, "finish_reason": None})
                    time.sleep(word)
                self._send({"delta": {}, "finish_reason": "stop"})
                self.wfile.write(b"data: [DONE]\n\n")
            except OSError:
                with counting:
                    slow.broken += 1

        def _send(self, choice: dict[str, object]) -> None:
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "slow"}
            body = json.dumps({**chunk, "choices": [{"index": 0, **choice}]})
            self.wfile.write(f"data: {body}\n\n".encode())
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    slow.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield slow
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
