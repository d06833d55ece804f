"""A workspace in which everything has happened once, with a word in each name that is its own."""

from dataclasses import replace
from datetime import timedelta

from program.actor import Role
from program.cohort import Cohort
from program.conduct import ConflictKind, Disclosure
from program.matching.records import EditKind
from services import conflicts, pauses, people, report_round, succession
from services.desk import Desk
from store.store import Store
from tests.kit import cast, check_ins, matching_drafts, mentors, nominations, profiles, requests
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.rosters import PEOPLE, imported
from tests.tenants.pulses import pulses

SECOND = replace(cast.GUEST, slack_user="U0SAMI", real_name="Sami Second", is_guest=False)
THIRD = replace(SECOND, slack_user="U0TARA", real_name="Tara Third")


def full(store: Store, desk: Desk, clock: FrozenClock, team: str, word: str) -> Stage:
    """The cast under names of this workspace alone, and one of everything they can do."""
    stage = cast.set_stage(store, desk, team)
    everyone = [*cast.EVERYONE, SECOND, THIRD]
    with desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(one, real_name=f"{one.real_name} {word}") for one in everyone])
    plan = replace(
        check_ins.RUNNING_PLAN,
        program=f"{word} program",
        name=f"{word} cohort",
        competencies=tuple(f"{one} {word}" for one in check_ins.RUNNING_PLAN.competencies),
        criteria=tuple(f"{one} {word}" for one in check_ins.RUNNING_PLAN.criteria),
    )
    cohort = nominations.open_cohort(stage, plan)
    program = cohort.program.id
    stage.give(LIAISON, Role.LIAISON, program)
    stage.give(SPONSOR, Role.SPONSOR, program)
    with desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        succession.set_line(work, program, [LIAISON.slack_user])
    imported(stage, *[(f"{row[0]} {word}", *row[1:]) for row in PEOPLE])
    mentors.offer_to_mentor(stage, cohort, MENTOR)
    mentors.invite(stage, cohort, SPONSOR, line=f"{word} line")
    nominations.nominate(stage, COLLEAGUE, cohort)
    nominations.put_forward(stage, LIAISON, SECOND, cohort, seen=f"{word} seen")
    pair = requests.running_pair(stage, MENTOR, MENTEE, cohort)
    _profiles(stage, cohort, word)
    resting = requests.running_pair(stage, SPONSOR, THIRD, cohort)
    met = check_ins.log(stage, pair, replace(check_ins.FORM, actions=(f"{word} action",)))
    check_ins.confirm(stage, met, MENTOR)
    other = requests.running_pair(stage, MENTOR, COLLEAGUE, cohort)
    check_ins.log(stage, other, check_ins.FORM, by=COLLEAGUE)
    with desk.open_work(stage.caller(MENTEE)) as work:
        conflicts.disclose(work, SPONSOR.slack_user, Disclosure(None, ConflictKind.FAMILY))
    with desk.open_work(stage.caller(THIRD)) as work:
        pauses.pause(work, resting.id, (clock.now + timedelta(days=30)).date(), f"{word} reason")
    requests.ask(stage, MENTEE, pair, replace(requests.ASKED, words=f"{word} words"))
    _drafted(stage, cohort, word)
    pulses(stage, store, clock, program, word)
    with desk.open_work_in(stage.workspace_id) as work:
        report_round.run(work)
    return stage


def _drafted(stage: Stage, cohort: Cohort, word: str) -> None:
    """Lena waits for a mentor, Tara would be one, and a draft brings the two together."""
    profiles.accepted(stage, cohort, LIAISON)
    mentors.offer_to_mentor(stage, cohort, THIRD)
    draft = matching_drafts.drafted(stage, cohort)
    pair = stage.person_id(LIAISON), stage.person_id(THIRD)
    matching_drafts.edit(stage, draft, EditKind.LOCK, *pair, reason=f"{word} reason")


def _profiles(stage: Stage, cohort: Cohort, word: str) -> None:
    """Mia and Martin say what a pairing is made from, and what is nobody's business."""
    profiles.accepted(stage, cohort, MENTEE)
    rest = replace(profiles.rest_for(cohort), boundaries=f"{word} boundary")
    profiles.write_as_mentee(stage, cohort, rest=rest)
    profiles.write_as_mentor(stage, cohort)
    profiles.wish(stage, cohort, MENTEE, [SPONSOR], [SECOND])
    profiles.say(stage, MENTEE, caring="yes")
