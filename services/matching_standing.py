"""A draft under the hands of several program managers: seen as it stands, or refused."""

from dataclasses import dataclass

from program.matching.records import Edit, Solution
from program.matching_draft import Draft, DraftState, EditMade, pair_subject
from program.permissions import Act, require
from program.refusal import Refusal
from services import governance
from services.desk import Look, Work
from services.matching_drafts import draft, edits, solution
from store import matching_drafts as kept


@dataclass(frozen=True)
class Seen:
    """A draft as it was when an edit was begun."""

    draft: Draft
    made: tuple[EditMade, ...]
    pairs: Solution
    workspace_id: str


def seen_for(look: Look, draft_id: str, edit: Edit | None = None) -> Seen:
    """A draft that may be edited now, with its pairs. Raises Refusal as `matching_edits` says."""
    seen = draft(look, draft_id)
    if edit is None:
        require(look.actor, Act.MATCHING_EDIT, seen.subject)
    else:
        require_not_mine(look, seen, edit)
    require_ready(seen)
    if edit is not None and not {edit.mentee, edit.mentor} <= kept.people_in(look.session, seen.id):
        raise Refusal("matching.not_in_draft", mentee=edit.mentee, mentor=edit.mentor)
    return Seen(seen, edits(look, seen), solution(look, seen), look.workspace.id)


def moved(work: Work, seen: Draft, state: DraftState, reason: str | None = None) -> Draft:
    """Let a draft stand so from now on. Raises Refusal `matching.edited_meanwhile`."""
    made = kept.move(work.session, seen, state, reason=reason)
    if made is None:
        raise edited_meanwhile(draft(work, seen.id))
    show_anew(work, made)
    return made


def show_anew(work: Work, made: Draft) -> None:
    """A draft stands otherwise: messages about it and the Home of its program managers follow."""
    work.retouch(f"matching_draft:{made.id}")
    managers = governance.program_managers(work, made.cohort.program.id)
    work.refresh_home(*(one.id for one in managers))


def require_not_mine(look: Look, seen: Draft, edit: Edit) -> None:
    """Raise Refusal `permissions.*` for whoever may not edit, or is one of the two."""
    require(look.actor, Act.MATCHING_EDIT, pair_subject(seen, edit.mentee, edit.mentor))


def require_ready(seen: Draft) -> None:
    """Raise Refusal `matching.launched` or `matching.not_ready` (state)."""
    if seen.state in (DraftState.RELEASING, DraftState.RELEASED):
        raise Refusal("matching.launched")
    if seen.state is not DraftState.READY:
        raise Refusal("matching.not_ready", state=seen.state)


def require_number(seen: Draft, made_on: int) -> None:
    """Raise Refusal `matching.edited_meanwhile` unless this is still the last number."""
    if seen.edits != made_on:
        raise edited_meanwhile(seen)


def edited_meanwhile(seen: Draft) -> Refusal:
    """Who was quicker, and when; nobody where somebody in the draft was erased meanwhile."""
    return Refusal(
        "matching.edited_meanwhile", by=seen.edited_by, at=seen.edited_at, number=seen.edits
    )
