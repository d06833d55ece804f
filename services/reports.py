"""Digests for those who read them: the latest figures, what is asked, when the next one comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from program.actor import Role
from program.cohort import Cohort, Program
from program.delivery import DeliveryClass
from program.hours import ONE_DAY, local_day
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from program.report import (
    ONE_WEEK,
    Ask,
    AskKind,
    AskState,
    Digest,
    DigestKind,
    Snapshot,
    Wish,
    check_wish,
    digest_of,
)
from services import governance, people, report_figures
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import reports as kept

THANKS = "reports.thanks"
SHOWN_COHORTS = 3


@dataclass(frozen=True)
class Report:
    """What a reader sees of one cohort: figures of a day, and what is asked this week."""

    cohort: Cohort
    snapshot: Snapshot | None
    asks: tuple[Ask, ...]
    """Of the latest week in which anything was asked; answered ones with what became of them."""
    people: Mapping[str, Person]
    """Whoever answered, by id."""


@dataclass(frozen=True)
class Settings:
    """Somebody's settings, with the name of their delegate."""

    wish: Wish
    delegate: Person | None


def is_sponsor(look: Look) -> bool:
    """Whether the actor is a sponsor anywhere."""
    return may_somewhere(look.actor, Act.REPORTS_CHOOSE)


def may_preview(look: Look) -> bool:
    """Whether the actor is of the program team anywhere."""
    return may_somewhere(look.actor, Act.REPORTS_TEAM)


def may_read_own(look: Look) -> bool:
    """Whether the actor is a sponsor, or was sent a sponsor's digest."""
    me = look.me
    if not may(look.actor, Act.HOME_OPEN):
        return False
    return is_sponsor(look) or bool(kept.digests_of(look.session, me, DigestKind.SPONSOR))


def sponsored(look: Look) -> tuple[Program, ...]:
    """The programs the actor sponsors."""
    return tuple(
        one
        for one in kept_cohorts.programs(look.session)
        if look.actor.holds(Role.SPONSOR, one.id)
        and may(look.actor, Act.REPORTS_READ, Subject(program_id=one.id))
    )


def for_sponsor(look: Look) -> tuple[Report, ...]:
    """What a sponsor sees now: every cohort that runs in their programs, at most three."""
    cohorts = [
        one for program in sponsored(look) for one in report_figures.running(look, program.id)
    ]
    return tuple(_report(look, one) for one in cohorts[:SHOWN_COHORTS])


def for_team(look: Look) -> tuple[Snapshot, ...]:
    """The latest figures of the cohorts that run, for the program team; at most three."""
    found = []
    for program in kept_cohorts.programs(look.session):
        if may(look.actor, Act.REPORTS_TEAM, Subject(program_id=program.id)):
            for cohort in report_figures.running(look, program.id):
                snapshot = report_figures.latest(look, cohort)
                found += [snapshot] if snapshot else []
    return tuple(found[:SHOWN_COHORTS])


def preview(look: Look) -> tuple[Report, ...]:
    """What sponsors see, for the program team, with what they answered; at most three cohorts."""
    if not may_somewhere(look.actor, Act.REPORTS_TEAM):
        require(look.actor, Act.REPORTS_TEAM)
    return tuple(_report(look, one.cohort) for one in for_team(look))


def digest(look: Look, digest_id: str) -> tuple[Digest, Report]:
    """One digest as its reader got it: the figures of its day, the asks as they stand now.

    Raises Refusal `reports.not_found` or `permissions.*`.
    """
    found = kept.digest(look.session, digest_id)
    if found is None or found.snapshot_id is None:
        raise Refusal("reports.not_found")
    snapshot = kept.snapshot(look.session, found.snapshot_id)
    if snapshot is None:
        raise Refusal("reports.not_found")
    require(look.actor, Act.REPORTS_READ, digest_of(found, snapshot.cohort.program.id))
    week = _monday(found.on_day)
    asks = kept.asks_of(look.session, [snapshot.cohort.id], week)
    of_week = tuple(one for one in asks if one.week == week)
    return found, Report(snapshot.cohort, snapshot, of_week, _answerers(look, of_week))


def latest_of_delegate(look: Look) -> tuple[Report, ...]:
    """The latest digests somebody got who is no sponsor: what a delegate may read, no more."""
    me = look.me
    found: dict[str, Report] = {}
    for one in kept.digests_of(look.session, me, DigestKind.SPONSOR):
        if one.cohort_id and one.cohort_id not in found and one.snapshot_id:
            require(look.actor, Act.REPORTS_READ, digest_of(one, None))
            found[one.cohort_id] = digest(look, one.id)[1]
    return tuple(found.values())[:SHOWN_COHORTS]


def answer(work: Work, ask_id: str, state: AskState, digest_id: str = "") -> Ask:
    """Say of something that was asked that it is done, or not now; the program team hears of it.

    Answered again it is quiet: the first answer stands. Raises Refusal `reports.ask_over` once its
    week is over, `reports.not_found` or `permissions.*`.
    """
    found = kept.ask(work.session, ask_id)
    if found is None or state not in (AskState.DONE, AskState.NOT_NOW):
        raise Refusal("reports.not_found")
    cohort = kept_cohorts.cohort(work.session, found.cohort_id)
    if cohort is None:
        raise Refusal("reports.not_found")
    require(work.actor, Act.REPORTS_ANSWER, _asked_of(work, cohort, digest_id))
    if found.state is AskState.RETIRED:
        raise Refusal("reports.ask_over")
    me = work.me
    if not kept.answer_ask(work.session, ask_id, state, by=me):
        return found
    work.note("report.answered", about=f"ask:{ask_id}", kind=found.kind.value, state=state.value)
    if found.kind is AskKind.THANK and state is AskState.DONE:
        _thank(work, cohort, found)
    work.retouch(f"cohort_asks:{cohort.id}")
    program_id = cohort.program.id
    sponsors = governance.sponsors(work, program_id)
    managers = governance.program_managers(work, program_id)
    work.refresh_home(*(one.id for one in (*sponsors, *managers)))
    answered = kept.ask(work.session, ask_id)
    assert answered is not None  # noqa: S101 - it was answered a moment ago
    return answered


def settings(look: Look) -> Settings:
    """When one's own digest comes, and who else gets it."""
    _require_sponsor(look)
    wish = kept.wish(look.session, look.me)
    known = people.named(look, [wish.delegate]) if wish.delegate else {}
    return Settings(wish, known.get(wish.delegate or ""))


def choose(work: Work, wish: Wish) -> Settings:
    """Set day, hour and delegate. The same again changes nothing.

    Raises Refusal under `weekday`, `hour` or `delegate`.
    """
    _require_sponsor(work)
    me = work.me
    troubles = check_wish(wish, me)
    if troubles:
        raise Refusal.of(troubles)
    if wish != kept.wish(work.session, me):
        kept.keep_wish(work.session, me, wish)
        work.note("report.chosen", about=f"person:{me}", weekday=wish.weekday, hour=wish.hour)
        work.refresh_home(me)
    return settings(work)


def _report(look: Look, cohort: Cohort) -> Report:
    today = local_day(look.now, cohort.program.zone)
    asks = kept.asks_of(look.session, [cohort.id], _monday(today) - ONE_WEEK)
    latest = max((one.week for one in asks), default=None)
    shown = tuple(one for one in asks if one.week == latest and one.state is not AskState.RETIRED)
    snapshot = report_figures.latest(look, cohort)
    return Report(cohort, snapshot, shown, _answerers(look, shown))


def _asked_of(look: Look, cohort: Cohort, digest_id: str) -> Subject:
    """The digest the button stood in, if it is about this cohort: its reader may answer as well."""
    found = kept.digest(look.session, digest_id) if digest_id else None
    owners = {found.person_id} if found is not None and found.cohort_id == cohort.id else set()
    return Subject(program_id=cohort.program.id, owners=frozenset(owners))


def _thank(work: Work, cohort: Cohort, ask: Ask) -> None:
    """Each mentor who met a mentee lately hears of it; who is thanked is shown to nobody else."""
    for mentor in report_figures.mentors_who_met(work.by_the_house(), cohort):
        if mentor != work.actor.person_id:
            work.send(
                THANKS,
                to=mentor,
                about={"ask": ask.id, "by": work.me},
                cls=DeliveryClass.LIGHT,
                key=f"{THANKS}:{ask.id}:{mentor}",
                expires_at=work.now + ONE_WEEK + ONE_DAY,
            )


def _answerers(look: Look, asks: tuple[Ask, ...]) -> Mapping[str, Person]:
    return people.named(look, [one.answered_by for one in asks if one.answered_by])


def _require_sponsor(look: Look) -> None:
    if not may_somewhere(look.actor, Act.REPORTS_CHOOSE):
        require(look.actor, Act.REPORTS_CHOOSE)


def _monday(day: date) -> date:
    return day - day.weekday() * ONE_DAY
