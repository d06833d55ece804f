"""Conflicts of interest: declared and withdrawn by their author, obeyed from that moment on."""

from collections.abc import Sequence
from dataclasses import dataclass

from program.conduct import (
    Conflict,
    ConflictRead,
    Disclosure,
    check_disclosure,
    subject_of,
)
from program.hours import local_day
from program.permissions import Act, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from program.text import same_words
from services import people
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import conduct as kept
from store import mentors as kept_mentors
from store import nominations as kept_nominations
from store import roles as kept_roles


@dataclass(frozen=True)
class ConflictListed:
    """A conflict with the people in it, as it is listed for one reader."""

    read: ConflictRead
    author: Person
    other: Person


def disclose(work: Work, slack_user: str | None, form: Disclosure) -> ConflictListed:
    """Declare a conflict with a colleague: in force from this moment.

    The same again is a quiet success; told anew, it takes the place of what was told before.
    Raises Refusal `conduct.*` or `people.*` under its field.
    """
    require(work.actor, Act.CONDUCT_DISCLOSE)
    author = work.me
    other = people.by_slack_user(work, slack_user, field="person") if slack_user else None
    whole = Disclosure(other.id if other else None, form.kind, form.since, form.detail)
    troubles = check_disclosure(whole, author, local_day(work.now, work.actor.zone))
    if troubles or other is None:
        raise Refusal.of(troubles)
    same = _told_before(work, author, whole)
    conflict = same or kept.declare(work.session, author, whole)
    if same is None:
        work.note("conflict.declared", about=f"conflict:{conflict.id}", kind=conflict.kind.value)
        work.refresh_home(author)
    own = people.named(work, [author])[author]
    return ConflictListed(ConflictRead(conflict, whole.detail), own, other)


def withdraw(work: Work, conflict_id: str) -> Conflict:
    """Take back what one declared. Twice is a quiet success. Raises Refusal `conduct.not_found`."""
    found = _conflict(work, conflict_id)
    require(work.actor, Act.CONDUCT_WITHDRAW, subject_of(found))
    if not found.in_force:
        return found
    withdrawn = kept.withdraw(work.session, found.id)
    work.note("conflict.withdrawn", about=f"conflict:{found.id}")
    work.refresh_home(found.author)
    return withdrawn


def mine(look: Look) -> tuple[ConflictListed, ...]:
    """What the actor declared and did not withdraw, the latest first."""
    require(look.actor, Act.CONDUCT_DISCLOSE)
    return _listed(look, kept.by_author(look.session, look.me))


def of_programs(look: Look, typed: str = "") -> tuple[ConflictListed, ...]:
    """What people of the actor's programs declared, the latest first; nothing the actor is in.

    `typed` are words of one of the names.

    Raises Refusal `permissions.*` for whoever manages no program.
    """
    if not may_somewhere(look.actor, Act.CONDUCT_READ_CONFLICT):
        require(look.actor, Act.CONDUCT_READ_CONFLICT)
    own = look.actor.person_id
    found = kept.in_force(look.session)
    listed = _listed(look, [one for one in found if one.author != own and _may_read(look, one)])
    searched = same_words(typed)
    return tuple(
        one for one in listed if searched in same_words(f"{one.author.name} {one.other.name}")
    )


def open_one(work: Work, conflict_id: str) -> ConflictListed:
    """One conflict with its words, for its author and for program managers who are not in it.

    That a program manager opened it is noted. Raises Refusal `conduct.not_found`, `permissions.*`.
    """
    found = _conflict(work, conflict_id)
    if not _may_read(work, found):
        require(work.actor, Act.CONDUCT_READ_CONFLICT, subject_of(found))
    if found.author != work.actor.person_id:
        work.note("conflict.opened", about=f"conflict:{found.id}")
    return _listed(work, [found])[0]


def _conflict(look: Look, conflict_id: str) -> Conflict:
    found = kept.conflict(look.session, conflict_id)
    if found is None:
        raise Refusal("conduct.not_found")
    return found


def _told_before(work: Work, author: str, form: Disclosure) -> Conflict | None:
    """The conflict in force that says the very same."""
    for one in kept.by_author(work.session, author):
        if (one.other, one.kind.value, one.since) == (form.other, form.kind, form.since):
            return one if kept.detail(work.session, one.id) == form.detail else None
    return None


def _may_read(look: Look, conflict: Conflict) -> bool:
    """Its author; else a program manager of a program its author takes part in, not in it."""
    programs = {None, *_programs_of(look, conflict.author)}
    return any(
        may(look.actor, Act.CONDUCT_READ_CONFLICT, subject_of(conflict, one)) for one in programs
    )


def _programs_of(look: Look, person_id: str) -> frozenset[str]:
    session = look.session
    cohort_ids = {one.cohort_id for one in kept_mentors.of_person(session, person_id)}
    mentoring = kept_cohorts.by_ids(session, cohort_ids).values()
    nominated = (one.cohort for one in kept_nominations.standings_of(session, person_id))
    held = {one.program_id for one in kept_roles.held_by(session, person_id)}
    taking_part = {one.program.id for one in (*mentoring, *nominated)}
    return frozenset(taking_part | {one for one in held if one is not None})


def _listed(look: Look, found: Sequence[Conflict]) -> tuple[ConflictListed, ...]:
    ids = {person for one in found for person in (one.author, one.other)}
    known = people.named(look, ids) if ids else {}
    return tuple(
        ConflictListed(
            ConflictRead(one, kept.detail(look.session, one.id)),
            known[one.author],
            known[one.other],
        )
        for one in found
    )
