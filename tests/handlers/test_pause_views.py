"""Every view and message of a pause: within Slack's limits, neutral, and read by the right one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.feature import View
from handlers.requests import pause_messages, pause_views
from program.delivery import Rendered
from program.pairing import Pairing, PairingKind, PairingState
from program.person import Person
from program.request_pause import Pause
from services.pause_messages import ToldOfPause, ToldOfResumption
from services.pauses import Paused, Start
from tests.kit.entering import actions_in, words_in
from tests.kit.fullest import COHORT, full
from tests.kit.limits import check_blocks, check_message, check_view

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
UNTIL = date(2027, 5, 12)
ME, OTHER = "m" * 26, "o" * 26
MENTEE = Person(OTHER, "U0MIA", full(80), full(120))
RTL = Person(OTHER, "U0MIA", "ליאורה כהן", "")
PEOPLE = {OTHER: MENTEE}
RESTS = Pairing(
    id="p" * 26,
    cohort=COHORT,
    mentor=ME,
    mentee=OTHER,
    kind=PairingKind.ADVISORY,
    state=PairingState.PAUSED,
    since=NOW,
    version=99,
    asked_at=NOW,
    asked_by="a" * 26,
    answer_by=TODAY,
    started_on=TODAY,
    resting_until=UNTIL,
)
GOES_ON = replace(RESTS, state=PairingState.ACTIVE, resting_until=None, resumed_on=TODAY)
OVER = replace(RESTS, state=PairingState.ENDED, resting_until=None, ended_on=TODAY)
PAUSE = Pause("q" * 26, RESTS.id, ME, UNTIL, NOW)
MINE = Paused(RESTS, PAUSE)
MANY = tuple(replace(RESTS, id=f"{n:026}") for n in range(12))

VIEWS: dict[str, Callable[[], View]] = {
    "pause": lambda: pause_views.pause(Start((GOES_ON,), {}), ME, PEOPLE, TODAY),
    "pause with a day": lambda: pause_views.pause(
        Start((GOES_ON,), {}), ME, PEOPLE, TODAY, until=UNTIL
    ),
    "pause, no day read": lambda: pause_views.pause(
        Start((GOES_ON,), {}), ME, {OTHER: RTL}, TODAY, asked="3/4"
    ),
    "pause while paused": lambda: pause_views.pause(
        Start((RESTS,), {RESTS.id: PAUSE}), ME, PEOPLE, TODAY
    ),
    "pause full": lambda: pause_views.pause(Start(MANY, {}), ME, PEOPLE, TODAY, asked=full(40)),
    "paused": lambda: pause_views.paused([MINE], ME, PEOPLE, TODAY),
    "paused full": lambda: pause_views.paused(
        [replace(MINE, pairing=one) for one in MANY], ME, PEOPLE, TODAY
    ),
    "resume": lambda: pause_views.resume([MINE], ME, PEOPLE, TODAY),
    "resume full": lambda: pause_views.resume(
        [replace(MINE, pairing=one) for one in MANY], ME, PEOPLE, TODAY
    ),
    "resumed": lambda: pause_views.resumed([GOES_ON, RESTS], ME, PEOPLE, TODAY),
}


def told(**changes: Any) -> ToldOfPause:
    return replace(ToldOfPause(RESTS, PAUSE, is_mine=True, today=TODAY), **changes)


MESSAGES: dict[str, Callable[[], Rendered]] = {
    "paused, to whoever did": lambda: pause_messages.paused(told()),
    "paused, to the other": lambda: pause_messages.paused(told(is_mine=False)),
    "resumed since": lambda: pause_messages.paused(told(pairing=GOES_ON)),
    "ended since": lambda: pause_messages.paused(told(pairing=OVER)),
    "ends soon": lambda: pause_messages.resume_soon(told(asked_until=UNTIL)),
    "ends soon, fine": lambda: pause_messages.resume_soon(
        told(asked_until=UNTIL, pause=replace(PAUSE, noted_at=NOW))
    ),
    "ends later": lambda: pause_messages.resume_soon(told(asked_until=TODAY)),
    "ended": lambda: pause_messages.resume_soon(
        told(asked_until=UNTIL, pause=replace(PAUSE, over_at=NOW), pairing=GOES_ON)
    ),
    "resumed": lambda: pause_messages.resumed(
        ToldOfResumption(GOES_ON, MENTEE, TODAY, is_current=True)
    ),
    "resumed, resting again": lambda: pause_messages.resumed(
        ToldOfResumption(RESTS, MENTEE, TODAY, is_current=False)
    ),
}
HOME = [pause_views.banner(MINE, TODAY)]


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_a_view_is_taken_by_slack(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_taken_by_slack_and_short(build: Callable[[], Rendered]) -> None:
    made = build()
    check_message({"channel": "D1", "text": made.text, "blocks": list(made.blocks)})
    assert len(made.text) <= 280


def test_the_banner_is_taken_by_slack() -> None:
    for shown in HOME:
        check_blocks(shown, surface="home")


def test_the_other_reads_neutral_words_and_can_change_nothing() -> None:
    made = MESSAGES["paused, to the other"]()
    assert "Your pairing rests until Wed 12 May 2027. Nothing is expected of you" in made.text
    assert actions_in({"blocks": list(made.blocks)}) <= {"pairings.overview.open"}


def test_the_reason_says_who_never_reads_it() -> None:
    form = VIEWS["pause"]()
    hints = [one["hint"]["text"] for one in form["blocks"] if "hint" in one]
    assert any("never does" in one and "The program team sees this" in one for one in hints)


def test_a_name_of_the_other_can_notify_nobody() -> None:
    for build in VIEWS.values():
        for block in build()["blocks"]:
            if block["type"] in ("section", "context"):
                assert "<!channel>" not in words_in({"blocks": [block]})
