"""An offer that is not sent yet: kept sealed for its author between the two steps."""

from collections.abc import Sequence
from typing import Any

from program.cohort import Cohort
from program.mentor import Offer
from program.refusal import Refusal
from services import drafts
from services.desk import Look, Work

FORM = "mentors.offer"
"""The name of the draft in which the first step waits for the second."""


def keep(work: Work, offer: Offer) -> None:
    """Put it aside, in place of what was kept before."""
    kept: dict[str, Any] = {
        "cohort": offer.cohort_id,
        "competencies": list(offer.competencies),
        "style": offer.style,
        "places": offer.places,
        "hours": offer.hours_a_month,
        "backup": offer.backup,
        "boundaries": offer.boundaries,
        "times": list(offer.times),
        "languages": list(offer.languages),
    }
    drafts.keep(work, FORM, kept)


def find(look: Look, choice: Sequence[Cohort]) -> Offer | None:
    """The actor's own draft, if it is for one of these cohorts."""
    found = drafts.find(look, FORM)
    if found is None or found["cohort"] not in {one.id for one in choice}:
        return None
    return Offer(
        cohort_id=found["cohort"],
        competencies=tuple(found["competencies"]),
        style=found["style"],
        places=found["places"],
        hours_a_month=found["hours"],
        backup=found["backup"],
        boundaries=found["boundaries"],
        times=tuple(found["times"]),
        languages=tuple(found["languages"]),
    )


def need(look: Look, cohort: Cohort) -> Offer:
    """The draft for this cohort. Raises Refusal `mentors.draft_gone` when there is none."""
    draft = find(look, (cohort,))
    if draft is None:
        raise Refusal("mentors.draft_gone")
    return draft


def drop(work: Work) -> None:
    """Forget it: it was sent."""
    drafts.drop(work, FORM)
