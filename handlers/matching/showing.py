"""From ids to views: what stands in the list, with one mentee, in an answer, at this moment."""

from collections.abc import Sequence

from handlers.feature import View
from handlers.matching import (
    act_words,
    board_views,
    forms,
    mentee_views,
    run_views,
    why_not_views,
)
from handlers.matching.board_views import Board
from handlers.matching.place import Place
from program.cohort import Cohort
from program.hours import local_day
from program.matching_draft import UNDER_WAY, DraftState, EditMade, in_force
from program.person import Person
from services import (
    matching_choices,
    matching_drafts,
    matching_reading,
    matching_recruiting,
    matching_rules,
    matching_runs,
    matching_why,
    people,
    releases,
)
from services.desk import Look

_LISTED = frozenset({DraftState.READY, DraftState.RELEASING, DraftState.RELEASED})


def board(look: Look, place: Place, note: str = "") -> View:
    """The list of a draft; how far it is while it is worked out."""
    draft = matching_drafts.draft(look, place.draft)
    if draft.state in UNDER_WAY:
        return run_views.waiting(draft, *matching_runs.progress(look, draft))
    if draft.state not in _LISTED:
        return run_views.ended(draft)
    proposal = matching_reading.proposal(look, draft.id)
    made = matching_drafts.edits(look, draft)
    launched = releases.launched_pairs(look, draft)
    return board_views.board(Board(draft, proposal, place, _last(look, made), note, launched))


def mentee(look: Look, place: Place, note: str = "") -> View:
    """One mentee of a draft."""
    draft = matching_drafts.draft(look, place.draft)
    shown = matching_why.one(look, draft.id, place.mentee)
    at = place.at(shown.edits)
    return mentee_views.one(shown, at, is_open=draft.state is DraftState.READY, note=note)


def why_not(look: Look, place: Place, note: str = "") -> View:
    """The question, and its answer where a mentor was chosen."""
    draft = matching_drafts.draft(look, place.draft)
    is_open = draft.state is DraftState.READY
    if not place.mentor:
        (who,) = matching_choices.people_of(look, draft.id, place.mentee)
        return why_not_views.why_not(who, place.at(draft.edits), is_open=is_open, note=note)
    told = matching_why.why_not(look, draft.id, place.mentee, place.mentor)
    return why_not_views.why_not(
        told.mentee, place.at(told.edits), told, is_open=is_open, note=note
    )


def run(look: Look, cohort_id: str) -> View:
    """The form of a run, with what there is for whom."""
    return run_views.run(
        run_views.RunForm(
            told=matching_recruiting.cover(look, cohort_id),
            rules=matching_rules.rules_of(look, cohort_id),
            newest=matching_drafts.newest(look, cohort_id),
            today=local_day(look.now, look.actor.zone),
        )
    )


def overtaken(look: Look, place: Place) -> str:
    """Who changed the draft after what was seen; empty where nobody did.

    One's own last edit is no surprise: pressed twice, it is done once.
    """
    draft = matching_drafts.draft(look, place.draft)
    if draft.edits == place.edits:
        return ""
    made = matching_drafts.edits(look, draft)
    if not made or made[-1].by == look.me:
        return ""
    last = made[-1]
    known = people.named(look, [one for one in (last.by, last.edit.mentee) if one])
    return act_words.overtaken(known.get(last.by or ""), last, known.get(last.edit.mentee))


def _last(look: Look, made: Sequence[EditMade]) -> tuple[EditMade, Person] | None:
    """The edit that would be taken back."""
    standing = [one for one in in_force(made) if not one.carried]
    if not standing:
        return None
    last = standing[-1]
    found = people.named(look, [last.edit.mentee]).get(last.edit.mentee)
    return None if found is None else (last, found)


def named(look: Look, cohorts: Sequence[Cohort], typed: str) -> View | None:
    """Whom somebody named behind a word: a mentee, or the mentor they do not have.

    People are named by a mention, or a mentee by a part of their name that nobody else has. None
    where no draft has them.
    """
    slack_users, rest = forms.mentioned(typed)
    asked = [people.by_slack_user(look, one).id for one in slack_users[:2]]
    for cohort in cohorts:
        draft = matching_drafts.newest(look, cohort.id)
        if draft is None or draft.state not in _LISTED:
            continue
        found = matching_choices.mentees_found(look, draft.id, rest) if rest else ()
        if asked and matching_choices.is_mentee(look, draft.id, asked[0]):
            place = Place(draft.id, mentee=asked[0], mentor="".join(asked[1:]))
            return why_not(look, place) if place.mentor else mentee(look, place)
        if not asked and len(found) == 1:
            return mentee(look, Place(draft.id, mentee=found[0].id))
    return None
