"""The parts of the Account page: who somebody is here, the password, the dates, and where they are signed in."""

from datetime import date

import streamlit as st

from core.errors import SignInRefused, SybilError
from core.models import DATE_STYLES, Level, Role, SignIn
from core.ui import managing, signin, words
from core.ui.devices import device
from core.ui.gate import Person

ROLES = {
    Role.READER: "You read, ask, and keep conversations of your own. Actions that are yours you may mark done.",
    Role.EDITOR: "You also add and remove documents, set their levels, and mark any action done.",
    Role.ADMIN: "You also look after people, and may take the samples out.",
}
DATES = {"en-GB": "British English", "en-US": "American English", "iso": "Year first", "de": "German", "fr": "French"}
EXAMPLE = date(2026, 3, 12)


def who(person: Person) -> None:
    """Name, role and level, and what they mean."""
    account = person.account
    st.subheader("You")
    if person.may(Role.EDITOR):
        with st.form("account-who", border=False):
            shown = st.text_input("Name that others see", account.display_name, key="account-shown", max_chars=100)
            if st.form_submit_button("Save the name"):
                _change_name(person, shown)
    else:
        st.text_input(
            "Name that others see",
            account.display_name,
            key="account-shown",
            disabled=True,
            help="Which actions are yours goes by this name, so an administrator changes it.",
        )
    st.caption(f"Signed in as {words.plain(account.name)}")
    st.markdown(f"**{account.role.capitalize()}.** {_role(account.role)}")
    st.markdown(f"**{account.level.capitalize()}.** {_level(person)}")


def _change_name(person: Person, shown: str) -> None:
    try:
        if not person.may(Role.EDITOR):
            return
        person.sybil.accounts.change(person.account.name, display_name=shown, by=person.account.name)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    managing.tell("The name was changed.")
    st.rerun()


def _role(role: Role) -> str:
    return (
        ROLES[Role.READER]
        if role == Role.READER
        else f"{ROLES[Role.READER]} {ROLES[Role.EDITOR]}" + (f" {ROLES[Role.ADMIN]}" if role == Role.ADMIN else "")
    )


def _level(person: Person) -> str:
    if person.viewer.level == Level.RESTRICTED:
        return "You see every document. An administrator sets this."
    readable = [level.lower() for level in person.levels()]
    many = readable[0] if len(readable) == 1 else f"{', '.join(readable[:-1])} and {readable[-1]}"
    return f"You see documents that are {many}. What is above is not there for you. An administrator sets this."


def password(person: Person) -> None:
    """Change the password: every other browser is signed out."""
    st.subheader("Password")
    with st.form("account-password", border=False, enter_to_submit=True):
        old = st.text_input("Present password", type="password", key="password-old", autocomplete="current-password")
        new = st.text_input("New password", type="password", key="password-new", autocomplete="new-password")
        again = st.text_input("New password again", type="password", key="password-again", autocomplete="new-password")
        st.caption("10 characters or more, not your name, none of those that everybody tries first.")
        asked = st.form_submit_button("Change the password")
    if not asked:
        return
    if new != again:
        st.error("The two new passwords differ. Type the same one twice.", icon=":material/error:")
        return
    try:
        person.sybil.accounts.change_password(person.account.name, old, new, signin.token())
    except SignInRefused as error:
        st.error(str(error), icon=":material/lock:")
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
    else:
        st.success("The password was changed. Every other browser was signed out.", icon=":material/check:")


def dates(person: Person) -> None:
    """How dates are written."""
    st.subheader("Dates")
    st.selectbox(
        "How dates are written",
        DATE_STYLES,
        index=DATE_STYLES.index(person.account.date_style) if person.account.date_style in DATE_STYLES else 0,
        format_func=lambda style: f"{words.day(EXAMPLE, style)} ({DATES[style]})",
        key="account-dates",
        on_change=_set_dates,
        args=(person,),
    )


def _set_dates(person: Person) -> None:
    try:
        person.sybil.accounts.set_date_style(person.account.name, st.session_state["account-dates"])
    except SybilError as error:
        managing.tell(words.plain(str(error)), "error")


def sign_ins(person: Person) -> None:
    """In which browsers somebody is signed in, and the way out of each."""
    st.subheader("Where you are signed in")
    accounts = person.sybil.accounts
    found, here = accounts.sign_ins(person.account.name), accounts.sign_in_of(signin.token())
    for one in sorted(found, key=lambda each: each.id != here):
        _sign_in(person, one, one.id == here)
    if len(found) > 1:
        st.button(
            "Sign out all others", key="sign-out-others", icon=":material/logout:", on_click=_others, args=(person,)
        )


def _sign_in(person: Person, one: SignIn, here: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(gap=None, width="stretch"):
            st.text(f"{device(one.agent)}{' · this browser' if here else ''}")
            st.caption(
                f"From {words.plain(one.address)} · since {person.day(one.started_at)} · used {person.ago(one.seen_at)}"
            )
        if not here:
            st.button("Sign out", key=f"end-{one.id}", on_click=_end, args=(person, one.id))


def _end(person: Person, sign_in_id: str) -> None:
    try:
        person.sybil.accounts.end_one(person.account.name, sign_in_id)
        managing.tell("That browser was signed out.")
    except SybilError as error:
        managing.tell(words.plain(str(error)), "error")


def _others(person: Person) -> None:
    try:
        count = person.sybil.accounts.end_all(person.account.name, keep_token=signin.token())
        managing.tell(f"{words.count(count, 'other browser')} signed out.")
    except SybilError as error:
        managing.tell(words.plain(str(error)), "error")
