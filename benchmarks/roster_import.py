"""A roster of 10,000 people imported whole, against openpyxl reading the same bytes alone.

Whole means: read in a process of its own, checked against the roster, staged and sealed, said yes
to, written, ties looked for. Once into an empty roster, once with every title changed.
"""

import resource
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, measured, median, report
from benchmarks.roster_reading import PEOPLE, Run, apart, openpyxl_alone, peak, roster
from bot.roster_tasks import import_file
from services.desk import Desk
from store import migrate
from store.keys import Keyring
from store.store import Store

RUNS = 3
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def measure() -> Sequence[Figure]:
    """All take turns, each import in a fresh process; the middle run counts."""
    content, changed = roster(), roster(titled="Changed")
    first, second, alone = [], [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as home:
            first.append(apart(partial(_imported, Path(home), content)))
            second.append(apart(partial(_imported, Path(home), changed)))
        alone.append(apart(partial(openpyxl_alone, content)))
    reference = median([seconds for seconds, _ in alone])
    return [
        measured(
            "import 10,000 people into an empty roster",
            median([seconds for seconds, _ in first]),
            "s",
            reference=reference,
            at_most=3,
            judged="ratio",
        ),
        measured(
            "import them again, each with one change",
            median([seconds for seconds, _ in second]),
            "s",
            reference=reference,
            at_most=3,
            judged="ratio",
        ),
        measured(
            "memory at the peak, with the process that reads",
            max(megabytes for _, megabytes in (*first, *second)),
            "MB",
            reference=max(megabytes for _, megabytes in alone),
            at_most=300,
        ),
    ]


def _imported(home: Path, content: bytes) -> Run:
    """One import into the database of this folder, which is made where there is none."""
    url = f"sqlite:///{home}/baton.db"
    migrate.upgrade(url)
    keys = home / "keys"
    keyring = Keyring.load(keys) if keys.exists() else Keyring.create(keys)
    store = Store.open(url, keyring, lambda: NOW)
    workspace = store.workspace_of("T0") or store.enrol(
        team_id="T0", enterprise_id=None, name="Baton & Co", app_id="A0", bot_user_id="U0"
    )
    began = time.perf_counter()
    result = import_file(Desk(store, lambda: NOW), workspace.id, "roster.xlsx", content)
    seconds = time.perf_counter() - began
    assert result.imported
    assert sum(result.counts[one] for one in ("new", "updated", "same")) == PEOPLE
    store.close()
    return seconds, peak(resource.RUSAGE_SELF) + peak(resource.RUSAGE_CHILDREN)


if __name__ == "__main__":
    report("roster_import", measure)
