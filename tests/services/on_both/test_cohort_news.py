"""Whoever asked to be told hears once that nominations are open."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from program.person import SlackPerson
from program.refusal import Refusal
from services import cohort_news
from tests.kit.cast import COLLEAGUE, GUEST, MENTEE, OUTSIDER, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, open_cohort
from tests.kit.trail import deliveries_of

LATER = replace(PLAN, nominations_open=date(2026, 12, 1))


def wish(stage: Stage, account: SlackPerson) -> None:
    with stage.desk.open_work(stage.caller(account)) as work:
        cohort_news.wish(work)


def due(stage: Stage) -> datetime | None:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return cohort_news.next_opening(look)


def clock_ticks(stage: Stage) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        cohort_news.tell_of_openings(work)


def told(stage: Stage) -> set[str | None]:
    return {one.recipient for one in deliveries_of(stage, "cohorts.nominations_open")}


def test_whoever_wished_is_told_on_the_day_and_only_once(stage: Stage, clock: FrozenClock) -> None:
    open_cohort(stage, LATER)
    assert due(stage) is None
    for _ in range(2):
        wish(stage, MENTEE)
    wish(stage, COLLEAGUE)
    opens = due(stage)
    assert opens is not None
    assert opens.isoformat() == "2026-11-30T23:00:00+00:00"  # midnight in Berlin
    clock_ticks(stage)
    assert told(stage) == set()
    clock.set(opens + timedelta(minutes=1))
    for _ in range(2):
        clock_ticks(stage)
    assert told(stage) == {stage.person_id(MENTEE), stage.person_id(COLLEAGUE)}
    assert due(stage) is None
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert not cohort_news.wishes(look)


def test_a_wish_while_nominations_are_open_is_granted_at_once(stage: Stage) -> None:
    open_cohort(stage)
    wish(stage, MENTEE)
    assert due(stage) is not None
    clock_ticks(stage)
    assert told(stage) == {stage.person_id(MENTEE)}


def test_a_wish_waits_where_nothing_is_planned(stage: Stage, clock: FrozenClock) -> None:
    open_cohort(stage)
    clock.move(days=30)
    wish(stage, MENTEE)
    assert due(stage) is None
    clock_ticks(stage)
    assert told(stage) == set()


@pytest.mark.parametrize("account", [GUEST, OUTSIDER])
def test_whoever_is_no_colleague_waits_for_nothing(stage: Stage, account: SlackPerson) -> None:
    with pytest.raises(Refusal, match="permissions"):
        wish(stage, account)


def test_only_the_clock_tells(stage: Stage) -> None:
    with (
        pytest.raises(Refusal, match="permissions"),
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        cohort_news.tell_of_openings(work)
