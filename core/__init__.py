"""Sybil, an organisation's memory that answers: ``from core import Sybil, Settings, Viewer``.

The names are loaded when they are first asked for, so that importing the package costs nothing; ``__init__.pyi`` tells
type checkers what they are.
"""

import importlib
from typing import Any

__all__ = ["Settings", "Sybil", "Viewer"]

_HOMES = {"Sybil": "core.app", "Settings": "core.settings", "Viewer": "core.access"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
