"""Digests: counts only, on each reader's day, once; what is asked is answered and returned."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from program.actor import Role
from program.person import SlackPerson
from program.refusal import Refusal
from program.report import AskKind, AskState, DigestKind, Wish
from services import governance, people, report_figures, report_messages, reports
from store import reports as kept
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.reports import MONDAY, SECRET, meet, reporting, tick
from tests.kit.requests import ask, pairing_now
from tests.kit.trail import audit_entries, deliveries_of

DIGEST, TEAM = "reports.sponsor_digest", "reports.pm_digest"


def recipients(stage: Stage, kind: str) -> list[str | None]:
    return [one.recipient for one in deliveries_of(stage, kind)]


def choose(stage: Stage, wish: Wish, by: SlackPerson = SPONSOR) -> None:
    with stage.desk.open_work(stage.caller(by)) as work:
        reports.choose(work, wish)


def answer(stage: Stage, by: SlackPerson, ask_id: str, state: AskState, digest: str = "") -> None:
    with stage.desk.open_work(stage.caller(by)) as work:
        reports.answer(work, ask_id, state, digest)


def raised(stage: Stage, cohort_id: str, kind: AskKind = AskKind.THANK) -> str:
    """An ask of this week, whatever the figures say."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        kept.raise_ask(work.session, cohort_id, kind, date(2027, 3, 8))
        return kept.asks_of(work.session, [cohort_id], date(2027, 3, 8))[0].id


def test_the_figures_are_counts_of_the_whole_cohort(stage: Stage, clock: FrozenClock) -> None:
    first, _ = reporting(stage, clock)
    meet(stage, first, days_ago=3)
    clock.set(MONDAY)
    tick(stage)
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        (report,) = reports.for_sponsor(look)
    assert report.snapshot is not None
    figures = report.snapshot.figures
    assert (figures.week, figures.paired, figures.resting, figures.attention) == (8, 2, 0, 1)
    assert (figures.mentors, figures.minutes) == (1, 60)
    assert [(one.met, one.planned) for one in figures.weeks] == [(0, 2)] * 4 + [(1, 2)]
    assert figures.last_week is not None
    assert figures.last_week.met == 1


def test_monday_at_nine_the_sponsor_gets_one_and_twice_is_once(
    stage: Stage, clock: FrozenClock
) -> None:
    reporting(stage, clock)
    clock.set(MONDAY - timedelta(minutes=1))
    tick(stage)
    assert deliveries_of(stage, DIGEST) == []
    clock.set(MONDAY)
    tick(stage)
    tick(stage)
    (digest,) = deliveries_of(stage, DIGEST)
    assert (digest.recipient, digest.cls) == (stage.person_id(SPONSOR), "steady")
    assert tick(stage) == datetime(2027, 3, 9, 8, tzinfo=UTC)  # Petra's next morning


def test_an_hour_and_a_day_of_choice_are_kept(stage: Stage, clock: FrozenClock) -> None:
    reporting(stage, clock)
    choose(stage, Wish(weekday=1, hour=16))
    clock.set(MONDAY)
    tick(stage)
    assert deliveries_of(stage, DIGEST) == []
    clock.set(datetime(2027, 3, 9, 15, tzinfo=UTC))
    tick(stage)
    assert recipients(stage, DIGEST) == [stage.person_id(SPONSOR)]


@pytest.mark.parametrize(("only", "readers"), [(False, (SPONSOR, COLLEAGUE)), (True, (COLLEAGUE,))])
def test_a_delegate_gets_it_too_or_instead(
    stage: Stage, clock: FrozenClock, only: bool, readers: tuple[SlackPerson, ...]
) -> None:
    reporting(stage, clock)
    delegate = stage.person_id(COLLEAGUE)
    choose(stage, Wish(delegate=delegate, only_delegate=only))
    clock.set(MONDAY)
    tick(stage)
    assert set(recipients(stage, DIGEST)) == {stage.person_id(one) for one in readers}


def test_a_delegate_who_left_is_left_out_and_the_sponsor_gets_it(
    stage: Stage, clock: FrozenClock
) -> None:
    reporting(stage, clock)
    choose(stage, Wish(delegate=stage.person_id(LIAISON), only_delegate=True))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(LIAISON, deactivated=True)])
    clock.set(MONDAY)
    tick(stage)
    assert recipients(stage, DIGEST) == [stage.person_id(SPONSOR)]


def test_a_sponsor_without_a_running_cohort_gets_none_and_the_clock_goes_on(
    stage: Stage, clock: FrozenClock
) -> None:
    stage.give(SPONSOR, Role.SPONSOR)
    clock.set(MONDAY)
    following = tick(stage)
    assert following is not None
    assert following > MONDAY
    assert deliveries_of(stage, DIGEST) == []
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        assert reports.for_sponsor(look) == ()


def test_a_week_the_bot_was_down_for_is_left_out(stage: Stage, clock: FrozenClock) -> None:
    reporting(stage, clock)
    clock.set(datetime(2027, 3, 12, 12, tzinfo=UTC))
    tick(stage)
    assert deliveries_of(stage, DIGEST) == []
    clock.set(datetime(2027, 3, 17, 12, tzinfo=UTC))
    tick(stage)
    assert len(deliveries_of(stage, DIGEST)) == 1


def test_a_zone_that_changes_meanwhile_moves_the_hour(stage: Stage, clock: FrozenClock) -> None:
    reporting(stage, clock)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(SPONSOR, zone="Asia/Tokyo")])
    assert tick(stage) == datetime(2027, 3, 8, 0, tzinfo=UTC)


def test_done_is_kept_once_and_returned_to_the_program_manager(
    stage: Stage, clock: FrozenClock
) -> None:
    first, _ = reporting(stage, clock)
    meet(stage, first, days_ago=3)
    clock.set(MONDAY)
    tick(stage)
    ask_id = raised(stage, first.cohort.id)
    answer(stage, SPONSOR, ask_id, AskState.DONE)
    answer(stage, SPONSOR, ask_id, AskState.NOT_NOW)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        (report,) = reports.preview(look)
    assert [one.state for one in report.asks] == [AskState.DONE]
    assert recipients(stage, "reports.thanks") == [stage.person_id(MENTOR)]
    clock.set(datetime(2027, 3, 9, 8, tzinfo=UTC))
    tick(stage)
    news = deliveries_of(stage, TEAM)[-1]
    assert news.recipient == stage.person_id(PROGRAM_MANAGER)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        newest = kept.digests_of(look.session, stage.person_id(PROGRAM_MANAGER), DigestKind.TEAM)[0]
    assert newest.news["answers"] == 1


@pytest.mark.parametrize(
    "account", [MENTEE, MENTOR, COLLEAGUE, LIAISON, PROGRAM_MANAGER, GUEST, OUTSIDER]
)
def test_nobody_but_a_sponsor_answers(
    stage: Stage, clock: FrozenClock, account: SlackPerson
) -> None:
    first, _ = reporting(stage, clock)
    ask_id = raised(stage, first.cohort.id)
    with pytest.raises(Refusal, match=r"permissions\."):
        answer(stage, account, ask_id, AskState.DONE)


def test_a_delegate_answers_in_the_digest_they_got_and_nowhere_else(
    stage: Stage, clock: FrozenClock
) -> None:
    first, _ = reporting(stage, clock)
    choose(stage, Wish(delegate=stage.person_id(COLLEAGUE), only_delegate=True))
    clock.set(MONDAY)
    tick(stage)
    ask_id = raised(stage, first.cohort.id, AskKind.PROTECT)
    digest_id = deliveries_of(stage, DIGEST)[0].about["digest"]
    with pytest.raises(Refusal, match=r"permissions\."):
        answer(stage, COLLEAGUE, ask_id, AskState.DONE)
    answer(stage, COLLEAGUE, ask_id, AskState.NOT_NOW, digest_id)


def test_what_was_asked_last_week_is_closed_by_the_next(stage: Stage, clock: FrozenClock) -> None:
    first, _ = reporting(stage, clock)
    ask_id = raised(stage, first.cohort.id)
    clock.set(MONDAY + timedelta(days=7))
    tick(stage)
    with pytest.raises(Refusal, match=r"reports\.ask_over"):
        answer(stage, SPONSOR, ask_id, AskState.DONE)


@pytest.mark.parametrize("account", [MENTEE, MENTOR, COLLEAGUE, GUEST, OUTSIDER])
def test_others_read_no_counts(stage: Stage, clock: FrozenClock, account: SlackPerson) -> None:
    first, _ = reporting(stage, clock)
    clock.set(MONDAY)
    tick(stage)
    digest_id = deliveries_of(stage, DIGEST)[0].about["digest"]
    with stage.desk.open_look(stage.caller(account)) as look:
        assert reports.for_sponsor(look) == ()
        for read in (
            lambda: reports.digest(look, digest_id),
            lambda: reports.preview(look),
            lambda: reports.settings(look),
            lambda: report_figures.latest(look, first.cohort),
        ):
            with pytest.raises(Refusal, match=r"permissions\."):
                read()


def test_the_program_managers_digest_comes_with_news_once_a_day_and_not_without(
    stage: Stage, clock: FrozenClock
) -> None:
    reporting(stage, clock)
    clock.set(MONDAY)
    tick(stage)
    tick(stage)
    assert recipients(stage, TEAM) == [stage.person_id(PROGRAM_MANAGER)]
    for day in (9, 10):
        clock.set(datetime(2027, 3, day, 8, tzinfo=UTC))
        tick(stage)
    assert len(deliveries_of(stage, TEAM)) == 1


def test_what_a_pair_asked_in_confidence_is_a_count_in_it_and_no_word(
    stage: Stage, clock: FrozenClock
) -> None:
    first, _ = reporting(stage, clock)
    clock.set(datetime(2027, 3, 2, 12, tzinfo=UTC))
    ask(stage, MENTEE, first)
    clock.set(MONDAY)
    tick(stage)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        (digest,) = kept.digests_of(look.session, stage.person_id(PROGRAM_MANAGER), DigestKind.TEAM)
    assert digest.news["requests"] == 1
    rows = [*deliveries_of(stage, TEAM), *deliveries_of(stage, DIGEST), *audit_entries(stage)]
    assert all(SECRET not in str(vars(one)) for one in rows)
    assert pairing_now(stage, first).is_running


def test_a_sponsor_who_is_none_any_more_gets_nothing_that_was_queued(
    stage: Stage, clock: FrozenClock
) -> None:
    reporting(stage, clock)
    clock.set(MONDAY)
    tick(stage)
    queued = deliveries_of(stage, DIGEST)[0]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert report_messages.is_read(work, queued)  # type: ignore[arg-type]
    end_sponsorship(stage)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert not report_messages.is_read(work, queued)  # type: ignore[arg-type]


def end_sponsorship(stage: Stage) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        for one in governance.roles_given(work):
            if one.role is Role.SPONSOR:
                governance.end_role(work, one.id)
