"""The figures of a cohort: counted once a day for all who read them, and kept."""

from datetime import date, datetime, timedelta

from program.cohort import Cohort, CohortState, state_on
from program.hours import ONE_DAY, local_day, start_of_day
from program.mentor import MentorState
from program.pairing import RUNNING, Pairing, PairingState
from program.permissions import Act, Subject, require
from program.report import Figures, Snapshot, Week, spans, week_of_cohort
from services import check_ins, nominations, rhythm
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import mentors as kept_mentors
from store import pairings as kept_pairings
from store import reports as kept

LAST_MONTH = timedelta(days=28)
LAST_QUARTER = timedelta(days=91)


def next_count(look: Look) -> datetime | None:
    """When a cohort that runs is counted next: as its day begins. For the clock."""
    require(look.actor, Act.REPORTS_PLAN)
    counted = kept.last_days(look.session)
    moments = [_due(look, one, counted.get(one.id)) for one in kept_cohorts.cohorts(look.session)]
    return min((one for one in moments if one is not None), default=None)


def count_due(work: Work) -> None:
    """Count every cohort that runs and was not counted today. For the clock."""
    require(work.actor, Act.REPORTS_PLAN)
    counted = kept.last_days(work.session)
    for cohort in kept_cohorts.cohorts(work.session):
        due = _due(work, cohort, counted.get(cohort.id))
        if due is not None and due <= work.now:
            today = local_day(work.now, cohort.program.zone)
            kept.keep_snapshot(work.session, cohort.id, today, count(work, cohort))


def running(look: Look, program_id: str) -> tuple[Cohort, ...]:
    """The cohorts of a program that run today, for whoever reads their counts."""
    require(look.actor, Act.REPORTS_READ, Subject(program_id=program_id))
    return tuple(
        one
        for one in kept_cohorts.cohorts(look.session)
        if one.program.id == program_id and _runs(look, one)
    )


def latest(look: Look, cohort: Cohort) -> Snapshot | None:
    """The latest figures of a cohort; None before its first day was counted."""
    require(look.actor, Act.REPORTS_READ, Subject(program_id=cohort.program.id))
    return kept.latest_snapshot(look.session, cohort.id)


def count(look: Look, cohort: Cohort) -> Figures:
    """The figures of this very day. For the house: it looks at every pairing of the cohort."""
    require(look.actor, Act.REPORTS_PLAN)
    today = local_day(look.now, cohort.program.zone)
    pairings = kept_pairings.of_cohort(look.session, cohort.id, RUNNING)
    rhythms = rhythm.rhythms(look, pairings)
    week, in_all = week_of_cohort(cohort, today)
    accepted = nominations.accepted(look, cohort.id)
    session = look.session
    settled = kept_pairings.promised(session, cohort.id) | kept_pairings.completed(
        session, cohort.id
    )
    met_lately = {
        one.mentor
        for one in pairings
        if one.id in rhythms and _met_since(rhythms[one.id].last_met, today - LAST_MONTH)
    }
    quarter = max(cohort.starts, today - LAST_QUARTER)
    return Figures(
        week=week,
        weeks_in_all=in_all,
        accepted=len(accepted),
        paired=len({one.mentee for one in pairings}),
        attention=sum(1 for one in rhythms.values() if one.is_overdue(today)),
        resting=_resting(pairings),
        waiting=sum(1 for one in accepted if one not in settled),
        places_free=_places_free(look, cohort),
        mentors=len(met_lately),
        minutes=check_ins.met_counts(look, cohort.id, quarter, today - ONE_DAY).minutes,
        weeks=_weeks(look, cohort, today),
    )


def mentors_who_met(look: Look, cohort: Cohort) -> tuple[str, ...]:
    """Everybody who met a mentee in the last four weeks, by person id. For the house."""
    require(look.actor, Act.REPORTS_PLAN)
    today = local_day(look.now, cohort.program.zone)
    pairings = kept_pairings.of_cohort(look.session, cohort.id, RUNNING)
    rhythms = rhythm.rhythms(look, pairings)
    found = {
        one.mentor
        for one in pairings
        if one.id in rhythms and _met_since(rhythms[one.id].last_met, today - LAST_MONTH)
    }
    return tuple(sorted(found))


def _weeks(look: Look, cohort: Cohort, today: date) -> tuple[Week, ...]:
    """The weeks from the first one on in which a pair had run for a whole cadence."""
    whole = spans(cohort, today)
    kept_by = check_ins.rounds_kept(look, cohort.id, [last for _, last in whole])
    counted = [(first, *kept_by[last]) for first, last in whole]
    return tuple(Week(first, met, planned) for first, met, planned in counted if planned)


def _places_free(look: Look, cohort: Cohort) -> int:
    taken = kept_pairings.holding(look.session, cohort.id)
    roster = kept_mentors.of_cohorts(look.session, [cohort.id], [MentorState.ON_ROSTER])
    return sum(max(0, one.places - taken.get(one.person_id, 0)) for one in roster)


def _resting(pairings: tuple[Pairing, ...]) -> int:
    return sum(1 for one in pairings if one.state is PairingState.PAUSED)


def _met_since(day: date | None, since: date) -> bool:
    return day is not None and day >= since


def _runs(look: Look, cohort: Cohort) -> bool:
    return state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.ACTIVE


def _due(look: Look, cohort: Cohort, counted: date | None) -> datetime | None:
    """As its next day begins; None once it has ended, its first day while it is to come."""
    zone = cohort.program.zone
    today = local_day(look.now, zone)
    first = max(cohort.starts, today)
    day = first if counted is None or counted < first else counted + ONE_DAY
    return start_of_day(day, zone) if day <= cohort.ends else None
