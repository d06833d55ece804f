"""What the program team's own digest counts: everything that waits, as its reader may see it."""

from collections.abc import Mapping
from datetime import datetime

from program.hours import ONE_DAY, local_day
from program.pairing import RUNNING
from program.permissions import Act, may_somewhere, require
from program.report import Snapshot
from services import nomination_queue, pairing_cases, reports, request_lists, rhythm
from services.desk import Look
from store import pairings as kept_pairings
from store import reports as kept

KINDS = ("requests", "not_taken_up", "silent", "overdue", "undelivered", "nominations", "answers")
"""What is counted, the most pressing in front."""


def news(look: Look, *, since: datetime) -> dict[str, int]:
    """The counts of this moment for one of the program team; each is of whole lists."""
    if not may_somewhere(look.actor, Act.REPORTS_TEAM):
        require(look.actor, Act.REPORTS_TEAM)
    counted = {
        "requests": _requests_due(look),
        "not_taken_up": len(pairing_cases.not_taken_up(look)),
        "silent": len(pairing_cases.silent(look)),
        "overdue": overdue(look),
        "undelivered": kept.undelivered(look.session, since),
        "nominations": nomination_queue.waiting_for(look, look.me),
        "answers": _answers(look, since),
    }
    return {name: counted[name] for name in KINDS}


def overdue(look: Look) -> int:
    """How many pairs have not met for two rounds, of those the actor oversees."""
    cohorts = [one.id for one in pairing_cases.overseen(look)]
    running = kept_pairings.of_cohorts(look.session, cohorts, RUNNING)
    house = look.by_the_house()
    found = rhythm.rhythms(house, running)
    zones = {one.id: one.cohort.program.zone for one in running}
    return sum(
        1
        for pairing_id, one in found.items()
        if one.is_long_overdue(local_day(look.now, zones[pairing_id]))
    )


def snapshot_for(look: Look) -> Snapshot | None:
    """The figures the Monday digest shows: of the first cohort that runs."""
    if not may_somewhere(look.actor, Act.REPORTS_TEAM):
        return None
    return next(iter(reports.for_team(look)), None)


def counts_of(facts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The counts in the order of pressing."""
    return tuple((name, int(facts.get(name, 0))) for name in KINDS)


def _requests_due(look: Look) -> int:
    """Past due, due by tomorrow, or with nobody."""
    tomorrow = local_day(look.now, look.actor.zone) + ONE_DAY
    return sum(
        1
        for one in request_lists.waiting(look)
        if one.owner is None or one.is_past_due or one.request.due_on <= tomorrow
    )


def _answers(look: Look, since: datetime) -> int:
    """What sponsors answered lately in the programs of this reader."""
    cohorts = [one.cohort.id for one in reports.for_team(look)]
    asks = kept.asks_of(look.session, cohorts, since.date() - 7 * ONE_DAY)
    return sum(1 for one in asks if one.answered_at is not None and one.answered_at >= since)
