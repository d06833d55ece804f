"""What a nominee can do, what is refused, and who hears of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from program.nomination import Standing
from program.nomination_forms import SelfNomination
from program.nomination_steps import NominationState, Step
from program.person import SlackPerson
from program.refusal import Refusal
from services import nomination_self, nominations
from services.desk import Desk, Work
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    MENTEE,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import (
    ASPIRATION,
    EVIDENCE,
    REASON,
    another_cohort,
    decide,
    evidence_for,
    first_step,
    nominate,
    open_cohort,
    put_forward,
    say_yes,
)
from tests.kit.trail import audit_entries, deliveries_of


def mine(stage: Stage, account: SlackPerson, standing: Standing) -> object:
    with stage.desk.open_look(stage.caller(account)) as look:
        return nominations.mine(look, standing.id)


def add(stage: Stage, account: SlackPerson, standing: Standing, text: str) -> Standing:
    with stage.desk.open_work(stage.caller(account)) as work:
        return nominations.add_evidence(work, standing.id, text)


def withdraw(stage: Stage, account: SlackPerson, standing: Standing) -> Standing:
    with stage.desk.open_work(stage.caller(account)) as work:
        return nominations.withdraw(work, standing.id)


def test_what_was_written_comes_back_to_its_author(store: Store, clock: FrozenClock) -> None:
    stage = set_stage(store, Desk(store, clock))
    cohort = open_cohort(stage)
    standing = nominate(stage, MENTEE, cohort)
    assert standing.state is NominationState.IN_REVIEW
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        read = nominations.mine(look, standing.id)
    assert read.aspiration == ASPIRATION
    assert tuple(one.text for one in read.evidence) == EVIDENCE
    assert read.competencies == cohort.competencies[:2]
    assert read.may_ask_manager
    assert [one.step for one in read.steps] == [Step.RECEIVED]


def test_it_is_entered_in_the_audit_log_without_a_word_of_it(stage: Stage) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    entries = audit_entries(stage)
    assert "nomination.received" in [one.entry for one in entries]
    assert "Lyon" not in repr(entries)


def test_the_nominee_is_told_at_once_and_the_program_manager_next_morning(stage: Stage) -> None:
    nominate(stage, MENTEE, open_cohort(stage))
    (received,) = deliveries_of(stage, "nominations.received")
    (morning,) = deliveries_of(stage, "nominations.to_review")
    assert received.recipient == stage.person_id(MENTEE)
    assert morning.recipient == stage.person_id(PROGRAM_MANAGER)
    assert morning.not_before is not None
    assert morning.not_before.isoformat() == "2026-11-24T08:00:00+00:00"


def test_ten_nominations_of_one_day_are_one_message_next_morning(stage: Stage) -> None:
    cohort = open_cohort(stage)
    for account in (MENTEE, COLLEAGUE, SPONSOR):
        nominate(stage, account, cohort)
    assert len(deliveries_of(stage, "nominations.to_review")) == 1


def test_nobody_is_told_of_their_own_nomination_as_a_program_manager(stage: Stage) -> None:
    nominate(stage, PROGRAM_MANAGER, open_cohort(stage))
    assert deliveries_of(stage, "nominations.to_review") == []


def test_the_same_form_sent_twice_is_one_nomination(stage: Stage) -> None:
    cohort = open_cohort(stage)
    first = nominate(stage, MENTEE, cohort)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        second = nomination_self.apply(work, cohort.id, evidence_for(cohort))
    assert second == first
    assert len(deliveries_of(stage, "nominations.received")) == 1


def test_another_form_for_the_same_cohort_is_told_that_there_is_one(stage: Stage) -> None:
    cohort = open_cohort(stage)
    nominate(stage, MENTEE, cohort)
    with pytest.raises(Refusal) as refused, stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.keep_first_step(work, first_step(cohort))
    assert refused.value.code == "nominations.already"
    with pytest.raises(Refusal) as refused, stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.apply(
            work, cohort.id, evidence_for(cohort, ("Other words.", "More words."))
        )
    assert refused.value.code == "nominations.already"


def test_one_person_may_stand_for_two_cohorts(stage: Stage) -> None:
    cohort = open_cohort(stage)
    other = another_cohort(stage, cohort)
    assert nominate(stage, MENTEE, cohort).id != nominate(stage, MENTEE, other).id


def test_after_the_last_day_the_round_is_closed(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    clock.move(days=30)
    acts: tuple[Callable[[Work], object], ...] = (
        nomination_self.start,
        lambda work: nomination_self.keep_first_step(work, first_step(cohort)),
        lambda work: nomination_self.apply(work, cohort.id, evidence_for(cohort)),
    )
    for act in acts:
        with pytest.raises(Refusal) as refused, stage.desk.open_work(stage.caller(MENTEE)) as work:
            act(work)
        assert refused.value.code == "nominations.closed"
        assert refused.value.troubles[0].facts["closed_on"] == cohort.nominations_close


@pytest.mark.parametrize("account", [GUEST, OUTSIDER])
def test_guests_and_outsiders_cannot_apply(stage: Stage, account: SlackPerson) -> None:
    open_cohort(stage)
    with (
        pytest.raises(Refusal, match="permissions"),
        stage.desk.open_work(stage.caller(account)) as work,
    ):
        nomination_self.start(work)


def test_a_cohort_that_never_was_is_refused(stage: Stage) -> None:
    open_cohort(stage)
    form = SelfNomination("nowhere", (), ASPIRATION, {})
    with (
        pytest.raises(Refusal, match="no_cohort"),
        stage.desk.open_work(stage.caller(MENTEE)) as work,
    ):
        nomination_self.keep_first_step(work, form)


def test_texts_that_are_missing_or_too_long_are_refused_under_their_fields(stage: Stage) -> None:
    cohort = open_cohort(stage)
    with pytest.raises(Refusal) as refused, stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.keep_first_step(work, replace(first_step(cohort), aspiration="x" * 3000))
    assert [one.field for one in refused.value.troubles] == ["aspiration"]
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.keep_first_step(work, first_step(cohort))
    with pytest.raises(Refusal) as refused, stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.apply(work, cohort.id, evidence_for(cohort, ("x" * 3000, " ")))
    assert [one.field for one in refused.value.troubles] == [
        f"evidence:{one.id}" for one in cohort.criteria
    ]


def test_the_first_step_waits_seven_days_for_the_second(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.keep_first_step(work, first_step(cohort))
    clock.move(days=6, hours=23)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        _, draft = nomination_self.resume(look)
    assert draft.aspiration == ASPIRATION
    clock.move(hours=2)
    with (
        pytest.raises(Refusal, match="draft_gone"),
        stage.desk.open_work(stage.caller(MENTEE)) as work,
    ):
        nomination_self.apply(work, cohort.id, evidence_for(cohort))
    with (
        pytest.raises(Refusal, match="draft_gone"),
        stage.desk.open_look(stage.caller(MENTEE)) as look,
    ):
        nomination_self.resume(look)


def test_going_back_keeps_what_stands_in_the_second_step(stage: Stage) -> None:
    cohort = open_cohort(stage)
    half = {cohort.criteria[0].id: EVIDENCE[0], "other": "not ours"}
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.keep_first_step(work, first_step(cohort))
        nomination_self.keep_evidence(work, cohort.id, half)
        _, draft = nomination_self.keep_first_step(work, first_step(cohort, "Something else."))
    assert draft.evidence == {cohort.criteria[0].id: EVIDENCE[0]}
    assert draft.aspiration == "Something else."


def test_a_draft_is_offered_to_its_author_alone(stage: Stage) -> None:
    cohort = open_cohort(stage)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nomination_self.keep_first_step(work, first_step(cohort))
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert nomination_self.start(look).draft is not None
    with stage.desk.open_look(stage.caller(COLLEAGUE)) as look:
        assert nomination_self.start(look).draft is None


def test_evidence_is_added_while_it_is_undecided(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    after = add(stage, MENTEE, standing, "A third thing.")
    assert (after.state, after.version) == (NominationState.IN_REVIEW, 2)
    again = add(stage, MENTEE, standing, "A third thing.")
    assert again.version == 2
    assert "nomination.added_to" in [one.entry for one in audit_entries(stage)]


def test_an_answer_to_the_question_brings_it_back_into_review(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    asked = decide(stage, standing, Step.MORE_ASKED, reason="How large was the team in Lyon?")
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        _, question = nominations.before_adding(look, standing.id)
    assert question == "How large was the team in Lyon?"
    after = add(stage, MENTEE, asked, "Eleven people.")
    assert after.state is NominationState.IN_REVIEW


@pytest.mark.parametrize("step", [Step.ACCEPTED, Step.WAIT_LISTED, Step.DECLINED])
def test_nothing_is_added_after_a_decision(stage: Stage, step: Step) -> None:
    standing = decide(stage, nominate(stage, MENTEE, open_cohort(stage)), step)
    with pytest.raises(Refusal) as refused:
        add(stage, MENTEE, standing, "Too late.")
    assert refused.value.code == "nominations.decided_on"


@pytest.mark.parametrize("text", ["", "  \n ", "…"])
def test_an_empty_addition_is_refused_under_its_field(stage: Stage, text: str) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    with pytest.raises(Refusal) as refused:
        add(stage, MENTEE, standing, text)
    assert (refused.value.code, refused.value.troubles[0].field) == (
        "nominations.text_missing",
        "text",
    )


def test_a_withdrawal_pressed_twice_is_one_withdrawal(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    assert withdraw(stage, MENTEE, standing).state is NominationState.WITHDRAWN
    assert withdraw(stage, MENTEE, standing).version == 2


@pytest.mark.parametrize("step", [Step.ACCEPTED, Step.DECLINED])
def test_after_a_yes_or_a_no_it_cannot_be_withdrawn(stage: Stage, step: Step) -> None:
    standing = decide(stage, nominate(stage, MENTEE, open_cohort(stage)), step)
    with pytest.raises(Refusal, match="decided_on"):
        withdraw(stage, MENTEE, standing)


def test_a_withdrawn_nomination_is_renewed_as_the_same_one(stage: Stage) -> None:
    cohort = open_cohort(stage)
    standing = nominate(stage, MENTEE, cohort)
    withdraw(stage, MENTEE, standing)
    with pytest.raises(Refusal, match=r"nominations\.withdrawn"):
        add(stage, MENTEE, standing, "More.")
    renewed = nominate(stage, MENTEE, cohort)
    assert (renewed.id, renewed.state) == (standing.id, NominationState.IN_REVIEW)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        steps = [one.step for one in nominations.mine(look, standing.id).steps]
    assert steps == [Step.RECEIVED, Step.WITHDRAWN, Step.RENEWED]
    assert len(deliveries_of(stage, "nominations.received")) == 2


@pytest.mark.parametrize("account", [COLLEAGUE, SPONSOR, PROGRAM_MANAGER, GUEST, OUTSIDER])
def test_nobody_reads_adds_to_or_withdraws_what_is_somebody_elses(
    stage: Stage, account: SlackPerson
) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    with pytest.raises(Refusal, match="permissions"):
        mine(stage, account, standing)
    with pytest.raises(Refusal, match="permissions"):
        add(stage, account, standing, "Not mine.")
    with pytest.raises(Refusal, match="permissions"):
        withdraw(stage, account, standing)


def test_an_id_that_names_nothing_is_refused(stage: Stage) -> None:
    open_cohort(stage)
    with (
        pytest.raises(Refusal, match="not_found"),
        stage.desk.open_look(stage.caller(MENTEE)) as look,
    ):
        nominations.mine(look, "nothing")


def test_where_things_stand_holds_only_ones_own(stage: Stage) -> None:
    cohort = open_cohort(stage)
    own = nominate(stage, MENTEE, cohort)
    nominate(stage, COLLEAGUE, cohort)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert nominations.standings(look) == (own,)
        assert nomination_self.open_to_me(look) == ()
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        assert nominations.standings(look) == ()
        assert nomination_self.open_to_me(look) == (cohort,)


def test_whoever_is_put_forward_is_not_pointed_to_the_same_cohort(stage: Stage) -> None:
    cohort = open_cohort(stage)
    standing = put_forward(stage, COLLEAGUE, MENTEE, cohort)
    for _ in ("asked", "in review"):
        with stage.desk.open_look(stage.caller(MENTEE)) as look:
            assert nomination_self.open_to_me(look) == ()
        say_yes(stage, MENTEE, standing)


def test_the_nominee_reads_the_reason_and_never_the_remark(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    decide(stage, standing, Step.DECLINED, remark="marker of a remark")
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        read = nominations.mine(look, standing.id)
    assert read.steps[-1].text == REASON
    assert not hasattr(read.steps[-1], "remark")
    assert REASON not in repr(read)
