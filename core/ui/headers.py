"""The headers on every response: the browser fetches nothing from elsewhere and runs only what is served here."""

import base64
import hashlib
import importlib.util
import re
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def content_security_policy() -> str:
    """The Content-Security-Policy: this server only. The inline scripts of Streamlit's page and of the sign-in cookie's
    are allowed by their hashes, Streamlit's components by ``blob:`` addresses that only running code can make; its
    style sheets are inline by design."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for page in _pages() for script in _INLINE.findall(page))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' blob: {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'self'",
        )
    )


def _pages() -> list[str]:
    """The two pages that hold a script of their own; found without importing, which would register components."""
    places = []
    for package, page in (("streamlit", "static"), ("extra_streamlit_components", "CookieManager/frontend/build")):
        spec = importlib.util.find_spec(package)
        places += [Path(folder) / page / "index.html" for folder in (spec and spec.submodule_search_locations) or ()]
    return [place.read_text(encoding="utf-8") for place in places]


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class SafeHeaders:
    """ASGI middleware that puts the headers on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            b"content-security-policy": content_security_policy().encode(),
            b"x-content-type-options": b"nosniff",
            b"x-frame-options": b"SAMEORIGIN",
            b"referrer-policy": b"no-referrer",
            b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            b"cross-origin-opener-policy": b"same-origin",
            b"cross-origin-resource-policy": b"same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in self._headers]
                message = {**message, "headers": [*kept, *self._headers.items()]}
            await send(message)

        await self._app(scope, receive, sending)
