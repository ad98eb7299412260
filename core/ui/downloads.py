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
from core.ui.wanted import WantedActions, WantedDecisions

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


def documents_csv(here: Host, account: Account, request: Request) -> Response:  # noqa: ARG001 - as every download
    """The list of documents."""
    made = here.sybil.exports.documents_csv(viewer_of(account))
    return attachment(made, f"documents {here.sybil.now():%Y-%m-%d}.csv", "text/csv; charset=utf-8")


def decisions_csv(here: Host, account: Account, request: Request) -> Response:
    """Decisions as the Ledger page shows them, narrowed by the same words of the address."""
    wanted = WantedDecisions.of(request.query_params)
    made = here.sybil.exports.decisions_csv(viewer_of(account), wanted.topic or None, wanted.current, wanted.filters)
    return attachment(made, f"decisions {here.sybil.now():%Y-%m-%d}.csv", "text/csv; charset=utf-8")


def actions_csv(here: Host, account: Account, request: Request) -> Response:
    """Actions as the Ledger page shows them, narrowed by the same words of the address; done ones too."""
    owner, only = _actions(here, account, request)
    made = here.sybil.exports.actions_csv(viewer_of(account), owner, only=only)
    return attachment(made, f"actions {here.sybil.now():%Y-%m-%d}.csv", "text/csv; charset=utf-8")


def actions_ics(here: Host, account: Account, request: Request) -> Response:
    """Due dates of the open ones of these actions, for a calendar."""
    owner, only = _actions(here, account, request)
    made = here.sybil.exports.actions_ics(viewer_of(account), owner, only=only)
    return attachment(made, f"actions {here.sybil.now():%Y-%m-%d}.ics", "text/calendar; charset=utf-8")


def conversation_md(here: Host, account: Account, request: Request) -> Response:
    """One's own conversation as Markdown."""
    made = here.sybil.exports.conversation_markdown(request.query_params.get("id", ""), viewer_of(account))
    return attachment(made, _called(here, account, request, "md"), "text/markdown; charset=utf-8")


def conversation_docx(here: Host, account: Account, request: Request) -> Response:
    """One's own conversation as a Word document."""
    made = here.sybil.exports.conversation_docx(request.query_params.get("id", ""), viewer_of(account))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return attachment(made, _called(here, account, request, "docx"), kind)


def _called(here: Host, account: Account, request: Request, ending: str) -> str:
    """A file's name for a conversation: its title, as far as every system takes it."""
    title = here.sybil.conversations.get(request.query_params.get("id", ""), viewer_of(account)).title
    kept = "".join(sign if sign.isalnum() or sign in " -_,'" else " " for sign in title)
    return f"{' '.join(kept.split()) or 'conversation'}.{ending}"


def _actions(here: Host, account: Account, request: Request) -> tuple[str | None, frozenset[str]]:
    wanted = WantedActions.of(request.query_params)
    found = wanted.read(here.sybil, viewer_of(account), account)
    return wanted.owner or None, frozenset(one.id for one in found)


ROUTES: Mapping[str, Download] = {
    "/downloads/document": document,
    "/downloads/documents.csv": documents_csv,
    "/downloads/decisions.csv": decisions_csv,
    "/downloads/actions.csv": actions_csv,
    "/downloads/actions.ics": actions_ics,
    "/downloads/conversation.md": conversation_md,
    "/downloads/conversation.docx": conversation_docx,
}
"""Address and what answers there."""
