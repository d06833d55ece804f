"""A process that has everything imported and begins a life of the bot in milliseconds, by forking.

Reads orders as lines of JSON and answers each with one. It has no thread of its own and opens
nothing, so that a child begins as clean as a new process.
"""

import gc
import json
import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.chaos.orders import Order
from tests.chaos.victim import live


def begin(order: Order) -> int:
    """Fork; the id of the child."""
    child = os.fork()
    if child:
        return child
    try:
        errors = os.open(f"{order.log}.errors", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(errors, 2)
        live(order)
    except BaseException:  # noqa: BLE001  whatever it is, it is told and the child ends here
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def wait_for(child: int) -> dict[str, Any]:
    """Until it has ended or stands still: by which signal, or with which code."""
    _, status = os.waitpid(child, os.WUNTRACED)
    if os.WIFSTOPPED(status):
        return {"how": "frozen"}
    if os.WIFSIGNALED(status):
        return {"how": "killed"}
    return {"how": "ended", "code": os.WEXITSTATUS(status)}


def main() -> None:
    gc.freeze()  # what is imported is never collected, so that no child walks through all of it
    children: set[int] = set()
    for line in sys.stdin:
        wish = json.loads(line)
        if wish["do"] == "begin":
            child = begin(Order(**wish["order"]))
            children.add(child)
            answer: dict[str, Any] = {"pid": child}
        else:
            answer = wait_for(wish["pid"])
            if answer["how"] != "frozen":
                children.discard(wish["pid"])
        sys.stdout.write(json.dumps({"number": wish["number"], **answer}) + "\n")
        sys.stdout.flush()
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
