"""How a pairing ends, is marked, and goes on: told in neutral words, never by itself."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from program.actor import Role
from program.pairing import Ending, Flag, Pairing, PairingState
from program.pairing_forms import EndForm
from program.person import SlackPerson
from services import (
    pairing_cases,
    pairing_ends,
    pairing_figures,
    pairing_home,
    pairing_looks,
    pairing_overview,
    pairings,
    people,
)
from services.pairing_cases import Shown
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
from tests.kit.mentors import offer_to_mentor
from tests.kit.pairings import (
    THANKS,
    accepted_mentee,
    active_pairing,
    decline,
    disclose,
    end,
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
from tests.kit.trail import audit_entries, deliveries_of


def reopen(stage: Stage, pairing: Pairing, by: SlackPerson = PROGRAM_MANAGER) -> Pairing:
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_ends.reopen(work, pairing.id)


def settle(stage: Stage, pairing: Pairing, by: SlackPerson = PROGRAM_MANAGER) -> Pairing:
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_looks.settle(work, pairing.id)


def look_again(stage: Stage, *accounts: SlackPerson) -> int:
    ids = [stage.person_id(one) for one in accounts]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        return pairings.look_again(work, ids)


def close_account(stage: Stage, account: SlackPerson) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(account, deactivated=True)])


def read_ours(stage: Stage, pairing: Pairing, by: SlackPerson) -> pairing_overview.Overview:
    with stage.desk.open_look(stage.caller(by)) as look:
        return pairing_overview.overview(look, pairing.id)


def test_both_are_told_of_the_end_in_the_same_words_and_the_place_is_free(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = ready_cohort(stage, places=1)
    pairing = active_pairing(stage, clock, cohort)
    end(stage, pairing, ending=Ending.CHANGED)

    assert now(stage, pairing).state is PairingState.ACTIVE
    assert deliveries_of(stage, "pairings.ended") == []
    let_rest(stage, clock)

    assert now(stage, pairing).state is PairingState.ENDED
    told = {one.recipient for one in deliveries_of(stage, "pairings.ended")}
    assert told == {stage.person_id(MENTEE), stage.person_id(MENTOR)}
    accepted_mentee(stage, cohort, COLLEAGUE)
    assert propose(stage, cohort, mentee=COLLEAGUE).state is PairingState.ASKED


def test_a_last_day_ahead_is_told_at_once_and_ends_when_it_is_over(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    end(stage, pairing, days=10)
    let_rest(stage, clock)

    assert now(stage, pairing).state is PairingState.ACTIVE
    assert len(deliveries_of(stage, "pairings.ended")) == 2
    let_time_pass(stage, clock, days=10)
    assert now(stage, pairing).state is PairingState.ACTIVE
    let_time_pass(stage, clock, days=1)

    assert now(stage, pairing).state is PairingState.ENDED
    assert len(deliveries_of(stage, "pairings.ended")) == 2
    assert next_due(stage) is None


def test_planned_twice_an_end_is_told_once(stage: Stage, clock: FrozenClock) -> None:
    end(stage, active_pairing(stage, clock))
    let_rest(stage, clock)

    assert plan(stage) is False
    assert len(deliveries_of(stage, "pairings.ended")) == 2


def test_an_end_is_taken_back_before_anybody_hears(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    end(stage, pairing)

    reopened = reopen(stage, pairing)
    assert (reopened.ended_on, reopened.ending) == (None, None)
    assert reopen(stage, pairing).version == reopened.version
    let_rest(stage, clock)

    assert now(stage, pairing).state is PairingState.ACTIVE
    assert deliveries_of(stage, "pairings.ended") == []
    assert deliveries_of(stage, "pairings.goes_on") == []


def test_an_end_that_was_told_is_corrected_with_a_message(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    end(stage, pairing, days=10)
    let_rest(stage, clock)
    reopen(stage, pairing)

    assert len(deliveries_of(stage, "pairings.goes_on")) == 2
    let_time_pass(stage, clock, days=30)
    assert now(stage, pairing).state is PairingState.ACTIVE


def test_what_has_ended_is_not_taken_back(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    end(stage, pairing)
    let_rest(stage, clock)

    assert troubles_of(lambda: reopen(stage, pairing)) == [("pairings.is_ended", None)]
    assert troubles_of(lambda: end(stage, pairing)) == [("pairings.is_ended", None)]


def test_the_same_form_twice_sets_one_last_day_and_another_is_refused(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    first = end(stage, pairing, days=3)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        again = pairing_ends.end_prepared(work, pairing.id)

    assert again.version == first.version
    assert troubles_of(lambda: end(stage, pairing, days=5)) == [("pairings.closing", "last_day")]


def test_one_of_the_two_closes_it_as_completed_and_nothing_else(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)

    for ending in (Ending.CHANGED, Ending.LEFT, Ending.FOR_CAUSE):
        codes = troubles_of(partial(end, stage, pairing, MENTEE, ending))
        assert codes == [("pairings.only_completed", "ending")]
    end(stage, pairing, MENTEE)
    assert troubles_of(lambda: reopen(stage, pairing, MENTOR)) == [
        ("pairings.not_yours_to_reopen", None)
    ]
    let_rest(stage, clock)

    assert now(stage, pairing).ending is Ending.COMPLETED


@pytest.mark.parametrize("who", [COLLEAGUE, SPONSOR, LIAISON, OUTSIDER])
def test_others_end_and_settle_nothing(stage: Stage, clock: FrozenClock, who: SlackPerson) -> None:
    pairing = active_pairing(stage, clock)
    stage.give(LIAISON, Role.LIAISON)
    stage.give(SPONSOR, Role.SPONSOR)

    for act in (end, reopen, settle):
        codes = troubles_of(partial(act, stage, pairing, who))
        assert codes[0][0].startswith("permissions."), act


def test_a_program_manager_who_is_one_of_the_two_only_completes(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    stage.give(MENTOR, Role.PROGRAM_MANAGER)

    assert troubles_of(lambda: end(stage, pairing, MENTOR, Ending.FOR_CAUSE)) == [
        ("pairings.only_completed", "ending")
    ]
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert pairing_cases.lines(look, Shown.ALL) == ()
    assert troubles_of(lambda: settle(stage, pairing, MENTOR)) == [
        ("permissions.about_yourself", None)
    ]


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, "pairings.before_start"), (400, "pairings.too_far")],
)
def test_an_absurd_last_day_is_refused_under_its_field(
    stage: Stage, clock: FrozenClock, days: int, code: str
) -> None:
    pairing = active_pairing(stage, clock)

    assert troubles_of(lambda: end(stage, pairing, days=days)) == [(code, "last_day")]


def test_a_last_day_long_past_is_refused(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    clock.move(days=60)

    assert troubles_of(lambda: end(stage, pairing, days=-40)) == [
        ("pairings.too_long_ago", "last_day")
    ]
    assert end(stage, pairing, days=-20).ended_on is not None


def test_an_end_says_what_is_missing(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    form = EndForm(pairing.id, "tired", None, "x" * 601)

    def prepare() -> None:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            pairing_ends.prepare(work, form)

    assert troubles_of(prepare) == [
        ("pairings.choose_one", "ending"),
        ("pairings.choose_day", "last_day"),
        ("pairings.text_too_long", "thanks"),
    ]


def test_thanks_and_the_last_day_are_read_by_both_once_they_were_told(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    end(stage, pairing, days=10)

    before = read_ours(stage, pairing, MENTEE)
    assert (before.last_day, before.thanks) == (None, None)
    let_rest(stage, clock)
    after = read_ours(stage, pairing, MENTEE)
    assert after.thanks == THANKS
    assert after.last_day == clock.now.date() + timedelta(days=10)


def test_a_rest_does_not_keep_an_end_from_coming(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    end(stage, pairing, days=10)
    let_rest(stage, clock)
    let_time_pass(stage, clock, days=30)

    assert now(stage, pairing).state is PairingState.ENDED


def test_a_reporting_line_after_an_import_marks_what_runs_and_ends_nothing(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    make_superior(stage, MENTOR, MENTEE)

    assert look_again(stage, MENTEE, MENTOR) == 1
    assert look_again(stage, MENTEE, MENTOR) == 0
    marked = now(stage, pairing)
    assert (marked.state, marked.flag) == (PairingState.ACTIVE, Flag.IN_ONE_LINE)
    assert settle(stage, pairing).flag is None
    assert settle(stage, pairing).flag is None


def test_an_import_withdraws_an_open_proposal_it_makes_impossible(stage: Stage) -> None:
    pairing = propose(stage, ready_cohort(stage))
    make_superior(stage, MENTOR, MENTEE)
    look_again(stage, MENTOR)

    withdrawn = now(stage, pairing)
    assert (withdrawn.state, withdrawn.flag) == (PairingState.WITHDRAWN, Flag.IN_ONE_LINE)
    assert settle(stage, pairing).flag is None


def test_a_declared_conflict_marks_what_runs(stage: Stage, clock: FrozenClock) -> None:
    pairing = active_pairing(stage, clock)
    disclose(stage, MENTEE, MENTOR)

    assert now(stage, pairing).flag is Flag.CONFLICT
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert [one.pairing.id for one in pairing_cases.to_look_at(look)] == [pairing.id]


def test_a_closed_account_marks_what_runs_and_no_decision_lifts_that(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    close_account(stage, MENTOR)
    plan(stage)

    assert now(stage, pairing).flag is Flag.MENTOR_GONE
    assert plan(stage) is False
    assert troubles_of(lambda: settle(stage, pairing)) == [("pairings.account_closed", None)]
    end(stage, pairing, ending=Ending.LEFT)
    let_rest(stage, clock)
    assert now(stage, pairing).state is PairingState.ENDED


def test_whoever_was_said_no_to_waits_in_the_inbox_until_somebody_else_is_asked(
    stage: Stage,
) -> None:
    cohort = ready_cohort(stage)
    offer_to_mentor(stage, cohort, SPONSOR)
    decline(stage, propose(stage, cohort))

    def waiting() -> int:
        with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
            return len(pairing_cases.not_taken_up(look))

    assert waiting() == 1
    propose(stage, cohort, mentor=SPONSOR)
    assert waiting() == 0


def test_the_list_is_narrowed_by_state_and_by_name(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    accepted_mentee(stage, cohort, COLLEAGUE)
    active_pairing(stage, clock, cohort)
    propose(stage, cohort, mentee=COLLEAGUE)

    def found(shown: Shown, typed: str = "") -> list[str]:
        with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
            return [one.mentee.name for one in pairing_cases.lines(look, shown, typed)]

    assert found(Shown.OPEN) == ["Mia Moreau", "Chio Castle"]
    assert found(Shown.ASKED) == ["Chio Castle"]
    assert found(Shown.ACTIVE) == ["Mia Moreau"]
    assert found(Shown.NOT_MET) == ["Mia Moreau"]
    assert found(Shown.OPEN, "martin chio") == ["Chio Castle"]
    assert found(Shown.ENDED) == []


@pytest.mark.parametrize("who", [MENTEE, MENTOR, SPONSOR, COLLEAGUE])
def test_the_list_is_for_the_program_team(stage: Stage, who: SlackPerson) -> None:
    def read() -> None:
        with stage.desk.open_look(stage.caller(who)) as look:
            pairing_cases.lines(look, Shown.ALL)

    assert troubles_of(read)[0][0].startswith("permissions.")


def test_figures_count_who_waits_and_what_is_free(stage: Stage, clock: FrozenClock) -> None:
    cohort = ready_cohort(stage)
    accepted_mentee(stage, cohort, COLLEAGUE)
    active_pairing(stage, clock, cohort)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        found = pairing_figures.figures(look)[0]

    assert dict(found.states) == {PairingState.ACTIVE: 1}
    assert (found.waiting, found.places_free) == (1, 1)


def test_whoever_completed_waits_for_nobody(stage: Stage, clock: FrozenClock) -> None:
    end(stage, active_pairing(stage, clock))
    let_rest(stage, clock)

    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        part = pairing_home.mentee_part(look)
    assert (part.sides, part.waiting_in) == ((), ())


def test_every_step_is_in_the_audit_log_without_how_it_ended(
    stage: Stage, clock: FrozenClock
) -> None:
    end(stage, active_pairing(stage, clock), ending=Ending.FOR_CAUSE)
    let_rest(stage, clock)

    entries = [one for one in audit_entries(stage) if one.entry.startswith("pairing.")]
    assert [one.entry for one in entries] == [
        "pairing.proposed",
        "pairing.accepted",
        "pairing.started",
        "pairing.closing",
        "pairing.ended",
    ]
    assert not [one for one in entries if "for_cause" in str(one.facts)]


def test_how_it_ended_and_why_it_was_marked_is_for_program_managers_alone(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = active_pairing(stage, clock)
    stage.give(LIAISON, Role.LIAISON)
    disclose(stage, MENTEE, MENTOR)
    end(stage, pairing, ending=Ending.FOR_CAUSE, days=3)

    def read(who: SlackPerson) -> tuple[Ending | None, Flag | None]:
        with stage.desk.open_look(stage.caller(who)) as look:
            found = pairings.pairing(look, pairing.id)
        return found.ending, found.flag

    assert read(PROGRAM_MANAGER) == (Ending.FOR_CAUSE, Flag.CONFLICT)
    assert [read(who) for who in (MENTEE, MENTOR, LIAISON)] == [(None, None)] * 3
    with stage.desk.open_look(stage.caller(LIAISON)) as look:
        assert pairing_cases.to_look_at(look) == ()
        assert pairing_cases.lines(look, Shown.LOOK) == ()
        assert pairing_cases.case(look, pairing.id).line.pairing.flag is None
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert pairings.mine(look)[0].ending is None
