"""What is kept for a time only is gone when that time is over, and nothing else is."""

from datetime import timedelta

from sqlalchemy import func, select

from program.delivery import DeliveryClass, NewDelivery
from program.task import NewTask
from store import deliveries, delivery_claims, delivery_outcomes, heard, retention, tasks
from store.audit import AuditRow
from store.delivery_tables import DeliveryAboutRow, DeliveryRow
from store.report_tables import ReportDigestRow
from store.store import Store
from store.tasks import TaskRow
from store.workspaces import Workspace
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.erasing import ROSTER, remembered
from tests.kit.rosters import imported


def _queue(store: Store, workspace: Workspace, *keys: str) -> None:
    with store.work(workspace.id) as session:
        for key in keys:
            new = NewDelivery("x.done", "ada", {"thing": "t1"}, DeliveryClass.LIGHT, key)
            deliveries.queue(session, new)


def _drop_all(store: Store, workspace: Workspace) -> None:
    with store.work(workspace.id) as session:
        for one in delivery_claims.claim_due(session, session.now, 2000, 60):
            delivery_outcomes.record_dropped(session, one.id, str(one.claim), reason="not_wanted")


def _kept(store: Store, workspace: Workspace) -> list[str]:
    with store.look(workspace.id) as session:
        return sorted(session.scalars(select(DeliveryRow.key)))


def test_a_delivery_is_forgotten_after_a_year(
    store: Store, home: Workspace, other: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, "old")
    _queue(store, other, "old")
    _drop_all(store, home)
    clock.move(days=200)
    _queue(store, home, "young")
    _drop_all(store, home)
    clock.move(days=165)
    assert retention.forget(store) == 0
    clock.move(seconds=1)
    assert retention.forget(store) == 1
    assert _kept(store, home) == ["young"]
    assert _kept(store, other) == ["old"], "it is still owed"
    with store.look(home.id) as session:
        assert session.scalar(select(func.count()).select_from(DeliveryAboutRow)) == 1


def test_many_are_forgotten_in_short_transactions(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, *(f"k{number}" for number in range(1100)))
    _drop_all(store, home)
    clock.move(days=366)
    assert retention.forget(store) == 1100
    assert _kept(store, home) == []


def test_a_task_is_forgotten_ninety_days_after_its_end(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    with store.work(home.id) as session:
        tasks.enqueue(session, NewTask("export", {}, "done"))
        task = tasks.claim(session, session.now, 60)
        assert task is not None
        tasks.finish(session, task.id, str(task.claim))
        tasks.enqueue(session, NewTask("export", {}, "waiting"))
    clock.move(timedelta(days=90, seconds=1))
    assert retention.forget(store) == 1
    with store.look(home.id) as session:
        assert session.scalars(select(TaskRow.key)).all() == ["waiting"]


def test_what_was_deleted_is_audited_as_counts(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, "a", "b")
    _drop_all(store, home)
    clock.move(days=366)
    retention.forget(store)
    retention.forget(store)
    with store.look(home.id) as session:
        entries = session.scalars(select(AuditRow)).all()
    assert [(one.entry, dict(one.facts)) for one in entries] == [
        ("retention.applied", {"delivery": 2})
    ]


def test_an_event_is_forgotten_after_a_day(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    with store.work(home.id) as session:
        heard.remember(session, "Ev1")
    clock.move(days=1)
    assert retention.forget(store) == 0
    clock.move(seconds=1)
    assert retention.forget(store) == 1


def test_an_import_and_a_digest_are_forgotten_after_a_year(
    stage: Stage, store: Store, clock: FrozenClock
) -> None:
    imported(stage, *ROSTER)
    with store.work(stage.workspace_id) as session:
        session.add(
            ReportDigestRow(
                kind="team",
                person_id=stage.person_id(PROGRAM_MANAGER),
                about="all",
                on_day=session.now.date(),
                news={},
                made_at=session.now,
            )
        )
    clock.move(days=365)
    retention.forget(store)
    assert {"roster_import", "report_digest"} <= tables_in_use(store)
    clock.move(seconds=1)
    retention.forget(store)
    assert {"roster_import", "report_digest"}.isdisjoint(tables_in_use(store))
    assert "colleague" in tables_in_use(store), "as long as the program"


def tables_in_use(store: Store) -> set[str]:
    return {one.place.split(".")[0] for one in remembered(store)}
