"""Two people brought together by hand, step by step as it happens."""

import json
from datetime import datetime, timedelta

from program.cohort import Cohort
from program.conduct import ConflictKind, Disclosure
from program.nomination_steps import Step
from program.pairing import TAKE_BACK_FOR, DeclineReason, Ending, Pairing, PairingKind
from program.pairing_forms import Decline, EndForm, Proposal
from program.person import SlackPerson
from services import (
    conduct,
    conflicts,
    pairing_answers,
    pairing_ends,
    pairing_plan,
    pairing_proposals,
    pairings,
)
from store import pairings as kept
from store.base import new_id
from store.roster_tables import ColleagueRow, ReportingLineRow
from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import decide, nominate, open_cohort

WHY = "marker of a reason: Martin led two such moves, and Mia begins her first."
NO_WORDS = "marker of private words: her team reviews my budget."
THANKS = "marker of thanks: it was time well spent."


def accepted_mentee(stage: Stage, cohort: Cohort, account: SlackPerson = MENTEE) -> None:
    """Somebody puts themselves forward and is accepted."""
    decide(stage, nominate(stage, account, cohort), Step.ACCEPTED)


def ready_cohort(stage: Stage, *, places: int = 2) -> Cohort:
    """An open cohort in which Mia is accepted and Martin offers places."""
    cohort = open_cohort(stage)
    accepted_mentee(stage, cohort)
    offer_to_mentor(stage, cohort, places=places)
    return cohort


def proposal(
    stage: Stage,
    cohort: Cohort,
    mentee: SlackPerson = MENTEE,
    mentor: SlackPerson = MENTOR,
) -> Proposal:
    """What a program manager enters."""
    ids = stage.person_id(mentee), stage.person_id(mentor)
    return Proposal(cohort.id, ids[0], ids[1], PairingKind.ADVISORY, WHY)


def propose(
    stage: Stage,
    cohort: Cohort,
    *,
    mentee: SlackPerson = MENTEE,
    mentor: SlackPerson = MENTOR,
    by: SlackPerson = PROGRAM_MANAGER,
) -> Pairing:
    """Both steps: the mentor is asked."""
    form = proposal(stage, cohort, mentee, mentor)
    with stage.desk.open_work(stage.caller(by)) as work:
        pairing_proposals.prepare(work, form)
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_proposals.propose(
            work, cohort.id, mentee=form.mentee or "", mentor=form.mentor or ""
        )


def accept(stage: Stage, pairing: Pairing, by: SlackPerson = MENTOR) -> Pairing:
    """The mentor says yes."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_answers.accept(work, pairing.id)


def decline(
    stage: Stage,
    pairing: Pairing,
    by: SlackPerson = MENTOR,
    *,
    reason: str | None = DeclineReason.TOO_CLOSE,
    words: str = NO_WORDS,
    places: int | None = None,
) -> Pairing:
    """The mentor says no."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_answers.decline(work, Decline(pairing.id, reason, words, places))


def accept_conduct(stage: Stage, *accounts: SlackPerson) -> None:
    """They accept the code of conduct, and what became ready goes on."""
    for account in accounts or (MENTOR, MENTEE):
        with stage.desk.open_work(stage.caller(account)) as work:
            conduct.accept(work, version=conduct.version_in_force(work))
            pairings.go_on(work, stage_person(work.actor.person_id))


def stage_person(person_id: str | None) -> str:
    """A member always has an id."""
    assert person_id is not None
    return person_id


def disclose(stage: Stage, by: SlackPerson, other: SlackPerson) -> None:
    """One declares a conflict with the other, and pairings obey."""
    form = Disclosure(None, ConflictKind.FAMILY)
    other_id = stage.person_id(other)
    with stage.desk.open_work(stage.caller(by)) as work:
        conflicts.disclose(work, other.slack_user, form)
        pairings.conflict_declared(work, stage_person(work.actor.person_id), other_id)


def plan(stage: Stage) -> bool:
    """The planner comes by; whether anything was due."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = pairing_plan.next_due(look)
    if due is None or due > stage.desk.now():
        return False
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairing_plan.run(work)
    return True


def next_due(stage: Stage) -> datetime | None:
    """When the planner has to come by next."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return pairing_plan.next_due(look)


def let_rest(stage: Stage, clock: FrozenClock) -> None:
    """A yes or an end has rested long enough, and the planner comes by."""
    clock.move(TAKE_BACK_FOR)
    plan(stage)


def let_time_pass(stage: Stage, clock: FrozenClock, *, days: int) -> None:
    """From one due moment to the next, as the clock goes."""
    until = clock.now + timedelta(days=days)
    while (due := next_due(stage)) is not None and due <= until:
        clock.set(max(clock.now, due))
        assert plan(stage)
    clock.set(until)


def active_pairing(stage: Stage, clock: FrozenClock, cohort: Cohort | None = None) -> Pairing:
    """The whole way: proposed, accepted, both told."""
    accept_conduct(stage)
    pairing = accept(stage, propose(stage, cohort or ready_cohort(stage)))
    let_rest(stage, clock)
    return now(stage, pairing)


def end(
    stage: Stage,
    pairing: Pairing,
    by: SlackPerson = PROGRAM_MANAGER,
    ending: str | None = Ending.COMPLETED,
    *,
    days: int = 0,
    thanks: str = THANKS,
) -> Pairing:
    """Both steps of an end, with the last day so many days from today."""
    with stage.desk.open_work(stage.caller(by)) as work:
        last_day = pairing_ends.before_end(work, pairing.id).today + timedelta(days=days)
        pairing_ends.prepare(work, EndForm(pairing.id, ending, last_day, thanks))
    with stage.desk.open_work(stage.caller(by)) as work:
        return pairing_ends.end_prepared(work, pairing.id)


def now(stage: Stage, pairing: Pairing) -> Pairing:
    """The same pairing as it stands now."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = kept.pairing(look.session, pairing.id)
    assert found is not None
    return found


def make_superior(stage: Stage, above: SlackPerson, below: SlackPerson) -> None:
    """Let the roster say that one leads the other, as an import would write it."""
    ids = [stage.person_id(one) for one in (above, below)]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        rows = []
        for account, person_id in zip((above, below), ids, strict=True):
            row = ColleagueRow(id=new_id(), person_id=person_id, listed=True, version=1)
            work.session.seal(row, "details", json.dumps({"name": account.real_name}))
            rows.append(row)
        work.session.add_all(rows)
        work.session.flush()
        line = ReportingLineRow(
            id=new_id(), colleague_id=rows[1].id, superior_id=rows[0].id, dotted=False
        )
        work.session.add(line)
