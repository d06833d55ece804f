"""A draft released step by step: decided, carried out, answered."""

from collections.abc import Mapping
from dataclasses import replace

from bot.release_tasks import carry
from program.actor import Role
from program.matching_draft import Draft
from program.pairing import DeclineReason, Pairing, PairingState
from program.pairing_forms import Decline, Proposal
from program.person import SlackPerson
from program.release import Ask, Choice, Launched, Release
from services import (
    mentors,
    nomination_correction,
    pairing_answers,
    pairing_plan,
    pairing_proposals,
    people,
    release,
    release_checklist,
    release_report,
    release_waiting,
    releases,
    tasks,
)
from services.release_checklist import Checklist
from services.release_turns import CARRY
from store import nominations as kept_nominations
from store import pairings as kept_pairings
from store import release_asks
from tests.kit.cast import COLLEAGUE, EVERYONE, PROGRAM_MANAGER, Stage
from tests.kit.matching_drafts import ADA, NILS, Ready, draft_now, nobody_waits
from tests.kit.mentors import mentor_now
from tests.kit.trail import deliveries_of

EVERYTHING = Choice()


def check(
    stage: Stage, draft: Draft, choice: Choice = EVERYTHING, by: SlackPerson = PROGRAM_MANAGER
) -> Checklist:
    """The checklist of a launch."""
    with stage.desk.open_look(stage.caller(by)) as look:
        return release_checklist.check(look, draft.id, choice)


def decide(
    stage: Stage,
    draft: Draft,
    choice: Choice = EVERYTHING,
    *,
    by: SlackPerson = PROGRAM_MANAGER,
    made_on: int | None = None,
    seen: int = 0,
) -> Release:
    """A program manager presses [Ask the mentors]."""
    number = draft_now(stage, draft).edits if made_on is None else made_on
    with stage.desk.open_work(stage.caller(by)) as work:
        return release.release(work, draft.id, choice, made_on=number, seen=seen)


def work_off(stage: Stage) -> int:
    """The worker does what waits of releases; how many tasks there were."""
    done = 0
    while True:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            task = tasks.claim(work)
        if task is None:
            return done
        if task.kind == CARRY:
            carry().run(stage.desk, task, nobody_waits)
            done += 1
        with stage.desk.open_work_in(stage.workspace_id) as work:
            assert tasks.finish(work, task)


def released(stage: Stage, draft: Draft, choice: Choice = EVERYTHING) -> Release:
    """Decided and carried out."""
    made = decide(stage, draft, choice)
    work_off(stage)
    return made


def asks(stage: Stage, made: Release) -> tuple[Ask, ...]:
    """Every question of a release."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return release_asks.asks(look.session, made.id)


def pairings_of(stage: Stage, made: Release) -> tuple[Pairing, ...]:
    """The pairings of the cohort, oldest first."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return kept_pairings.of_cohort(look.session, made.cohort.id, list(PairingState))


def asked(stage: Stage, made: Release) -> Mapping[str, Pairing]:
    """Whose mentor is asked and has not answered, by mentee."""
    return {one.mentee: one for one in pairings_of(stage, made) if one.state is PairingState.ASKED}


def launched(stage: Stage, draft: Draft) -> tuple[Launched, ...]:
    """The releases of a draft as a program manager reads them."""
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        return releases.of_draft(look, draft.id)


def say_no(
    stage: Stage, pairing: Pairing, by: SlackPerson, reason: str = DeclineReason.NOT_MY_FIELD
) -> None:
    """A mentor declines."""
    with stage.desk.open_work(stage.caller(by)) as work:
        pairing_answers.decline(work, Decline(pairing.id, reason))


def plan_all(stage: Stage) -> None:
    """The planner comes by for pairings, mentees who wait, and reports."""
    for due, run in (
        (pairing_plan.next_due, pairing_plan.run),
        (release_waiting.next_due, release_waiting.run),
        (release_report.next_due, release_report.run),
    ):
        with stage.desk.open_look_in(stage.workspace_id) as look:
            moment = due(look)
        if moment is not None and moment <= stage.desk.now():
            with stage.desk.open_work_in(stage.workspace_id) as work:
                run(work)


def account_of(stage: Stage, person_id: str) -> SlackPerson:
    """Whose id it is."""
    return next(one for one in (*EVERYONE, NILS, ADA) if stage.person_id(one) == person_id)


def told(stage: Stage, kind: str) -> list[str]:
    """To whom messages of this kind were queued; not what was posted in a channel."""
    return [one.recipient for one in deliveries_of(stage, kind) if one.recipient is not None]


def close_account(stage: Stage, person_id: str) -> None:
    """Slack says that an account is closed."""
    account = account_of(stage, person_id)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(account, deactivated=True)])


def no_longer_accepted(stage: Stage, ready: Ready, account: SlackPerson) -> None:
    """A program manager takes back that somebody was accepted."""
    me = stage.person_id(account)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        standing = kept_nominations.standing_of(work.session, ready.cohort.id, me)
        assert standing is not None
        nomination_correction.take_back(work, standing.id)


def lower_places(stage: Stage, ready: Ready, mentor: str, places: int) -> None:
    """A mentor offers fewer places than before."""
    account = account_of(stage, mentor)
    offer = mentor_now(stage, ready.cohort, account)
    with stage.desk.open_work(stage.caller(account)) as work:
        mentors.set_places(work, offer.id, places)


def another_manager(stage: Stage) -> SlackPerson:
    """A second program manager of every program."""
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    return COLLEAGUE


def prepare_by_hand(stage: Stage, form: Proposal) -> None:
    """The first step of a pair by hand."""
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pairing_proposals.prepare(work, form)
