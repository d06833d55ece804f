"""The clock's part in requests: pass on what is past due, find an owner, settle what has ended."""

from datetime import date, datetime

from program.hours import ONE_DAY, local_day, start_of_day
from program.permissions import Act, require
from program.request import PASSED_ON_WITHIN, Request, RequestStep, due_on
from services import request_news, request_owners
from services.desk import Look, Work
from services.request_owners import Owner
from store import pairings as kept_pairings
from store import requests as kept


def next_watch(look: Look) -> datetime | None:
    """When a request is to be looked at next; now, where a pairing has ended under one."""
    require(look.actor, Act.REQUESTS_WATCH)
    if kept.of_ended_pairings(look.session):
        return look.now
    first = kept.first_watch(look.session)
    if first is None:
        return None
    # The next day as well: in a program further east it may begin before the first further west.
    near = kept.watched(look.session, first + ONE_DAY)
    return min(_watched_at(one) for one in near)


def watch_due(work: Work) -> None:
    """Settle what has ended, and pass on or give away what nobody answered in time."""
    require(work.actor, Act.REQUESTS_WATCH)
    for one in kept.of_ended_pairings(work.session):
        _settle(work, one)
    for one in kept.watched(work.session, local_day(work.now, "UTC") + ONE_DAY):
        if _watched_at(one) <= work.now:
            _pass_on(work, one)


def go_on_without(work: Work, person_id: str) -> int:
    """Pass on the open requests of somebody who may not answer them any more; how many.

    For whoever ended a role, in the same transaction, and for the clock.
    """
    require(work.actor, Act.PEOPLE_NAME)
    left = [
        one
        for one in kept.of_owner(work.session, person_id)
        if not request_owners.still_may(work, one)
    ]
    for one in left:
        _pass_on(work, one, owner_left=True)
    return len(left)


def _settle(work: Work, request: Request) -> None:
    taken = kept.take_step(work.session, request, RequestStep.SETTLED, by=None)
    work.note("request.settled", about=f"request:{request.id}")
    request_news.tell_askers(work, taken, request_news.ANSWERED)
    request_news.spread(work, taken)


def _pass_on(work: Work, request: Request, *, owner_left: bool = False) -> None:
    had_it = kept.owners_before(work.session, request.id) | {request.owner or ""}
    pairing = kept_pairings.pairing(work.session, request.pairing_id)
    assert pairing is not None  # noqa: S101 - a foreign key holds it
    following = request_owners.choose(work, pairing, without=had_it)
    if following.person_id is not None:
        _give(work, request, following)
    elif owner_left:
        _leave_open(work, request)
    else:
        _nobody_follows(work, request)


def _nobody_follows(work: Work, request: Request) -> None:
    """It stays where it is and stands as past due; one without an owner is tried every day."""
    again = None if request.owner else _tomorrow(work, request)
    kept.watch(work.session, request.id, again)
    work.note("request.stays", about=f"request:{request.id}")
    request_news.spread(work, request)


def _leave_open(work: Work, request: Request) -> None:
    """Nobody has it: tried every day, and shown to the program team meanwhile."""
    taken = kept.take_step(
        work.session,
        request,
        RequestStep.PASSED_ON,
        by=request.owner,
        owner_id=None,
        by_charter=False,
        watch_on=_tomorrow(work, request),
    )
    work.note("request.passed_on", about=f"request:{request.id}")
    request_news.spread(work, taken)


def _give(work: Work, request: Request, following: Owner) -> None:
    zone = request.cohort.program.zone
    due = due_on(local_day(work.now, zone), zone, PASSED_ON_WITHIN)
    taken = kept.take_step(
        work.session,
        request,
        RequestStep.PASSED_ON,
        by=request.owner,
        owner_id=following.person_id,
        by_charter=following.by_charter,
        due_on=due,
        watch_on=due + ONE_DAY,
    )
    work.note("request.passed_on", about=f"request:{request.id}")
    request_news.tell_owner(work, taken, request_news.PASSED_ON)
    request_news.tell_askers(work, taken, request_news.PASSED_ON)
    request_news.spread(work, taken)


def _tomorrow(work: Work, request: Request) -> date:
    return local_day(work.now, request.cohort.program.zone) + ONE_DAY


def _watched_at(request: Request) -> datetime:
    assert request.watch_on is not None  # noqa: S101 - only watched ones come here
    return start_of_day(request.watch_on, request.cohort.program.zone)
