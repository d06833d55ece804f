"""One call of a Web API method: who calls, and its arguments however they were sent."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sandbox.apps import handle
from sandbox.problem import ApiProblem
from sandbox.records import App, Grant, Json, Person
from sandbox.world import World


@dataclass(frozen=True)
class Call:
    world: World
    app: App
    arguments: Json
    scopes: frozenset[str]
    grant: Grant | None = None  # None: an app-level token

    def text(self, name: str, default: str = "") -> str:
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def need(self, name: str, error: str = "invalid_arguments") -> str:
        value = self.text(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise ApiProblem(error, response_metadata={"messages": [message]})
        return value

    def number(self, name: str, default: int, most: int = 1000) -> int:
        value = self.arguments.get(name)
        if value in (None, ""):
            return default
        try:
            return max(1, min(int(value), most))
        except (TypeError, ValueError) as trouble:
            raise ApiProblem("invalid_arguments") from trouble

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.arguments.get(name)
        if value is None:
            return default
        return value is True or str(value).lower() in ("1", "true")

    def names(self, name: str) -> list[str]:
        """A list, however it came: JSON, or separated by commas."""
        value = self.structure(name) if _looks_json(self.arguments.get(name)) else None
        if value is None:
            value = self.arguments.get(name) or []
        if isinstance(value, str):
            value = value.split(",")
        return [str(one).strip() for one in value if str(one).strip()]

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """A JSON argument, sent as such or as text."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError as trouble:
            raise ApiProblem(error) from trouble

    def page(self, items: Iterable[Any], *, default: int = 100) -> tuple[list[Any], Json]:
        """One page by cursor, and the `response_metadata` that leads to the next."""
        cursor = self.text("cursor")
        try:
            start = int(cursor.removeprefix("next:")) if cursor else 0
        except ValueError as trouble:
            raise ApiProblem("invalid_cursor") from trouble
        limit = self.number("limit", default)
        end = start + limit
        found = list(islice(items, start, end + 1))  # one more tells whether there is more
        return found[:limit], {"next_cursor": f"next:{end}" if len(found) > limit else ""}

    @property
    def bot(self) -> Person:
        return self.world.state.people[self.app.bot_user]

    @property
    def bot_name(self) -> str:
        """Its handle, also where the app is in no workspace yet."""
        bot = self.world.state.people.get(self.app.bot_user)
        return bot.name if bot else handle(self.app)


Method = Callable[[Call], Json]


def _looks_json(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip().startswith("[")
