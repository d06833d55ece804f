"""Program managers see the queue, open a nomination and decide; nobody decides on themselves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from program.actor import Role
from program.nomination import Standing
from program.nomination_forms import Decision
from program.nomination_steps import NominationState, Step
from program.person import SlackPerson
from program.refusal import Refusal
from services import nomination_deciding, nomination_queue, nomination_review, nominations
from services.desk import Desk, Work
from services.nomination_queue import Shown
from store.store import Store
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
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import (
    ASPIRATION,
    EVIDENCE,
    PLAN,
    REASON,
    decide,
    nominate,
    open_cohort,
)
from tests.kit.trail import audit_entries, deliveries_of


def open_review(stage: Stage, account: SlackPerson, standing: Standing) -> nomination_review.Review:
    with stage.desk.open_work(stage.caller(account)) as work:
        return nomination_review.open_review(work, standing.id)


def queue_of(
    stage: Stage, account: SlackPerson, shown: Shown = Shown.WAITING, words: str = ""
) -> tuple[nomination_queue.QueueLine, ...]:
    with stage.desk.open_look(stage.caller(account)) as look:
        return nomination_queue.queue(look, shown, words)


def waiting_for(stage: Stage, account: SlackPerson) -> int:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return nomination_queue.waiting_for(look, stage.person_id(account))


def test_whoever_waits_longest_stands_first(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    first = nominate(stage, MENTEE, cohort)
    clock.move(hours=1)
    second = nominate(stage, COLLEAGUE, cohort)
    assert [one.standing for one in queue_of(stage, PROGRAM_MANAGER)] == [first, second]
    assert waiting_for(stage, PROGRAM_MANAGER) == 2


def test_of_what_is_decided_the_latest_stands_first(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    first = decide(stage, nominate(stage, MENTEE, cohort), Step.ACCEPTED)
    clock.move(hours=1)
    second = decide(stage, nominate(stage, COLLEAGUE, cohort), Step.DECLINED)
    shown = queue_of(stage, PROGRAM_MANAGER, Shown.DECIDED)
    assert [one.standing.id for one in shown] == [second.id, first.id]


def test_the_queue_is_narrowed_by_state_and_by_name(stage: Stage) -> None:
    cohort = open_cohort(stage)
    decide(stage, nominate(stage, MENTEE, cohort), Step.WAIT_LISTED)
    nominate(stage, COLLEAGUE, cohort)
    names = {
        shown: [one.nominee.name for one in queue_of(stage, PROGRAM_MANAGER, shown)]
        for shown in Shown
    }
    assert names[Shown.WAITING] == ["Chio Castle"]
    assert names[Shown.WAIT_LISTED] == ["Mia Moreau"]
    assert names[Shown.DECIDED] == names[Shown.MORE_ASKED] == []
    assert len(names[Shown.ALL]) == 2
    found = queue_of(stage, PROGRAM_MANAGER, Shown.ALL, "MOREAU")
    assert [one.nominee.name for one in found] == ["Mia Moreau"]
    assert queue_of(stage, PROGRAM_MANAGER, Shown.ALL, "nobody") == ()


def test_opening_shows_what_was_written_and_is_noted(store: Store, clock: FrozenClock) -> None:
    stage = set_stage(store, Desk(store, clock))
    standing = nominate(stage, MENTEE, open_cohort(stage))
    review = open_review(stage, PROGRAM_MANAGER, standing)
    assert review.nomination.aspiration == ASPIRATION
    assert tuple(one.text for one in review.nomination.evidence) == EVIDENCE
    assert review.may_decide
    opened = [one for one in audit_entries(stage) if one.entry == "nomination.opened"]
    assert [one.actor for one in opened] == [stage.person_id(PROGRAM_MANAGER)]
    assert [one.about for one in opened] == [f"nomination:{standing.id}"]


def test_the_liaison_reads_the_evidence_but_neither_remarks_nor_decides(stage: Stage) -> None:
    cohort = open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    standing = nominate(stage, MENTEE, cohort)
    asked = decide(stage, standing, Step.MORE_ASKED, remark="marker of a remark")
    review = open_review(stage, LIAISON, standing)
    assert not review.may_decide
    assert [one.remark for one in review.nomination.steps] == [None, None]
    with pytest.raises(Refusal, match="permissions"):
        decide(stage, asked, by=LIAISON)


def test_program_managers_read_each_others_remarks(stage: Stage) -> None:
    cohort = open_cohort(stage)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, cohort.program.id)
    standing = nominate(stage, MENTEE, cohort)
    decide(stage, standing, Step.WAIT_LISTED, remark="Ask again in spring.")
    review = open_review(stage, COLLEAGUE, standing)
    assert review.nomination.steps[-1].remark == "Ask again in spring."
    assert review.people[review.nomination.steps[-1].by].name == "Petra Park"


@pytest.mark.parametrize(
    ("step", "state", "kind"),
    [
        (Step.ACCEPTED, NominationState.ACCEPTED, "nominations.accepted"),
        (Step.WAIT_LISTED, NominationState.WAIT_LISTED, "nominations.wait_listed"),
        (Step.DECLINED, NominationState.DECLINED, "nominations.declined"),
        (Step.MORE_ASKED, NominationState.MORE_ASKED, "nominations.more_ask"),
    ],
)
def test_each_decision_is_kept_noted_and_told(
    stage: Stage, step: Step, state: NominationState, kind: str
) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    decided = decide(stage, standing, step, remark="Between us.")
    assert decided.state is state
    assert decided.decided_by == stage.person_id(PROGRAM_MANAGER)
    entries = audit_entries(stage)
    assert f"nomination.{step}" in [one.entry for one in entries]
    assert "Between us." not in repr([one.facts for one in entries])
    (told,) = deliveries_of(stage, kind)
    assert told.recipient == stage.person_id(MENTEE)
    assert set(told.about) == {"nomination", "version"}


def test_the_later_of_two_program_managers_hears_who_was_earlier(
    store: Store, clock: FrozenClock
) -> None:
    stage = set_stage(store, Desk(store, clock))
    cohort = open_cohort(stage)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, cohort.program.id)
    standing = nominate(stage, MENTEE, cohort)
    decide(stage, standing, Step.ACCEPTED)
    clock.move(minutes=3)
    with pytest.raises(Refusal) as refused:
        decide(stage, standing, Step.DECLINED, by=COLLEAGUE)
    (trouble,) = refused.value.troubles
    assert trouble.code == "nominations.decided_by"
    assert trouble.facts["name"] == "Petra Park"
    assert trouble.facts["at"].minute == 0
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert nominations.standings(look)[0].state is NominationState.ACCEPTED
    assert deliveries_of(stage, "nominations.declined") == []


def test_two_decisions_at_the_same_moment_leave_exactly_one(
    store: Store, clock: FrozenClock
) -> None:
    stage = set_stage(store, Desk(store, clock))
    cohort = open_cohort(stage)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, cohort.program.id)
    standing = nominate(stage, MENTEE, cohort)

    def try_to(step: Step, by: SlackPerson) -> str:
        try:
            return decide(stage, standing, step, by=by).state
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as pool:
        yes = pool.submit(try_to, Step.ACCEPTED, PROGRAM_MANAGER)
        no = pool.submit(try_to, Step.DECLINED, COLLEAGUE)
        outcomes = {yes.result(), no.result()}
    assert "nominations.decided_by" in outcomes
    told = deliveries_of(stage, "nominations.accepted") + deliveries_of(
        stage, "nominations.declined"
    )
    assert len(told) == 1


def test_the_later_of_two_questions_is_refused_as_well(stage: Stage) -> None:
    cohort = open_cohort(stage)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, cohort.program.id)
    standing = nominate(stage, MENTEE, cohort)
    decide(stage, standing, Step.MORE_ASKED)
    with pytest.raises(Refusal, match="asked_by"):
        decide(stage, standing, Step.ACCEPTED, by=COLLEAGUE)


def test_the_same_decision_sent_twice_is_a_quiet_success(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    assert decide(stage, standing) == decide(stage, standing)
    assert len(deliveries_of(stage, "nominations.accepted")) == 1


def test_a_decision_on_what_was_withdrawn_or_added_to_meanwhile_is_refused(stage: Stage) -> None:
    cohort = open_cohort(stage)
    seen = nominate(stage, MENTEE, cohort)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nominations.add_evidence(work, seen.id, "Something more.")
    with pytest.raises(Refusal, match="changed_meanwhile"):
        decide(stage, seen)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        withdrawn = nominations.withdraw(work, seen.id)
    with pytest.raises(Refusal, match="withdrawn_meanwhile"):
        decide(stage, replace(withdrawn, version=withdrawn.version))


def test_nobody_decides_on_themselves_and_hears_who_does(stage: Stage) -> None:
    cohort = open_cohort(stage)
    own = nominate(stage, PROGRAM_MANAGER, cohort)
    (line,) = queue_of(stage, PROGRAM_MANAGER)
    assert not line.may_review
    assert waiting_for(stage, PROGRAM_MANAGER) == 0
    for act in (
        lambda: open_review(stage, PROGRAM_MANAGER, own),
        lambda: decide(stage, own),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "nominations.about_yourself"
        assert refused.value.troubles[0].facts["names"] == ()
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, cohort.program.id)
    with pytest.raises(Refusal) as refused:
        decide(stage, own)
    assert refused.value.troubles[0].facts["names"] == ("Chio Castle",)
    assert decide(stage, own, by=COLLEAGUE).state is NominationState.ACCEPTED


@pytest.mark.parametrize("account", [MENTEE, MENTOR, SPONSOR, LIAISON, GUEST, OUTSIDER])
def test_whoever_does_not_run_the_program_neither_sees_the_queue_nor_decides(
    stage: Stage, account: SlackPerson
) -> None:
    standing = nominate(stage, COLLEAGUE, open_cohort(stage))
    acts: tuple[Callable[[Work], object], ...] = (
        nomination_queue.queue,
        lambda work: nomination_review.open_review(work, standing.id),
        lambda work: nomination_review.before_decision(work, standing.id),
        lambda work: nomination_deciding.decide(
            work, Decision(standing.id, standing.version, Step.ACCEPTED, REASON)
        ),
    )
    for act in acts:
        with (
            pytest.raises(Refusal, match="permissions"),
            stage.desk.open_work(stage.caller(account)) as work,
        ):
            act(work)


def test_a_program_manager_of_another_program_sees_nothing_of_this_one(stage: Stage) -> None:
    cohort = open_cohort(stage)
    other = open_cohort(stage, replace(PLAN, program="Another program"))
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, other.program.id)
    standing = nominate(stage, MENTEE, cohort)
    assert queue_of(stage, COLLEAGUE, Shown.ALL) == ()
    assert waiting_for(stage, COLLEAGUE) == 0
    with pytest.raises(Refusal, match="not_yours"):
        open_review(stage, COLLEAGUE, standing)


def test_what_is_wrong_with_a_decision_is_said_under_its_fields(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    decision = Decision(standing.id, standing.version, None, "Short.", "x" * 3000)
    with (
        pytest.raises(Refusal) as refused,
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        nomination_deciding.decide(work, decision)
    assert [one.field for one in refused.value.troubles] == ["decision", "reason", "remark"]


def test_the_form_of_a_decision_does_not_open_when_it_is_too_late(stage: Stage) -> None:
    standing = nominate(stage, MENTEE, open_cohort(stage))
    decide(stage, standing)
    with (
        pytest.raises(Refusal, match="decided_by"),
        stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look,
    ):
        nomination_review.before_decision(look, standing.id)


def test_places_on_the_wait_list_follow_whoever_leaves_it(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    listed = []
    for account in (MENTEE, COLLEAGUE, SPONSOR):
        listed.append(decide(stage, nominate(stage, account, cohort), Step.WAIT_LISTED))
        clock.move(minutes=1)
    assert [(one.place, one.waiting) for one in listed] == [(1, 1), (2, 2), (3, 3)]
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        nominations.withdraw(work, listed[0].id)
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        (last,) = nominations.standings(look)
    assert (last.place, last.waiting) == (2, 2)
    assert decide(stage, listed[1]).state is NominationState.ACCEPTED
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        assert nominations.standings(look)[0].place == 1
