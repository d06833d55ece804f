"""What messages say is decided when they are sent, and follows what becomes of the nomination."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from program.delivery import Delivery
from program.nomination import Standing
from program.nomination_steps import Step
from program.refusal import Refusal
from services import nomination_messages, nomination_news, nominations
from services.desk import Look
from tests.kit.cast import COLLEAGUE, MENTEE, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import decide, nominate, open_cohort
from tests.kit.trail import deliveries_of, queued


def asked(stage: Stage, delivery: Delivery, ask: Callable[[Look, Delivery], object]) -> object:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return ask(look, delivery)


def add(stage: Stage, standing: Standing, text: str) -> None:
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nominations.add_evidence(work, standing.id, text)


def test_the_question_is_told_until_it_is_answered(stage: Stage, clock: FrozenClock) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    decide(stage, standing, Step.MORE_ASKED, reason="How large was the team in Lyon?")
    delivery = queued(stage, "nominations.more_ask")
    assert asked(stage, delivery, nomination_messages.is_asked)
    told = asked(stage, delivery, nomination_messages.told_question)
    assert isinstance(told, nomination_messages.ToldNominee)
    assert (told.question, told.answered_at) == ("How large was the team in Lyon?", None)
    assert "Lyon" not in repr(told)
    clock.move(hours=1)
    add(stage, standing, "Eleven people.")
    assert not asked(stage, delivery, nomination_messages.is_asked)
    told = asked(stage, delivery, nomination_messages.told_question)
    assert isinstance(told, nomination_messages.ToldNominee)
    assert told.answered_at == clock()


def test_a_second_question_does_not_rewrite_the_first(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    decide(stage, standing, Step.MORE_ASKED, reason="The first question, please answer.")
    first = queued(stage, "nominations.more_ask")
    add(stage, standing, "An answer.")
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        (again,) = nominations.standings(look)
    decide(stage, again, Step.MORE_ASKED, reason="The second question, please answer.")
    told = asked(stage, first, nomination_messages.told_question)
    assert isinstance(told, nomination_messages.ToldNominee)
    assert told.question == "The first question, please answer."
    assert told.answered_at is not None


@pytest.mark.parametrize(
    ("step", "kind", "still"),
    [
        (Step.ACCEPTED, "nominations.accepted", nomination_messages.is_accepted),
        (Step.DECLINED, "nominations.declined", nomination_messages.is_declined),
        (Step.WAIT_LISTED, "nominations.wait_listed", nomination_messages.is_wait_listed),
    ],
)
def test_a_decision_is_told_as_long_as_it_stands(
    stage: Stage, step: Step, kind: str, still: Callable[[Look, Delivery], bool]
) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    assert asked(stage, queued(stage, "nominations.received"), nomination_messages.is_undecided)
    decide(stage, standing, step)
    assert asked(stage, queued(stage, kind), still)
    assert not asked(stage, queued(stage, "nominations.received"), nomination_messages.is_undecided)


def test_a_message_about_a_nomination_that_is_gone_is_not_wanted(stage: Stage) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    delivery = queued(stage, "nominations.received")
    lost = Delivery(**{**vars(delivery), "about": {"nomination": "nothing", "version": "1"}})
    assert not asked(stage, lost, nomination_messages.is_undecided)
    with pytest.raises(Refusal):
        asked(stage, lost, nomination_messages.told_nominee)


def test_the_morning_message_counts_what_waits_when_it_is_sent(stage: Stage) -> None:
    cohort = open_cohort(stage)
    first = nominate(stage, MENTEE, cohort)
    nominate(stage, COLLEAGUE, cohort)
    delivery = queued(stage, "nominations.to_review")
    told = asked(stage, delivery, nomination_messages.told_reviewer)
    assert isinstance(told, nomination_messages.ToldReviewer)
    assert (told.waiting, told.morning, told.today) == (2, date(2026, 11, 24), date(2026, 11, 23))
    decide(stage, first)
    told = asked(stage, delivery, nomination_messages.told_reviewer)
    assert isinstance(told, nomination_messages.ToldReviewer)
    assert told.waiting == 1
    with stage.desk.open_work(stage.caller(COLLEAGUE)) as work:
        nominations.withdraw(work, nominations.standings(work)[0].id)
    assert not asked(stage, delivery, nomination_messages.is_anything_waiting)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-23T06:00", "2026-11-23T08:00"),  # Monday before work, in Berlin
        ("2026-11-23T08:00", "2026-11-24T08:00"),  # at the very start
        ("2026-11-23T12:00", "2026-11-24T08:00"),
        ("2026-11-23T20:00", "2026-11-24T08:00"),
        ("2026-11-27T12:00", "2026-11-30T08:00"),  # Friday
        ("2026-11-28T12:00", "2026-11-30T08:00"),
        ("2026-03-27T12:00", "2026-03-30T07:00"),  # the clocks change on the weekend between
    ],
)
def test_the_next_morning_is_a_working_one_and_always_later(now: str, morning: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = nomination_news.next_morning(moment, "Europe/Berlin")
    assert found == datetime.fromisoformat(morning).replace(tzinfo=UTC)
    assert found - moment > timedelta(0)


def test_each_morning_has_its_own_message(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    nominate(stage, MENTEE, cohort)
    clock.move(days=1)
    nominate(stage, COLLEAGUE, cohort)
    recipients = {one.recipient for one in deliveries_of(stage, "nominations.to_review")}
    assert recipients == {stage.person_id(PROGRAM_MANAGER)}
    assert len(deliveries_of(stage, "nominations.to_review")) == 2
