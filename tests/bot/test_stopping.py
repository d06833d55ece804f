"""Asked to stop: the first signal is a request with an end, the second one an order."""

import signal
import subprocess
import sys

import pytest

from tests.bot.processes import PATIENCE, PROJECT

FOR_EVER = "threading.Event().wait()"
ASKED = f"""
import threading
from bot.stopping import asked_to_stop
with asked_to_stop() as asked:
    print("ready", flush=True)
    asked.wait()
    print("asked", flush=True)
    {FOR_EVER}
"""
TOO_LONG = f"""
import threading
from bot.stopping import in_time
with in_time(0.1):
    {FOR_EVER}
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_it_as_if_nobody_had_listened(number: signal.Signals) -> None:
    command = [sys.executable, "-c", ASKED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.stdout.readline() == "asked\n"
        process.send_signal(number)
        assert process.wait(PATIENCE) == -number


def test_what_does_not_end_in_time_is_left_and_the_stop_counts_as_clean() -> None:
    command = [sys.executable, "-c", TOO_LONG]
    done = subprocess.run(command, cwd=PROJECT, timeout=PATIENCE, check=False)
    assert done.returncode == 0
