"""What the bot counts while it works: no id, no name and no word of anybody, ever."""

import re
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

from program.delivery import Delivery, DeliveryClass, Failure, failure_of
from program.outcome import Outcome, Undelivered
from program.task import Task

LATE = 1.0
"""Seconds after which an answer counts as late. Slack itself waits three."""
REQUESTS = frozenset({"command", "action", "view", "options", "shortcut", "event"})
WORKED = frozenset({"done", "later", "given_up", "put_down"})
OTHER = "other"
_METHOD = re.compile(r"[a-z]+(?:\.[a-zA-Z]+)+")
_ANSWERS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 10.0)
_LOOKS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0)


disable_created_metrics()  # type: ignore[no-untyped-call]  # moments that nobody reads


class Vitals:
    """The witness of the time door, and of every answer at the Slack door.

    Labels are words of ours from short, fixed lists: whatever is on none of them is `other`.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.registry = CollectorRegistry()
        self._monotonic = monotonic
        self._born = monotonic()
        self._planned_at: float | None = None
        self._carried = Counter(
            "baton_carried",
            "Attempts at a delivery, by its class and what came of it.",
            ("class", "outcome"),
            registry=self.registry,
        )
        self._undelivered = Counter(
            "baton_undelivered",
            "Deliveries given up for good, by why.",
            ("why",),
            registry=self.registry,
        )
        self._too_fast = Counter(
            "baton_too_fast",
            "How often Slack said that a method was called too fast.",
            ("method",),
            registry=self.registry,
        )
        self._looks = Histogram(
            "baton_planner_seconds",
            "How long one look of the planner took.",
            registry=self.registry,
            buckets=_LOOKS,
        )
        self._plans = Counter(
            "baton_plans_run", "Plans that had something to do.", registry=self.registry
        )
        self._worked = Counter(
            "baton_worked",
            "Turns of long work, by how they ended.",
            ("outcome",),
            registry=self.registry,
        )
        self._answers = Histogram(
            "baton_answer_seconds",
            "How long Slack waited for an answer, by kind of request.",
            ("request",),
            registry=self.registry,
            buckets=_ANSWERS,
        )
        self._late = Counter(
            "baton_late_answers",
            "Answers that took longer than a second, by kind of request.",
            ("request",),
            registry=self.registry,
        )
        age = Gauge(
            "baton_planner_age_seconds",
            "Seconds since the planner last looked, or since the start.",
            registry=self.registry,
        )
        age.set_function(self.planner_quiet_for)
        about = Gauge("baton_build", "Always 1.", ("version",), registry=self.registry)
        about.labels(version("baton")).set(1)
        ProcessCollector(registry=self.registry)

        self._begin_at_nought()

    def carried(self, delivery: Delivery, outcome: Outcome) -> None:
        """One attempt at a delivery came to this outcome."""
        self._carried.labels(delivery.cls.value, _snake(type(outcome).__name__)).inc()
        if isinstance(outcome, Undelivered):
            self._undelivered.labels(failure_of(outcome.reason).value).inc()

    def refused_for_speed(self, workspace_id: str, method: str) -> None:  # noqa: ARG002  no ids here
        """Slack said that we call this method too fast."""
        self._too_fast.labels(method if _METHOD.fullmatch(method) else OTHER).inc()

    def planned(self, ran: int, seconds: float) -> None:
        """The planner looked once."""
        self._planned_at = self._monotonic()
        self._plans.inc(ran)
        self._looks.observe(seconds)

    def worked(self, task: Task, outcome: str) -> None:  # noqa: ARG002  its kind says too much
        """A turn of a task ended."""
        self._worked.labels(outcome if outcome in WORKED else OTHER).inc()

    def answered(self, request: str, seconds: float) -> None:
        """A request of Slack's was answered, so many seconds after it came in."""
        kind = request if request in REQUESTS else OTHER
        self._answers.labels(kind).observe(seconds)
        if seconds > LATE:
            self._late.labels(kind).inc()

    def planner_quiet_for(self) -> float:
        """Seconds since the planner last looked, or since the start where it did not yet."""
        since = self._born if self._planned_at is None else self._planned_at
        return self._monotonic() - since

    def _begin_at_nought(self) -> None:
        """What never happened is told as 0: whoever watches can tell it from what is not told."""
        for cls in DeliveryClass:
            for outcome in get_args(Outcome):
                self._carried.labels(cls.value, _snake(outcome.__name__))
        for why in Failure:
            self._undelivered.labels(why.value)
        for worked in sorted(WORKED):
            self._worked.labels(worked)
        for request in sorted(REQUESTS):
            self._answers.labels(request)
            self._late.labels(request)


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
