"""Where a nomination stands, for every verb of nominations: found, moved on, or refused."""

from collections.abc import Mapping
from typing import Any

from program.cohort import Cohort, takes_nominations
from program.nomination import Standing
from program.nomination_steps import DECIDED, NominationState, Step, after, may_follow
from program.person import Person
from program.refusal import Refusal
from services import people
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import nominations as kept


def need(look: Look, nomination_id: str) -> Standing:
    """Where one nomination stands; the caller asks for the right to it.

    Raises Refusal `nominations.not_found`.
    """
    standing = kept.standing(look.session, nomination_id)
    if standing is None:
        raise Refusal("nominations.not_found")
    return standing


def need_readable(look: Look, nomination_id: str) -> Standing:
    """A nomination that has the nominee's yes: before it the program team has nothing to read.

    Raises Refusal `nominations.not_found`.
    """
    standing = need(look, nomination_id)
    if standing.review_from is None:
        raise Refusal("nominations.not_found")
    return standing


def move(
    work: Work,
    seen: Standing,
    step: Step,
    state: NominationState,
    *,
    text: str | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Standing:
    """Take a step that decides nothing, in the actor's name; answers where it stands then.

    Raises Refusal `nominations.changed_meanwhile` when somebody else moved it on.
    """
    if not kept.take_step(
        work.session, seen, step, state, by=work.me, decides=False, text=text, changes=changes
    ):
        raise Refusal("nominations.changed_meanwhile")
    return need(work, seen.id)


def take_own_step(
    work: Work,
    seen: Standing,
    step: Step,
    *,
    text: str | None = None,
    starts_review: bool = False,
) -> Standing:
    """The same for a step of the nominee's own. Raises Refusal as `following` and `move` do."""
    state = following(work, seen, step)
    changes = {"review_from": work.now} if starts_review else {}
    return move(work, seen, step, state, text=text, changes=changes)


def following(look: Look, standing: Standing, step: Step) -> NominationState:
    """The state that follows.

    Raises Refusal `nominations.decided_on` once it is decided, or as the rules do.
    """
    if standing.state in DECIDED and not may_follow(standing.state, step):
        raise Refusal(
            "nominations.decided_on", decided_at=standing.decided_at, zone=look.actor.zone
        )
    return after(standing.state, step)


def cohort(look: Look, cohort_id: str) -> Cohort:
    """The cohort a form names. Raises Refusal `nominations.no_cohort`."""
    found = kept_cohorts.cohort(look.session, cohort_id)
    if found is None:
        raise Refusal("nominations.no_cohort")
    return found


def open_cohort(look: Look, cohort_id: str) -> Cohort:
    """The same, while it takes nominations. Raises Refusal `nominations.closed` else."""
    found = cohort(look, cohort_id)
    refuse_closed(look, found)
    return found


def refuse_closed(look: Look, asked_for: Cohort) -> None:
    """Raises Refusal `nominations.closed` unless the cohort takes nominations now."""
    if not takes_nominations(asked_for, look.now):
        raise Refusal("nominations.closed", closed_on=asked_for.nominations_close)


def nominee(look: Look, person_id: str) -> Person:
    """Who is put forward. Raises Refusal `people.*` where they take no part any more."""
    found = people.named(look, [person_id]).get(person_id)
    if found is None:
        raise Refusal("people.unknown")
    return people.by_slack_user(look, found.slack_user)
