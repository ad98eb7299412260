"""What administrators do with accounts: make, change, disable, give a new password.

An administrator touches nobody who reads more than he does, and gives nobody more than he has: else a new password for
somebody else would open what is closed to him.
"""

import secrets
from collections.abc import Sequence

import streamlit as st

from core.accounts import require
from core.errors import NotAllowed, SybilError
from core.models import Account, Level, Role
from core.ui import managing, words
from core.ui.gate import Person

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""None that are mistaken for another when somebody reads them out."""


def generated() -> str:
    """A password for one start: four groups of four, about 80 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def table(person: Person, accounts: Sequence[Account]) -> None:
    """Every account in a table."""
    st.dataframe(
        {
            "Name": [account.display_name for account in accounts],
            "Signs in as": [account.name for account in accounts],
            "Role": [account.role.capitalize() for account in accounts],
            "Level": [account.level.capitalize() for account in accounts],
            "Last seen": [person.ago(account.last_seen) for account in accounts],
            "State": ["Disabled" if account.disabled else "May sign in" for account in accounts],
        },
        key="people-table",
        hide_index=True,
        width="stretch",
        alt="Accounts",
    )


def once() -> None:
    """A password that was just made: shown now and never again."""
    shown = st.session_state.pop("people-password", None)
    if shown is not None:
        name, password = shown
        st.success(f"The password of {words.plain(name)}, shown only now. Pass it on; they change it on Account.")
        st.code(password, language=None)


def change(person: Person, accounts: Sequence[Account]) -> None:
    """Choose an account and change it."""
    by_name = {account.name: account for account in accounts}
    st.subheader("Change an account")
    name = st.selectbox(
        "Account",
        list(by_name),
        index=None,
        format_func=lambda one: f"{by_name[one].display_name} ({one})",  # a selectbox shows plain text
        placeholder="Choose a person to change",
        key="people-one",
    )
    if name is None:
        return
    account = by_name[name]
    if account.level > person.viewer.level:
        st.info("This person reads more than you do. Somebody with their level has to change the account.")
        return
    with st.form(f"people-change-{name}", border=False):
        shown = st.text_input("Name that others see", account.display_name, max_chars=100, key=f"people-shown-{name}")
        role, level = _role_and_level(person, account.role, account.level, name)
        if st.form_submit_button("Save", key=f"people-save-{name}"):
            _do(person, account, f"{account.display_name} was changed.", role=role, level=level, display_name=shown)
    with st.container(horizontal=True):
        if account.disabled:
            if st.button("Let sign in again", key="people-enable"):
                _do(person, account, f"{account.display_name} may sign in again.", disabled=False)
        elif st.button("Disable", key="people-disable", help="Ends every sign-in at once. Nothing is deleted."):
            _do(person, account, f"{account.display_name} was signed out everywhere.", disabled=True)
        if st.button("Give a new password", key="people-reset", help="Ends every sign-in at once."):
            _reset(person, account)


def create(person: Person) -> None:
    """Make an account with a password that is shown once."""
    with st.expander("Add a person", icon=":material/person_add:", key="people-add"):
        with st.form("people-create", border=False):
            shown = st.text_input("Name that others see", key="people-new-shown", max_chars=100)
            name = st.text_input("Name for signing in", key="people-new-name", max_chars=64, autocomplete="off")
            role, level = _role_and_level(person, Role.READER, min(Level.INTERNAL, person.viewer.level), "new")
            asked = st.form_submit_button("Add", key="people-create-now")
        if asked:
            _create(person, name, shown, role, level)


def _role_and_level(person: Person, role: Role, level: Level, key: str) -> tuple[str, str]:
    roles, levels = [each.value for each in Role], person.levels()
    chosen = st.selectbox("Role", roles, roles.index(role), format_func=str.capitalize, key=f"people-role-{key}")
    given = st.selectbox(
        "Level", levels, levels.index(level), format_func=lambda one: managing.LEVELS[one], key=f"people-level-{key}"
    )
    return chosen, given


def _create(person: Person, name: str, shown: str, role: str, level: str) -> None:
    password = generated()
    try:
        _allowed(person, Level(level))
        made = person.sybil.accounts.create(name, password, role, level, shown or None, by=person.account.name)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    st.session_state["people-password"] = (made.display_name, password)
    st.rerun()


def _do(person: Person, account: Account, told: str, **changes: object) -> None:
    try:
        now = person.sybil.accounts.get(account.name)
        _allowed(person, max(now.level, Level(str(changes.get("level", now.level))), key=lambda one: one.rank))
        person.sybil.accounts.change(account.name, by=person.account.name, **changes)  # type: ignore[arg-type]
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    managing.tell(words.plain(told))
    st.rerun()


def _reset(person: Person, account: Account) -> None:
    password = generated()
    try:
        _allowed(person, person.sybil.accounts.get(account.name).level)
        person.sybil.accounts.set_password(account.name, password, by=person.account.name)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    st.session_state["people-password"] = (account.display_name, password)
    st.rerun()


def _allowed(person: Person, level: Level) -> None:
    """Raises NotAllowed, unless this administrator may touch an account of this level."""
    require(person.account, Role.ADMIN)
    if level > person.viewer.level:
        raise NotAllowed("This is above your own level. Somebody with that level has to do it.")
