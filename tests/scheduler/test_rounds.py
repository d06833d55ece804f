"""Threads that do their rounds, and the timetable that calls the planner."""

import logging
import threading
from datetime import timedelta

import pytest

from scheduler.kinds import Kinds
from scheduler.rounds import Rounds
from scheduler.timetable import PLAN, TIMETABLE, Entry, Timetable
from services.tasks import TaskKind
from store.session import Queue
from store.troubles import StoreTrouble
from tests.kit.sandbox import eventually
from tests.scheduler.house import TimeHouse

PATIENCE = 20.0


def test_a_woken_round_comes_at_once_and_the_thread_ends_when_stopped() -> None:
    done = threading.Semaphore(0)

    def once() -> int:
        done.release()
        return 0

    rounds = Rounds("test", once, lambda: None, every=3600)
    rounds.start()
    assert done.acquire(timeout=PATIENCE)
    rounds.wake()
    assert done.acquire(timeout=PATIENCE)

    assert rounds.stop(PATIENCE)
    assert not rounds.is_alive()


def test_a_round_that_raises_is_followed_by_the_next() -> None:
    calls = []
    second = threading.Event()

    def once() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("broken")
        second.set()
        return 0

    rounds = Rounds("test", once, lambda: None, every=0.01)
    rounds.start()

    assert second.wait(PATIENCE)
    assert rounds.stop(PATIENCE)


def test_stopping_asks_the_round_in_hand_to_finish_up() -> None:
    begun, finish = threading.Event(), threading.Event()

    def once() -> int:
        begun.set()
        assert finish.wait(PATIENCE)
        return 1

    rounds = Rounds("test", once, finish.set)
    rounds.start()
    assert begun.wait(PATIENCE)

    assert rounds.stop(PATIENCE)


def test_the_timetable_calls_its_jobs() -> None:
    ticked = threading.Event()
    timetable = Timetable({"plan": ticked.set}, [Entry("plan", timedelta(seconds=1))])

    timetable.start()
    try:
        assert ticked.wait(PATIENCE)
    finally:
        timetable.stop()


def test_a_timetable_without_its_jobs_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="differ"):
        Timetable({})


def test_the_planner_is_on_the_timetable() -> None:
    assert PLAN in {entry.job for entry in TIMETABLE}


def test_a_kind_registered_twice_is_refused_at_the_start() -> None:
    kind = TaskKind("test.work", lambda *_: None)

    with pytest.raises(ValueError, match=r"test\.work"):
        Kinds([kind, kind])


def test_a_commit_that_queues_something_wakes_the_courier(house: TimeHouse) -> None:
    courier = house.courier()
    rounds = Rounds("courier", courier.deliver_due, courier.finish_up, every=3600)
    house.store.on_commit(Queue.DELIVERIES, rounds.wake)
    rounds.start()
    try:
        for n in range(3):
            house.queue(f"{n}", to=house.person(f"U{n}"))
            _wait_for_posts(house, n + 1)
    finally:
        assert rounds.stop(PATIENCE)

    assert house.slack.texts == ["0", "1", "2"]


def test_the_same_trouble_again_and_again_is_said_once_and_that_it_is_over_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    outcomes = iter([True, True, True, False, True])
    ended = threading.Event()

    def once() -> int:
        broken = next(outcomes, None)
        if broken is None:
            ended.set()
            return 0
        if broken:
            raise StoreTrouble("store.away")
        return 1

    with caplog.at_level(logging.INFO):
        rounds = Rounds("courier", once, lambda: None, every=0.01)
        rounds.start()
        assert ended.wait(PATIENCE)
        assert rounds.stop(PATIENCE)

    said = [line.message.partition("\n")[0] for line in caplog.records]
    assert said == [
        "A round of courier raised store.troubles.StoreTrouble store.away",
        "The rounds of courier go on",
        "A round of courier raised store.troubles.StoreTrouble store.away",
        "The rounds of courier go on",
    ]


def _wait_for_posts(house: TimeHouse, count: int) -> None:
    eventually(lambda: len(house.slack.posts) == count, within=PATIENCE, what="its delivery")
