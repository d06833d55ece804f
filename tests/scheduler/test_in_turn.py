"""Whose turn it is, and how fast: kept by all couriers of one database together."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from program.delivery import DeliveryClass, DeliveryState, Method
from program.speed import Lane
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from scheduler.slack import NoToken
from services import carrying
from store import delivery_claims, pace
from store.delivery_claims import Turn
from tests.kit.slack import refusal
from tests.scheduler.house import MENTEE, TimeHouse

POST = "chat.postMessage"
A_SECOND = timedelta(seconds=1)


def _people(house: TimeHouse, count: int) -> list[str]:
    return [house.person(f"U{number:03}") for number in range(count)]


def test_two_couriers_keep_one_pace(both_houses: TimeHouse) -> None:
    house = both_houses
    house.keep_the_pace(5.0)
    for number, person in enumerate(_people(house, 30)):
        house.queue(f"{number:02}", to=person)
    began = house.stopwatch.now
    couriers = [house.courier(), house.courier()]

    while len(house.slack.posts) < 30:
        for courier in couriers:
            courier.deliver_due()

    assert house.stopwatch.now - began == pytest.approx(29 / 5, abs=0.3)
    assert sorted(house.slack.texts) == [f"{number:02}" for number in range(30)]


def test_a_pause_that_one_courier_is_told_of_is_kept_by_the_other(both_houses: TimeHouse) -> None:
    house = both_houses
    house.keep_the_pace(5.0)
    one, two = _people(house, 2)
    house.queue("one", to=one)
    house.slack.break_before(POST, refusal("ratelimited", status=429, retry_after=20))
    house.courier().deliver_due()

    house.keep_the_pace(5.0)  # another process: it was told nothing itself
    house.queue("two", to=two)
    house.courier().deliver_due()
    assert house.slack.calls == [POST]

    house.stopwatch.sleep(21)
    house.courier().deliver_due()
    assert sorted(house.slack.texts) == ["one", "two"]


def test_a_refusal_slows_the_method_for_all_and_no_other(house: TimeHouse) -> None:
    house.keep_the_pace(5.0)
    house.queue("one")
    house.slack.break_before(POST, refusal("ratelimited", status=429, retry_after=1))
    house.courier().deliver_due()

    with house.store.look(house.workspace) as session:
        speeds = pace.speeds(session)
    assert speeds[Lane.POST].a_second == 3.5
    assert Lane.PUBLISH not in speeds


def test_a_workspace_that_is_paused_holds_up_no_other(house: TimeHouse) -> None:
    house.keep_the_pace(5.0)
    elsewhere = house.enrol("T0TWO")
    there = house.person("U0THERE", workspace=elsewhere)
    house.queue("here")
    house.slack.break_before(POST, refusal("ratelimited", status=429, retry_after=60))
    house.courier().deliver_due()

    house.queue("there", to=there, workspace=elsewhere)
    house.courier().deliver_due()

    assert house.slack.texts == ["there"]


def test_a_workspace_without_a_token_rests_and_loses_nothing(house: TimeHouse) -> None:
    house.queue("one")
    tokens = [NoToken(), None]

    def calls_for(_: str) -> object:
        trouble = tokens.pop(0) if tokens else None
        if trouble is not None:
            raise trouble
        return house.call

    messages = Kinds([house.board.message("test.note")])
    courier = Courier(house.desk, messages, calls_for, house.pace)  # type: ignore[arg-type]
    assert courier.deliver_due() == 0
    assert courier.deliver_due() == 0, "it rests for a minute"
    assert house.state("one") == (DeliveryState.DUE, None)

    house.stopwatch.sleep(61)
    courier.deliver_due()
    assert house.slack.texts == ["one"]


def test_a_home_is_published_no_more_often_than_every_few_seconds(house: TimeHouse) -> None:
    house.keep_the_pace()
    for _ in range(4):
        house.queue("home", method=Method.PUBLISH)
        house.courier().deliver_due()
    assert len(house.slack.homes[MENTEE]) == 1

    house.stopwatch.sleep(4)
    house.courier().deliver_due()
    assert len(house.slack.homes[MENTEE]) == 2, "the last wish is not forgotten"


def test_what_is_not_sent_gives_its_place_to_another(house: TimeHouse) -> None:
    house.keep_the_pace(5.0)
    people = _people(house, 45)
    for number, person in enumerate(people[:40]):
        house.board.unwanted.add(f"unwanted {number}")
        house.queue(f"unwanted {number}", to=person)
    for person in people[40:]:
        house.queue(f"wanted {person}", to=person)
    began = house.stopwatch.now

    house.courier().deliver_due()

    assert len(house.slack.texts) == 5
    assert house.stopwatch.now - began < 3, "the forty took no time of Slack's"


def test_a_reply_goes_before_a_long_queue(house: TimeHouse) -> None:
    house.keep_the_pace(5.0)
    for number, person in enumerate(_people(house, 60)):
        house.queue(f"steady {number}", DeliveryClass.OWED, to=person)
    asked = []

    def a_press_comes_in() -> None:
        if len(house.slack.calls) == 10:
            asked.append(house.stopwatch.now)
            house.queue("reply", to=house.person("U0EAGER"))
        if not asked or asked[1:] or "reply" not in house.slack.texts:
            return
        asked.append(house.stopwatch.now)

    house.slack.when_called = a_press_comes_in
    house.courier().deliver_due()

    assert asked[1] - asked[0] < 3


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(places=st.integers(1, 8), older=st.integers(0, 6))
def test_nothing_starves_however_many_replies_come(
    house: TimeHouse, places: int, older: int
) -> None:
    """Each claim finds fresh replies enough to fill it; the oldest still get their share."""
    with house.store.work(house.workspace) as session:
        delivery_claims.claim_due(session, session.now, 10_000, 10_000)
    tag = f"{places}.{older}"
    for number in range(older):
        house.queue(
            f"older {tag}.{number}", DeliveryClass.OWED, to=house.person(f"UO{tag}.{number}")
        )
    house.queue(f"light {tag}", DeliveryClass.LIGHT, to=house.person(f"UL{tag}"))
    given_out = claims = 0
    found: set[str] = set()
    while f"light {tag}" not in found:
        for number in range(places):
            to = house.person(f"UR{tag}.{claims}.{number}")
            house.queue(f"reply {tag}.{claims}.{number}", to=to)
        oldest = (given_out + places) // carrying.ONE_IN - given_out // carrying.ONE_IN
        with house.store.work(house.workspace) as session:
            turn = Turn(oldest=oldest, apart=timedelta(0))
            taken = delivery_claims.claim_due(session, session.now, places, 10_000, turn)
        found |= {one.key for one in taken}
        given_out, claims = given_out + len(taken), claims + 1
        assert given_out <= (older + 2) * carrying.ONE_IN + places


def test_one_person_with_many_messages_does_not_fill_a_claim(house: TimeHouse) -> None:
    for number in range(30):
        house.queue(f"mine {number}")
    for number, person in enumerate(_people(house, 5)):
        house.queue(f"theirs {number}", to=person)

    with house.desk.open_work_in(house.workspace) as work:
        taken = [one.delivery.key for one in carrying.claim(work, 6)]

    assert taken == ["mine 0", *(f"theirs {number}" for number in range(5))]
