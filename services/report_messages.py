"""What digests say at the moment they are sent or shown anew: counts, and what became of asks."""

from dataclasses import dataclass
from datetime import date

from program.actor import Role
from program.delivery import Delivery
from program.hours import ONE_DAY, local_day
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.refusal import Refusal
from program.report import Ask, AskState, Digest, DigestKind, Snapshot
from services import governance, people, pulse_digest, reports
from services.desk import Look
from services.pulse_digest import NO_PULSES, Pulses
from services.reports import Report
from store import cohorts as kept_cohorts
from store import reports as kept
from store import roles


@dataclass(frozen=True)
class ToldSponsor:
    """A digest for a sponsor or their delegate."""

    digest: Digest
    report: Report
    managers: tuple[Person, ...]
    """Who hears of the answers."""
    today: date
    pulses: Pulses = NO_PULSES
    """What closed in that week, where this reader may read it."""


@dataclass(frozen=True)
class ToldTeam:
    """A morning's digest for one of the program team."""

    digest: Digest
    is_latest: bool
    snapshot: Snapshot | None
    answered: tuple[tuple[Ask, Person], ...]
    today: date
    pulses: Pulses = NO_PULSES
    """On Mondays: what is open, and what closed in the week before."""
    zone: str = "UTC"
    """The reader's."""


@dataclass(frozen=True)
class ToldThanks:
    """That a sponsor thanks for the time that was given."""

    sponsor: Person


def told_sponsor(look: Look, delivery: Delivery) -> ToldSponsor:
    """The digest with its asks as they stand. Raises Refusal when it is no more."""
    reader = look.seen_by(_to(delivery))
    digest, report = reports.digest(reader, delivery.about["digest"])
    program_id = report.cohort.program.id
    return ToldSponsor(
        digest=digest,
        report=report,
        managers=governance.program_managers(look, program_id),
        today=_today(look, delivery),
        pulses=pulse_digest.of_week(reader, program_id, digest.on_day),
    )


def told_team(look: Look, delivery: Delivery) -> ToldTeam:
    """The counts of that morning. Raises Refusal when it is no more."""
    digest = _need(look, delivery)
    require(look.actor, Act.REPORTS_TEAM)
    reader = look.seen_by(_to(delivery))
    is_monday = digest.on_day.weekday() == 0
    newest = kept.digests_of(look.session, digest.person_id, DigestKind.TEAM)[0]
    snapshot = kept.snapshot(look.session, digest.snapshot_id) if digest.snapshot_id else None
    return ToldTeam(
        digest=digest,
        is_latest=newest.id == digest.id,
        snapshot=snapshot,
        answered=_answered(look, delivery, digest),
        today=_today(look, delivery),
        pulses=pulse_digest.of_week(reader, None, digest.on_day) if is_monday else NO_PULSES,
        zone=reader.actor.zone,
    )


def told_thanks(look: Look, delivery: Delivery) -> ToldThanks:
    """Who thanks. Raises Refusal when they are known no more."""
    require(look.actor, Act.REPORTS_READ)
    found = people.named(look, [delivery.about["by"]])
    if delivery.about["by"] not in found:
        raise Refusal("reports.not_found")
    return ToldThanks(found[delivery.about["by"]])


def is_read(look: Look, delivery: Delivery) -> bool:
    """Whether its reader is still a sponsor of that program, or a sponsor's delegate."""
    require(look.actor, Act.REPORTS_READ)
    digest = kept.digest(look.session, delivery.about["digest"])
    cohort = kept_cohorts.cohort(look.session, digest.cohort_id or "") if digest else None
    if cohort is None:
        return False
    subject = Subject(program_id=cohort.program.id)
    if may(look.seen_by(_to(delivery)).actor, Act.REPORTS_READ, subject):
        return True
    sponsors = [
        one.person.id
        for one in roles.given(look.session, cohort.program.id)
        if one.role is Role.SPONSOR
    ]
    return any(kept.wish(look.session, one).delegate == _to(delivery) for one in sponsors)


def is_on_team(look: Look, delivery: Delivery) -> bool:
    """Whether its reader is still a program manager anywhere."""
    require(look.actor, Act.REPORTS_TEAM)
    held = look.seen_by(_to(delivery)).actor.roles
    return any(one.role is Role.PROGRAM_MANAGER for one in held)


def is_known(look: Look, delivery: Delivery) -> bool:
    """Whether the thanks still stand."""
    require(look.actor, Act.REPORTS_READ)
    found = kept.ask(look.session, delivery.about["ask"])
    return found is not None and found.state is AskState.DONE


def _answered(look: Look, delivery: Delivery, digest: Digest) -> tuple[tuple[Ask, Person], ...]:
    """What sponsors answered in the week before it, in the programs of its reader."""
    reader = look.seen_by(_to(delivery))
    cohorts = [one.cohort.id for one in reports.for_team(reader)]
    asks = kept.asks_of(look.session, cohorts, digest.on_day - 14 * ONE_DAY)
    zone = reader.actor.zone
    found = [
        one
        for one in asks
        if one.answered_at is not None
        and one.answered_by is not None
        and 0 <= (digest.on_day - local_day(one.answered_at, zone)).days <= 7
    ]
    known = people.named(look, [one.answered_by for one in found if one.answered_by])
    return tuple((one, known[one.answered_by or ""]) for one in found)


def _need(look: Look, delivery: Delivery) -> Digest:
    digest = kept.digest(look.session, delivery.about["digest"])
    if digest is None:
        raise Refusal("reports.not_found")
    return digest


def _to(delivery: Delivery) -> str:
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    return delivery.recipient


def _today(look: Look, delivery: Delivery) -> date:
    return local_day(look.now, people.named(look, [_to(delivery)])[_to(delivery)].zone)
