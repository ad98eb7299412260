"""Slowing down who guesses, without locking out who belongs here.

Every attempt counts under several keys, and the longest pause of them holds:

- this name from this address: five failures are free, then the pause doubles from a second to a minute;
- this address, whatever the names: twenty are free, for many people may share an address;
- this name, whatever the addresses: twenty are free, so that a hundred addresses guess no faster than one.

So that nobody can lock somebody else out, an address from which the account was signed in to before is spared the
third, and a device that was signed in to it counts for itself alone. Where there is no such account nothing is
familiar, and all that a stranger meets is the same. A success takes back the failures of this name from this
address, nothing else.
"""

import hashlib
import hmac
import ipaddress
import math
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from core.db.attempts import Attempts, Rule
from core.errors import SignInThrottled

FREE_HERE, FREE_ADDRESS, FREE_NAME, FREE_SET_UP = 5, 20, 20, 20


class Attempt:
    """One attempt under way; it counts as failed unless ``succeeded`` is called."""

    def __init__(self) -> None:
        self.success = False

    def succeeded(self) -> None:
        """What was tried was right."""
        self.success = True


class Throttle:
    """Admits attempts.

    Args:
        key: gives the secret under which names and addresses are hashed before they are stored.
    """

    def __init__(
        self, attempts: Attempts, key: Callable[[], str], new_id: Callable[[], str] = lambda: uuid.uuid4().hex
    ) -> None:
        self._attempts, self._key, self._new_id = attempts, key, new_id

    def sign_in(self, name: str, address: str, familiar: bool = False) -> list[Rule]:
        """What an attempt counts under; from a familiar address what others do to the name does not matter."""
        place = network(address)
        rules = [self._rule(FREE_HERE, "here", name, place), self._rule(FREE_ADDRESS, "address", place)]
        return rules if familiar else [*rules, self._rule(FREE_NAME, "name", name)]

    def device(self, name: str, token: str) -> list[Rule]:
        """What an attempt from a device that the account's owner has used counts under."""
        return [self._rule(FREE_HERE, "device", name, token)]

    def set_up(self, address: str) -> list[Rule]:
        """What an attempt at the set-up code counts under."""
        return [self._rule(FREE_HERE, "set-up-here", network(address)), self._rule(FREE_SET_UP, "set-up")]

    @contextmanager
    def attempt(self, rules: Sequence[Rule]) -> Iterator[Attempt]:
        """Try something. The first rule is the one whose failures a success takes back.

        Raises:
            SignInThrottled: not now; nothing was counted.
        """
        ticket = self._new_id()
        if (wait := self._attempts.admit(ticket, rules)) > 0:
            raise SignInThrottled(max(1, math.ceil(wait)))
        attempt = Attempt()
        try:
            yield attempt
        except SignInThrottled:
            self._attempts.withdraw(ticket)
            raise
        if attempt.success:
            self._attempts.forgive(rules[0].key)

    def _rule(self, free: int, *words: str) -> Rule:
        said = "\0".join(words).encode("utf-8", "surrogatepass")
        return Rule(hmac.new(self._key().encode(), said, hashlib.sha256).hexdigest(), free)


def is_familiar(address: str, used: Iterable[str]) -> bool:
    """Whether this is one of the addresses that were used before; one that cannot be read never is."""
    place = network(address)
    return bool(place) and place in {network(one) for one in used}


def network(address: str) -> str:
    """What counts as one address: of IPv6 the /64 that one household has; anything unreadable is one together."""
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(ipaddress.ip_network((found, 64), strict=False))
        found = found.ipv4_mapped
    return str(found)
