"""A draft as a release needs it: its pairs, and what the engine says of each and of the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from program.matching.records import Edit, Inputs, Pair, Reason
from program.matching_draft import Draft, DraftState, edits_of
from program.permissions import Act, require
from program.refusal import Refusal
from program.release import TOLD, Choice, Launched, Release, What, subject_of
from services import matching_drafts, matching_engine
from services.desk import Look
from store import releases

if TYPE_CHECKING:  # the engine counts with libraries that load when first needed
    from program.matching.engine import Study


RELEASABLE = frozenset({DraftState.READY, DraftState.RELEASING, DraftState.RELEASED})


@dataclass(frozen=True)
class Drafted:
    """The pairs of a draft after its last edit."""

    draft: Draft
    pairs: Mapping[str, Pair]
    """By mentee."""
    without: tuple[str, ...]
    """Mentees for whom it has nobody."""


@dataclass(frozen=True)
class Advice:
    """What the draft's own copy says, read in a transaction and asked outside of it.

    Without a copy (it was kept long enough) there are no reasons and nobody else.
    """

    copy: str = ""
    inputs: Inputs | None = field(default=None, repr=False)
    edits: tuple[Edit, ...] = field(default=(), repr=False)

    def reasons(self, mentee: str, mentor: str) -> tuple[Reason, ...]:
        """Why these two, the strongest first, as far as they may read it."""
        study = self._study(mentee)
        if study is None or mentor not in {one.id for one in study.inputs.mentors}:
            return ()
        return tuple(one for one in study.reasons(mentee, mentor) if one.component in TOLD)

    def ranked(self, mentee: str) -> tuple[str, ...]:
        """Every mentor who was possible for this mentee in the draft, best score first."""
        study = self._study(mentee)
        return () if study is None else tuple(one for one, _ in study.ranked(self.edits, mentee))

    def place_of(self, mentee: str) -> int:
        """Their place in the order of acceptance; last for whoever is not in the draft."""
        mentees = self.inputs.mentees if self.inputs is not None else ()
        return next((one.accepted for one in mentees if one.id == mentee), len(mentees))

    def _study(self, mentee: str) -> "Study | None":
        inputs = self.inputs
        if inputs is None or mentee not in {one.id for one in inputs.mentees}:
            return None
        return matching_engine.study(self.copy, lambda: inputs)


def drafted(look: Look, draft_id: str) -> Drafted:
    """The pairs of a draft. Raises Refusal `matching.no_draft`, `matching.not_ready`."""
    draft = matching_drafts.draft(look, draft_id)
    found = matching_drafts.solution(look, draft)
    return Drafted(
        draft=draft,
        pairs={one.mentee: one for one in found.pairs},
        without=tuple(one.mentee for one in found.unmatched),
    )


def advice(look: Look, draft_id: str) -> Advice:
    """What the engine can be asked about a draft that is released. For the house alone."""
    require(look.actor, Act.MATCHING_CARRY)
    try:
        draft = matching_drafts.draft(look, draft_id)
        inputs = matching_drafts.inputs(look, draft)
    except Refusal:
        return Advice()
    return Advice(draft.copy, inputs, edits_of(matching_drafts.edits(look, draft)))


def releasable(look: Look, draft_id: str) -> Drafted:
    """The pairs of a draft that may be released by the actor.

    Raises Refusal `matching.no_draft`, `matching.not_ready`, `matching.newer_draft`,
    `permissions.*`.
    """
    draft = matching_drafts.draft(look, draft_id)
    require(look.actor, Act.MATCHING_RELEASE, subject_of(draft.cohort))
    if draft.state not in RELEASABLE:
        raise Refusal("matching.not_ready", state=draft.state)
    newest = matching_drafts.newest(look, draft.cohort.id)
    if newest is not None and newest.id != draft.id and newest.state in RELEASABLE:
        raise Refusal("matching.newer_draft", number=newest.number)
    return drafted(look, draft_id)


def left_of(look: Look, found: Drafted) -> Mapping[str, Pair]:
    """Those of its pairs that were not released yet, by mentee."""
    gone = releases.released_mentees(look.session, found.draft.id)
    return {mentee: one for mentee, one in found.pairs.items() if mentee not in gone}


def taken_of(choice: Choice, left: Mapping[str, Pair]) -> Mapping[str, Pair]:
    """Those of them that a choice means."""
    match choice.what:
        case What.ALL:
            return left
        case What.LOCKED:
            return {mentee: one for mentee, one in left.items() if one.locked}
        case What.CHOSEN:
            return {mentee: one for mentee, one in left.items() if mentee in set(choice.mentees)}


def of_id(look: Look, release_id: str) -> Release:
    """One release; the caller asks for the right. Raises Refusal `matching.no_release`."""
    found = releases.release(look.session, release_id)
    if found is None:
        raise Refusal("matching.no_release")
    return found


def launched_by(look: Look, last: Launched) -> Refusal:
    """The answer to whoever comes later: who launched it, and when."""
    return Refusal("matching.launched", name=last.by, at=last.release.at, zone=look.actor.zone)
