"""Requests in lists and in the inbox of the program team: which pair, whose, until when."""

from dataclasses import dataclass
from enum import StrEnum

from program.hours import local_day
from program.permissions import Act, Subject, may
from program.person import Person
from program.request import OPEN, Request, RequestState, case_of
from program.text import same_words
from services import people
from services.desk import Look
from store import cohorts as kept_cohorts
from store import requests as kept


class Shown(StrEnum):
    """Which part of the list is looked at."""

    OPEN = "all"
    MINE = "mine"
    DUE = "due"
    CLOSED = "closed"


CLOSED = (RequestState.SETTLED, RequestState.WITHDRAWN)


@dataclass(frozen=True)
class CaseLine:
    """One request in a list, with its names; who asked is not among them."""

    request: Request
    mentor: Person
    mentee: Person
    owner: Person | None
    is_past_due: bool


def lines(look: Look, shown: Shown = Shown.OPEN, typed: str = "") -> tuple[CaseLine, ...]:
    """The requests the actor oversees, the soonest due first; never one that concerns them."""
    states = CLOSED if shown is Shown.CLOSED else OPEN
    cohorts = [
        one.id
        for one in kept_cohorts.cohorts(look.session)
        if may(look.actor, Act.REQUESTS_OVERSEE, Subject(program_id=one.program.id))
    ]
    found = [*kept.of_cohorts(look.session, cohorts, states)]
    if shown is not Shown.CLOSED:
        known_ids = {one.id for one in found}
        own = kept.of_owner(look.session, look.me)
        found += [one for one in own if one.id not in known_ids]
    visible = [one for one in found if may(look.actor, Act.REQUESTS_OVERSEE, case_of(one))]
    wanted = same_words(typed)
    return tuple(
        one for one in _lines(look, visible) if _fits(look, one, shown) and _named(one, wanted)
    )


def waiting(look: Look) -> tuple[CaseLine, ...]:
    """What waits for the actor: their own, what nobody answers, what is past due and stays so."""
    me = look.actor.person_id
    return tuple(
        one
        for one in lines(look)
        if one.request.owner in (me, None) or (one.is_past_due and one.request.watch_on is None)
    )


def _lines(look: Look, found: list[Request]) -> list[CaseLine]:
    ids = {one for r in found for one in (r.mentor, r.mentee, r.owner) if one}
    known = people.named(look, ids)
    return [
        CaseLine(
            request=one,
            mentor=known[one.mentor],
            mentee=known[one.mentee],
            owner=known[one.owner] if one.owner else None,
            is_past_due=one.is_past_due(local_day(look.now, one.cohort.program.zone)),
        )
        for one in found
    ]


def _fits(look: Look, one: CaseLine, shown: Shown) -> bool:
    if shown is Shown.MINE:
        return one.request.owner == look.actor.person_id
    if shown is Shown.DUE:
        today = local_day(look.now, one.request.cohort.program.zone)
        return one.request.due_on <= today
    return True


def _named(one: CaseLine, wanted: str) -> bool:
    names = (one.mentor.name, one.mentee.name, one.owner.name if one.owner else "")
    return any(wanted in same_words(name) for name in names)
