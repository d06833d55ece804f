"""Slack's limits per method, switched on in practice and by the tests that mean them."""

import math
import time

from sandbox.problem import ApiProblem
from sandbox.rules.rates import Limits


class Rates:
    def __init__(self, *, on: bool, factor: float) -> None:
        self._limits = Limits(time.monotonic, factor=factor, on=on)

    def switch(self, *, on: bool, factor: float) -> None:
        self._limits = Limits(time.monotonic, factor=factor, on=on)

    def take(self, method: str, workspace: str, channel: str | None) -> None:
        """Raises the answer 429 with Retry-After."""
        wait = self._limits.take(method, workspace, channel)
        if wait is not None:
            raise too_fast(wait)


def too_fast(seconds: float) -> ApiProblem:
    whole = max(1, math.ceil(seconds))
    return ApiProblem("ratelimited", status=429, headers={"Retry-After": str(whole)})
