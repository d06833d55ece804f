"""A small language for describing JSON: kinds of values with their limits, checked in one pass.

A field whose name ends in `!` is required. Every kind yields faults worded as Slack words them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sandbox.rules.problem import Faults, Json

Rule = Callable[[Json, str], Faults]
"""What one object's fields must satisfy together."""


class Kind(Protocol):
    """Anything that can say what is wrong with a value."""

    def check(self, value: Any, at: str) -> Faults: ...


@dataclass(frozen=True)
class Str:
    """A string of `min` to `max` characters, of `choices` where given, matching `pattern`."""

    max: int | None = None
    min: int = 0
    choices: tuple[str, ...] = ()
    pattern: str = ""

    def check(self, value: Any, at: str) -> Faults:
        if not isinstance(value, str):
            yield "must provide a string", at
        elif self.max is not None and len(value) > self.max:
            yield f"must be less than {self.max + 1} characters", at
        elif len(value) < self.min:
            yield f"must be more than {self.min - 1} characters", at
        elif self.choices and value not in self.choices:
            yield f"must be one of: {', '.join(self.choices)}", at
        elif self.pattern and not re.fullmatch(self.pattern, value, re.DOTALL):
            yield "does not match the expected format", at


@dataclass(frozen=True)
class Number:
    """A number within its bounds, `whole` or not; `above` is a bound that is itself excluded."""

    min: float | None = None
    max: float | None = None
    whole: bool = False
    above: float | None = None

    def check(self, value: Any, at: str) -> Faults:
        if isinstance(value, bool) or not isinstance(value, int if self.whole else int | float):
            yield f"must provide {'an integer' if self.whole else 'a number'}", at
        elif self.min is not None and value < self.min:
            yield f"must be greater than or equal to {self.min:g}", at
        elif self.max is not None and value > self.max:
            yield f"must be less than or equal to {self.max:g}", at
        elif self.above is not None and value <= self.above:
            yield f"must be greater than {self.above:g}", at


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def check(self, value: Any, at: str) -> Faults:
        if not isinstance(value, bool):
            yield "must provide a boolean", at


@dataclass(frozen=True)
class Many:
    """A list of `min` to `max` values of one kind."""

    item: Kind
    max: int | None = None
    min: int = 0

    def check(self, value: Any, at: str) -> Faults:
        if not isinstance(value, list):
            yield "must provide an array", at
            return
        if self.max is not None and len(value) > self.max:
            yield f"no more than {self.max} items allowed", at
        if len(value) < self.min:
            yield f"must provide at least {self.min} items", at
        for index, item in enumerate(value):
            yield from self.item.check(item, f"{at}/{index}")


@dataclass(frozen=True)
class Shape:
    """An object with these fields and no others, and rules over all of them together."""

    fields: Mapping[str, Kind]
    rules: tuple[Rule, ...] = ()

    def check(self, value: Any, at: str) -> Faults:
        if not isinstance(value, dict):
            yield "must provide an object", at
            return
        kinds = {name.rstrip("!"): kind for name, kind in self.fields.items()}
        for name in self.fields:
            if name.endswith("!") and name[:-1] not in value:
                yield f"missing required field: {name[:-1]}", at
        for name, found in value.items():
            if name in kinds:
                yield from kinds[name].check(found, f"{at}/{name}")
            else:
                yield f"invalid additional property: {name}", at
        for rule in self.rules:
            yield from rule(value, at)


@dataclass(frozen=True)
class Tagged:
    """An object whose `type` chooses its shape."""

    shapes: Mapping[str, Shape]

    def check(self, value: Any, at: str) -> Faults:
        if not isinstance(value, dict):
            yield "must provide an object", at
        elif value.get("type") is None:
            yield "missing required field: type", at
        elif not isinstance(value["type"], str):
            yield "must provide a string", f"{at}/type"
        elif value["type"] not in self.shapes:
            yield f"unsupported type: {value['type']}", f"{at}/type"
        else:
            rest = {name: found for name, found in value.items() if name != "type"}
            yield from self.shapes[value["type"]].check(rest, at)


def listed(value: Any, name: str) -> list[Any]:
    """The list under this name, or nothing where there is something else."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def only(table: Tagged, *types: str) -> Tagged:
    """The part of a table that may stand in one place."""
    return Tagged({name: table.shapes[name] for name in types})


def _named(names: tuple[str, ...]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def one_of(*names: str) -> Rule:
    """Exactly one of these fields."""

    def rule(value: Json, at: str) -> Faults:
        found = [name for name in names if value.get(name) is not None]
        if len(found) != 1:
            yield f"must define either {_named(names)}", at

    return rule


def given(*names: str) -> Rule:
    """At least one of these fields."""

    def rule(value: Json, at: str) -> Faults:
        if all(value.get(name) is None for name in names):
            yield f"must define either {_named(names)}", at

    return rule


def ordered(low: str, high: str) -> Rule:
    """The one bound not above the other, where both are numbers."""

    def rule(value: Json, at: str) -> Faults:
        try:
            if float(value[low]) > float(value[high]):
                yield f"cannot be greater than {high}", f"{at}/{low}"
        except (KeyError, TypeError, ValueError):
            return

    return rule
