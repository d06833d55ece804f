"""The queue of deliveries: unique, claimed once, and never forgotten."""

import threading
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from program.delivery import Delivery, DeliveryClass, DeliveryState, Method, NewDelivery
from store import deliveries, delivery_claims, delivery_outcomes
from store.delivery_tables import DeliveryRow
from store.keys import Keyring
from store.session import Queue, StoreSession
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.databases import PostgresServer

LEASE = 60


def _new(key: str = "k", **more: Any) -> NewDelivery:
    given: dict[str, Any] = {
        "kind": "nomination.received",
        "recipient": "ada",
        "about": {"nomination": "n1", "cohort": "c1"},
        "cls": DeliveryClass.REPLY,
        "key": key,
    }
    return NewDelivery(**{**given, **more})


def _queue(store: Store, workspace: Workspace, *news: NewDelivery) -> list[bool]:
    with store.work(workspace.id) as session:
        return [deliveries.queue(session, new) for new in news]


def _claim(store: Store, workspace: Workspace, limit: int = 10) -> list[Delivery]:
    with store.work(workspace.id) as session:
        return delivery_claims.claim_due(session, session.now, limit, LEASE)


def _one(store: Store, workspace: Workspace) -> Delivery:
    (claimed,) = _claim(store, workspace)
    return claimed


def _record(store: Store, delivery: Delivery, outcome: str, **more: Any) -> bool:
    with store.work(delivery.workspace_id) as session:
        record = getattr(delivery_outcomes, outcome)
        return bool(record(session, delivery.id, delivery.claim, **more))


def _row(store: Store, workspace: Workspace, key: str = "k") -> DeliveryRow:
    with store.look(workspace.id) as session:
        return session.scalars(select(DeliveryRow).where(DeliveryRow.key == key)).one()


def _sent(store: Store, workspace: Workspace, **more: Any) -> Delivery:
    _queue(store, workspace, _new(**more))
    delivery = _one(store, workspace)
    assert _record(store, delivery, "record_sent", channel="D1", ts="1.0")
    return delivery


def test_the_same_key_again_is_quiet(store: Store, home: Workspace, other: Workspace) -> None:
    assert _queue(store, home, _new(), _new()) == [True, False]
    assert _queue(store, home, _new()) == [False]
    assert _queue(store, other, _new()) == [True]


def test_a_claim_carries_all_the_courier_needs(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, _new(batch_key="b", expires_at=clock() + timedelta(days=2)))
    claimed = _one(store, home)
    assert (claimed.kind, claimed.recipient, claimed.cls) == (
        "nomination.received", "ada", DeliveryClass.REPLY,
    )  # fmt: skip
    assert claimed.about == {"nomination": "n1", "cohort": "c1"}
    assert claimed.state is DeliveryState.CLAIMED
    assert claimed.expires_at == clock() + timedelta(days=2)
    assert claimed.attempted_at == clock()
    assert claimed.claim
    assert len(claimed.reference) >= 20
    assert not claimed.in_doubt


def test_what_is_claimed_is_not_claimed_again(store: Store, home: Workspace) -> None:
    _queue(store, home, _new("a"), _new("b"))
    assert len(_claim(store, home, limit=1)) == 1
    assert len(_claim(store, home)) == 1
    assert _claim(store, home) == []


def test_nothing_is_claimed_before_its_time(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, _new(not_before=clock() + timedelta(hours=1)))
    assert _claim(store, home) == []
    clock.move(hours=1)
    assert len(_claim(store, home)) == 1


def test_what_answers_a_press_goes_first_then_the_oldest(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, _new("light", cls=DeliveryClass.LIGHT))
    _queue(store, home, _new("steady", cls=DeliveryClass.STEADY))
    clock.move(minutes=1)
    _queue(store, home, _new("later"), _new("owed", cls=DeliveryClass.OWED))
    _queue(store, home, _new("sooner", not_before=clock() - timedelta(minutes=5)))
    assert [d.key for d in _claim(store, home)] == ["sooner", "later", "owed", "steady", "light"]


def test_a_lost_courier_leaves_a_delivery_in_doubt(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, _new())
    first = _one(store, home)
    clock.move(seconds=LEASE)
    second = _one(store, home)
    assert second.in_doubt
    assert second.attempts == 1
    assert second.attempted_at == first.attempted_at
    assert not _record(store, first, "record_sent", channel="D1", ts="1.0")
    assert _record(store, second, "record_sent", channel="D1", ts="1.0")


def test_a_sent_one_is_done(store: Store, home: Workspace, clock: FrozenClock) -> None:
    _sent(store, home)
    row = _row(store, home)
    assert (row.state, row.channel, row.ts, row.sent_at) == ("sent", "D1", "1.0", clock())
    clock.move(days=30)
    assert _claim(store, home) == []


ENDS: dict[str, tuple[str, dict[str, Any]]] = {
    "failed": ("record_failed", {"reason": "user_disabled"}),
    "dropped": ("record_dropped", {"reason": "not_wanted"}),
    "unknown": ("record_unknown", {"reason": "timeout", "again_at": None}),
}


@pytest.mark.parametrize("state", ENDS)
def test_an_end_is_an_end(store: Store, home: Workspace, clock: FrozenClock, state: str) -> None:
    outcome, more = ENDS[state]
    _queue(store, home, _new())
    delivery = _one(store, home)
    assert _record(store, delivery, outcome, **more)
    assert not _record(store, delivery, outcome, **more)
    assert (_row(store, home).state, _row(store, home).reason) == (state, more["reason"])
    clock.move(days=30)
    assert _claim(store, home) == []


def test_a_held_one_comes_back_without_an_attempt_counted(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, _new())
    until = clock() + timedelta(hours=2)
    assert _record(store, _one(store, home), "record_held", until=until, reason="quiet_hours")
    assert _row(store, home).state == "held"
    assert _claim(store, home) == []
    clock.move(hours=2)
    assert _one(store, home).attempts == 0


def test_one_put_off_counts_its_attempt(store: Store, home: Workspace, clock: FrozenClock) -> None:
    _queue(store, home, _new())
    _record(store, _one(store, home), "record_later", at=clock(), reason="ratelimited")
    again = _one(store, home)
    assert (again.attempts, again.in_doubt) == (1, False)


def test_an_unknown_outcome_is_asked_about_and_stays_in_doubt_when_held(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, _new())
    _record(store, _one(store, home), "record_unknown", again_at=clock(), reason="timeout")
    asked = _one(store, home)
    assert (asked.in_doubt, asked.attempts) == (True, 1)
    _record(store, asked, "record_held", until=clock(), reason="closed")
    assert _one(store, home).in_doubt


def test_handed_back_is_as_it_was(store: Store, home: Workspace) -> None:
    _queue(store, home, _new())
    assert _record(store, _one(store, home), "release")
    again = _one(store, home)
    assert (again.attempts, again.in_doubt) == (0, False)


def test_handed_back_in_doubt_stays_in_doubt(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, _new())
    _one(store, home)
    clock.move(seconds=LEASE)
    _record(store, _one(store, home), "release")
    assert _one(store, home).in_doubt


@pytest.mark.parametrize("thing", ["nomination:n1", "cohort:c1"])
def test_what_was_sent_about_a_thing_is_shown_anew(
    store: Store, home: Workspace, clock: FrozenClock, thing: str
) -> None:
    first = _sent(store, home)
    with store.work(home.id) as session:
        deliveries.retouch(session, thing)
    again = _one(store, home)
    assert (again.id, again.ts, again.channel) == (first.id, "1.0", "D1")
    _record(store, again, "record_sent", channel="D1", ts="1.0")
    assert _claim(store, home) == []
    assert _row(store, home).sent_at == clock()


def test_what_is_about_something_else_stays(store: Store, home: Workspace) -> None:
    _sent(store, home)
    with store.work(home.id) as session:
        deliveries.retouch(session, "nomination:n2")
    assert _claim(store, home) == []


def test_a_thing_touched_while_its_message_is_on_its_way_is_shown_anew(
    store: Store, home: Workspace
) -> None:
    _queue(store, home, _new())
    delivery = _one(store, home)
    with store.work(home.id) as session:
        deliveries.retouch(session, "nomination:n1")
    _record(store, delivery, "record_sent", channel="D1", ts="1.0")
    assert _one(store, home).ts == "1.0"


def test_a_retouch_that_goes_wrong_is_tried_again(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _sent(store, home)
    with store.work(home.id) as session:
        deliveries.retouch(session, "nomination:n1")
    _record(store, _one(store, home), "record_later", at=clock(), reason="ratelimited")
    assert _row(store, home).state == "sent"
    again = _one(store, home)
    assert (again.ts, again.in_doubt) == ("1.0", False)
    _record(store, again, "record_failed", reason="message_not_found")
    assert (_row(store, home).state, _claim(store, home)) == ("sent", [])


HOME: dict[str, Any] = {"method": Method.PUBLISH, "kind": "home.page", "about": {"person": "ada"}}


def test_a_home_page_is_opened_again(store: Store, home: Workspace) -> None:
    _queue(store, home, _new(**HOME))
    assert _queue(store, home, _new(**HOME)) == [False]
    _record(store, _one(store, home), "record_sent", channel=None, ts=None)
    assert _queue(store, home, _new(**HOME)) == [True]
    assert _one(store, home).attempts == 0


def test_a_home_page_asked_for_while_it_is_published_is_published_again(
    store: Store, home: Workspace
) -> None:
    _queue(store, home, _new(**HOME))
    delivery = _one(store, home)
    assert _queue(store, home, _new(**HOME)) == [True]
    _record(store, delivery, "record_sent", channel=None, ts=None)
    again = _one(store, home)
    assert not again.in_doubt
    _record(store, again, "record_sent", channel=None, ts=None)
    assert _claim(store, home) == []


def test_the_next_due_moment_is_known(store: Store, home: Workspace, clock: FrozenClock) -> None:
    def next_due() -> object:
        with store.look(home.id) as session:
            return deliveries.next_due(session)

    assert next_due() is None
    later = clock() + timedelta(hours=1)
    _queue(store, home, _new("later", not_before=later))
    assert next_due() == later
    _queue(store, home, _new("now"))
    assert next_due() == clock()
    delivery = _one(store, home)
    assert next_due() == clock() + timedelta(seconds=LEASE)
    _record(store, delivery, "record_sent", channel="D1", ts="1.0")
    assert next_due() == later


def test_what_a_person_was_sent_is_known(store: Store, home: Workspace, clock: FrozenClock) -> None:
    _sent(store, home, key="old", cls=DeliveryClass.LIGHT)
    clock.move(days=8)
    week = clock() - timedelta(days=7)
    _sent(store, home, key="a", cls=DeliveryClass.STEADY)
    _sent(store, home, key="b", recipient="bob")
    _sent(store, home, key="page", **HOME)
    _queue(store, home, _new("maybe", cls=DeliveryClass.OWED))
    _record(store, _one(store, home), "record_unknown", again_at=None, reason="timeout")
    with store.look(home.id) as session:
        sent = deliveries.sent_since(session, "ada", week)
    assert sorted(one.cls for one in sent) == [DeliveryClass.OWED, DeliveryClass.STEADY]
    assert {one.at for one in sent} == {clock()}


def test_many_couriers_share_the_rows_without_one_going_twice(
    store: Store, home: Workspace
) -> None:
    _queue(store, home, *(_new(f"k{number}") for number in range(60)))
    claimed: list[str] = []

    def carry() -> None:
        while some := _claim(store, home, limit=3):
            claimed.extend(one.id for one in some)

    couriers = [threading.Thread(target=carry) for _ in range(6)]
    for courier in couriers:
        courier.start()
    for courier in couriers:
        courier.join()
    assert len(claimed) == len(set(claimed)) == 60


def _queue_and_raise(session: StoreSession) -> None:
    deliveries.queue(session, _new("undone"))
    raise LookupError


def test_the_courier_is_woken_after_the_commit_and_only_then(store: Store, home: Workspace) -> None:
    woken: list[int] = []

    def hook() -> None:
        with store.look(home.id) as session:
            woken.append(len(session.scalars(select(DeliveryRow)).all()))

    store.on_commit(Queue.DELIVERIES, hook)
    _queue(store, home, _new())
    _queue(store, home, _new())
    with pytest.raises(LookupError), store.work(home.id) as session:
        _queue_and_raise(session)
    assert woken == [1]


def test_a_row_that_somebody_holds_is_passed_over_and_not_waited_for(
    postgres: PostgresServer, keys: Keyring, clock: FrozenClock
) -> None:
    """What a person with a database tool, or another version of Baton, may be doing."""
    url = postgres.fresh()
    store = Store.open(url, keys, clock, durable=False)
    home = store.enrol(team_id="T1", enterprise_id=None, name="x", app_id=None, bot_user_id=None)
    _queue(store, home, _new("held"), _new("free"))
    with psycopg.connect(url) as stranger:
        stranger.execute("SELECT 1 FROM delivery WHERE key = 'held' FOR UPDATE")
        assert [one.key for one in _claim(store, home)] == ["free"]
    assert [one.key for one in _claim(store, home)] == ["held"]
    store.close()
    postgres.wipe(url)
