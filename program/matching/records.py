"""What a run is made from and what comes out of it: plain records, kept with every draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from program.matching.reasons import Bar
from program.matching.rules import Component, Rules


@dataclass(frozen=True)
class MenteeInput:
    """A mentee as the score sees them: choices from lists and levels, no word they wrote."""

    id: str
    """Person id."""
    accepted: int
    """Their place in the order of acceptance, from 0."""
    wanted: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By competency id: the level now and the one aimed for, 1 to 5."""
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    """Functions they want to see."""
    function: str | None = None
    """Their own."""
    style: str | None = None
    """How they learn."""
    level: int | None = None
    """Seniority as HR counts it; a higher number is more senior."""
    week: int | None = None
    """Half-hours (UTC, from Monday 00:00) in which they can meet, one bit each; None: unknown."""
    languages: tuple[str, ...] = ()
    location: str = ""
    wishes: tuple[str, ...] = ()
    """Person ids, the dearest first."""
    ratings: Mapping[str, int] = field(default_factory=dict)
    """By `Rating`: what others see in them, in hundredths (100 to 500); what nobody rated lacks."""


@dataclass(frozen=True)
class MentorInput:
    """A mentor as the score sees them."""

    id: str
    places: int
    """Places they offer in this cohort."""
    hours_a_month: int
    taken: int = 0
    """Places taken by what is asked, ready, running or resting."""
    offered: Mapping[str, int] = field(default_factory=dict)
    """By competency id: their level, 1 to 5."""
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    """Functions they know well enough to open them."""
    function: str | None = None
    style: str | None = None
    """How they mentor."""
    level: int | None = None
    week: int | None = None
    languages: tuple[str, ...] = ()
    location: str = ""
    wishes: tuple[str, ...] = ()
    reach: int | None = None
    """What they can open, 1 (their own unit) to 4 (the board, hands on)."""
    directness: int | None = None
    """How direct their coaching is, 1 to 5."""
    breadth: int | None = None
    """How many functions they know: 1 to 4, more count as 4."""
    stretch: int | None = None
    """How much of a stretch they can offer, 1 to 4."""
    paused: bool = False


@dataclass(frozen=True)
class Barred:
    """Two people whom a rule about these two in particular keeps apart."""

    mentee: str
    mentor: str
    bar: Bar


@dataclass(frozen=True)
class Inputs:
    """Everything a run is made from. The same inputs give the same pairs."""

    cohort_id: str
    rules: Rules
    mentees: tuple[MenteeInput, ...]
    mentors: tuple[MentorInput, ...]
    barred: tuple[Barred, ...] = ()
    hours_a_mentee: int = 2
    """Hours a month that one mentee takes."""
    before: Mapping[str, str] = field(default_factory=dict)
    """The draft before this one, mentee to mentor: these pairs are kept if that costs little."""
    kept_bonus: int = 25
    """Basis points for keeping a pair of `before`: 25 unseen, 100 once it was shown."""
    salt: str = ""
    """Makes the order among equals a lottery of this cohort, not of the alphabet."""


class EditKind(StrEnum):
    """One thing a program manager changed in a draft."""

    LOCK = "lock"
    """This pair stays, whatever else changes."""
    UNLOCK = "unlock"
    VETO = "veto"
    """This pair is not made in this draft."""
    UNVETO = "unveto"


@dataclass(frozen=True)
class Edit:
    """An edit as the engine sees it; the last one about two people counts."""

    kind: EditKind
    mentee: str
    mentor: str


@dataclass(frozen=True)
class Pair:
    """Two people whom a draft brings together."""

    mentee: str
    mentor: str
    score: int
    """Basis points."""
    locked: bool = False
    thin: bool = False
    """Scored on less than 60 per cent of the weights."""


class WithoutMentor(StrEnum):
    """Why a draft has nobody for a mentee."""

    NOBODY_POSSIBLE = "nobody_possible"
    """Every mentor is barred."""
    SEATS_SCARCE = "seats_scarce"
    """The places of everybody possible went to others, by the charter's rule."""


@dataclass(frozen=True)
class Unmatched:
    """A mentee for whom a draft has nobody."""

    mentee: str
    why: WithoutMentor


@dataclass(frozen=True)
class Lift:
    """What lifting the weakest pair (or holding a quota) did to the whole."""

    at: int
    """The floor in basis points, or the quota in per cent that was reached."""
    price: int
    """What it costs in basis points, over all pairs together."""
    wanted: int | None = None
    """What was asked for, where that could not be reached."""


@dataclass(frozen=True)
class Solution:
    """The pairs of a run with the proof that no better set exists, or how far one could be."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    total: int
    """Basis points of all pairs together."""
    gap: int
    """How many basis points a better set could have at most; 0: there is none."""
    prices: Mapping[str, int]
    """By mentor: what one more place of theirs would be worth, in basis points; only above 0."""
    engine: str
    """Which solver, with the versions of what it stands on."""
    floor: Lift | None = None
    quota: Lift | None = None
    weakest: int | None = None
    """Basis points of the weakest pair that is not locked."""
    moved: tuple[str, ...] = ()
    """Mentees of `before` whose mentor is another one now."""


@dataclass(frozen=True)
class Points:
    """One component of a pair's score. Points add up to the score as it is shown."""

    component: Component
    points: int
    """Tenths of a point, so that all of a score together are at most 1000."""
    of: int
    """The most this component can give here, in tenths; 0 where it is missing."""
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids and words of lists behind it: `met`, `missing`, `themes`, `functions`, `languages` …"""


class Risk(StrEnum):
    """The one thing to keep an eye on in a pair."""

    THIN = "thin"
    FEW_SHARED_HOURS = "few_shared_hours"
    MUCH_MISSING = "much_missing"
    """Less than half of what the mentee wants to learn is met."""
    SAME_FUNCTION = "same_function"
    NARROW_GAP = "narrow_gap"
    """Hardly more senior."""
    LAST_PLACE = "last_place"
    """Nobody else who is possible for the mentee has a place left, while others have."""
    BELOW_LINE = "below_line"


@dataclass(frozen=True)
class Reason:
    """One reason for a pair, as facts: a component and what of it the two share."""

    component: Component
    shared: tuple[str, ...] = ()
    """Competency ids, themes, functions, languages; for hours one whole number."""


@dataclass(frozen=True)
class Alternative:
    """Another mentor for a mentee, and what that would cost."""

    mentor: str
    score: int
    cost: int
    """Basis points of all pairs together that locking it now costs; below 0 where pairs had been
    kept in place although others would score higher."""
    moved: tuple[str, ...] = ()
    """Other mentees whose mentor would change."""
    then: tuple[str | None, ...] = ()
    """Whom each of them would have then; None: nobody."""
    without: str | None = None
    """Who of them would be left without a mentor."""


@dataclass(frozen=True)
class Explanation:
    """Why this mentor for this mentee."""

    mentee: str
    mentor: str
    score: int
    points: tuple[Points, ...]
    reasons: tuple[Reason, ...]
    """At most three, the strongest first."""
    risk: Risk | None
    margin: int | None
    """Basis points to the next best possible mentor; below 0: that one scores higher, their places
    are worth more elsewhere. None: there is no other."""
    missing: tuple[Component, ...]
    """Components that nobody can say anything about: the weights of the others stand for them."""
    thin: bool
    rank: int
    """Which of their possible mentors it is, from 1, by score."""
    possible: int
    """How many mentors are possible for them."""


@dataclass(frozen=True)
class WhyNot:
    """The answer to: why not this mentor?"""

    mentee: str
    mentor: str
    score: int
    bars: tuple[Bar, ...] = ()
    """The rules in the way; empty: it is possible, at a cost."""
    alternative: Alternative | None = None
    is_pair: bool = False
    """They are the pair of the draft."""
