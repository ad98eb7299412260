"""The headers on every response, and what is allowed to run."""

import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from core.ui.headers import SafeHeaders, content_security_policy


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    assert Request(scope).method
    await PlainTextResponse("x", headers={"X-Frame-Options": "ALLOWALL"})(scope, receive, send)


def test_nothing_from_elsewhere_and_no_inline_script_but_by_hash() -> None:
    policy = dict(part.split(" ", 1) for part in content_security_policy().split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert policy["connect-src"] == policy["frame-src"] == "'self'"
    assert "http" not in content_security_policy()
    assert "unsafe-inline" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert len(re.findall(r"'sha256-[\w+/=]{44}'", policy["script-src"])) >= 2


def test_every_response_carries_them_once_and_ours_win() -> None:
    response = TestClient(SafeHeaders(app)).get("/anything")
    assert response.headers["content-security-policy"] == content_security_policy()
    assert response.headers.get_list("x-frame-options") == ["SAMEORIGIN"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"


def test_websockets_pass_untouched() -> None:
    seen: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_: object) -> dict[str, str]:
        return {}

    # in a thread of its own: a browser test in this process may have a loop running
    with ThreadPoolExecutor(1) as apart:
        apart.submit(anyio.run, SafeHeaders(inner), {"type": "websocket"}, nothing, nothing).result()
    assert seen == ["websocket"]


@pytest.mark.parametrize("script", ["alert(1)", ""])
def test_a_hash_is_that_of_the_script(script: str) -> None:
    from core.ui.headers import _digest

    assert base64.b64decode(_digest(script)) == hashlib.sha256(script.encode()).digest()
