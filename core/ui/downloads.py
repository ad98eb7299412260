"""Files for download, made on request for the person who asks. Streamlit's own download button is not used: what it
is given can be had by anybody who knows the address."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from core.models import Account
from core.ui.host import Host

Download = Callable[[Host, Account, Request], Response]

ROUTES: Mapping[str, Download] = {}
"""Address and what answers there."""


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """A response that the browser saves under this name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})
