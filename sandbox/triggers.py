"""Trigger ids: the short-lived, single-use right to put a modal before a person."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.ids import new_secret
from sandbox.problem import ApiProblem

_KEPT = 5000


@dataclass
class Trigger:
    app_id: str
    user: str
    view_id: str | None  # the open modal the person acted in
    expires: float
    used: bool = False


class Triggers:
    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, app_id: str, user: str, view_id: str | None = None) -> str:
        if len(self._issued) > _KEPT:
            oldest = next(iter(self._issued))
            del self._issued[oldest]
        name = f"{int(time.time() * 1000)}.{len(self._issued)}.{new_secret(32)}"
        self._issued[name] = Trigger(app_id, user, view_id, self._clock() + self._seconds)
        return name

    def knows(self, name: str) -> bool:
        return name in self._issued

    def exchange(self, name: str, app_id: str) -> Trigger:
        trigger = self._issued.get(name)
        if trigger is None or trigger.app_id != app_id:
            raise ApiProblem("invalid_trigger_id")
        if trigger.used:
            raise ApiProblem("exchanged_trigger_id")
        if self._clock() > trigger.expires:
            raise ApiProblem("expired_trigger_id")
        trigger.used = True
        return trigger
