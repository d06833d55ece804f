"""A yes is asked for once more, lapses, and whoever waits is told; managers are asked and told."""

from datetime import UTC, datetime

import pytest

from program.nomination import Standing
from program.nomination_steps import NominationState, Step
from program.person import SlackPerson
from services import (
    nomination_consent,
    nomination_followed,
    nomination_review,
    nomination_rhythm,
    nomination_views,
    nominations,
)
from tests.kit.cast import (
    COLLEAGUE,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import (
    RATED,
    crowd,
    decide,
    nominate,
    open_cohort,
    put_forward,
    say_yes,
)
from tests.kit.refused import refused
from tests.kit.roster import listed
from tests.kit.trail import audit_entries, deliveries_of

ASK = "nominations.consent_ask"
MONDAY_IN_TWO_WEEKS = datetime(2026, 12, 8, 6, tzinfo=UTC)
"""The ten working days after 23 November are over everywhere in this cast."""


def plan(stage: Stage) -> None:
    """The planner, every minute."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        nomination_rhythm.run(work)


def due(stage: Stage) -> datetime | None:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return nomination_rhythm.next_due(look)


def state_of(stage: Stage, account: SlackPerson) -> NominationState:
    with stage.desk.open_look(stage.caller(account)) as look:
        return nominations.standings(look)[0].state


def test_the_nominee_is_reminded_once_after_three_working_days(
    stage: Stage, clock: FrozenClock
) -> None:
    put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    plan(stage)
    assert due(stage) == datetime(2026, 11, 26, 14, tzinfo=UTC)  # Thursday, nine in New York
    assert len(deliveries_of(stage, ASK)) == 1
    clock.set(datetime(2026, 11, 26, 14, tzinfo=UTC))
    plan(stage)
    plan(stage)
    assert len(deliveries_of(stage, ASK)) == 2
    assert due(stage) == datetime(2026, 12, 8, 5, tzinfo=UTC)  # when Monday 7 is over there


def test_a_yes_that_does_not_come_lapses_and_can_be_asked_for_again(
    stage: Stage, clock: FrozenClock
) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    clock.set(MONDAY_IN_TWO_WEEKS)
    late = refused(stage, MENTEE, lambda work: nomination_consent.say_yes(work, standing.id))
    assert late.code == "nominations.lapsed"
    plan(stage)
    plan(stage)
    assert state_of(stage, MENTEE) is NominationState.LAPSED
    assert len(deliveries_of(stage, "nominations.news")) == 1
    assert due(stage) is None
    for _ in range(2):
        with stage.desk.open_work(stage.caller(SPONSOR)) as work:
            nomination_followed.ask_again(work, standing.id)
    assert state_of(stage, MENTEE) is NominationState.CONSENT_ASKED
    assert len(deliveries_of(stage, ASK)) == 2
    assert say_yes(stage, MENTEE, standing).state is NominationState.IN_REVIEW


def test_a_clock_that_stood_still_makes_up_for_one_thing_only(
    stage: Stage, clock: FrozenClock
) -> None:
    put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    clock.set(MONDAY_IN_TWO_WEEKS)
    plan(stage)
    assert len(deliveries_of(stage, ASK)) == 1  # no reminder of what is over


def test_whoever_waits_is_told_every_fifteen_working_days(stage: Stage, clock: FrozenClock) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    plan(stage)
    assert deliveries_of(stage, "nominations.waiting") == []
    moment = due(stage)
    assert moment == datetime(2026, 12, 14, 14, tzinfo=UTC)
    clock.set(moment)
    plan(stage)
    plan(stage)
    assert len(deliveries_of(stage, "nominations.waiting")) == 1
    assert due(stage) == datetime(2027, 1, 4, 14, tzinfo=UTC)


def test_nobody_waits_any_more_once_it_is_decided(stage: Stage, clock: FrozenClock) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    plan(stage)
    decide(stage, standing)
    clock.set(datetime(2026, 12, 14, 14, tzinfo=UTC))
    plan(stage)
    assert deliveries_of(stage, "nominations.waiting") == []
    assert due(stage) is None


def test_the_expected_wait_is_the_middle_of_five_decisions(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    for days, account in enumerate(crowd(stage, 4), start=1):
        clock.set(datetime(2026, 11, 23, 10, tzinfo=UTC))
        standing = nominate(stage, account, cohort)
        clock.move(days=days)
        decide(stage, standing)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert nominations.usual_waits(look, [cohort])[cohort.id].days == 10
    clock.set(datetime(2026, 11, 23, 10, tzinfo=UTC))
    standing = nominate(stage, COLLEAGUE, cohort)
    decide(stage, standing, Step.DECLINED)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        wait = nominations.usual_waits(look, [cohort])[cohort.id]
    assert (wait.days, wait.decided) == (2, 5)


def with_manager(stage: Stage) -> None:
    """Martin leads Mia, as the roster says."""
    listed(stage, MENTEE, manager=listed(stage, MENTOR))


def test_a_manager_is_asked_where_the_nominee_allowed_it(stage: Stage) -> None:
    with_manager(stage)
    standing = nominate(stage, MENTEE, open_cohort(stage))
    assert [one.recipient for one in deliveries_of(stage, "nominations.view_ask")] == [
        stage.person_id(MENTOR)
    ]
    for _ in range(2):
        with stage.desk.open_work(stage.caller(MENTOR)) as work:
            nomination_views.give(work, standing.id, RATED, "Ready, and modest about it.")
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        review = nomination_review.open_review(work, standing.id)
    assert review.views[0].ratings == RATED
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert "modest" not in str(nominations.mine(look, standing.id))
    different = refused(
        stage, MENTOR, lambda work: nomination_views.give(work, standing.id, RATED, "Otherwise.")
    )
    assert different.code == "nominations.view_answered"


def test_nobody_is_asked_where_the_roster_knows_no_manager(stage: Stage) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    assert deliveries_of(stage, "nominations.view_ask") == []


def test_a_manager_who_nominated_is_not_asked_again(stage: Stage) -> None:
    with_manager(stage)
    standing = put_forward(stage, MENTOR, MENTEE, open_cohort(stage))
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_consent.say_yes(work, standing.id, may_ask_manager=True)
    assert deliveries_of(stage, "nominations.view_ask") == []


@pytest.mark.parametrize("by", [MENTEE, COLLEAGUE, PROGRAM_MANAGER, SPONSOR])
def test_only_the_manager_who_is_asked_gives_a_view(stage: Stage, by: SlackPerson) -> None:
    with_manager(stage)
    standing = nominate(stage, MENTEE, open_cohort(stage))
    for act in (
        lambda work: nomination_views.give(work, standing.id, RATED, ""),
        lambda work: nomination_views.declare_conflict(work, standing.id),
        lambda work: nomination_views.before_giving(work, standing.id),
    ):
        assert refused(stage, by, act).code == "permissions.not_yours"


def test_a_conflict_is_all_a_manager_says(stage: Stage) -> None:
    with_manager(stage)
    standing = nominate(stage, MENTEE, open_cohort(stage))
    for _ in range(2):
        with stage.desk.open_work(stage.caller(MENTOR)) as work:
            nomination_views.declare_conflict(work, standing.id)
    refusal = refused(
        stage, MENTOR, lambda work: nomination_views.give(work, standing.id, RATED, "")
    )
    assert refusal.code == "nominations.view_answered"


def test_a_view_ends_with_its_ten_days_and_with_the_decision(
    stage: Stage, clock: FrozenClock
) -> None:
    with_manager(stage)
    standing: Standing = nominate(stage, MENTEE, open_cohort(stage))
    clock.set(MONDAY_IN_TWO_WEEKS)
    plan(stage)
    refusal = refused(
        stage, MENTOR, lambda work: nomination_views.give(work, standing.id, RATED, "")
    )
    assert refusal.code == "nominations.view_over"
    assert [one.entry for one in audit_entries(stage)].count("nomination.view_lapsed") == 1


def test_the_line_manager_hears_of_the_time_when_it_is_accepted(
    stage: Stage, clock: FrozenClock
) -> None:
    with_manager(stage)
    decide(stage, nominate(stage, MENTEE, open_cohort(stage)))
    told = deliveries_of(stage, "nominations.manager_told")
    assert [one.recipient for one in told] == [stage.person_id(MENTOR)]
    moment = told[0].not_before
    assert moment is not None
    assert moment > clock.now
