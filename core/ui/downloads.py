"""Files for download, made on request for the person who asks. Streamlit's own download button is not used: what it
is given can be had by anybody who knows the address."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.accounts import viewer_of
from core.errors import FileUnreadable
from core.models import Account
from core.ui.host import Host

Download = Callable[[Host, Account, Request], Response]


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """A response that the browser saves under this name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})


def document(here: Host, account: Account, request: Request) -> Response:
    """The file behind a document, ``?id=...``, for those who may read the document."""
    try:
        found = here.sybil.original(request.query_params.get("id", ""), viewer_of(account))
    except FileUnreadable as error:
        return PlainTextResponse(str(error), 409)
    return attachment(found.content, found.name, "application/octet-stream")


ROUTES: Mapping[str, Download] = {"/download/document": document}
"""Address and what answers there."""
