"""Accounts: who may sign in, what they may do, what they may read."""

import getpass
import sys
from collections.abc import Callable, Mapping
from typing import Any

from core import Sybil
from core.cli.output import Output
from core.errors import PasswordRefused, SybilError
from core.models import Account

Given = Mapping[str, Any]


def user(sybil: Sybil, given: Given, output: Output) -> int:
    """Run one of the verbs."""
    return VERBS[given["verb"]](sybil, given, output)


def _add(sybil: Sybil, given: Given, output: Output) -> int:
    account = sybil.accounts.create(
        given["name"], _password(), given["role"], given["level"], display_name=given["display_name"]
    )
    if not output.result(account):
        output.line(f"“{account.name}” can sign in: {account.role}, {account.level}.")
    return 0


def _list(sybil: Sybil, _: Given, output: Output) -> int:
    found = sybil.accounts.list()
    if not output.result(found):
        columns = ("name", "shown as", "role", "level", "state", "last seen")
        output.table(columns, [_row(account) for account in found])
    return 0


def _change(sybil: Sybil, given: Given, output: Output) -> int:
    disabled = True if given["disable"] else False if given["enable"] else None
    if disabled is None and not any(given[name] for name in ("role", "level", "display_name")):
        raise SybilError("Say what to change: --role, --level, --display-name, --disable or --enable.")
    account = sybil.accounts.change(
        given["name"], role=given["role"], level=given["level"], disabled=disabled, display_name=given["display_name"]
    )
    if not output.result(account):
        state = "disabled, and signed out everywhere" if account.disabled else "enabled"
        output.line(f"“{account.name}” is {state}: {account.role}, {account.level}.")
    return 0


def _set_password(sybil: Sybil, given: Given, output: Output) -> int:
    account = sybil.accounts.get(given["name"])
    sybil.accounts.set_password(account.name, _password())
    if not output.result(account):
        output.line(f"“{account.name}” has a new password, and is signed out everywhere.")
    return 0


def _sign_out(sybil: Sybil, given: Given, output: Output) -> int:
    ended = sybil.accounts.end_all(given["name"], by="operator")
    if not output.result({"name": given["name"], "ended": ended}):
        output.line(f"{ended} sign-ins of “{given['name']}” were ended.")
    return 0


def _row(account: Account) -> list[object]:
    seen = f"{account.last_seen:%Y-%m-%d %H:%M} UTC" if account.last_seen else "never"
    state = "disabled" if account.disabled else "enabled"
    return [account.name, account.display_name, account.role, account.level, state, seen]


def _password() -> str:
    """The first line of standard input; asked for twice, unseen, on a terminal."""
    try:
        if not sys.stdin.isatty():
            if line := sys.stdin.readline().removesuffix("\n").removesuffix("\r"):
                return line
            raise EOFError
        typed, again = getpass.getpass("Password: "), getpass.getpass("Again: ")
    except (EOFError, UnicodeDecodeError) as error:
        raise PasswordRefused("There is no password: the first line of standard input has to be one.") from error
    if again != typed:
        raise PasswordRefused("The two are not the same. Nothing was changed.")
    return typed


VERBS: dict[str, Callable[[Sybil, Given, Output], int]] = {
    "add": _add,
    "list": _list,
    "change": _change,
    "password": _set_password,
    "sign-out": _sign_out,
}
