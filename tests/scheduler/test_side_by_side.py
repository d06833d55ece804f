"""Several workspaces at once: a slow one holds up no other, and stopping waits for what goes on."""

import threading

from scheduler.side_by_side import SideBySide
from tests.kit.sandbox import eventually
from tests.scheduler.house import TimeHouse

PATIENCE = 30.0


def test_a_slow_workspace_holds_up_no_other() -> None:
    release, served = threading.Event(), []

    def serve(workspace: str) -> int:
        if workspace == "slow":
            release.wait(PATIENCE)
        served.append(workspace)
        return 0

    shifts = SideBySide("test", serve, 4)
    shifts.look_round(["slow", "one", "two"])
    eventually(lambda: sorted(served) == ["one", "two"], within=PATIENCE, what="the others")

    release.set()
    assert shifts.stop(PATIENCE)
    assert sorted(served) == ["one", "slow", "two"]


def test_one_workspace_is_served_by_one_thread_at_a_time_and_again_if_asked() -> None:
    release, begun, most = threading.Event(), [], []
    busy = threading.Lock()

    def serve(workspace: str) -> int:
        most.append(busy.acquire(blocking=False))
        begun.append(workspace)
        release.wait(PATIENCE)
        busy.release()
        return 0

    shifts = SideBySide("test", serve, 4)
    shifts.look_round(["one"])
    eventually(lambda: begun == ["one"], within=PATIENCE, what="its first turn")
    for _ in range(3):
        shifts.look_round(["one"])
    release.set()
    eventually(lambda: len(begun) == 2, within=PATIENCE, what="its second turn")

    assert shifts.stop(PATIENCE)
    assert all(most)


def test_who_did_something_comes_again_after_the_others() -> None:
    left, served = {"busy": 3, "other": 1}, []

    def serve(workspace: str) -> int:
        served.append(workspace)
        left[workspace] -= 1
        return left[workspace]

    shifts = SideBySide("test", serve, 1)
    shifts.look_round(["busy", "other"])
    eventually(lambda: len(served) == 4, within=PATIENCE, what="all turns")

    assert served == ["busy", "other", "busy", "busy"]
    assert shifts.stop(PATIENCE)


def test_nothing_begins_after_stopping() -> None:
    served: list[str] = []

    def serve(workspace: str) -> int:
        served.append(workspace)
        return 1

    shifts = SideBySide("test", serve, 1)
    assert shifts.stop(PATIENCE)
    shifts.look_round(["one"])

    assert served == []


def test_a_courier_with_several_senders_sends_each_message_once(house: TimeHouse) -> None:
    for number in range(60):
        house.queue(f"{number:02}", to=house.person(f"U{number % 20}"))
    courier = house.courier(senders=4)

    courier.look_round()
    eventually(lambda: len(house.slack.posts) == 60, within=PATIENCE, what="all of them")
    courier.finish_up()

    assert sorted(house.slack.texts) == [f"{number:02}" for number in range(60)]
    by_person: dict[str, list[str]] = {}
    for post in house.slack.posts:
        by_person.setdefault(post["channel"], []).append(post["text"])
    assert all(texts == sorted(texts) for texts in by_person.values()), "each in order"
