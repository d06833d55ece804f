"""A mentor who is asked: yes, no, places, taking back; and what the clock does meanwhile."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from program.nomination_voice import KnownAs, VoiceForm
from program.pairing import DeclineReason, Pairing, PairingState, PairingStep
from program.person import SlackPerson
from program.refusal import Refusal
from services import (
    nomination_voices,
    pairing_answers,
    pairing_cases,
    pairing_home,
    pairings,
    people,
)
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.mentors import mentor_now, offer_to_mentor
from tests.kit.nominations import RATED, decide, open_cohort, say_yes
from tests.kit.pairings import (
    NO_WORDS,
    accept,
    accept_conduct,
    accepted_mentee,
    active_pairing,
    decline,
    disclose,
    let_rest,
    let_time_pass,
    make_superior,
    next_due,
    now,
    plan,
    propose,
    ready_cohort,
)
from tests.kit.refused import troubles_of
from tests.kit.trail import deliveries_of


def take_back(stage: Stage, pairing: Pairing, by: SlackPerson = MENTOR) -> Pairing:
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_answers.take_back(work, pairing.id)


def told(stage: Stage, kind: str) -> list[str | None]:
    return [one.recipient for one in deliveries_of(stage, kind)]


@pytest.mark.parametrize("who", [MENTEE, COLLEAGUE, PROGRAM_MANAGER, LIAISON, SPONSOR, OUTSIDER])
def test_only_the_mentor_who_is_asked_answers(stage: Stage, who: SlackPerson) -> None:
    pairing = propose(stage, ready_cohort(stage))

    for act in (accept, decline, take_back):
        codes = troubles_of(partial(act, stage, pairing, by=who))
        assert codes[0][0].startswith("permissions."), act


def test_a_yes_rests_before_the_mentee_hears(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    accept_conduct(stage)
    pairing = accept(stage, propose(stage, cohort))

    assert (pairing.state, told(stage, "pairings.started")) == (PairingState.READY, [])
    plan(stage)
    assert told(stage, "pairings.started") == []
    let_rest(stage, clock)

    assert now(stage, pairing).state is PairingState.ACTIVE
    assert now(stage, pairing).started_on == date(2026, 11, 23)
    both = {stage.person_id(MENTEE), stage.person_id(MENTOR)}
    assert set(told(stage, "pairings.started")) == both


def test_pressed_twice_a_yes_is_one_yes(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)

    assert accept(stage, pairing).version == pairing.version
    assert plan(stage) is False
    assert len(told(stage, "pairings.started")) == 2


def test_the_guide_comes_the_morning_after_they_hear(stage: Stage, clock: FrozenClock) -> None:
    active_pairing(stage, clock)

    guides = {one.recipient: one.not_before for one in deliveries_of(stage, "pairings.guide")}

    assert guides[stage.person_id(MENTOR)] == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert guides[stage.person_id(MENTEE)] == datetime(2026, 11, 24, 14, tzinfo=UTC)


def test_a_yes_waits_for_the_code_of_conduct_and_asks_for_it(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))
    let_rest(stage, clock)

    assert now(stage, pairing).state is PairingState.READY
    both = {stage.person_id(MENTEE), stage.person_id(MENTOR)}
    assert set(told(stage, "conduct.ask")) == both
    accept_conduct(stage, MENTOR)
    assert now(stage, pairing).state is PairingState.READY
    accept_conduct(stage, MENTEE)

    assert now(stage, pairing).state is PairingState.ACTIVE


def test_accepting_the_code_at_once_does_not_cut_the_rest_short(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))
    accept_conduct(stage)

    assert now(stage, pairing).state is PairingState.READY
    let_rest(stage, clock)
    assert now(stage, pairing).state is PairingState.ACTIVE


def test_a_conflict_declared_before_the_beginning_withdraws_it_in_silence(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))
    disclose(stage, MENTEE, MENTOR)
    accept_conduct(stage)
    let_rest(stage, clock)

    assert now(stage, pairing).state is PairingState.WITHDRAWN
    assert told(stage, "pairings.started") == []
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert [one.pairing.id for one in pairing_cases.to_look_at(look)] == [pairing.id]


def test_a_reporting_line_found_at_the_beginning_stops_it(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    accept_conduct(stage)
    pairing = accept(stage, propose(stage, cohort))
    make_superior(stage, MENTOR, MENTEE)
    let_rest(stage, clock)

    assert now(stage, pairing).state is PairingState.WITHDRAWN


def test_a_yes_is_taken_back_until_the_mentee_is_told(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    accept_conduct(stage)
    pairing = accept(stage, propose(stage, cohort))

    assert take_back(stage, pairing).state is PairingState.ASKED
    assert take_back(stage, pairing).state is PairingState.ASKED
    let_rest(stage, clock)
    assert now(stage, pairing).state is PairingState.ASKED

    accept(stage, pairing)
    let_rest(stage, clock)
    assert troubles_of(lambda: take_back(stage, pairing)) == [("pairings.is_active", None)]


def test_taken_back_late_there_is_still_a_working_day_for_the_answer(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))
    clock.move(days=20)

    assert take_back(stage, pairing).answer_by == date(2026, 12, 14)


def test_a_no_is_read_by_the_program_team_and_frees_the_mentee(stage: Stage) -> None:
    cohort = ready_cohort(stage, places=1)
    pairing = decline(stage, propose(stage, cohort))

    assert pairing.state is PairingState.DECLINED
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        case = pairing_cases.case(look, pairing.id)
    assert (case.steps[-1].reason, case.steps[-1].words) == ("too_close", NO_WORDS)
    assert propose(stage, cohort).state is PairingState.ASKED


def test_a_no_twice_is_one_no_and_a_yes_after_it_is_refused(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))
    first = decline(stage, pairing)

    assert decline(stage, pairing).version == first.version
    assert troubles_of(lambda: accept(stage, pairing)) == [("pairings.is_declined", None)]


def test_a_no_needs_a_reason_from_the_list(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))

    assert troubles_of(lambda: decline(stage, pairing, reason="mood", words="x" * 601)) == [
        ("pairings.choose_one", "reason"),
        ("pairings.text_too_long", "words"),
    ]
    assert now(stage, pairing).state is PairingState.ASKED


def test_a_no_can_set_the_places_from_now_on(stage: Stage) -> None:
    cohort = ready_cohort(stage, places=2)
    decline(stage, propose(stage, cohort), reason=DeclineReason.NO_TIME, places=0)

    assert mentor_now(stage, cohort).places == 0


def test_places_are_set_where_the_question_stands(stage: Stage) -> None:
    cohort = ready_cohort(stage, places=2)
    pairing = propose(stage, cohort)

    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        pairing_answers.set_further(work, pairing.id, 0)

    assert mentor_now(stage, cohort).places == 1
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert pairing_answers.picture(look, pairing.id).further == 0


def test_the_picture_says_why_and_what_both_have_in_common(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))

    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        shown = pairing_answers.picture(look, pairing.id)

    assert shown.why.startswith("marker of a reason")
    assert [one.name for one in shown.reasons.shared] == ["Strategic thinking", "Leading change"]


def test_whoever_was_put_forward_is_shown_with_what_others_chose_for_them(stage: Stage) -> None:
    cohort = open_cohort(stage)
    form = VoiceForm(cohort_id=cohort.id, nominee="", known_as=KnownAs.TEAM)
    evidence = {cohort.criteria[0].id: "Led the move to Lyon."}
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        nominee = nomination_voices.keep_who(work, form, MENTEE.slack_user).nominee.id
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        chosen = (cohort.competencies[1].id,)
        nomination_voices.keep_words(work, cohort.id, nominee, evidence, chosen)
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        standing = nomination_voices.nominate(work, cohort.id, nominee, RATED, "").standing
    decide(stage, say_yes(stage, MENTEE, standing))
    offer_to_mentor(stage, cohort)
    pairing = propose(stage, cohort)

    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        reasons = pairing_answers.picture(look, pairing.id).reasons
    assert [one.name for one in reasons.wanted] == ["Leading change"]


def test_a_silent_mentor_is_reminded_once_and_then_the_question_lapses(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = propose(stage, ready_cohort(stage))
    assert pairing.answer_by == date(2026, 11, 30)

    let_time_pass(stage, clock, days=2)
    assert told(stage, "pairings.mentor_reminder") == []
    let_time_pass(stage, clock, days=1)
    assert told(stage, "pairings.mentor_reminder") == [stage.person_id(MENTOR)]
    assert plan(stage) is False
    let_time_pass(stage, clock, days=4)
    assert now(stage, pairing).state is PairingState.ASKED
    let_time_pass(stage, clock, days=1)

    assert now(stage, pairing).state is PairingState.LAPSED
    assert len(told(stage, "pairings.mentor_reminder")) == 1
    assert next_due(stage) is None


def test_a_silent_mentor_stands_in_the_inbox_of_the_program_manager(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = propose(stage, ready_cohort(stage))

    def silent() -> list[str]:
        with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
            return [one.pairing.id for one in pairing_cases.silent(look)]

    assert silent() == []
    let_time_pass(stage, clock, days=3)
    assert silent() == [pairing.id]


def test_a_yes_after_it_lapsed_gets_the_day_in_the_readers_zone(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = propose(stage, ready_cohort(stage))
    let_time_pass(stage, clock, days=9)

    with pytest.raises(Refusal) as caught:
        accept(stage, pairing)

    assert caught.value.code == "pairings.is_lapsed"
    assert caught.value.troubles[0].facts["zone"] == "Europe/Berlin"


def test_a_bot_that_was_down_reminds_before_it_lets_a_question_lapse(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = propose(stage, ready_cohort(stage))
    clock.move(days=14)
    plan(stage)

    assert now(stage, pairing).state is PairingState.ASKED
    assert now(stage, pairing).answer_by == date(2026, 12, 9)
    assert len(told(stage, "pairings.mentor_reminder")) == 1


def test_a_cohort_that_ended_meanwhile_begins_nothing(stage: Stage, clock: FrozenClock) -> None:
    pairing = propose(stage, ready_cohort(stage))
    clock.move(days=400)

    assert troubles_of(lambda: accept(stage, pairing)) == [("pairings.cohort_over", None)]


def test_deadlines_follow_a_mentor_who_moves_to_another_zone(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = propose(stage, ready_cohort(stage))
    let_time_pass(stage, clock, days=4)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTOR, zone="America/Los_Angeles")])
    clock.set(datetime(2026, 11, 30, 23, 30, tzinfo=UTC))  # past midnight in Berlin
    plan(stage)

    assert now(stage, pairing).state is PairingState.ASKED
    clock.set(datetime(2026, 12, 1, 8, 30, tzinfo=UTC))
    plan(stage)
    assert now(stage, pairing).state is PairingState.LAPSED


def test_a_closed_account_withdraws_what_was_only_proposed(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = propose(stage, ready_cohort(stage))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTOR, deactivated=True)])
    assert next_due(stage) == clock.now
    plan(stage)

    assert now(stage, pairing).state is PairingState.WITHDRAWN
    assert next_due(stage) is None


def test_the_mentee_learns_of_nothing_before_the_beginning(stage: Stage) -> None:
    pairing = accept(stage, propose(stage, ready_cohort(stage)))

    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert pairings.mine(look, frozenset(PairingState)) == ()
        assert pairing_home.mentee_part(look).sides == ()
        assert len(pairing_home.mentee_part(look).waiting_in) == 1
    codes = troubles_of(lambda: _read(stage, MENTEE, pairing))
    assert codes[0][0].startswith("permissions.")


@pytest.mark.parametrize("who", [COLLEAGUE, SPONSOR, OUTSIDER])
def test_others_do_not_read_a_pairing(stage: Stage, clock: FrozenClock, who: SlackPerson) -> None:
    pairing = active_pairing(stage, clock)

    assert troubles_of(lambda: _read(stage, who, pairing))[0][0].startswith("permissions.")


def test_the_two_and_the_program_team_read_a_pairing(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)

    for who in (MENTEE, MENTOR, PROGRAM_MANAGER):
        assert _read(stage, who, pairing).id == pairing.id


def test_the_history_tells_every_step(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    accepted_mentee(stage, cohort, COLLEAGUE)
    pairing = active_pairing(stage, clock, cohort)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        case = pairing_cases.case(look, pairing.id)

    steps = [PairingStep.ASKED, PairingStep.ACCEPTED, PairingStep.STARTED]
    assert [one.step for one in case.steps] == steps


def _read(stage: Stage, account: SlackPerson, pairing: Pairing) -> Pairing:
    with stage.desk.open_look(stage.caller(account)) as look:
        return pairings.pairing(look, pairing.id)
