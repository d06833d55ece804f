"""Counts one survey in a process of its own, so that what it opened leaves memory with it.

What it needs comes over its standard input, never as arguments, which others may read. What it says
is one word: where the survey stands now, or the code of what keeps it from being counted.
"""

import base64
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.core_dumps import forbid_core_dumps
from program.pulse.survey import SurveyState
from store.in_use import hold
from store.keys import Keyring
from store.pulse.counting import count
from store.pulse.troubles import PulseTrouble
from store.pulse.vault import Vault
from store.store import Store
from store.tables import TABLES
from store.troubles import StoreTrouble


def main() -> None:
    """Reads the order, counts, and says how it ended. A traceback would show what was opened."""
    forbid_core_dumps()
    try:
        said = {"state": _count(json.load(sys.stdin)).value}
    except (PulseTrouble, StoreTrouble) as trouble:
        said = {"trouble": trouble.code}
    except Exception as error:  # noqa: BLE001  only what sort it was may be known outside
        said = {"broke": type(error).__name__}
    sys.stdout.write(json.dumps(said))


def _count(order: dict[str, Any]) -> SurveyState:
    now = datetime.fromisoformat(order["now"])
    secret = None if order["secret"] is None else base64.b64decode(order["secret"])
    vault, keys = Vault(Path(order["vault"]), secret, None), Keyring.load(Path(order["keys"]))
    assert TABLES.tables  # noqa: S101 - each class of a table leans on those of others
    store = Store.open(order["database"], keys, lambda: now, vault=vault)
    try:
        hold(store.engines)  # it may outlive the bot that began it: nothing is restored meanwhile
        return count(store, order["workspace"], order["survey"])
    finally:
        store.close()


if __name__ == "__main__":
    main()
