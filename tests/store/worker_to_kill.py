"""Run by test_killed.py: works without end, saying after each commit what was kept."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from program.delivery import DeliveryClass, NewDelivery
from store import audit, deliveries
from store.keys import Keyring
from store.store import Store


def main(url: str, keys: str) -> None:
    store = Store.open(url, Keyring.load(Path(keys)), lambda: datetime.now(UTC))
    (workspace,) = store.workspaces()
    number = 0
    while True:
        number += 1
        key = f"{sys.argv[3]}:{number}"
        with store.work(workspace.id) as session:
            audit.append(session, "thing.done", actor=None, about=f"thing:{number}", facts={})
            deliveries.queue(
                session,
                NewDelivery("thing.done", "ada", {"thing": key}, DeliveryClass.REPLY, key),
            )
        sys.stdout.write(key + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
