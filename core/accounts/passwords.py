"""Passwords: which are accepted, and the one place that knows bcrypt.

bcrypt is slow on purpose. Strangers' passwords are checked one at a time and those of devices known to their owner
one at a time beside them, so that a thousand guesses leave a core to everybody else, and the owner waits for nobody.
"""

import contextlib
import math
import threading
import unicodedata
from collections.abc import Iterator

import bcrypt

from core.accounts.names import fold
from core.errors import PasswordRefused, SignInThrottled

COST = 12
SHORTEST, MOST_BYTES, FEWEST_DIFFERENT = 10, 72, 3
LONGEST_READ = 1000
LONGEST_WAIT = 10.0
COMMON = frozenset(
    """0123456789 0987654321 1234567890 12345678910 123456789a 1234567891 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
    a123456789 abc1234567 abcd123456 abcdefghij adminadmin administrator admin12345 admin123456 asdfghjkl1 asdfghjkl;
    baseball12 basketball changeme123 changemenow charlie123 dragon1234 football12 football123 iloveyou12 iloveyou123
    letmein123 letmein1234 liverpool1 manchester michael123 monkey1234 passw0rd12 passw0rd123 password01 password10
    password11 password12 password123 password1234 password12345 passwordpassword princess12 princess123 q1w2e3r4t5
    q1w2e3r4t5y6 qazwsxedcrfv qwer123456 qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertzuiop secret1234
    sunshine12 superman12 sybilsybil trustno123 welcome123 welcome1234 willkommen zaq12wsxcde zxcvbnm123""".split()
)
"""Of the passwords that everybody tries first, those that are long enough."""


def refuse_weak(name: str, password: str) -> None:
    """Raises PasswordRefused, with the reason, for a password that is too easy to guess or too long."""
    plain = _normal(password)
    if len(plain) < SHORTEST:
        raise PasswordRefused(f"The password is too short: it needs at least {SHORTEST} characters.")
    if len(_bytes(password)) > MOST_BYTES:
        raise PasswordRefused(f"The password is too long: at most {MOST_BYTES} bytes, which is as many plain letters.")
    if fold(plain) == fold(name):
        raise PasswordRefused("The password is the name; choose another one.")
    if fold(plain) in COMMON or len(set(plain)) < FEWEST_DIFFERENT:
        raise PasswordRefused("The password is one of those that everybody tries first; choose another one.")


class Passwords:
    """Hashes passwords and checks them.

    Args:
        cost: bcrypt's; one more doubles the work.
    """

    def __init__(self, cost: int = COST) -> None:
        self._cost = cost
        self._lanes = {known: threading.Semaphore(1) for known in (False, True)}
        self.nobodys = f"$2b${cost:02}${'.' * 53}"
        """A hash that no password has: checking against it takes as long as against any other."""

    def hash(self, password: str) -> str:
        """What is stored of a password."""
        with self._lane(True):
            return bcrypt.hashpw(_bytes(password), bcrypt.gensalt(self._cost)).decode("ascii")

    def match(self, password: str, stored: str, known: bool = False) -> bool:
        """Whether a password has this hash. The work is the same for every password and every hash of one cost.

        Args:
            known: it comes from a device that the account's owner has used.

        Raises:
            SignInThrottled: so many are being checked that this one was not.
        """
        given = _bytes(password)
        with self._lane(known):
            equal = bcrypt.checkpw(given[:MOST_BYTES], stored.encode("ascii"))
        return equal and len(given) <= MOST_BYTES

    @contextlib.contextmanager
    def _lane(self, known: bool) -> Iterator[None]:
        if not self._lanes[known].acquire(timeout=LONGEST_WAIT):
            raise SignInThrottled(math.ceil(LONGEST_WAIT))
        try:
            yield
        finally:
            self._lanes[known].release()


def _normal(password: str) -> str:
    """The same password typed on two keyboards is the same characters."""
    return unicodedata.normalize("NFKC", password[:LONGEST_READ])


def _bytes(password: str) -> bytes:
    return _normal(password).encode("utf-8", "surrogatepass")
