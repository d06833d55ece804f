"""Drafts of a cohort's pairs: how a run stands, what it came to, and every edit made in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from program.cohort import Cohort
from program.matching.records import Edit, EditKind, Solution
from program.permissions import Subject

REASON_LIMIT = 300
"""Characters of the words beside a lock or a veto."""


class DraftState(StrEnum):
    """Where a draft stands."""

    QUEUED = "queued"
    """Asked for; nothing is gathered yet."""
    RUNNING = "running"
    """Its inputs are kept, and the best pairs are being found."""
    READY = "ready"
    FAILED = "failed"
    """Given up; `reason` is a code."""
    DISCARDED = "discarded"
    """Nobody wants it, or a later one took its place (`reason`: `replaced`)."""
    RELEASING = "releasing"
    """It was launched, and its mentors are being asked."""
    RELEASED = "released"


FOLLOWS: Mapping[DraftState, frozenset[DraftState]] = {
    DraftState.QUEUED: frozenset(
        {DraftState.RUNNING, DraftState.FAILED, DraftState.DISCARDED},
    ),
    DraftState.RUNNING: frozenset(
        {DraftState.READY, DraftState.FAILED, DraftState.DISCARDED},
    ),
    DraftState.READY: frozenset({DraftState.RELEASING, DraftState.DISCARDED}),
    DraftState.FAILED: frozenset({DraftState.DISCARDED}),
    DraftState.DISCARDED: frozenset({DraftState.READY}),
    DraftState.RELEASING: frozenset({DraftState.RELEASED}),
    DraftState.RELEASED: frozenset(),
}
"""Which state may follow which."""

UNDER_WAY = frozenset({DraftState.QUEUED, DraftState.RUNNING})
"""Somebody waits for it; asked again, it is the same draft."""
DISCARDABLE = UNDER_WAY | {DraftState.READY, DraftState.FAILED}

REPLACED = "replaced"
BY_HAND = "by_hand"


@dataclass(frozen=True)
class Figures:
    """What a draft came to, as counts: nothing here names anybody."""

    mentees: int = 0
    """Accepted and without a mentor when it was gathered."""
    mentors: int = 0
    """On the roster then, those who rest or have no free place included."""
    places: int = 0
    """Free places of those mentors."""
    pairs: int = 0
    without: int = 0
    """Mentees for whom there is nobody."""
    locked: int = 0
    vetoed: int = 0
    dropped: int = 0
    """Locks and vetoes of the draft before that could not be carried over into this one."""
    moved: int = 0
    """Mentees whose mentor is another one than in the draft it was made from; after an edit: than
    before that edit."""
    total: int = 0
    """Basis points of all pairs together."""
    gap: int = 0
    """Basis points that a better set of pairs could have at most; 0: there is none."""
    weakest: int | None = None
    """Basis points of the weakest pair that is not locked."""
    cycle: int = 0
    """People whose reporting lines lead back to themselves: barred from each other, to be told."""
    superiors: int = 0
    """Pairs of mentee and mentor that the reporting lines bar."""


@dataclass(frozen=True)
class Draft:
    """One run and what was made of it, without a word anybody wrote."""

    id: str
    cohort: Cohort
    number: int
    """Counts the drafts of the cohort, from 1."""
    state: DraftState
    asked_at: datetime
    asked_by: str | None = None
    """Person id; None where the operator asked."""
    since: datetime | None = None
    """Since when it stands so."""
    ready_at: datetime | None = None
    edits: int = 0
    """The number of the last edit; 0: as it came out of the run."""
    edited_by: str | None = None
    edited_at: datetime | None = None
    made_from: str | None = None
    """The draft whose pairs it kept where that cost little."""
    rules_version: int = 0
    """The version of the weights and rules it was made with."""
    engine: str = ""
    digest: str = ""
    """SHA-256 of its inputs: two drafts with the same one have the same pairs."""
    erased: int = 0
    """How many people were erased and taken out of its copy since; above 0 the proof is of what
    was, and the next run has a new one."""
    reason: str | None = None
    """Why it failed or was discarded, as a code."""
    figures: Figures = Figures()

    @property
    def copy(self) -> str:
        """Names what is kept of its inputs: another one as soon as they change."""
        return f"{self.id}:{self.erased}"

    @property
    def subject(self) -> Subject:
        """The draft as the permission table sees it."""
        return Subject(program_id=self.cohort.program.id)


@dataclass(frozen=True)
class EditMade:
    """One numbered change of a draft, and the number it was made on."""

    number: int
    made_on: int
    edit: Edit
    at: datetime
    by: str | None = None
    """Person id; None where nobody is known any more."""
    reason: str = field(default="", repr=False)
    undoes: int | None = None
    """The number of the edit that it takes back; the draft is as it was before that one."""
    carried: bool = False
    """Taken over from the draft before this one."""


@dataclass(frozen=True)
class Edited:
    """What an edit came to."""

    draft: Draft
    solution: Solution
    moved: tuple[str, ...] = ()
    """Other mentees whose mentor changed by it."""


def pair_subject(draft: Draft, *person_ids: str) -> Subject:
    """A pair of the draft as the permission table sees it: it is about these people."""
    return Subject(program_id=draft.cohort.program.id, concerns=frozenset(person_ids))


def in_force(made: Sequence[EditMade]) -> tuple[EditMade, ...]:
    """The edits that count, in their order: without those taken back and those that take back."""
    standing: list[EditMade] = []
    for one in made:
        if one.undoes is None:
            standing.append(one)
        else:
            standing = [other for other in standing if other.number != one.undoes]
    return tuple(standing)


def edits_of(made: Sequence[EditMade]) -> tuple[Edit, ...]:
    """The same as the engine takes them: a lock of a mentee ends their lock to somebody else."""
    edits: list[Edit] = []
    for one in in_force(made):
        edits = after_edit(edits, one.edit)
    return tuple(edits)


def after_edit(edits: Sequence[Edit], edit: Edit) -> list[Edit]:
    """The edits with one more, without the lock of the same mentee that it takes the place of."""
    if edit.kind is not EditKind.LOCK:
        return [*edits, edit]
    kept = [
        one
        for one in edits
        if one.kind is not EditKind.LOCK or one.mentee != edit.mentee or one.mentor == edit.mentor
    ]
    return [*kept, edit]


def standing(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """What is locked or vetoed by these edits: for two people the last one counts."""
    last = {(one.mentee, one.mentor): one for one in edits}
    return tuple(one for one in last.values() if one.kind in (EditKind.LOCK, EditKind.VETO))


def changes_nothing(edits: Sequence[Edit], edit: Edit) -> bool:
    """Is it so already: a locked pair locked, one lifted of which nothing stood?"""
    now = next(
        (one.kind for one in standing(edits) if (one.mentee, one.mentor) == _pair(edit)), None
    )
    lifted = {EditKind.UNLOCK: EditKind.LOCK, EditKind.UNVETO: EditKind.VETO}
    if edit.kind in lifted:
        return now is not lifted[edit.kind]
    return now is edit.kind


def locks_and_vetoes(made: Sequence[EditMade]) -> tuple[EditMade, ...]:
    """The edits behind what is locked or vetoed now, in their order."""
    now = standing(edits_of(made))
    last = {one.edit: one for one in in_force(made)}
    return tuple(sorted((last[one] for one in now), key=lambda one: one.number))


def _pair(edit: Edit) -> tuple[str, str]:
    return edit.mentee, edit.mentor
