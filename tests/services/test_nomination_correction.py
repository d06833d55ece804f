"""A hasty decision is taken back while nobody has heard, and corrected with a word after."""

from datetime import UTC, datetime

import pytest

from program.actor import Role
from program.nomination import Standing
from program.nomination_forms import Decision
from program.nomination_steps import NominationState, Step
from program.person import SlackPerson
from program.refusal import Refusal
from services import (
    nomination_correction,
    nomination_deciding,
    nomination_messages,
    nomination_review,
    nominations,
)
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import REASON, decide, nominate, open_cohort, put_forward, say_yes
from tests.kit.trail import audit_entries, deliveries_of, mark_sent


def take_back(stage: Stage, standing: Standing, by: SlackPerson = PROGRAM_MANAGER) -> Standing:
    with stage.desk.open_work(stage.caller(by)) as work:
        return nomination_correction.take_back(work, standing.id)


def told(stage: Stage, standing: Standing) -> Standing:
    """The nominee's message goes out."""
    mark_sent(stage, f"nominations.{standing.state.value}:{standing.id}:{standing.version}")
    return standing


def open_review(stage: Stage, standing: Standing) -> nomination_review.Review:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        return nomination_review.open_review(work, standing.id)


@pytest.mark.parametrize("step", [Step.ACCEPTED, Step.DECLINED, Step.WAIT_LISTED, Step.MORE_ASKED])
def test_what_nobody_heard_is_as_if_it_had_not_been(stage: Stage, step: Step) -> None:
    before = nominate(stage, MENTEE, open_cohort(stage))
    decide(stage, before, step)
    after = take_back(stage, before)
    assert (after.state, after.since) == (NominationState.IN_REVIEW, before.since)
    assert after.decided_by is None
    kind = f"nominations.{'more_ask' if step is Step.MORE_ASKED else step.value}"
    assert [one.state for one in deliveries_of(stage, kind)] == ["dropped"]
    assert take_back(stage, before).version == after.version
    assert [one.entry for one in audit_entries(stage)].count("nomination.taken_back") == 1


def test_a_place_on_the_wait_list_comes_back_as_it_was(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    first = decide(stage, nominate(stage, MENTEE, cohort), Step.WAIT_LISTED)
    told(stage, first)
    clock.move(hours=1)
    decide(stage, nominate(stage, COLLEAGUE, cohort), Step.WAIT_LISTED)
    clock.move(hours=1)
    decide(stage, first, Step.ACCEPTED)
    restored = take_back(stage, first)
    assert (restored.state, restored.place, restored.since) == (
        NominationState.WAIT_LISTED,
        1,
        first.since,
    )
    assert restored.decided_by == stage.person_id(PROGRAM_MANAGER)


def test_what_was_told_is_not_taken_back(stage: Stage) -> None:
    decided = told(stage, decide(stage, nominate(stage, MENTEE, open_cohort(stage))))
    with pytest.raises(Refusal) as refusal:
        take_back(stage, decided)
    assert refusal.value.code == "nominations.told_already"


@pytest.mark.parametrize("by", [LIAISON, SPONSOR, MENTEE, COLLEAGUE])
def test_only_a_program_manager_takes_a_decision_back(stage: Stage, by: SlackPerson) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    decided = decide(stage, nominate(stage, MENTEE, cohort))
    with pytest.raises(Refusal) as refusal:
        take_back(stage, decided, by)
    assert refusal.value.code.startswith("permissions.")


def test_nobody_takes_back_a_decision_on_themselves(stage: Stage) -> None:
    cohort = open_cohort(stage)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    decided = decide(stage, nominate(stage, COLLEAGUE, cohort))
    with pytest.raises(Refusal) as refusal:
        take_back(stage, decided, COLLEAGUE)
    assert refusal.value.code == "permissions.about_yourself"


def test_who_put_them_forward_hears_nothing_of_what_was_taken_back(stage: Stage) -> None:
    standing = put_forward(stage, SPONSOR, MENTEE, open_cohort(stage))
    decided = decide(stage, say_yes(stage, MENTEE, standing))
    take_back(stage, decided)
    news = {one.key: one.state for one in deliveries_of(stage, "nominations.news")}
    assert [state for key, state in news.items() if f":{decided.version}:" in key] == ["dropped"]


def test_a_decision_that_was_told_is_corrected_with_a_message(
    stage: Stage, clock: FrozenClock
) -> None:
    declined = told(
        stage, decide(stage, nominate(stage, MENTEE, open_cohort(stage)), Step.DECLINED)
    )
    assert open_review(stage, declined).may_correct
    clock.set(datetime(2026, 11, 24, 10, tzinfo=UTC))
    accepted = decide(stage, declined, Step.ACCEPTED)
    assert accepted.state is NominationState.ACCEPTED
    again = decide(stage, declined, Step.ACCEPTED)
    assert again.version == accepted.version
    rows = [
        *deliveries_of(stage, "nominations.declined"),
        *deliveries_of(stage, "nominations.accepted"),
    ]
    with stage.desk.open_look_in(stage.workspace_id) as look:
        first, second = (nomination_messages.told_decision(look, row) for row in rows)  # type: ignore[arg-type]
    assert first.corrected == clock.now
    assert second.corrects == declined.since


def test_nothing_is_corrected_before_it_is_told(stage: Stage) -> None:
    declined = decide(stage, nominate(stage, MENTEE, open_cohort(stage)), Step.DECLINED)
    review = open_review(stage, declined)
    assert (review.may_take_back, review.may_correct) == (True, False)
    with pytest.raises(Refusal):
        decide(stage, declined, Step.ACCEPTED)


def test_a_decision_made_on_an_older_version_is_no_correction(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    told(stage, decide(stage, standing, Step.DECLINED))
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    late = Decision(standing.id, standing.version, Step.ACCEPTED, REASON)
    with pytest.raises(Refusal) as refusal, stage.desk.open_work(stage.caller(COLLEAGUE)) as work:
        nomination_deciding.decide(work, late)
    assert refusal.value.code == "nominations.decided_by"


def test_a_decision_taken_back_can_be_taken_again(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    decide(stage, standing, Step.ACCEPTED)
    restored = take_back(stage, standing)
    accepted = decide(stage, restored, Step.ACCEPTED)
    rows = deliveries_of(stage, "nominations.accepted")
    with stage.desk.open_look_in(stage.workspace_id) as look:
        wanted = [nomination_messages.is_accepted(look, row) for row in rows]  # type: ignore[arg-type]
        assert nominations.accepted(look, standing.cohort.id) == (accepted.nominee,)
    assert sorted(wanted) == [False, True]
