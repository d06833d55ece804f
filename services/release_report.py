"""The report of a release: how many said yes, once all is settled, or after five days."""

from dataclasses import dataclass
from datetime import date, datetime

from program.delivery import Delivery, DeliveryClass
from program.hours import local_day
from program.permissions import Act, require
from program.release import Release, Tally
from services import governance, people, release_draft, releases
from services import release as launching
from services.desk import Look, Work
from store import release_asks
from store import releases as kept

REPORT = "matching.launch_report"
A_ROUND = 20
"""Releases in one transaction."""


@dataclass(frozen=True)
class ToldReport:
    """What a program manager reads: counts only."""

    release: Release
    tally: Tally
    today: date
    pairs: int
    """What was launched, without the next ones."""


def next_due(look: Look) -> datetime | None:
    """The earliest moment at which a release has to be looked at."""
    require(look.actor, Act.MATCHING_CARRY)
    return kept.next_report(look.session)


def run(work: Work) -> None:
    """Report what is settled or due; what is neither is looked at when its report is due."""
    require(work.actor, Act.MATCHING_CARRY)
    for one in kept.reports_due(work.session, work.now, A_ROUND):
        is_due = work.now >= one.report_at
        if is_due or (one.carried_at and not release_asks.is_open(work.session, one.id)):
            _report(work, one)
        else:
            kept.look_again_at(work.session, one.id, one.report_at)


def is_wanted(look: Look, delivery: Delivery) -> bool:
    """Whether the report still stands: it is made once."""
    return _release(look, delivery) is not None


def told(look: Look, delivery: Delivery) -> ToldReport:
    """What the report says at the moment it is sent."""
    release = _release(look, delivery)
    assert delivery.recipient is not None  # noqa: S101  it goes to a program manager
    zone = people.named(look, [delivery.recipient])[delivery.recipient].zone
    return ToldReport(
        release,
        releases.tally(look, release),
        local_day(look.now, zone),
        launching.pairs_of(look, release),
    )


def _report(work: Work, release: Release) -> None:
    """To whoever released; to every program manager of the program where they are none any more."""
    if not kept.note_reported(work.session, release.id):
        return
    managers = {one.id for one in governance.program_managers(work, release.cohort.program.id)}
    for one in sorted({release.by} & managers or managers):
        work.send(
            REPORT,
            to=one,
            about={"release": release.id},
            cls=DeliveryClass.OWED,
            key=f"{REPORT}:{release.id}:{one}",
        )
    work.note("matching.launch_reported", about=f"release:{release.id}")


def _release(look: Look, delivery: Delivery) -> Release:
    require(look.actor, Act.MATCHING_CARRY)
    return release_draft.of_id(look, delivery.about["release"])
