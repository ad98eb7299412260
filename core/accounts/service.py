"""Accounts: made, changed, signed in to. Everything that changes one leaves a line in the audit, never a password."""

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from core.access import Viewer
from core.accounts.names import accepted, displayed, fold, storable
from core.accounts.passwords import COST, Passwords, refuse_weak
from core.accounts.setup import Secrets
from core.accounts.throttle import Throttle, is_familiar
from core.db.accounts import AccountStore, Credentials
from core.db.attempts import Attempts, Rule
from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.sign_ins import SEEN_EVERY, SignIns
from core.errors import PasswordRefused, SettingsError, SetUpRefused, SignInRefused, StoreUnavailable
from core.models import DATE_STYLES, Account, Level, Role, SignIn

log = logging.getLogger(__name__)

OPERATOR = "operator"


class Accounts:
    """Accounts and who is signed in to them. Safe to use from many threads and processes.

    Names may be given in any spelling that folds to the account's own. Every method may raise StoreUnavailable.

    Args:
        data_dir: the folder in which ``secrets/`` is.
        cost: bcrypt's; small only in tests.
    """

    def __init__(
        self,
        database: Database,
        data_dir: Path,
        clock: Clock = now,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
        cost: int = COST,
    ) -> None:
        self.secrets = Secrets(data_dir)
        self._clock = clock
        self._store, self._sign_ins = AccountStore(database, clock), SignIns(database, clock, new_id)
        self._throttle = Throttle(Attempts(database, clock), self.secrets.cookie_key, new_id)
        self._passwords = Passwords(cost)

    # --- the first account ------------------------------------------------------------------------------

    def set_up_needed(self) -> bool:
        """True while there is no account."""
        return not self._store.any()

    def set_up_code(self) -> str | None:
        """What whoever makes the first account has to know, for whoever can read this machine's files; None once
        there is an account."""
        code = self.secrets.set_up_code() if self.set_up_needed() else None
        if code is not None and not self.set_up_needed():  # somebody was quicker
            self._use_up_code()
            return None
        return code

    def create_first(
        self, code: str, name: str, password: str, display_name: str | None = None, address: str = ""
    ) -> Account:
        """Make the first account, an administrator who reads everything, and use the code up.

        Raises:
            SetUpRefused: the code is wrong, or there is an account already; of several at once, one is made.
            SignInThrottled: too many codes were tried.
            NameRefused, PasswordRefused: they cannot be used; the code can still be.
        """
        if not self.set_up_needed():
            raise SetUpRefused
        with self._throttle.attempt(self._throttle.set_up(address)) as attempt:
            if not self.secrets.is_set_up_code(code):
                raise SetUpRefused("The set-up code is wrong.")
            attempt.succeeded()
        made = self._add(name, password, Role.ADMIN, Level.RESTRICTED, display_name, name, first=True)
        self._use_up_code()
        return made

    # --- what administrators do -------------------------------------------------------------------------

    def create(
        self,
        name: str,
        password: str,
        role: Role | str,
        level: Level | str,
        display_name: str | None = None,
        by: str = OPERATOR,
    ) -> Account:
        """Make an account.

        Raises:
            NameRefused, PasswordRefused, AccountExists: it was not made; the sentence says why.
        """
        made = self._add(name, password, _role(role), _level(level), display_name, by)
        self._use_up_code()
        return made

    def get(self, name: str) -> Account:
        """One account. Raises AccountNotFound."""
        return self._store.get(fold(name))

    def change(
        self,
        name: str,
        *,
        role: Role | str | None = None,
        level: Level | str | None = None,
        disabled: bool | None = None,
        display_name: str | None = None,
        by: str = OPERATOR,
    ) -> Account:
        """Change what is not None. Disabling ends every sign-in at once.

        Raises:
            AccountNotFound: no such account.
            LastAdmin: nobody would be left to look after Sybil.
            NameRefused: the display name is too long.
        """
        folded = fold(name)
        given = {
            "role": None if role is None else _role(role),
            "level": None if level is None else _level(level),
            "disabled": disabled,
            "display_name": None if display_name is None else displayed(display_name, folded),
        }
        return self._store.change(folded, {key: value for key, value in given.items() if value is not None}, by)

    def set_password(self, name: str, new: str, by: str = OPERATOR) -> None:
        """Give an account a new password and end every sign-in. Raises AccountNotFound, PasswordRefused."""
        account = self.get(name)
        refuse_weak(account.name, new)
        self._store.set_password(account.name, self._passwords.hash(new), by)

    # --- what everybody does ----------------------------------------------------------------------------

    def check(self, name: str, password: str, address: str = "", known_token: str | None = None) -> Account:
        """Whose name and password these are.

        Args:
            address: where the attempt comes from.
            known_token: a token with which this device was signed in before, be it over by now.

        Raises:
            SignInRefused: unknown, wrong or disabled, which take the same time and are never told apart.
            SignInThrottled: too many attempts; nothing was tried.
        """
        folded = fold(name)
        known = known_token is not None and self._sign_ins.knows(known_token, folded)
        with self._throttle.attempt(self._rules(folded, address, known_token if known else None)) as attempt:
            self._proven(folded, password, known)
            attempt.succeeded()
        return self._store.get(folded)

    def change_password(self, name: str, old: str, new: str, keep_token: str | None = None) -> None:
        """Change one's own password and end every other sign-in.

        Raises:
            SignInRefused: the old password is wrong.
            SignInThrottled: too many attempts.
            PasswordRefused: the new one cannot be used.
        """
        folded = fold(name)
        refuse_weak(folded, new)
        if new == old:
            raise PasswordRefused("The new password is the old one; choose another one.")
        device = keep_token if keep_token is not None and self._sign_ins.knows(keep_token, folded) else ""
        with self._throttle.attempt(self._throttle.device(folded, device)) as attempt:
            try:
                held = self._proven(folded, old, True)
            except SignInRefused as error:
                raise SignInRefused("The present password is wrong.") from error
            attempt.succeeded()
        hashed = self._passwords.hash(new)
        if not self._store.set_password(folded, hashed, folded, held.password_hash, keep_token):
            raise SignInRefused("The password was changed meanwhile. Sign in again.")

    def set_date_style(self, name: str, style: str) -> None:
        """How dates are written for somebody. Raises AccountNotFound, and SettingsError for an unknown style."""
        if style not in DATE_STYLES:
            raise SettingsError(f"“{style}” is no way to write dates; there are {', '.join(DATE_STYLES)}.")
        self._store.set_date_style(fold(name), style)

    def touch_visit(self, name: str) -> datetime | None:
        """Note that somebody is here, and return when their visit before this one ended (30 minutes without a call
        end one); None during the first. Raises AccountNotFound."""
        return self._store.visit(fold(name))

    # --- sign-ins ---------------------------------------------------------------------------------------

    def begin(self, token: str, name: str, address: str, agent: str, expires_at: datetime) -> SignIn:
        """Sign somebody in whose password was checked. Only a hash of the token is stored.

        Raises:
            SignInRefused: the account is unknown or disabled, or the token is over or somebody else's.
        """
        address, agent = storable(address), storable(agent)
        return self._sign_ins.begin(token, fold(name), address, agent, expires_at)

    def of(self, token: str) -> Account | None:
        """Who is signed in with this token; None if nobody is (any more)."""
        found = self._sign_ins.account(token)
        if found is None:
            return None
        account, seen_at = found
        if self._clock() - seen_at >= SEEN_EVERY:
            try:
                self._sign_ins.seen(token, account.name)
            except StoreUnavailable as error:  # reading goes on where writing does not
                log.warning("when a sign-in was last used could not be noted: %s", error)
        return account

    def end(self, token: str) -> bool:
        """Sign out. False: nobody was signed in with this token."""
        return self._sign_ins.end(token)

    def end_one(self, name: str, sign_in_id: str, by: str | None = None) -> bool:
        """End one sign-in of somebody's. False: it is not theirs, or over already."""
        folded = fold(name)
        return self._sign_ins.end_one(folded, sign_in_id, by or folded)

    def end_all(self, name: str, keep_token: str | None = None, by: str | None = None) -> int:
        """End every sign-in of somebody's but that of ``keep_token``; returns how many. Raises AccountNotFound."""
        account = self.get(name)
        return self._sign_ins.end_all(account.name, by or account.name, keep_token)

    def sign_in_of(self, token: str) -> str | None:
        """The id of the sign-in that this token is of; None if it is over."""
        return self._sign_ins.of(token)

    def sign_ins(self, name: str) -> list[SignIn]:
        """Where somebody is signed in, the latest first."""
        return self._sign_ins.live(fold(name))

    def list(self) -> "list[Account]":
        """Every account, by name, the disabled ones too."""
        return self._store.all()

    # --- inside -----------------------------------------------------------------------------------------

    def _add(
        self, name: str, password: str, role: Role, level: Level, display_name: str | None, by: str, first: bool = False
    ) -> Account:
        checked = accepted(name)
        refuse_weak(checked, password)
        shown = displayed(display_name or name, checked)
        account = Account(checked, shown, role, level, False, self._clock())
        self._store.add(account, self._passwords.hash(password), checked if first else by, first)
        return account

    def _use_up_code(self) -> None:
        try:
            self.secrets.forget_set_up_code()
        except StoreUnavailable as error:  # the account is made, and with one no code is asked for
            log.warning("the set-up code is of no more use, but could not be deleted: %s", error)

    def _rules(self, folded: str, address: str, known_token: str | None) -> Sequence[Rule]:
        """What an attempt counts under."""
        if known_token is not None:
            return self._throttle.device(folded, known_token)
        familiar = is_familiar(address, self._sign_ins.addresses(folded))
        return self._throttle.sign_in(folded, address, familiar)

    def _proven(self, folded: str, password: str, known: bool) -> Credentials:
        """What the right password was checked against, read again afterwards: it may have changed while this waited."""
        held = self._store.credentials(folded)
        right = self._passwords.match(password, held.password_hash if held else self._passwords.nobodys, known)
        if held is None or held.disabled or not right or self._store.credentials(folded) != held:
            raise SignInRefused
        return held


def _role(value: str) -> Role:
    try:
        return Role(str(value).lower())
    except ValueError:
        raise SettingsError(f"“{value}” is not a role; the roles are {', '.join(Role)}.") from None


def _level(value: str) -> Level:
    return Viewer.member(value).level
