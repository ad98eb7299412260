"""The webhook process: /health, errors as sentences, and its start and end as a process."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from webhook import create_app

ROOT = Path(__file__).resolve().parents[2]


def test_health_answers_without_any_store() -> None:
    response = create_app().test_client().get("/health")
    assert (response.status_code, response.get_json()) == (200, {"status": "ok"})
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "code"), [("GET", "/", 404), ("POST", "/health", 405), ("GET", "/admin", 404)]
)
def test_everything_else_is_refused_with_a_sentence(method: str, path: str, code: int) -> None:
    response = create_app().test_client().open(path, method=method)
    assert response.status_code == code
    assert response.get_json()["error"].endswith(".")


def test_the_process_serves_and_ends_when_asked(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "SYBIL_WEBHOOK_PORT": str(port), "SYBIL_DATA_DIR": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-m", "webhook"], cwd=ROOT, env=environment, stderr=subprocess.PIPE)
    try:
        assert json.loads(fetched(f"http://127.0.0.1:{port}/health")) == {"status": "ok"}
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said.decode()


def test_a_setting_that_makes_no_sense_is_a_sentence_and_no_start() -> None:
    environment = {**os.environ, "SYBIL_WEBHOOK_PORT": "70000"}
    done = subprocess.run([sys.executable, "-m", "webhook"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert "SYBIL_WEBHOOK_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def fetched(address: str) -> bytes:
    """What an address gives, waited for."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2) as response:
                return bytes(response.read())
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < deadline, "no answer"
            time.sleep(0.1)
