"""The same promises over the real protocol: courier, SDK and a workspace that misbehaves."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk import WebClient

from program.delivery import DeliveryState, Method
from scheduler.pace import Pace
from scheduler.slack import Call, calls
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.kit.sandbox import PagePerson, RunningSandbox, running_sandbox
from tests.kit.slack import Killed
from tests.scheduler.house import TimeHouse
from tests.scheduler.test_exactly_once import PAST_THE_LEASE

POST = "chat.postMessage"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox() as running:
        yield running


@pytest.fixture
def connected(sandbox: RunningSandbox, sqlite_store: Store, clock: FrozenClock) -> TimeHouse:
    sandbox.behave()
    clock.set(datetime.fromtimestamp(sandbox.control("clock")["now"], UTC))
    house = TimeHouse(sqlite_store, clock)
    house.call = _calls(sandbox)
    return house


@pytest.fixture
def ann(sandbox: RunningSandbox) -> PagePerson:
    return sandbox.person("U0ANN")


def _calls(sandbox: RunningSandbox) -> Call:
    return calls(WebClient(token=sandbox.bot_token, base_url=sandbox.api_url))


def _read(person: PagePerson, text: str) -> list[dict[str, Any]]:
    return [message for message in person.messages() if message["text"] == text]


def _a_minute_later(house: TimeHouse) -> None:
    house.clock.move(minutes=1)
    house.stopwatch.sleep(60)
    house.courier().deliver_due()


def test_a_message_arrives_and_is_shown_anew(connected: TimeHouse, ann: PagePerson) -> None:
    to = connected.person(ann.id)
    connected.queue("asked", to=to, about={"nomination": "N1"})
    connected.courier().deliver_due()
    [before] = _read(ann, "asked")

    connected.board.said["asked"] = "asked, and answered"
    connected.retouch("nomination:N1")
    connected.courier().deliver_due()

    [after] = _read(ann, "asked, and answered")
    assert after["ts"] == before["ts"] == connected.row("asked").ts


def test_a_500_after_the_work_was_done_posts_nothing_twice(
    connected: TimeHouse, sandbox: RunningSandbox, ann: PagePerson
) -> None:
    connected.queue("broke after", to=connected.person(ann.id))
    sandbox.misbehave(do="status", on=POST, status=500, when="after", times=1)
    connected.courier().deliver_due()
    assert connected.state("broke after")[0] is DeliveryState.UNKNOWN

    _a_minute_later(connected)

    [message] = _read(ann, "broke after")
    assert connected.state("broke after") == (DeliveryState.SENT, None)
    assert connected.row("broke after").ts == message["ts"]


def test_a_500_before_the_work_was_done_loses_nothing(
    connected: TimeHouse, sandbox: RunningSandbox, ann: PagePerson
) -> None:
    connected.queue("broke before", to=connected.person(ann.id))
    sandbox.misbehave(do="status", on=POST, status=500, when="before", times=1)
    connected.courier().deliver_due()

    _a_minute_later(connected)

    assert len(_read(ann, "broke before")) == 1


@pytest.mark.parametrize("posted", [True, False], ids=["after the post", "before the post"])
def test_a_kill_leaves_exactly_one_message(
    connected: TimeHouse, sandbox: RunningSandbox, ann: PagePerson, posted: bool
) -> None:
    key = f"killed {posted}"
    slack = connected.call

    def dies(method: str, arguments: Any) -> Any:
        if posted:
            slack(method, arguments)
        raise Killed

    connected.queue(key, to=connected.person(ann.id))
    connected.call = dies
    with pytest.raises(Killed):
        connected.courier().deliver_due()
    connected.call = slack

    connected.clock.move(PAST_THE_LEASE)
    connected.courier().deliver_due()

    assert len(_read(ann, key)) == 1
    assert connected.state(key) == (DeliveryState.SENT, None)


def test_a_rate_limit_is_obeyed(
    connected: TimeHouse, sandbox: RunningSandbox, ann: PagePerson
) -> None:
    connected.queue("slowly", to=connected.person(ann.id))
    sandbox.misbehave(do="rate_limit", on=POST, retry_after=20, times=1)
    connected.courier().deliver_due()

    assert connected.state("slowly") == (DeliveryState.HELD, "ratelimited")
    waits = connected.row("slowly").not_before
    assert waits is not None
    assert (waits - connected.clock.now).total_seconds() == 20

    _a_minute_later(connected)
    assert len(_read(ann, "slowly")) == 1


def test_a_closed_account_is_told_apart(connected: TimeHouse) -> None:
    connected.queue("too late", to=connected.person("U0JON"))

    connected.courier().deliver_due()

    state, reason = connected.state("too late")
    assert state is DeliveryState.FAILED
    assert reason in ("user_disabled", "user_not_found", "channel_not_found")


def test_a_home_is_published(connected: TimeHouse, ann: PagePerson) -> None:
    connected.queue("home", to=connected.person(ann.id), method=Method.PUBLISH)
    connected.board.said["home"] = "Nothing waits for you."

    connected.courier().deliver_due()

    home = ann.home()
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == "Nothing waits for you."


def test_a_file_arrives(connected: TimeHouse, ann: PagePerson) -> None:
    connected.queue("your sheet", to=connected.person(ann.id), method=Method.UPLOAD)

    connected.courier().deliver_due()

    assert connected.state("your sheet") == (DeliveryState.SENT, None)
    files = [file["name"] for message in ann.messages() for file in message.get("files") or []]
    assert files == ["a.csv"]


def test_our_pace_never_meets_slacks_limits(sqlite_store: Store, clock: FrozenClock) -> None:
    with running_sandbox(rates=True) as strict:
        house = TimeHouse(sqlite_store, clock)
        house.pace = Pace(time.monotonic, time.sleep)
        house.call = _calls(strict)
        ben = strict.person("U0BEN")
        to = house.person(ben.id)
        for n in range(3):
            house.queue(f"{n}", to=to)

        house.courier().deliver_due()

        assert [message["text"] for message in ben.messages()] == ["0", "1", "2"]
        assert all(house.row(f"{n}").attempts == 0 for n in range(3))
