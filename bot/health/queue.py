"""What is read at the moment of a scrape: how queue, doors and database stand, in counts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.health.patience import Patience
from bot.house import House
from program.delivery import DeliveryClass, DeliveryState, Failure
from program.task import TaskState
from program.undelivered import OPEN_STATES, Overview
from services.undelivered import overview

SECONDS = 5.0
"""For the whole look at the database; Prometheus itself gives up after ten."""
TASK_STATES = (TaskState.WAITING, TaskState.RUNNING, TaskState.FAILED)


class Standing(Collector):
    """How everything stands. Where the database does not answer, that is what it says."""

    def __init__(self, house: House, seconds: float = SECONDS) -> None:
        self._house = house
        self._queue = Patience(self._look, seconds)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Called by the registry for each scrape."""
        found = self._queue.answer()
        yield _one("baton_database_up", "1 where the database answered in time.", found is not None)
        yield from self._doors()
        yield self._connections()
        if found is not None:
            yield _one("baton_workspaces", "Workspaces that are served.", len(found))
            yield from _deliveries([seen for seen, _ in found])
            yield from _ages(found)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: registering must not ask the database."""
        return iter(())

    def _look(self) -> list[tuple[Overview, float]]:
        """Of each workspace how its queue stands, and the moment of looking."""
        found = []
        for workspace in self._house.desk.workspaces():
            with self._house.desk.open_look_in(workspace.id) as look:
                found.append((overview(look), look.now.timestamp()))
        return found

    def _doors(self) -> Iterator[GaugeMetricFamily]:
        states = [door.state() for door in self._house.open_doors]
        connected = sum(one.connected for one in states)
        yield _one("baton_doors", "Ways in that were opened: sockets, web servers.", len(states))
        yield _one("baton_doors_connected", "Of these, how many are connected.", connected)

    def _connections(self) -> GaugeMetricFamily:
        about = "Connections to the database in use, for writing and for reading."
        family = GaugeMetricFamily("baton_database_connections", about, labels=["use"])
        engines = self._house.store.engines
        for use, engine in (("write", engines.work), ("read", engines.look)):
            in_use = getattr(engine.pool, "checkedout", int)()
            family.add_metric([use], in_use)
        return family


def _deliveries(seen: Sequence[Overview]) -> Iterator[GaugeMetricFamily]:
    counts: Counter[tuple[DeliveryState, DeliveryClass]] = Counter()
    failed: Counter[Failure] = Counter()
    tasks: Counter[TaskState] = Counter()
    for one in seen:
        counts.update(one.deliveries)
        failed.update(one.failed)
        tasks.update(one.tasks)
    family = GaugeMetricFamily(
        "baton_deliveries", "Deliveries that are not over.", labels=["state", "class"]
    )
    for state in OPEN_STATES:
        for cls in DeliveryClass:
            family.add_metric([state.value, cls.value], counts[state, cls])
    yield family
    family = GaugeMetricFamily(
        "baton_failed", "Deliveries that will never arrive and nobody settled.", labels=["why"]
    )
    for why in Failure:
        family.add_metric([why.value], failed[why])
    yield family
    doubtful = sum(one.doubtful for one in seen)
    yield _one("baton_doubtful", "Not known whether they arrived: for a person.", doubtful)
    family = GaugeMetricFamily("baton_tasks", "Long work that is not over.", labels=["state"])
    for task_state in TASK_STATES:
        family.add_metric([task_state.value], tasks[task_state])
    yield family


def _ages(found: Sequence[tuple[Overview, float]]) -> Iterator[GaugeMetricFamily]:
    about = "Seconds the oldest delivery waits whose moment has come; 0 where none waits."
    family = GaugeMetricFamily("baton_lag_seconds", about, labels=["class"])
    for cls in DeliveryClass:
        waits = [
            now - seen.oldest_due[cls].timestamp() for seen, now in found if cls in seen.oldest_due
        ]
        family.add_metric([cls.value], max(0.0, *waits) if waits else 0.0)
    yield family
    tasks = [now - seen.oldest_task.timestamp() for seen, now in found if seen.oldest_task]
    about = "Seconds the oldest long work waits whose moment has come; 0 where none waits."
    yield _one("baton_task_lag_seconds", about, max([0.0, *tasks]))


def _one(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=float(value))
