"""A pairing moves from one kind to another: one of the two suggests it, the other answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from program.hours import WorkingHours, add_working_days, local_day
from program.pairing import Pairing, PairingKind, lapses_at
from program.permissions import Subject
from program.refusal import Refusal

KIND_ANSWER_WORKING_DAYS = 10
"""Whoever is asked has that many of their own working days; then the kind stays as it is."""


class KindAskState(StrEnum):
    """Where a suggestion stands."""

    OPEN = "open"
    AGREED = "agreed"
    KEPT = "kept"
    """The other of the two would rather keep it as it is."""
    LAPSED = "lapsed"
    """Nobody answered in time."""


@dataclass(frozen=True)
class KindAsk:
    """One suggestion to change the kind of a pairing."""

    id: str
    pairing_id: str
    asked_by: str
    """Person id; the other of the two answers."""
    was: PairingKind
    """The kind it had when it was suggested."""
    kind: PairingKind
    """The kind that is suggested."""
    state: KindAskState
    asked_at: datetime
    answer_by: date
    """The last day for the answer, by the calendar of whoever is asked."""
    lapse_at: datetime
    """The first moment after it."""
    settled_at: datetime | None = None
    """When it was answered, or lapsed."""

    def waits_at(self, moment: datetime) -> bool:
        """Whether an answer still counts at that moment, whether or not the clock came by."""
        return self.state is KindAskState.OPEN and moment < self.lapse_at


def kind_answer_by(asked_at: datetime, zone: str) -> tuple[date, datetime]:
    """The last day for an answer of somebody in that zone, and the first moment after it."""
    asked_on = local_day(asked_at, zone)
    last_day = add_working_days(asked_on, KIND_ANSWER_WORKING_DAYS, WorkingHours(zone))
    return last_day, lapses_at(last_day, zone)


def kind_question_of(pairing: Pairing, ask: KindAsk) -> Subject:
    """The question: it concerns the one of the two who did not ask it."""
    asked = pairing.other(ask.asked_by)
    return Subject(program_id=pairing.cohort.program.id, concerns=frozenset({asked}))


def check_kind(kind: str | None, pairing: Pairing) -> PairingKind:
    """The kind that was chosen.

    Raises Refusal under `kind`: `pairings.choose_one`, or `pairings.kind_same` for the present one.
    """
    if kind not in set(PairingKind):
        raise Refusal("pairings.choose_one", field="kind")
    chosen = PairingKind(kind)
    if chosen is pairing.kind:
        raise Refusal("pairings.kind_same", field="kind", kind=chosen)
    return chosen
