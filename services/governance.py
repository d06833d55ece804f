"""Governance: who answers for a program, from the first program manager on."""

import secrets
from collections.abc import Collection
from datetime import datetime

from program.actor import Role, Standing
from program.cohort import Program
from program.delivery import DeliveryClass
from program.governance import (
    GIVEN_BY_HAND,
    Claim,
    RoleGiven,
    is_last_program_manager,
    spell_code,
)
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from services import people
from services.desk import Look, Work
from store import charters, codes, roles
from store import cohorts as kept_cohorts
from store import people as kept_people


def roles_given(look: Look) -> tuple[RoleGiven, ...]:
    """Every role held now in the programs whose roles the actor may see, and in all of them.

    Raises Refusal `permissions.*` for whoever may see none.
    """
    if not may_somewhere(look.actor, Act.GOVERNANCE_SEE_ROLES):
        require(look.actor, Act.GOVERNANCE_SEE_ROLES)
    return tuple(
        given
        for given in roles.given(look.session)
        if given.program_id is None
        or may(look.actor, Act.GOVERNANCE_SEE_ROLES, Subject(program_id=given.program_id))
    )


def program_managers(look: Look, program_id: str | None = None) -> tuple[Person, ...]:
    """Who manages a program (None: any of the workspace): named to everyone, so no secret."""
    require(look.actor, Act.PEOPLE_NAME)
    return _holders(look, Role.PROGRAM_MANAGER, program_id)


def sponsors(look: Look, program_id: str | None = None) -> tuple[Person, ...]:
    """Who sponsors a program: named in its charter to everyone."""
    require(look.actor, Act.PEOPLE_NAME)
    return _holders(look, Role.SPONSOR, program_id)


def liaisons(look: Look, program_id: str | None = None) -> tuple[Person, ...]:
    """Who answers questions about a program: named in its charter to everyone."""
    require(look.actor, Act.PEOPLE_NAME)
    return _holders(look, Role.LIAISON, program_id)


def escalation_contact(look: Look, program_id: str) -> Person | None:
    """Who is asked where the program team itself is in the way; None where nobody is named."""
    require(look.actor, Act.PEOPLE_NAME)
    named = charters.of_program(look.session, program_id).escalation
    person = None if named is None else kept_people.by_id(look.session, named)
    return None if person is None or person.deactivated else person


def role_given(look: Look, role_id: str) -> RoleGiven | None:
    """A role by its id while it is held, for the message about it. For the house."""
    require(look.actor, Act.GOVERNANCE_TELL)
    return roles.by_id(look.session, role_id)


def programs_to_staff(look: Look) -> tuple[Program, ...]:
    """The programs whose roles the actor may give and end."""
    return tuple(
        program
        for program in kept_cohorts.programs(look.session)
        if may(look.actor, Act.GOVERNANCE_GRANT, Subject(program_id=program.id))
    )


def require_program(look: Look, program_id: str) -> None:
    """Raise Refusal `governance.program_missing` unless it is a program the actor may staff."""
    if program_id not in {one.id for one in programs_to_staff(look)}:
        raise Refusal("governance.program_missing")


def give_role(work: Work, *, slack_user: str, role: Role | None, program_id: str | None) -> Person:
    """Give a role in one program (None: in all). Giving it again is a quiet success.

    Raises Refusal under `person` (`people.*`) or `role` (`governance.role_missing`, `.by_hand`),
    and `governance.program_missing`.
    """
    require(work.actor, Act.GOVERNANCE_GRANT, Subject(program_id=program_id))
    if program_id is not None:
        require_program(work, program_id)
    person = people.by_slack_user(work, slack_user, field="person")
    if role is None:
        raise Refusal("governance.role_missing", field="role")
    if role not in GIVEN_BY_HAND:
        raise Refusal("governance.by_hand", field="role")
    _give(work, person, role, program_id)
    return person


def end_role(work: Work, role_id: str) -> Person | None:
    """End a role; answers whose it was. Ending it again changes nothing and answers None.

    Raises Refusal `governance.last_program_manager`: somebody answers for every program.
    """
    held = roles.given(work.session)
    given = next((one for one in held if one.id == role_id), None)
    require(work.actor, Act.GOVERNANCE_END, Subject(program_id=given.program_id if given else None))
    if given is None:
        return None
    if is_last_program_manager(given, held):
        raise Refusal("governance.last_program_manager")
    roles.end(work.session, given.id)
    work.note(
        "governance.role_ended",
        about=f"person:{given.person.id}",
        role=given.role.value,
        program=given.program_id or "all",
    )
    work.refresh_home(given.person.id)
    return given.person


def take_over(work: Work, person: Person, program_id: str) -> None:
    """Make the next in line program manager of a program that nobody runs. For the clock."""
    require(work.actor, Act.GOVERNANCE_HAND_ON)
    _give(work, person, Role.PROGRAM_MANAGER, program_id)


def name_first(work: Work, emails: Collection[str]) -> int:
    """Make the people with these addresses program managers of all programs; answers how many.

    Only somebody who never was one: a role that was ended on purpose does not come back by itself.
    """
    require(work.actor, Act.GOVERNANCE_NAME_FIRST)
    session = work.session
    digests = [kept_people.email_digest(session, email) for email in emails]
    named = 0
    for person in kept_people.by_email_digests(session, digests):
        fresh = not roles.ever_held(session, person.id, Role.PROGRAM_MANAGER, None)
        if fresh and person.standing is Standing.MEMBER:
            _give(work, person, Role.PROGRAM_MANAGER, None)
            named += 1
    return named


def issue_code(work: Work) -> tuple[str, datetime]:
    """A new one-time code for a first program manager, and when it expires (after 24 hours).

    It takes the place of any earlier code. Only its keyed digest is kept.
    """
    require(work.actor, Act.GOVERNANCE_ISSUE_CODE)
    code = spell_code(secrets.token_bytes(16))
    expires_at = codes.issue(work.session, code)
    work.note("governance.code_issued", about="workspace")
    return code, expires_at


def claim_code(work: Work, typed: str) -> Claim:
    """Become program manager of all programs with the operator's code.

    Answers rather than refuses, so that a wrong try is counted: the door refuses after the commit.
    Five wrong tries use a code up.
    """
    require(work.actor, Act.GOVERNANCE_CLAIM)
    outcome = codes.claim(work.session, typed)
    work.note("governance.code_tried", about="workspace", outcome=outcome.value)
    if outcome is Claim.GRANTED and work.actor.person_id is not None:
        person = kept_people.by_id(work.session, work.actor.person_id)
        _give(work, person, Role.PROGRAM_MANAGER, None)
    return outcome


def _holders(look: Look, role: Role, program_id: str | None) -> tuple[Person, ...]:
    """Everybody with an open account who holds the role, longest first, each once."""
    found = {
        given.person.id: given.person
        for given in roles.given(look.session, program_id)
        if given.role is role and not given.person.deactivated
    }
    return tuple(found.values())


def _give(work: Work, person: Person, role: Role, program_id: str | None) -> None:
    role_id = roles.give(work.session, person.id, role, program_id)
    if role_id is None:
        return
    work.note(
        "governance.role_given",
        about=f"person:{person.id}",
        role=role.value,
        program=program_id or "all",
    )
    work.send(
        "governance.role_given",
        to=person.id,
        about={"role": role_id},
        cls=DeliveryClass.OWED,
        key=f"governance.role_given:{role_id}",
    )
    work.refresh_home(person.id)
