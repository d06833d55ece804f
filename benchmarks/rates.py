"""Ten thousand due messages under Slack's limits, time going faster: two couriers, one database."""

import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks import rig
from benchmarks.courier_desk import CourierDesk, Refusals, courier_desk, meet, texts
from benchmarks.figures import Figure, measured, report
from scheduler.pace import Pace
from scheduler.rounds import Rounds

COUNT = 10_000
MEMBERS = 1_000
A_SECOND = 5.0
FASTER = 10.0
"""Slack's limits and ours are both widened by it, so that the run does not take half an hour."""
SENDERS = 4
COURIERS = 2


def measure(count: int) -> Sequence[Figure]:
    """Two couriers with a store of their own each, as two processes on one database have."""
    with (
        rig.slack(member_count=MEMBERS) as slack,
        tempfile.TemporaryDirectory() as folder,
        ExitStack() as opened,
    ):
        desks = [opened.enter_context(courier_desk(Path(folder), slack)) for _ in range(COURIERS)]
        recipients = meet(desks[0], MEMBERS)
        desks[0].queue([f"{number}" for number in range(count)], recipients)
        slack.control("rates", {"on": True, "factor": FASTER})
        refusals = Refusals()
        seconds = _drained(desks, refusals, count)
        slack.control("rates", {"on": False})
        states = desks[0].states()
        arrived = texts(desks[0], MEMBERS)
    different = len(set(arrived))
    return [
        measured("refusals in the steady state", refusals.count, "answers", at_most=0),
        measured("messages lost", count - different, f"of {count}", at_most=0),
        measured("messages said twice", len(arrived) - different, f"of {count}", at_most=0),
        measured("deliveries not noted as sent", count - states.get("sent", 0), "rows", at_most=0),
        measured(
            "time until all are sent", seconds, "s", reference=count / (A_SECOND * FASTER),
            at_most=1.1, judged="ratio",
        ),
    ]  # fmt: skip


def _drained(desks: Sequence[CourierDesk], refusals: Refusals, count: int) -> float:
    rounds = []
    for desk in desks:
        pace = Pace(time.time, time.sleep, A_SECOND * FASTER, faster=FASTER)
        courier = desk.courier(pace, refusals, SENDERS)
        rounds.append(Rounds("courier", courier.look_round, courier.finish_up))
    began = time.perf_counter()
    for one in rounds:
        one.start()
    while desks[0].states().get("sent", 0) < count:
        if time.perf_counter() - began > 20 * count / (A_SECOND * FASTER) + 60:
            break
        time.sleep(0.25)
    seconds = time.perf_counter() - began
    for one in rounds:
        one.stop()
    return seconds


if __name__ == "__main__":
    report("rates", measure, count=COUNT)
