"""Succession: who follows when somebody who runs a program leaves or their account is closed."""

from collections.abc import Sequence
from datetime import datetime

from program.actor import Role, Standing
from program.cohort import Program
from program.governance import MOST_IN_LINE, RoleGiven
from program.permissions import Act, Subject, require
from program.person import Person
from program.refusal import Refusal
from services import governance, people
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import people as kept_people
from store import roles, successors


def line_of(look: Look, program_id: str) -> tuple[Person, ...]:
    """Who is in line for a program, next one first; closed accounts keep their place."""
    require(look.actor, Act.GOVERNANCE_SEE_ROLES, Subject(program_id=program_id))
    return _line(look, program_id)


def set_line(work: Work, program_id: str, slack_users: Sequence[str]) -> tuple[Person, ...]:
    """Put a line of successors in place of the one before. The same line again changes nothing.

    Raises Refusal under `line`: `people.*` for a guest or closed account, `governance.line_long`;
    `governance.program_missing` for a program that is not there.
    """
    require(work.actor, Act.GOVERNANCE_SET_LINE, Subject(program_id=program_id))
    governance.require_program(work, program_id)
    wanted = list(dict.fromkeys(slack_users))
    if len(wanted) > MOST_IN_LINE:
        raise Refusal("governance.line_long", field="line", most=MOST_IN_LINE)
    line = tuple(people.by_slack_user(work, one, field="line") for one in wanted)
    ids = tuple(one.id for one in line)
    if ids != successors.line_of(work.session, program_id):
        successors.keep_line(work.session, program_id, ids)
        work.note("governance.line_set", about=f"program:{program_id}", count=len(ids))
    return line


def next_in_line(look: Look, program_id: str, *, without: str) -> Person | None:
    """Who takes over what somebody (`without`, a person id) leaves open in a program.

    Another program manager with an open account, by the line and then by length of service; where
    there is none, the first in line; None where nobody is left.
    """
    require(look.actor, Act.PEOPLE_NAME)
    line = [one for one in _line(look, program_id) if _can_follow(one) and one.id != without]
    managers = governance.program_managers(look, program_id)
    others = [one for one in managers if one.id != without]
    in_line = [one for one in line if one in others]
    return next(iter([*in_line, *others, *line]), None)


def next_vacancy(look: Look) -> datetime | None:
    """Now, where somebody has to take over; None where nothing is to be done. For the clock."""
    require(look.actor, Act.GOVERNANCE_HAND_ON)
    if _returned(look):
        return look.now
    if not any(one.person.deactivated for one in roles.given(look.session)):
        return None
    return look.now if roles.to_hand_on(look.session) or _vacancies(look) else None


def fill_vacancies(work: Work) -> frozenset[str]:
    """Let the next in line run each program that nobody runs any more. For the clock.

    Answers the people whose accounts were closed since the last time, by id: what they left open
    goes to others now. Asked again it answers nobody.
    """
    require(work.actor, Act.GOVERNANCE_HAND_ON)
    for program, follower in _vacancies(work):
        governance.take_over(work, follower, program.id)
    roles.take_up_again(work.session, _returned(work))
    left = roles.to_hand_on(work.session)
    roles.note_handed_on(work.session, [one.id for one in left])
    for given in left:
        work.note(
            "governance.handed_on",
            about=f"person:{given.person.id}",
            role=given.role.value,
            program=given.program_id or "all",
        )
    return frozenset(one.person.id for one in left)


def _vacancies(look: Look) -> list[tuple[Program, Person]]:
    """Programs that a closed account ran and nobody runs now, each with who follows."""
    held = roles.given(look.session)
    found = []
    for program in kept_cohorts.programs(look.session):
        runs = [one for one in held if _runs(one, program)]
        follower = next((one for one in _line(look, program.id) if _can_follow(one)), None)
        if runs and all(one.person.deactivated for one in runs) and follower is not None:
            found.append((program, follower))
    return found


def _returned(look: Look) -> list[str]:
    """People whose items were handed on and whose accounts are open again."""
    away = kept_people.by_ids(look.session, roles.handed_on(look.session))
    return [one.id for one in away.values() if not one.deactivated]


def _runs(given: RoleGiven, program: Program) -> bool:
    return given.role is Role.PROGRAM_MANAGER and given.program_id in (None, program.id)


def _line(look: Look, program_id: str) -> tuple[Person, ...]:
    ids = successors.line_of(look.session, program_id)
    known = kept_people.by_ids(look.session, ids)
    return tuple(known[one] for one in ids if one in known)


def _can_follow(person: Person) -> bool:
    return person.standing is Standing.MEMBER and not person.deactivated
