"""Every verb of services/ that takes a transaction, with arguments made of a workspace's ids."""

import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import bot
import handlers
import scheduler
import services
from services.desk import Look, Work
from tests.kit.cast import COLLEAGUE
from tests.tenants.requests import TABLES, Ids

RECORDS = frozenset({"Pairing", "Nomination", "Task", "Delivery", "Person", "Cohort", "CheckIn"})
"""What only the store hands out: a verb that takes one was handed it inside its transaction."""
ALL_DAY = date(2027, 2, 1)


class Unmade(Exception):
    """An argument that no door could hand in."""


def verbs() -> Iterator[tuple[str, Callable[..., Any], bool]]:
    """Name, function, and whether it writes."""
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"services.{found.name}")
        for name, verb in vars(module).items():
            if inspect.isfunction(verb) and verb.__module__ == module.__name__:
                first = next(iter(inspect.signature(verb).parameters.values()), None)
                if (
                    first is not None
                    and first.annotation in (Look, Work)
                    and (f"{found.name}.{name}" in _named_by_doors())
                ):
                    yield f"{found.name}.{name}", verb, first.annotation is Work


@cache
def _named_by_doors() -> frozenset[str]:
    """The verbs that a door calls or hands over; the others serve those, which have asked."""
    rooms = [Path(str(room.__file__)).parent for room in (bot, handlers, scheduler)]
    written = "".join(file.read_text("utf-8") for room in rooms for file in room.rglob("*.py"))
    return frozenset(re.findall(r"\b(\w+\.\w+)(?=[(,)\s])", written))


class Making:
    """Makes arguments by their names and types."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids

    def arguments(self, verb: Callable[..., Any]) -> dict[str, Any]:
        """Raises Unmade for a verb that takes what only the store hands out."""
        types_of = typing.get_type_hints(verb)
        parameters = list(inspect.signature(verb).parameters.values())[1:]
        return {one.name: self.made(one.name, types_of[one.name]) for one in parameters}

    def made(self, name: str, kind: Any) -> Any:
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return self.made(name, next(one for one in inner if one is not type(None)))
        if origin is not None and issubclass(origin, Mapping):
            return {self.made("criterion_id", inner[0]): self.made(name, inner[1])}
        if origin is not None and issubclass(origin, Sequence | typing.Collection):
            return (self.made(name.removesuffix("s"), inner[0]),)
        if not isinstance(kind, type) or kind.__name__ in RECORDS:
            raise Unmade
        if is_dataclass(kind):
            hints = typing.get_type_hints(kind)
            asked = [one.name for one in fields(kind) if one.init]
            return kind(**{one: self.made(one, hints[one]) for one in asked})
        return self._plain(name, kind)

    def _plain(self, name: str, kind: type) -> Any:
        if issubclass(kind, Enum):
            return next(iter(kind))
        values: dict[type, Any] = {
            bool: True,
            int: 3,
            date: ALL_DAY,
            datetime: datetime(2027, 2, 1, 9, tzinfo=datetime.now().astimezone().tzinfo),
            str: self._text(name),
        }
        if kind not in values:
            raise Unmade
        return values[kind]

    def _text(self, name: str) -> str:
        if "slack_user" in name:
            return COLLEAGUE.slack_user
        if name in {"slack_file", "view", "message"}:
            return "F0FILE"
        thing = name.removesuffix("_id").removesuffix("_ids")
        tables = {**TABLES, "competencie": ("competency",), "criterion": ("criterion",)}
        known = [one for table in tables.get(thing, ()) for one in self._ids.get(table, ())]
        return known[0] if known else "A sentence of some length, as one is asked for."
