"""Killed at any point, the store opens again and holds every commit that was reported."""

import random
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select, text

from store import audit_check
from store.audit import AuditRow
from store.delivery_tables import DeliveryRow
from store.store import Store
from store.workspaces import Workspace

ROOT = Path(__file__).parents[2]


def _work_and_die(url: str, keys: Path, name: str, after: int) -> list[str]:
    command = [sys.executable, "-m", "tests.store.worker_to_kill", url, str(keys), name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        reported = [worker.stdout.readline().strip() for _ in range(after)]
        worker.kill()
        reported += [line.strip() for line in worker.stdout if line.endswith("\n")]
    return reported


def test_nothing_that_was_reported_is_lost(
    store: Store, home: Workspace, database_url: str
) -> None:
    reported: list[str] = []
    for name in ("first", "second"):
        after = random.randint(3, 40)  # noqa: S311 - any moment will do
        reported += _work_and_die(database_url, store.keys.folder, name, after)
    with store.look(home.id) as session:
        kept = set(session.scalars(select(DeliveryRow.key)))
        entries = session.scalar(select(func.count()).select_from(AuditRow))
    assert set(reported) <= kept
    assert len(kept) <= len(reported) + 2
    assert entries == len(kept)
    assert audit_check.verify(store) == []
    if store.engines.is_sqlite:
        with store.anywhere() as session:
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
