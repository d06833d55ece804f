"""A person's erasure: what it comes to, and its beginning, by themselves or by the operator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from program.actor import Role
from program.erasure import Origin, Standing
from program.governance import is_last_program_manager
from program.pairing import RUNNING
from program.permissions import Act, Subject, require
from program.person import Person
from program.refusal import Refusal
from program.task import NewTask
from services import governance, succession
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import erasing, erasing_roster, erasures, pairings, people, roles, tasks

TASK = "erasure.erase"
"""The kind of the long work; its ids name the person."""


def of_me(look: Look) -> Standing:
    """What erasing the actor comes to. Raises Refusal `permissions.*`."""
    person_id = look.me
    require(look.actor, Act.MY_DATA_ERASE, Subject(owners=frozenset({person_id})))
    return _standing(look, person_id)


@dataclass(frozen=True)
class Running:
    """A pairing that has to end first."""

    pairing_id: str
    other: Person
    last_day: date | None
    """Where one is set already."""


@dataclass(frozen=True)
class BeforeErasing:
    """The form: what it comes to, and what is in the way."""

    standing: Standing
    running: tuple[Running, ...]


def before_erasing(look: Look) -> BeforeErasing:
    """What the actor is shown before they have their data erased."""
    standing = of_me(look)
    found = pairings.of_person(look.session, standing.person_id, RUNNING)
    others = {one.id: one.other(standing.person_id) for one in found}
    known = people.by_ids(look.session, others.values())
    running = [Running(one.id, known[others[one.id]], one.ended_on) for one in found]
    return BeforeErasing(standing, tuple(running))


def of_person(look: Look, person_id: str) -> Standing:
    """What erasing somebody comes to. For the operator and the clock."""
    require(look.actor, Act.ERASURE_CARRY)
    return _standing(look, person_id)


def ask(work: Work, *, sure: bool) -> Standing:
    """Have the actor erased. Sent twice is a quiet success.

    Raises Refusal under `sure` without the tick, `erasure.running` while a pairing of theirs runs,
    `erasure.last_program_manager` where a program would have nobody.
    """
    standing = of_me(work)
    if standing.begun:
        return standing
    if not sure:
        raise Refusal("erasure.not_ticked", field="sure")
    _begin(work, standing, Origin.THEMSELVES)
    return standing


def begin(work: Work, person_id: str) -> Standing:
    """Begin to erase somebody for the operator. Again it is a quiet success.

    Raises Refusal as `ask` does.
    """
    standing = of_person(work, person_id)
    if not standing.begun:
        _begin(work, standing, Origin.OPERATOR)
    return standing


def entries_of(look: Look, email: str) -> Sequence[str]:
    """Entries of the roster of somebody who has no account, by id. For the operator."""
    require(look.actor, Act.ERASURE_CARRY)
    return erasing_roster.entries(look.session, email)


def erase_entries(work: Work, ids: Sequence[str]) -> None:
    """Delete these entries of the roster, with who reports to whom by them. For the operator."""
    require(work.actor, Act.ERASURE_CARRY)
    erasing_roster.erase_entries(work.session, ids)
    for one in ids:
        work.note("rosters.entry_erased", about=f"colleague:{one}")


def begin_again(work: Work, person_id: str) -> bool:
    """Erase somebody anew whom a restored backup brought back. False: they are erased.

    What runs ends by it: it had ended when they were erased the first time.
    """
    require(work.actor, Act.ERASURE_CARRY)
    person = people.by_ids(work.session, [person_id]).get(person_id)
    if person is None or person.erased:
        return False
    found = erasures.find(work.session, person_id)
    if found is None or found.done_at is not None:
        erasures.begin_again(work.session, person_id)
        work.note("person.erasure_begun", about=f"person:{person_id}", origin=Origin.RESTORED)
    _start(work, person_id)
    return True


def _begin(work: Work, standing: Standing, origin: Origin) -> None:
    if standing.running:
        raise Refusal("erasure.running", count=len(standing.running))
    if standing.unstaffed:
        raise Refusal("erasure.last_program_manager", programs=standing.unstaffed)
    erasures.begin(work.session, standing.person_id, origin)
    work.note("person.erasure_begun", about=f"person:{standing.person_id}", origin=origin)
    _start(work, standing.person_id)


def _start(work: Work, person_id: str) -> None:
    """Asked for in nobody's name: what somebody asked for goes with them."""
    key = f"{TASK}:{person_id}:{work.now:%Y%m%d%H%M%S}"
    tasks.enqueue(work.session, NewTask(kind=TASK, ids={"person": person_id}, key=key))


def _standing(look: Look, person_id: str) -> Standing:
    session = look.session
    running = pairings.of_person(session, person_id, RUNNING)
    return Standing(
        person_id=person_id,
        running=tuple(one.id for one in running),
        unstaffed=_unstaffed(look, person_id),
        begun=erasures.find(session, person_id) is not None,
        goes=erasing.goes(session, person_id),
        stays=erasing.stays(session, person_id),
    )


def _unstaffed(look: Look, person_id: str) -> tuple[str, ...]:
    """Names of the programs that only this person runs, with nobody to follow."""
    held = roles.given(look.session)
    mine = [one for one in held if one.person.id == person_id]
    runs = {one.program_id for one in mine if one.role is Role.PROGRAM_MANAGER}
    if not runs:
        return ()
    programs = kept_cohorts.programs(look.session)
    if not programs and any(is_last_program_manager(one, held) for one in mine):
        return (look.workspace.name,)
    return tuple(
        one.name
        for one in programs
        if runs & {None, one.id}
        and all(two.id == person_id for two in governance.program_managers(look, one.id))
        and succession.next_in_line(look, one.id, without=person_id) is None
    )
