"""Killed outright while forms come in, the bot loses nothing it confirmed and repeats nothing."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot import clock
from handlers.ids import Home, Nominations
from tests.bot.commands import baton
from tests.bot.processes import running, slack_with_tokens, stopped
from tests.kit import cast
from tests.kit.entering import actions_in, words_in, written_everywhere
from tests.kit.nominations import PLAN
from tests.kit.sandbox import NotAllowed, PagePerson, RunningSandbox
from tests.kit.story import EVIDENCE, Nominee, make_program

Json = dict[str, Any]
NOMINEES = (cast.MENTEE, cast.COLLEAGUE, cast.SPONSOR, cast.MENTOR, cast.LIAISON)
MOMENTS = (0.03, 0.1)
"""Seconds from the sending to the kill, amid the commits; every single step is in tests/chaos."""
SLACK_WAITS = 3.0


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    """A workspace that waits for an answer as long as Slack does, and has a program manager."""
    monkeypatch.setenv("BATON_PROGRAM_MANAGERS", cast.PROGRAM_MANAGER.email or "")
    with slack_with_tokens(monkeypatch, ack_seconds=SLACK_WAITS) as sandbox:
        yield sandbox


def begin(slack: RunningSandbox) -> dict[str, Json]:
    """A program, and everybody before the second step of the form."""
    petra = slack.person(cast.PROGRAM_MANAGER.slack_user)
    slack.wait_for(lambda: manages(petra), what="the role that the settings name")
    today = clock.now().date()
    plan = replace(
        PLAN,
        nominations_close=today + timedelta(days=20),
        starts=today + timedelta(days=50),
        ends=today + timedelta(days=200),
    )
    make_program(petra, plan)
    people = [slack.person(one.slack_user) for one in NOMINEES]
    return {person.id: Nominee(person).first_step() for person in people}


def manages(person: PagePerson) -> bool:
    """Whether the launcher of program managers has more than a sentence for this person."""
    person.command("/mentoring-admin")
    view = person.wait_for_modal()
    person.close(view, everything=True)
    return Home.INBOX in actions_in(view)


def send(person: PagePerson, form: Json) -> bool:
    """Send the second step; whether the bot lived to confirm it."""
    try:
        return bool(person.submit(form, written_everywhere(form, EVIDENCE))["result"] == "updated")
    except NotAllowed:
        return False


def received(person: PagePerson) -> int:
    """How often somebody was told that their nomination arrived."""
    return sum("is received" in one["text"] for one in person.messages())


def test_killed_amid_submissions_nothing_is_lost_and_nothing_is_said_twice(
    slack: RunningSandbox,
) -> None:
    waiting: dict[str, Json] = {}
    for moment in MOMENTS:
        with running(slack) as process, ThreadPoolExecutor(len(NOMINEES)) as crowd:
            waiting = waiting or begin(slack)
            sent = {
                who: crowd.submit(send, slack.person(who), form) for who, form in waiting.items()
            }
            time.sleep(moment)
            process.kill()
            waiting = {who: waiting[who] for who, done in sent.items() if not done.result()}

    with running(slack) as process:
        assert all(send(slack.person(who), form) for who, form in waiting.items())
        for person in (slack.person(one.slack_user) for one in NOMINEES):
            person.command("/mentoring", "status")
            listed = person.wait_for_modal(Nominations.STATUS_VIEW)
            assert words_in(listed).count("In review") == 1
        petra = slack.person(cast.PROGRAM_MANAGER.slack_user)
        petra.say(petra.dm(), "Are you there?")
        assert petra.wait_for_message(lambda one: "I answer buttons" in one["text"])
        stopped(process)
    assert all(received(slack.person(one.slack_user)) <= 1 for one in NOMINEES)
    assert baton("audit", "verify").exit_code == 0
