"""Lines to Slack: each is replaced in time, whatever becomes of it, and comes back politely."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.connections import bolt
from bot.line import Line
from bot.line_watch import LineWatch
from bot.troubles import Trouble
from tests.kit import cast
from tests.kit.house import settings_for, workspace_seed
from tests.kit.sandbox import RunningSandbox, running_sandbox

MOST_OF_AN_APP = 10
QUICK_PINGS = 0.3


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox(workspace_seed()) as running:
        yield running


@pytest.fixture
def app() -> App:
    """Answers `/mentoring` with a word."""

    def authorize(*_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=cast.TEAM, bot_token="xoxb-1", bot_user_id="U0B"
        )

    made = bolt(WebClient(base_url="http://127.0.0.1:9/api/"), authorize)
    made.command("/mentoring")(lambda ack: ack("Here"))
    return made


Opened = Callable[..., LineWatch]


@pytest.fixture
def line(sandbox: RunningSandbox, app: App, tmp_path: Path) -> Iterator[Opened]:
    """Makes a line that is hung up at the end; its pings are quick."""
    settings = settings_for(sandbox, tmp_path)
    with ExitStack() as hanging_up:

        def make(*, is_first: bool = True) -> LineWatch:
            watch = LineWatch(
                lambda: Line(app, settings, lambda *_: None, QUICK_PINGS),
                "socket",
                is_first=is_first,
            )
            hanging_up.callback(watch.hang_up)
            return watch

        yield make


def ids(sandbox: RunningSandbox) -> set[str]:
    return {one["id"] for one in sandbox.state()["connections"]}


def answers(sandbox: RunningSandbox) -> bool:
    mia = sandbox.person(cast.MENTEE.slack_user)
    mia.command("/mentoring")
    return bool(mia.messages()[-1]["text"] == "Here")


@pytest.mark.parametrize(
    "luck",
    [
        {"do": "half_open"},
        {"do": "drop_sockets"},
        {"do": "disconnect", "reason": "warning"},
        {"do": "disconnect", "reason": "refresh_requested"},
        {"do": "disconnect", "reason": "link_disabled"},
        {"do": "disconnect", "reason": "too_many_websockets"},
    ],
    ids=lambda luck: luck.get("reason", luck["do"]),
)
def test_another_line_takes_its_place(
    sandbox: RunningSandbox, line: Opened, luck: dict[str, Any]
) -> None:
    watch = line()
    watch.connect()
    before = ids(sandbox)
    sandbox.misbehave(**luck, sockets=1)

    sandbox.wait_for(lambda: ids(sandbox) - before, what="another line")
    sandbox.behave()  # what is half open breaks at last

    sandbox.wait_for(lambda: not ids(sandbox) & before, what="the end of the line before it")
    assert answers(sandbox)
    sandbox.wait_for(lambda: watch.state().connected, what="a line that knows it is there")


def test_a_line_too_many_is_a_sentence_at_the_start(sandbox: RunningSandbox, line: Opened) -> None:
    for _ in range(MOST_OF_AN_APP):
        line().connect()

    with pytest.raises(Trouble, match="ten connections") as refused:
        line().connect()
    assert "SLACK_CONNECTIONS" in refused.value.do
    assert len(ids(sandbox)) == MOST_OF_AN_APP


def test_a_second_line_that_is_not_let_in_comes_as_soon_as_there_is_room(
    sandbox: RunningSandbox, line: Opened
) -> None:
    others = [line() for _ in range(MOST_OF_AN_APP)]
    for other in others:
        other.connect()
    late = line(is_first=False)
    late.connect()
    assert not late.state().connected

    others[0].hang_up()

    sandbox.wait_for(lambda: late.state().connected, what="room")
    assert answers(sandbox)


def test_a_line_that_is_hung_up_stays_so(sandbox: RunningSandbox, line: Opened) -> None:
    watch = line()
    watch.connect()
    assert watch.state().quiet_for is not None

    watch.hang_up()

    sandbox.wait_for(lambda: not ids(sandbox), what="no line")
    assert not watch.state().connected
