"""Invitations to mentor: asked once, reminded once, over after ten working days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from program.actor import Role
from program.delivery import Delivery
from program.mentor import LINE_LIMIT, MentorState
from program.person import SlackPerson
from program.refusal import Refusal
from services import mentor_invitations, mentor_messages, mentor_roster, mentors, people
from services.desk import Desk, Look
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    FORMER,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.mentors import (
    LINE,
    invite,
    let_days_pass,
    mentor_now,
    next_due,
    offer_to_mentor,
    plan,
)
from tests.kit.nominations import crowd, open_cohort
from tests.kit.requests import running_pair
from tests.kit.trail import audit_entries, deliveries_of, queued


def asked(stage: Stage, kind: str, ask: Callable[[Look, Delivery], object]) -> object:
    delivery = queued(stage, kind)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return ask(look, delivery)


def decline(stage: Stage, mentor_id: str, by: SlackPerson = MENTOR) -> None:
    with stage.desk.open_work(stage.caller(by)) as work:
        mentors.decline(work, mentor_id)


def test_an_invitation_is_asked_for_with_a_line_that_only_the_form_shows(
    store: Store, clock: FrozenClock
) -> None:
    stage = set_stage(store, Desk(store, clock))
    cohort = open_cohort(stage)
    became = invite(stage, cohort, MENTOR, COLLEAGUE)

    assert len(became.asked) == 2
    assert len(deliveries_of(stage, "mentors.invite")) == 2
    assert "marker" not in str([row.about for row in deliveries_of(stage, "mentors.invite")])
    assert "marker" not in str([one.facts for one in audit_entries(stage)])
    mentor = mentor_now(stage, cohort)
    assert (mentor.state, mentor.answer_by) == (MentorState.INVITED, date(2026, 12, 7))
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert mentors.invitation(look, mentor.id).line == LINE


def test_the_line_is_for_the_invited_person_and_the_program_team(stage: Stage) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    mentor = mentor_now(stage, cohort)
    for other in (COLLEAGUE, MENTEE, SPONSOR, GUEST):
        with (
            stage.desk.open_look(stage.caller(other)) as look,
            pytest.raises(Refusal, match="permissions"),
        ):
            mentors.invitation(look, mentor.id)


def test_only_program_managers_invite(stage: Stage) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    for other in (LIAISON, SPONSOR, MENTEE, MENTOR, GUEST):
        with pytest.raises(Refusal, match="permissions"):
            invite(stage, cohort, COLLEAGUE, by=other)
    assert deliveries_of(stage, "mentors.invite") == []


def test_invited_twice_is_quiet_and_says_so(stage: Stage) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    offer_to_mentor(stage, cohort, COLLEAGUE)
    again = invite(stage, cohort, MENTOR, COLLEAGUE)

    assert again.asked == ()
    assert [one.slack_user for one in again.asked_before] == [MENTOR.slack_user]
    assert [one.slack_user for one in again.on_roster] == [COLLEAGUE.slack_user]
    assert len(deliveries_of(stage, "mentors.invite")) == 1


@pytest.mark.parametrize(
    ("account", "code"),
    [(GUEST, "people.guest"), (OUTSIDER, "people.outsider"), (FORMER, "people.gone")],
)
def test_whoever_cannot_mentor_is_named_and_nobody_is_invited(
    stage: Stage, account: SlackPerson, code: str
) -> None:
    cohort = open_cohort(stage)
    with pytest.raises(Refusal) as refused:
        invite(stage, cohort, MENTOR, account)
    assert [(one.code, one.field) for one in refused.value.troubles] == [(code, "people")]
    assert deliveries_of(stage, "mentors.invite") == []


def test_too_many_nobody_oneself_and_a_long_line_are_refused_under_their_fields(
    stage: Stage,
) -> None:
    cohort = open_cohort(stage)
    many = crowd(stage, 21)
    with pytest.raises(Refusal) as refused:
        invite(stage, cohort, *many, PROGRAM_MANAGER, line="x" * (LINE_LIMIT + 1))
    assert [(one.code, one.field) for one in refused.value.troubles] == [
        ("mentors.too_many", "people"),
        ("mentors.invite_yourself", "people"),
        ("mentors.too_long", "line"),
    ]
    with pytest.raises(Refusal, match="choose_people"):
        invite(stage, cohort)
    assert len(invite(stage, cohort, *many[:20]).asked) == 20


def test_one_reminder_after_three_working_days_however_often_the_planner_comes(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    let_days_pass(stage, clock, 2)
    assert deliveries_of(stage, "mentors.invite_reminder") == []

    assert next_due(stage) == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
    let_days_pass(stage, clock, 1)
    plan(stage)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        mentor_invitations.keep_time(work)
    let_days_pass(stage, clock, 4)
    assert len(deliveries_of(stage, "mentors.invite_reminder")) == 1
    assert mentor_now(stage, cohort).reminded


def test_an_answer_before_the_reminder_leaves_nothing_to_remind_of(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR, COLLEAGUE)
    offer_to_mentor(stage, cohort)
    decline(stage, mentor_now(stage, cohort, COLLEAGUE).id, by=COLLEAGUE)

    assert next_due(stage) is None
    let_days_pass(stage, clock, 20)
    assert deliveries_of(stage, "mentors.invite_reminder") == []


def test_an_invitation_ends_after_ten_working_days_and_an_offer_is_still_welcome(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    let_days_pass(stage, clock, 14)  # until Monday 7 December, the last day
    assert mentor_now(stage, cohort).state is MentorState.INVITED
    let_days_pass(stage, clock, 1)
    lapsed = mentor_now(stage, cohort)
    assert lapsed.state is MentorState.LAPSED
    assert next_due(stage) is None
    with pytest.raises(Refusal, match="not_invited"):
        decline(stage, lapsed.id)

    assert offer_to_mentor(stage, cohort).state is MentorState.ON_ROSTER


def test_after_a_long_silence_of_the_house_nobody_is_reminded_of_what_is_over(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    clock.move(timedelta(days=30))
    plan(stage)
    assert mentor_now(stage, cohort).state is MentorState.LAPSED
    assert deliveries_of(stage, "mentors.invite_reminder") == []


def test_not_this_time_is_noted_once_and_can_be_asked_again(stage: Stage) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    mentor = mentor_now(stage, cohort)
    decline(stage, mentor.id)
    decline(stage, mentor.id)
    declined = [one for one in audit_entries(stage) if one.entry == "mentor.declined"]
    assert len(declined) == 1

    assert len(invite(stage, cohort, MENTOR).asked) == 1
    assert mentor_now(stage, cohort).state is MentorState.INVITED
    assert len(deliveries_of(stage, "mentors.invite")) == 2


def test_nobody_answers_for_another(stage: Stage) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    mentor = mentor_now(stage, cohort)
    for other in (PROGRAM_MANAGER, COLLEAGUE, GUEST):
        with pytest.raises(Refusal, match="permissions"):
            decline(stage, mentor.id, by=other)


def test_a_message_follows_what_became_of_the_invitation(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    invite(stage, cohort, MENTOR)
    assert asked(stage, "mentors.invite", mentor_messages.is_invited)
    told = asked(stage, "mentors.invite", mentor_messages.told_mentor)
    assert isinstance(told, mentor_messages.ToldMentor)
    assert told.inviter is not None
    assert told.inviter.slack_user == PROGRAM_MANAGER.slack_user

    decline(stage, mentor_now(stage, cohort).id)
    assert not asked(stage, "mentors.invite", mentor_messages.is_invited)
    clock.move(minutes=1)
    invite(stage, cohort, MENTOR)
    assert asked(stage, "mentors.invite", mentor_messages.is_invited)
    offer_to_mentor(stage, cohort)
    assert asked(stage, "mentors.news", mentor_messages.is_on_roster)


def test_the_roster_is_filtered_and_searched(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    offer_to_mentor(stage, cohort)
    running_pair(stage, cohort=cohort)
    offer_to_mentor(stage, cohort, COLLEAGUE, places=0)
    invite(stage, cohort, SPONSOR)

    def shown(part: str, words: str = "", by: SlackPerson = PROGRAM_MANAGER) -> list[str]:
        with stage.desk.open_look(stage.caller(by)) as look:
            return [one.person.slack_user for one in mentor_roster.listed(look, part, words)]

    chio, martin, sven = (one.slack_user for one in (COLLEAGUE, MENTOR, SPONSOR))
    assert shown("all") == [chio, martin, sven]
    assert shown("nonsense") == shown("all")
    assert (shown("free"), shown("full"), shown("invited")) == ([martin], [chio], [sven])
    assert shown("silent") == []
    assert shown("all", "MARTIN") == [martin]
    assert shown("all", "strategic") == [chio, martin]
    assert shown("all", by=MENTEE) == []
    let_days_pass(stage, clock, 5)
    assert shown("silent") == [sven]
    let_days_pass(stage, clock, 12)
    assert shown("past") == [sven]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTOR, deactivated=True)])
    assert shown("free") == []
