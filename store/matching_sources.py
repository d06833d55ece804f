"""What a run is gathered from that no other feature reads for many people at once."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select

from program.nomination_steps import NominationState
from program.nomination_voice import Rating
from program.pairing import Ending
from store.nomination_tables import NominationRow
from store.nomination_voice_tables import NominationViewRow, NominationVoiceRow
from store.pairing_tables import PairingRow
from store.request_tables import PauseRow
from store.roster_tables import ColleagueRow, ReportingLineRow
from store.session import StoreSession
from store.tasks import TaskRow


@dataclass(frozen=True)
class LinesKept:
    """Reporting lines by entry of the roster, and whose account an entry is."""

    above: Mapping[str, frozenset[str]]
    person_of: Mapping[str, str] = field(default_factory=dict)


def lines(session: StoreSession) -> LinesKept:
    """Every reporting line there is, dotted ones included."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    asked = select(ReportingLineRow.colleague_id, ReportingLineRow.superior_id)
    for colleague, superior in session.execute(asked):
        above[colleague].add(superior)
    tied = select(ColleagueRow.id, ColleagueRow.person_id).where(
        ColleagueRow.person_id.is_not(None)
    )
    person_of = {entry: person for entry, person in session.execute(tied) if person}
    return LinesKept({one: frozenset(found) for one, found in above.items()}, person_of)


def ended_for_cause(session: StoreSession) -> frozenset[tuple[str, str]]:
    """Mentor and mentee of every pairing there ever was that was ended for cause."""
    asked = select(PairingRow.mentor_id, PairingRow.mentee_id).where(
        PairingRow.ending == Ending.FOR_CAUSE.value
    )
    return frozenset((mentor, mentee) for mentor, mentee in session.execute(asked))


def resting(session: StoreSession) -> frozenset[str]:
    """Everybody who let a pairing of theirs rest and has not gone on."""
    return frozenset(session.scalars(select(PauseRow.person_id).where(PauseRow.over_at.is_(None))))


def ratings(session: StoreSession, cohort_id: str) -> Mapping[str, Mapping[str, int]]:
    """What others see in each accepted mentee of a cohort, in hundredths, by person id.

    The mean over everybody who said something: voices that count and managers who answered. Who
    could not say, says nothing of that rating.
    """
    given: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, person in (*_voices(session, cohort_id), *_views(session, cohort_id)):
        answered: dict[str, int | None] = json.loads(session.unseal(row, "ratings") or "{}")
        for rating, value in answered.items():
            if value is not None:
                given[person][Rating(rating).value].append(value)
    return {
        person: {name: _hundredths(values) for name, values in sorted(found.items())}
        for person, found in given.items()
    }


def progress_of_task(session: StoreSession, key: str) -> tuple[int, int | None]:
    """How far long work is; nothing of something unknown where nobody knows."""
    found = session.execute(
        select(TaskRow.done, TaskRow.total).where(TaskRow.key == key)
    ).one_or_none()
    return (0, None) if found is None else (found[0], found[1])


def _hundredths(values: Collection[int]) -> int:
    """The mean in hundredths; a half is rounded up, whatever the order."""
    return (200 * sum(values) + len(values)) // (2 * len(values))


def _voices(session: StoreSession, cohort_id: str) -> list[tuple[NominationVoiceRow, str]]:
    asked = (
        select(NominationVoiceRow, NominationRow.person_id)
        .join(NominationRow, NominationRow.id == NominationVoiceRow.nomination_id)
        .where(*_accepted(cohort_id), NominationVoiceRow.withdrawn_at.is_(None))
    )
    return [(row, person) for row, person in session.execute(asked)]


def _views(session: StoreSession, cohort_id: str) -> list[tuple[NominationViewRow, str]]:
    asked = (
        select(NominationViewRow, NominationRow.person_id)
        .join(NominationRow, NominationRow.id == NominationViewRow.nomination_id)
        .where(*_accepted(cohort_id), NominationViewRow.ratings.is_not(None))
    )
    return [(row, person) for row, person in session.execute(asked)]


def _accepted(cohort_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        NominationRow.cohort_id == cohort_id,
        NominationRow.state == NominationState.ACCEPTED.value,
    )
