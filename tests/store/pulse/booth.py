"""Run by `booths.py`: has everything imported, and forks voters and closers that may be killed.

Reads orders as lines of JSON and answers each with one. Each child says what was done in a file of
its own, right after it was done: what stands there is what somebody was told.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from program.pulse.survey import Answers
from store.keys import Keyring
from store.pulse import closing, counting, scrubbing
from store.pulse.vault import Vault
from store.pulse.voting import Cast
from store.session import StoreSession
from store.store import Store
from store.tables import TABLES

Order = Mapping[str, Any]
READY = "ready"
AFTER_CLOSING = "after closing"
BEFORE_THE_COMMIT = "before the commit"
AFTER_THE_COMMIT = "after the commit"
AFTER_THE_KEY = "after the key"
POINTS = (AFTER_CLOSING, BEFORE_THE_COMMIT, AFTER_THE_COMMIT, AFTER_THE_KEY)


def die(*_: object) -> NoReturn:
    """As a power cut does it: nothing is put in order first."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still there")


def vote(order: Order, store: Store, say: Callable[[str], None]) -> None:
    """Let each of some people answer; the comment says who it is."""
    with store.ballot(order["workspace"]) as ballot:
        say(READY)
        for person in order["people"]:
            answers = Answers({"fit": 4}, {"better": person})
            came = ballot.cast(order["survey"], person, order["digest"], answers)
            if came is Cast.COUNTED:
                say(person)


def close(order: Order, store: Store, say: Callable[[str], None]) -> None:
    """Close a survey, and die at a point of it."""
    workspace, survey, point = order["workspace"], order["survey"], order["point"]
    with store.work(workspace) as session:
        closing.begin(session, survey)
    if point == AFTER_CLOSING:
        die()
    if point == BEFORE_THE_COMMIT:
        StoreSession.finish = die  # type: ignore[assignment,method-assign]
    counting.count(store, workspace, survey)
    if point == AFTER_THE_COMMIT:
        die()
    if point == AFTER_THE_KEY:
        scrubbing.empty = die  # type: ignore[assignment]
    scrubbing.scrub(store, survey)
    say("closed")


def child(order: Order) -> None:
    """One voter or closer, from the opening of the database on."""
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    now = datetime.fromisoformat(order["now"])
    vault = Vault(Path(order["vault"]), bytes.fromhex(order["secret"]), None)
    store = Store.open(order["url"], Keyring.load(Path(order["keys"])), lambda: now, vault=vault)
    does = {"vote": vote, "close": close}[order["do"]]

    def say(word: str) -> None:
        os.write(log, f"{word}\n".encode())

    does(order, store, say)
    store.close()


def begin(order: Order) -> int:
    """Fork; the id of the child."""
    pid = os.fork()
    if pid:
        return pid
    try:
        child(order)
    except BaseException:  # noqa: BLE001  whatever it is, it is told and the child ends here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main() -> None:
    assert TABLES.tables, "a table is written through its class, which leans on those of others"
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "wait":
            _, status = os.waitpid(order["pid"], 0)
            answer = {"killed": os.WIFSIGNALED(status), "code": os.waitstatus_to_exitcode(status)}
        else:
            answer = {"pid": begin(order)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
