"""The first line of every page: who is there, and may this person be here. Nothing is drawn before it says yes."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from core import Sybil, Viewer
from core.accounts import viewer_of
from core.errors import SybilError
from core.models import Account, Level, Role
from core.ui import shell, signin, words
from core.ui.host import Host, host

ICON = Path(__file__).parent / "icon.png"


@dataclass(frozen=True)
class Person:
    """Who looks at the page, and what it needs to serve this person."""

    account: Account
    viewer: Viewer
    host: Host

    @property
    def sybil(self) -> Sybil:
        """The one Sybil of this process."""
        return self.host.sybil

    def may(self, role: Role) -> bool:
        """Whether this person has the role, or a higher one."""
        return self.account.role >= role

    def levels(self) -> list[str]:
        """The levels this person may give to a document: none above the own."""
        return [level.value for level in Level if level <= self.viewer.level]

    def day(self, moment: date | datetime | None) -> str:
        """A day in this person's language of dates."""
        return words.day(moment, self.account.date_style)

    def ago(self, moment: datetime | None) -> str:
        """How long ago, or the day."""
        return words.ago(moment, self.sybil.now(), self.account.date_style)


def gate(title: str, role: Role = Role.READER, wide: bool = True) -> Person:
    """Let the page go on for those who may see it; everybody else gets the sign-in form, or is told why not.

    Args:
        title: of the page, in the browser's tab.
        role: the least role that may open it.
    """
    st.set_page_config(
        page_title=f"{title} · Sybil",
        page_icon=str(ICON),
        layout="wide" if wide else "centered",
        initial_sidebar_state="auto",
    )
    shell.frame(wide)
    try:
        here, account = host(), signin.present()
        door = signin.Door() if account is None or signin.is_due() else None
        if account is None and door is not None:
            account = shell.entrance(door)
        if door is not None and signin.is_due():
            door.settle()
    except SybilError as error:
        shell.closed(error)
        st.stop()
    if account is None:
        st.stop()
    person = Person(account, viewer_of(account), here)
    shell.navigation(person.account, here)
    if not person.may(role):
        st.title(title)
        st.info(f"This page is for people with the role “{role}”. Ask an administrator if you need it.")
        st.stop()
    shell.banner(person.account, here)
    return person
