"""What is around the pages in their process: what starts and ends with the process, headers, and files for download."""

import contextlib
import logging
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from core.errors import NotFound, SybilError
from core.models import Account
from core.ui.downloads import ROUTES, Download
from core.ui.headers import SafeHeaders
from core.ui.host import host, leave, serve
from core.ui.signin import COOKIE

log = logging.getLogger(__name__)

UPLOADS = "/_stcore/upload_file"


def middleware() -> list[Middleware]:
    """What every request passes through."""
    return [Middleware(SafeHeaders), Middleware(SignedUploads)]


def routes() -> list[BaseRoute]:
    """The addresses beside the pages."""
    return [Route("/health", _health), *(Route(path, _guarded(download)) for path, download in ROUTES.items())]


@contextlib.asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """What begins and ends with the process: Sybil itself, and its sync thread."""
    try:
        await anyio.to_thread.run_sync(_start)
    except SybilError as error:  # the pages say so too, and try again
        log.error("Sybil could not be opened: %s", error)
    try:
        yield {}
    finally:
        await anyio.to_thread.run_sync(leave)


def _start() -> None:
    code = serve().sybil.accounts.set_up_code()
    if code:
        sys.stdout.write(f"\n  Set-up code for the first administrator: {code}\n\n")
        sys.stdout.flush()


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _guarded(download: Download) -> Callable[[Request], Response]:
    """A download for those who are signed in, made anew for each of them and kept by nobody."""

    def answer(request: Request) -> Response:
        try:
            account = _account(request)
            if account is None:
                return PlainTextResponse("Sign in first, then open this address again.", 401)
            response = download(host(), account, request)
        except NotFound as error:
            return PlainTextResponse(str(error), 404)
        except SybilError as error:
            return PlainTextResponse(str(error), 503)
        response.headers["cache-control"] = "no-store, private"
        return response

    return answer


class SignedUploads:
    """ASGI middleware: only those who are signed in may send files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        uploads = scope["type"] == "http" and scope["method"] in ("PUT", "POST") and UPLOADS in scope["path"]
        if uploads and not await anyio.to_thread.run_sync(_is_signed_in, Request(scope)):
            refusal = PlainTextResponse("Sign in first, then send the file again.", 401)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _account(request: Request) -> Account | None:
    """Whose cookie a request carries, None when it opens nothing."""
    token = request.cookies.get(COOKIE, "")
    return host().sybil.accounts.of(token) if token else None


def _is_signed_in(request: Request) -> bool:
    try:
        return _account(request) is not None
    except SybilError:
        return False
