"""A small HTTP server that answers from a queue: for what a real model server does only on its bad days."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Script:
    """What to answer, in order (the last one again and again), and what was asked."""

    replies: list[Reply]
    asked: list[dict[str, object]] = field(default_factory=list)
    url: str = ""


def status(number: int, message: str = "no", **error: object) -> Reply:
    """An error as OpenAI writes it."""
    body = json.dumps({"error": {"message": message, **error}}).encode()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, number, "application/json", len(body))
        handler.wfile.write(body)

    return reply


def content(value: object) -> Reply:
    """A JSON body."""
    body = json.dumps(value).encode()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, "application/json", len(body))
        handler.wfile.write(body)

    return reply


def completion(text: str) -> Reply:
    """A whole reply of a model."""
    message = {"role": "assistant", "content": text}
    return content({"id": "1", "object": "chat.completion", "created": 1, "model": "m",
                    "choices": [{"index": 0, "finish_reason": "stop", "message": message}]})  # fmt: skip


def stream(*chunks: dict[str, object] | str, hold: threading.Event | None = None, broken: bool = False) -> Reply:
    """Server-sent events; then silence until ``hold`` is set, or a connection cut in the middle of the body."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, "text/event-stream", 10_000_000 if broken else None)
        with contextlib.suppress(OSError):
            for chunk in chunks:
                body = chunk if isinstance(chunk, str) else json.dumps(chunk)
                handler.wfile.write(f"data: {body}\n\n".encode())
                handler.wfile.flush()
            if hold is not None:
                hold.wait(20)
        handler.close_connection = True

    return reply


def delta(**parts: object) -> dict[str, object]:
    """A chunk of a streamed reply."""
    finish = parts.pop("finish_reason", None)
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": parts, "finish_reason": finish}]}  # fmt: skip


@contextlib.contextmanager
def scripted(*replies: Reply) -> Iterator[Script]:
    """A server on loopback that follows the script while the block lasts."""
    script = Script(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            script.asked.append(json.loads(self.rfile.read(length)))
            (script.replies.pop(0) if len(script.replies) > 1 else script.replies[0])(self)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _head(handler: BaseHTTPRequestHandler, code: int, kind: str, length: int | None) -> None:
    handler.send_response(code)
    handler.send_header("content-type", kind)
    if length is not None:
        handler.send_header("content-length", str(length))
    handler.end_headers()
