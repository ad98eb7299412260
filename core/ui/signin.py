"""Signing in and out in the browser: the form, the cookie, and who is there.

streamlit-authenticator makes and sets the signed cookie. It is worth nothing by itself: only a cookie whose hash is in
the table of sign-ins counts, so signing out, disabling an account and changing a password end it everywhere at once.
"""

import secrets
import time
from datetime import UTC, datetime, timedelta

import jwt
import streamlit as st

from core.errors import SignInRefused, SybilError
from core.models import Account
from core.ui.host import host

COOKIE = "sybil_session"
DAYS = 14
_TOKEN, _DUE = "sybil_token", "sybil_cookie_due"
_SETTING_SECONDS = 8.0


class Door:
    """The library's cookie in this browser. Made at most once in a run of a page, since it draws a hidden element."""

    def __init__(self) -> None:
        import streamlit_authenticator as stauth  # registers its element, so not before Streamlit runs

        key = host().sybil.accounts.secrets.cookie_key()
        auth = stauth.Authenticate({"usernames": {}}, COOKIE, key, DAYS, auto_hash=False)
        self._model = auth.cookie_controller.cookie_model

    def begin(self, account: Account) -> None:
        """Sign somebody in here: a cookie for the browser, its hash for the table."""
        until = datetime.now(UTC) + timedelta(days=DAYS)
        # the library's claims, and an id of its own in each: two sign-ins of one moment must not share a cookie
        claims = {"username": account.name, "exp_date": until.timestamp(), "jti": secrets.token_hex(16)}
        made = jwt.encode(claims, self._model.cookie_key, algorithm="HS256")
        host().sybil.accounts.begin(made, account.name, address(), _agent(), until)
        st.session_state[_TOKEN] = made
        st.session_state[_DUE] = (made, time.monotonic() + _SETTING_SECONDS)

    def settle(self) -> None:
        """Give the browser its cookie, or take it away; drawn on each run until it must have arrived."""
        made, until = st.session_state[_DUE]
        if time.monotonic() > until:
            del st.session_state[_DUE]
        elif made:
            ends = datetime.now() + timedelta(days=DAYS)
            self._model.cookie_manager.set(
                COOKIE, made, key="cookie-set", expires_at=ends, same_site="strict", secure=_is_secure()
            )
        else:
            self._model.cookie_manager.cookies.setdefault(COOKIE, "")
            self._model.cookie_manager.delete(COOKIE, key="cookie-delete")


def is_due() -> bool:
    """Whether the browser's cookie still has to be set or taken away."""
    return _DUE in st.session_state


def present() -> Account | None:
    """Who is signed in here, None when nobody is. Asked on every run of every page."""
    return host().sybil.accounts.of(token()) if token() else None


def token() -> str:
    """The token of this browser, empty when it has none; it may have ended."""
    return str(st.session_state.get(_TOKEN) or st.context.cookies.get(COOKIE) or "")


def address() -> str:
    """Where this browser is, as far as the server can tell."""
    return st.context.ip_address or "127.0.0.1"


def sign_in_form(door: Door) -> Account | None:
    """Draw the form; the account once somebody got in."""
    with st.form("sign-in", border=False, enter_to_submit=True):
        name = st.text_input("Name", key="sign-in-name", autocomplete="username", max_chars=64)
        password = st.text_input("Password", key="sign-in-password", type="password", autocomplete="current-password")
        asked = st.form_submit_button("Sign in", type="primary", width="stretch")
    if not asked:
        return None
    try:
        account = host().sybil.accounts.check(name, password, address(), known_token=token() or None)
    except SignInRefused as error:
        st.error(str(error), icon=":material/lock:")
        return None
    door.begin(account)
    return account


def set_up_form(door: Door) -> Account | None:
    """Draw the form that makes the first administrator; the account once it is made."""
    with st.form("set-up", border=False, enter_to_submit=True):
        code = st.text_input("Set-up code", key="set-up-code", autocomplete="off", max_chars=40)
        name = st.text_input("Your name for signing in", key="set-up-name", autocomplete="username", max_chars=64)
        shown = st.text_input("Your name as others know it", key="set-up-shown", autocomplete="name", max_chars=80)
        password = st.text_input(
            "Password",
            key="set-up-password",
            type="password",
            autocomplete="new-password",
            help="10 characters or more.",
        )
        again = st.text_input("Password again", key="set-up-again", type="password", autocomplete="new-password")
        asked = st.form_submit_button("Create the administrator", type="primary", width="stretch")
    if not asked:
        return None
    if password != again:
        st.error("The two passwords differ. Type the same one twice.", icon=":material/error:")
        return None
    try:
        account = host().sybil.accounts.create_first(code, name, password, shown or None, address())
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
        return None
    door.begin(account)
    return account


def sign_out() -> None:
    """End this browser's sign-in, at once."""
    host().sybil.accounts.end(token())
    for name in list(st.session_state):
        del st.session_state[name]
    st.session_state[_DUE] = ("", time.monotonic() + _SETTING_SECONDS)


def _agent() -> str:
    return str(st.context.headers.get("User-Agent") or "")[:200]


def _is_secure() -> bool | None:
    return True if str(st.context.url or "").startswith("https://") else None
