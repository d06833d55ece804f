"""Runs of the matching: asked for, gathered, ready, given up; each is a draft and a task."""

from collections.abc import Sequence

from program.cohort import CohortState, state_on
from program.delivery import DeliveryClass
from program.hours import local_day
from program.matching.records import Solution
from program.matching_draft import (
    REPLACED,
    UNDER_WAY,
    Draft,
    DraftState,
    EditMade,
    Figures,
    edits_of,
)
from program.mentor import MentorState
from program.nomination_steps import NominationState
from program.permissions import Act, Subject, require
from program.refusal import Refusal
from services import people
from services.desk import Look, Work
from services.matching_drafts import draft
from services.matching_figures import figures_of
from services.matching_gathering import Gathered
from services.matching_rules import cohort_of
from services.matching_standing import moved, require_number, require_ready, show_anew
from store import matching_drafts as kept
from store import matching_edits as kept_edits
from store import matching_seats as kept_seats
from store import matching_sources as sources
from store import mentors as kept_mentors
from store import nomination_lists
from store import pairings as kept_pairings

KIND = "matching.run"
"""The kind of long work that finds the pairs of a draft."""
DRAFT_READY = "matching.draft_ready"
"""The message to whoever asked: the draft is ready, or it was given up."""


def ask(work: Work, cohort_id: str) -> Draft:
    """Have the best pairs of a cohort found. While that is under way, it answers the same draft.

    The pairs of the newest draft that is ready are kept where that costs little, its locks and
    vetoes go over into the new one, and it is discarded once that is ready. Raises Refusal
    `matching.no_cohort`, `.cohort_closed` (day), `.releasing`, `.no_mentees`, `.no_mentors`,
    `.no_places` (mentors), `permissions.*`.
    """
    cohort = cohort_of(work, cohort_id)
    require(work.actor, Act.MATCHING_RUN, Subject(program_id=cohort.program.id))
    drafts = kept.of_cohort(work.session, cohort.id)
    for one in drafts:
        if one.state in UNDER_WAY:
            return one
        if one.state is DraftState.RELEASING:
            raise Refusal("matching.releasing")
    if state_on(cohort, local_day(work.now, cohort.program.zone)) is CohortState.CLOSED:
        raise Refusal("matching.cohort_closed", day=cohort.ends)
    _require_people(work, cohort.id)
    before = next((one for one in drafts if one.state is DraftState.READY), None)
    made = kept.ask(
        work.session,
        cohort.id,
        number=drafts[0].number + 1 if drafts else 1,
        by=work.actor.person_id,
        made_from=None if before is None else before.id,
    )
    if made is None:
        return kept.of_cohort(work.session, cohort.id)[0]
    work.start_task(KIND, ids={"draft": made.id}, key=_task_key(made.id))
    work.note("matching.asked", about=_about(made), number=made.number)
    show_anew(work, made)
    return made


def progress(look: Look, seen: Draft) -> tuple[int, int | None]:
    """How far a run is: so much done of so much in all (None: not known yet)."""
    require(look.actor, Act.MATCHING_SEE, seen.subject)
    return sources.progress_of_task(look.session, _task_key(seen.id))


def keep_inputs(
    work: Work, seen: Draft, gathered: Gathered, carried: Sequence[EditMade], dropped: int
) -> Draft | None:
    """Keep what a draft is made from, with the edits it takes over; what is found is found in
    that. None: it stands otherwise by now. For the house alone."""
    require(work.actor, Act.MATCHING_CARRY)
    figures = Figures(
        mentees=len(gathered.inputs.mentees),
        mentors=len(gathered.inputs.mentors),
        cycle=gathered.cycle,
        superiors=gathered.superiors,
        dropped=dropped,
    )
    made = kept.gathered(work.session, seen, gathered.inputs, figures, edits=len(carried))
    if made is not None:
        for one in carried:
            kept_edits.add(work.session, made.id, one, None)
    return made


def finish(work: Work, seen: Draft, places: int, found: Solution) -> Draft | None:
    """Keep the pairs of a draft, hold their places, let the draft before go, tell whoever asked.

    None: it stands otherwise by now. For the house alone.
    """
    require(work.actor, Act.MATCHING_CARRY)
    carried = edits_of(kept_edits.of_draft(work.session, seen.id))
    figures = figures_of(seen.figures, found, carried, places=places, moved=len(found.moved))
    made = kept.ready(work.session, seen, found, figures)
    if made is None:
        return None
    for one in kept.of_cohort(work.session, made.cohort.id, [DraftState.READY]):
        if one.id != made.id:
            kept.move(work.session, one, DraftState.DISCARDED, reason=REPLACED)
            work.retouch(_about(one))
    kept_seats.hold(work.session, made, found.pairs)
    counts = {"pairs": figures.pairs, "without": figures.without, "gap": figures.gap}
    work.note("matching.ready", about=_about(made), number=made.number, **counts)
    _tell(work, made)
    return made


def give_up(work: Work, draft_id: str, reason: str) -> None:
    """A run found nothing; whoever asked is told. A draft that is over stays as it is."""
    require(work.actor, Act.MATCHING_CARRY)
    seen = draft(work, draft_id)
    if seen.state not in UNDER_WAY:
        return
    made = kept.move(work.session, seen, DraftState.FAILED, reason=reason)
    if made is not None:
        kept.forget_copy(work.session, made.id)
        work.note("matching.failed", about=_about(made), reason=reason)
        _tell(work, made)


def launch(work: Work, draft_id: str, made_on: int) -> Draft:
    """A draft is being released: nobody edits it any more.

    Raises Refusal `matching.edited_meanwhile` (by, at, number), `matching.not_ready` (state),
    `permissions.*`.
    """
    seen = draft(work, draft_id)
    require(work.actor, Act.MATCHING_RELEASE, seen.subject)
    require_ready(seen)
    require_number(seen, made_on)
    return moved(work, seen, DraftState.RELEASING)


def launched(work: Work, draft_id: str) -> Draft:
    """Everybody of a released draft is asked. Again is quiet. For the house alone."""
    require(work.actor, Act.MATCHING_CARRY)
    seen = draft(work, draft_id)
    if seen.state is not DraftState.RELEASING:
        return seen
    return moved(work, seen, DraftState.RELEASED)


def _require_people(work: Work, cohort_id: str) -> None:
    """Raise Refusal where there is nobody to bring together, for the first reason there is."""
    session = work.session
    accepted = nomination_lists.in_state(session, cohort_id, NominationState.ACCEPTED)
    promised = kept_pairings.promised(session, cohort_id)
    waiting = [one for one in accepted if one not in promised]
    on_roster = kept_mentors.of_cohorts(session, [cohort_id], [MentorState.ON_ROSTER])
    known = people.named(work, {*waiting, *(one.person_id for one in on_roster)})
    here = {one for one, person in known.items() if not person.deactivated}
    if not here.intersection(waiting):
        raise Refusal("matching.no_mentees", accepted=len(accepted))
    mentors = [one for one in on_roster if one.person_id in here]
    if not mentors:
        raise Refusal("matching.no_mentors")
    taken = kept_pairings.holding(session, cohort_id)
    if not any(one.places > taken.get(one.person_id, 0) for one in mentors):
        raise Refusal("matching.no_places", mentors=len(mentors))


def _tell(work: Work, made: Draft) -> None:
    if made.asked_by is not None:
        work.send(
            DRAFT_READY,
            to=made.asked_by,
            about={"matching_draft": made.id},
            cls=DeliveryClass.REPLY,
            key=f"{DRAFT_READY}:{made.id}",
        )
    show_anew(work, made)


def _task_key(draft_id: str) -> str:
    return f"{KIND}:{draft_id}"


def _about(made: Draft) -> str:
    return f"matching_draft:{made.id}"
