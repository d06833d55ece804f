"""The kinds of delivery and of long work that this process knows, handed in by `bot/`."""

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """Whatever is registered once, under its name."""

    @property
    def name(self) -> str: ...


Kind = TypeVar("Kind", bound=Named)


class Kinds(Generic[Kind]):
    """A registry filled once at the start; two kinds of one name are a mistake told at once."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._by_name: dict[str, Kind] = {}
        for kind in kinds:
            if kind.name in self._by_name:
                raise ValueError(f"the kind {kind.name} is registered twice")
            self._by_name[kind.name] = kind

    def named(self, name: str) -> Kind | None:
        """The kind of that name; None for a row that a newer or older version queued."""
        return self._by_name.get(name)

    def names(self) -> frozenset[str]:
        """Every name that is registered."""
        return frozenset(self._by_name)
