"""Parts of a whole that are built when they are first needed."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Built = TypeVar("Built")


class part(Generic[Built]):  # noqa: N801 - used as a decorator, like property
    """A property that is computed once, under the owner's lock."""

    def __init__(self, build: Callable[[Any], Built]) -> None:
        self._build, self._name = build, build.__name__
        self.__doc__ = build.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "part[Built]": ...
    @overload
    def __get__(self, owner: object, kind: type) -> Built: ...
    def __get__(self, owner: Any, kind: type) -> Any:
        """The part, built now if it is not yet there."""
        if owner is None:
            return self
        with owner.building:
            if self._name not in owner.built:
                owner.built[self._name] = self._build(owner)
            return owner.built[self._name]
