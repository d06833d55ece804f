"""What is entered about a pairing: a proposal, an answer, an end; and what stands in its way."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from program.matching.records import Reason
from program.pairing import (
    WHY_LIMIT,
    WORDS_LIMIT,
    DeclineReason,
    Ending,
    Pairing,
    PairingKind,
)
from program.refusal import Trouble

LONGEST_AHEAD = timedelta(days=366)
"""How far ahead the last day of a pairing may lie."""
LONGEST_AGO = timedelta(days=31)
"""How far back it may lie: for what was agreed by word of mouth."""


@dataclass(frozen=True)
class Proposal:
    """Whom a program manager wants to bring together, as entered."""

    cohort_id: str
    mentee: str | None
    """Person id."""
    mentor: str | None
    """Person id."""
    kind: str | None
    why: str = field(repr=False)
    request: str = ""
    """The request because of which it is proposed, if it is: then the mentee's pairing may run."""


@dataclass(frozen=True)
class NewPairing:
    """A proposal as it is written down."""

    cohort_id: str
    mentor: str
    mentee: str
    kind: PairingKind
    answer_by: date
    look_at: datetime
    """When the clock first has something to do with it: the reminder."""
    why: str = field(repr=False)
    instead_of: str | None = None
    """The running pairing of the same mentee that ends when this one begins."""
    reasons: tuple[Reason, ...] | None = field(default=None, repr=False)
    """What a draft found for these two, as far as they may read it; None for one made by hand."""


@dataclass(frozen=True)
class Decline:
    """A mentor's no: a reason from the list, words for the program team, places from now on."""

    pairing_id: str
    reason: str | None
    words: str = field(default="", repr=False)
    places: int | None = None
    """None leaves them as they are."""


@dataclass(frozen=True)
class EndForm:
    """How a pairing ends, as entered."""

    pairing_id: str
    ending: str | None
    last_day: date | None
    thanks: str = field(default="", repr=False)


def check_proposal(form: Proposal) -> tuple[Trouble, ...]:
    """What can be said without looking at anybody: something chosen, and a reason for both."""
    troubles = []
    if form.mentee is None:
        troubles.append(Trouble("pairings.choose_mentee", field="mentee"))
    if form.mentor is None:
        troubles.append(Trouble("pairings.choose_mentor", field="mentor"))
    elif form.mentor == form.mentee:
        troubles.append(Trouble("pairings.same_person", field="mentor"))
    if form.kind not in set(PairingKind):
        troubles.append(Trouble("pairings.choose_one", field="kind"))
    if not any(sign.isalnum() for sign in form.why):
        troubles.append(Trouble("pairings.text_missing", field="why"))
    return (*troubles, *_too_long("why", form.why, WHY_LIMIT))


def check_decline(form: Decline) -> tuple[Trouble, ...]:
    """A reason from the list; words may be left out."""
    troubles = []
    if form.reason not in set(DeclineReason):
        troubles.append(Trouble("pairings.choose_one", field="reason"))
    return (*troubles, *_too_long("words", form.words, WORDS_LIMIT))


def check_end(form: EndForm, pairing: Pairing, today: date) -> tuple[Trouble, ...]:
    """How it ends, and a last day between its beginning and a year ahead."""
    troubles = []
    if form.ending not in set(Ending):
        troubles.append(Trouble("pairings.choose_one", field="ending"))
    troubles += _check_last_day(form.last_day, pairing, today)
    return (*troubles, *_too_long("thanks", form.thanks, WORDS_LIMIT))


def _check_last_day(day: date | None, pairing: Pairing, today: date) -> list[Trouble]:
    if day is None:
        return [Trouble("pairings.choose_day", field="last_day")]
    if pairing.started_on is not None and day < pairing.started_on:
        facts = {"day": pairing.started_on}
        return [Trouble("pairings.before_start", field="last_day", facts=facts)]
    if day < today - LONGEST_AGO:
        facts = {"day": today - LONGEST_AGO}
        return [Trouble("pairings.too_long_ago", field="last_day", facts=facts)]
    if day > today + LONGEST_AHEAD:
        facts = {"day": today + LONGEST_AHEAD}
        return [Trouble("pairings.too_far", field="last_day", facts=facts)]
    return []


def _too_long(name: str, text: str, limit: int) -> tuple[Trouble, ...]:
    if len(text) <= limit:
        return ()
    return (Trouble("pairings.text_too_long", field=name, facts={"over": len(text) - limit}),)
