"""Makes the digests that are due: each reader's own day and hour, once for each of their days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from program.actor import Role
from program.cohort import Cohort
from program.delivery import DeliveryClass
from program.hours import ONE_DAY, local_day
from program.permissions import Act, require
from program.person import Person
from program.report import (
    LATE_BY,
    ONE_WEEK,
    AskKind,
    Digest,
    DigestKind,
    Snapshot,
    asks_for,
    is_news,
    rests_until,
    sponsor_slot,
    team_slot,
)
from services import people, report_figures, report_team
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import reports as kept
from store import roles

SPONSOR_DIGEST = "reports.sponsor_digest"
PM_DIGEST = "reports.pm_digest"
_LOOKED_BACK = timedelta(days=35)
"""Asks older than this do not rest any more."""


@dataclass(frozen=True)
class Reader:
    """Somebody whose digest has a time of its own."""

    person: Person
    since: datetime
    """Since when they hold the role."""
    programs: frozenset[str | None]
    """None: all of them."""


def next_due(look: Look) -> datetime | None:
    """When the next digest is due. For the clock."""
    require(look.actor, Act.REPORTS_PLAN)
    moments = [_sponsor_due(look, one) for one in _readers(look, Role.SPONSOR)]
    moments += [_team_due(look, one) for one in _readers(look, Role.PROGRAM_MANAGER)]
    return min(moments, default=None)


def run(work: Work) -> None:
    """Make every digest that is due; a day's digest is made once. For the clock."""
    require(work.actor, Act.REPORTS_PLAN)
    report_figures.count_due(work)
    for one in _readers(work, Role.SPONSOR):
        due = _sponsor_due(work, one)
        if due <= work.now:
            day = local_day(due, one.person.zone)
            _make_for_sponsor(work, one, day)
            kept.mark_done(work.session, one.person.id, DigestKind.SPONSOR, day)
            work.refresh_home(one.person.id)
    for one in _readers(work, Role.PROGRAM_MANAGER):
        if _team_due(work, one) <= work.now:
            day = local_day(work.now, one.person.zone)
            _make_for_team(work, one.person, day)
            kept.mark_done(work.session, one.person.id, DigestKind.TEAM, day)


def _make_for_sponsor(work: Work, reader: Reader, day: date) -> None:
    """One digest for each cohort that runs; a sponsor of none gets none, and Home says so."""
    for cohort in _running(work, reader):
        snapshot = report_figures.latest(work, cohort)
        if snapshot is not None:
            _raise_asks(work, snapshot, day)
            for person_id in _who_gets_it(work, reader):
                _send_to_sponsor(work, person_id, snapshot, day)


def _send_to_sponsor(work: Work, person_id: str, snapshot: Snapshot, day: date) -> None:
    new = Digest(
        id="",
        kind=DigestKind.SPONSOR,
        person_id=person_id,
        cohort_id=snapshot.cohort.id,
        on_day=day,
        snapshot_id=snapshot.id,
        news={},
    )
    digest_id = kept.keep_digest(work.session, new)
    if digest_id is None:
        return
    work.send(
        SPONSOR_DIGEST,
        to=person_id,
        about={"digest": digest_id, "cohort_asks": snapshot.cohort.id},
        cls=DeliveryClass.STEADY,
        key=f"{SPONSOR_DIGEST}:{digest_id}",
        expires_at=work.now + LATE_BY,
    )


def _who_gets_it(work: Work, reader: Reader) -> list[str]:
    """The sponsor, their delegate too, or the delegate instead, while that account is open."""
    wish = kept.wish(work.session, reader.person.id)
    known = people.named(work, [wish.delegate]) if wish.delegate else {}
    delegates = [one.id for one in known.values() if not one.deactivated]
    if delegates and wish.only_delegate:
        return delegates
    return [reader.person.id, *delegates]


def _raise_asks(work: Work, snapshot: Snapshot, day: date) -> None:
    """What can be done this week, without what was answered lately; older asks are closed."""
    cohort, week = snapshot.cohort, day - day.weekday() * ONE_DAY
    earlier = kept.asks_of(work.session, [cohort.id], week - _LOOKED_BACK)
    if any(one.week == week for one in earlier):
        return
    quiet: set[AskKind] = set()
    for one in earlier:
        until = rests_until(one, cohort.program.zone)
        if until is not None and until > day:
            quiet.add(one.kind)
    kept.retire_asks(work.session, cohort.id, week)
    for kind in asks_for(snapshot.figures, quiet):
        kept.raise_ask(work.session, cohort.id, kind, week)
    work.retouch(f"cohort_asks:{cohort.id}")


def _make_for_team(work: Work, person: Person, day: date) -> None:
    """The morning's digest, if it says anything new; on Mondays with the week of a cohort."""
    reader = work.seen_by(person.id)
    news = report_team.news(reader, since=work.now - ONE_WEEK)
    earlier = kept.digests_of(work.session, person.id, DigestKind.TEAM)
    snapshot = report_team.snapshot_for(reader) if day.weekday() == 0 else None
    if snapshot is None and not is_news(news, earlier[0].news if earlier else None):
        return
    new = Digest(
        id="",
        kind=DigestKind.TEAM,
        person_id=person.id,
        cohort_id=None,
        on_day=day,
        snapshot_id=snapshot.id if snapshot else None,
        news=news,
    )
    digest_id = kept.keep_digest(work.session, new)
    if digest_id is None:
        return
    work.send(
        PM_DIGEST,
        to=person.id,
        about={"digest": digest_id},
        cls=DeliveryClass.OWED,
        key=f"{PM_DIGEST}:{digest_id}",
        expires_at=work.now + ONE_DAY,
    )
    if earlier:
        work.retouch(f"digest:{earlier[0].id}")


def _running(look: Look, reader: Reader) -> Iterator[Cohort]:
    for program in kept_cohorts.programs(look.session):
        if {None, program.id} & reader.programs:
            yield from report_figures.running(look, program.id)


def _sponsor_due(look: Look, reader: Reader) -> datetime:
    person = reader.person
    wish, done = kept.wish(look.session, person.id), kept.done(look.session, person.id)
    return sponsor_slot(wish, done, reader.since, look.now, person.zone)


def _team_due(look: Look, reader: Reader) -> datetime:
    person = reader.person
    done = kept.done(look.session, person.id)
    return team_slot(done, reader.since, look.now, person.zone)


def _readers(look: Look, role: Role) -> tuple[Reader, ...]:
    found: dict[str, Reader] = {}
    for given in roles.given(look.session):
        if given.role is not role or given.person.deactivated:
            continue
        before = found.get(given.person.id)
        found[given.person.id] = Reader(
            person=given.person,
            since=min(given.since, before.since) if before else given.since,
            programs=frozenset({given.program_id}) | (before.programs if before else frozenset()),
        )
    return tuple(found.values())
