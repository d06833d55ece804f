"""From the start of the process to the first open connection, and what it keeps of memory then."""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import rig
from benchmarks.figures import Figure, measured, report

RUNS = 5
IDLE_SECONDS = 3.0


def measure() -> Sequence[Figure]:
    """Start the bot several times against one sandbox; the first start, which makes the database,
    is not counted. The reference is a bare Bolt app on the same sockets."""
    with rig.slack(member_count=60) as slack, tempfile.TemporaryDirectory() as home:
        environment = slack.settings(Path(home))
        _start(slack, ["bot", "run"], environment)
        ours, bare, kept = [], [], 0.0
        for run in range(RUNS):
            seconds, resident = _start(slack, ["bot", "run"], environment, idle=run == RUNS - 1)
            ours.append(seconds)
            kept = max(kept, resident)
            bare.append(_start(slack, ["benchmarks.bare_bolt"], environment)[0])
    reference = statistics.median(bare)
    return [
        measured(
            "process start to first connected",
            statistics.median(ours),
            "s",
            reference=reference,
            at_most=2.5,
        ),
        measured("resident memory, idle", kept, "MB", at_most=150),
    ]


def _start(
    slack: rig.Slack, arguments: list[str], environment: dict[str, str], *, idle: bool = False
) -> tuple[float, float]:
    began = time.perf_counter()
    with rig.process(arguments, environment) as running:
        rig.wait_until(lambda: slack.connections() > 0, running, pause=0.005)
        seconds = time.perf_counter() - began
        if idle:
            time.sleep(IDLE_SECONDS)
        resident = _resident_megabytes(running)
    until = time.monotonic() + rig.PATIENCE
    while slack.connections() and time.monotonic() < until:
        time.sleep(0.02)
    return seconds, resident


def _resident_megabytes(running: subprocess.Popen[bytes]) -> float:
    status = Path(f"/proc/{running.pid}/status")
    if not status.exists():  # only Linux tells without a library
        return 0.0
    kilobytes = next(
        line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(kilobytes) / 1024


if __name__ == "__main__":
    report("start_up", measure)
