"""Logging set-up: one line a record, secrets and phone numbers masked in every record of the process.

Masking is done where records are made, so that a handler somebody else installs gets masked records too, tracebacks
included. What the masks know: the values of the secret settings, the shapes of common tokens, passwords inside URLs,
values behind words such as ``password=``, and phone numbers (the last three digits stay, to tell callers apart).
"""

import io
import logging
import re
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any, TextIO

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
HIDDEN = "[hidden]"
_SHORTEST = 4  # shorter "secrets" would mask half of the log

_TOKENS = re.compile(
    r"""-----BEGIN[ A-Z]*PRIVATE\ KEY-----.*?(?:-----END[ A-Z]*PRIVATE\ KEY-----|\Z)
      | \b(?:sk|pk|rk|xoxb|ghp|gho|glpat|github_pat)[-_][A-Za-z0-9_-]{12,}
      | \b(?:AC|SK)[0-9a-fA-F]{32}\b
      | \bya29\.[\w.-]{10,} | \bAIza[\w-]{20,}
      | \beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?
      | \$2[aby]\$\d\d\$[./A-Za-z0-9]{53} | \$argon2\w*\$[^\s"']+""",
    re.VERBOSE | re.DOTALL,
)
_NAMED = re.compile(
    r"""(?P<name>\b[\w-]*(?:password|passwd|secret|token|api[_-]?key|credentials?|authorization|cookie|signature)\b
        ["']?\s*(?:=|:)\s*["']?(?:(?:bearer|basic)\s+)?)
        (?P<value>[^\s"',;&)}\]]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_BEARER = re.compile(r"\b(?P<name>(?:bearer|basic)\s+)(?P<value>[A-Za-z0-9+/=._~-]{8,})", re.IGNORECASE)
_IN_URL = re.compile(r"(?P<name>\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)(?P<value>[^\s/]+)@", re.IGNORECASE)
_PHONES = re.compile(
    r"""(?<![\w.])(?:
          (?:\+|00)[1-9][\d\s().\u00a0\u202f-]{5,18}\d
        | \(?0\d{2,4}\)?[\s/-]?\d{3,4}[\s-]?\d{3,5}
        | \(\d{3}\)\s?\d{3}[\s.-]\d{4}
        | [1-9]\d{10,14}
        )(?![\w.]?\d|\w)""",
    re.VERBOSE,
)
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Masker:
    """Takes secrets and phone numbers out of text.

    Args:
        secrets: values that must not appear; those shorter than four characters are left to their shapes.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({value for value in secrets if len(value) >= _SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(re.escape(value) for value in known)) if known else None

    def mask(self, text: str) -> str:
        """The text with every secret and phone number replaced."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        text = _TOKENS.sub(HIDDEN, text)
        text = _IN_URL.sub(rf"\g<name>{HIDDEN}@", text)
        text = _BEARER.sub(_keep_name, text)
        text = _NAMED.sub(_keep_name, text)
        return _PHONES.sub(_shorten, text)


def set_up(level: str = "INFO", secrets: Iterable[str] = (), stream: TextIO | None = None) -> logging.Handler:
    """Send records of ``level`` and above to ``stream`` (standard error), masked; also those of other libraries.

    A second call replaces what the first set up. Returns the handler, for ``take_down``.
    """
    take_down()
    masker = Masker(secrets)
    logging.setLogRecordFactory(_factory(masker))
    handler = _Handler(stream)
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def take_down() -> None:
    """Undo ``set_up``; without one, nothing happens."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _Handler)]:
        root.removeHandler(handler)
        logging.setLogRecordFactory(logging.LogRecord)


class _Handler(logging.StreamHandler[Any]):
    """Ours, so that a second set-up finds it."""


def _keep_name(found: re.Match[str]) -> str:
    return found["name"] + (found["value"] if found["value"].startswith(HIDDEN) else HIDDEN)


def _shorten(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"[phone …{digits[-3:]}]"


def _factory(masker: Masker) -> Any:
    def make(*args: Any, **extra: Any) -> logging.LogRecord:
        record = logging.LogRecord(*args, **extra)
        try:
            said = record.getMessage()
        except Exception:  # noqa: BLE001 - a log line must never fail its caller, nor show its arguments unmasked
            said = f"{record.msg} (its arguments do not fit)"
        record.msg = _CONTROLS.sub(lambda found: repr(found[0])[1:-1], masker.mask(said))
        record.args = None
        if record.exc_info:
            record.exc_text = masker.mask(_traceback(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = masker.mask(record.stack_info)
        return record

    return make


def _traceback(exc_info: Any) -> str:
    kind, error, trace = exc_info if isinstance(exc_info, tuple) else (None, None, None)
    out = io.StringIO()
    if error is not None:
        _print(kind, error, trace, out)
    return out.getvalue().rstrip("\n")


def _print(kind: type[BaseException] | None, error: BaseException, trace: TracebackType | None, out: TextIO) -> None:
    traceback.print_exception(kind, error, trace, file=out)
