"""The courier at full speed beside a bare loop of chat.postMessage: same client, same sandbox."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import rig
from benchmarks.courier_desk import CourierDesk, Refusals, courier_desk, meet, rendered, texts
from benchmarks.figures import Figure, measured, report
from scheduler.pace import Pace

COUNT = 1200
MEMBERS = 300
ROUNDS = 4
"""The two take turns, so that whatever else the machine does falls on both."""
SENDERS = 4


def measure(count: int) -> Sequence[Figure]:
    """Everything is due at once, nothing limits the speed, and each message is noted durably."""
    with (
        rig.slack(member_count=MEMBERS) as slack,
        tempfile.TemporaryDirectory() as folder,
        courier_desk(Path(folder), slack) as desk,
    ):
        recipients = meet(desk, MEMBERS)
        each = count // ROUNDS
        bare = ours = 0.0
        _by_hand(desk, 50)
        for number in range(ROUNDS):
            bare += _by_hand(desk, each)
            ours += _delivered(desk, [f"{number}.{n}" for n in range(each)], recipients)
        arrived = [one for one in texts(desk, MEMBERS) if not one.endswith(" bare")]
    total = each * ROUNDS
    return [
        measured(
            "deliveries at full speed", total / ours, "a second",
            reference=total / bare, at_least=0.8, judged="ratio",
        ),
        measured("messages lost or said twice", _wrong(arrived, total), "messages", at_most=0),
    ]  # fmt: skip


def _by_hand(desk: CourierDesk, count: int) -> float:
    began = time.perf_counter()
    for number in range(count):
        shown = rendered("bare")
        desk.call(
            "chat.postMessage",
            {
                "channel": rig.member(number % MEMBERS),
                "text": shown.text,
                "blocks": list(shown.blocks),
                "metadata": {"event_type": "bench", "event_payload": {"id": str(number)}},
            },
        )
    return time.perf_counter() - began


def _delivered(desk: CourierDesk, keys: Sequence[str], recipients: Sequence[str]) -> float:
    desk.queue(keys, recipients)
    courier = desk.courier(Pace(time.time, time.sleep), Refusals(), SENDERS)
    began = time.perf_counter()
    while courier.deliver_due():
        pass
    return time.perf_counter() - began


def _wrong(arrived: Sequence[str], total: int) -> int:
    return total - len(set(arrived)) + len(arrived) - len(set(arrived))


if __name__ == "__main__":
    report("delivery", measure, count=COUNT)
