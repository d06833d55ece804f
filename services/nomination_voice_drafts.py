"""A colleague's nomination that is not sent yet: kept sealed for its author between steps."""

from collections.abc import Sequence
from typing import Any

from program.cohort import Cohort
from program.nomination_voice import KnownAs, Rating, VoiceForm
from program.refusal import Refusal
from services import drafts
from services.desk import Look, Work

FORM = "nominations.other"
"""The name of the draft in which the steps wait for the last one."""


def keep(work: Work, form: VoiceForm) -> None:
    """Put it aside, in place of what was kept before."""
    kept: dict[str, Any] = {
        "cohort": form.cohort_id,
        "nominee": form.nominee,
        "known_as": form.known_as,
        "has_conflict": form.has_conflict,
        "competencies": list(form.competencies),
        "evidence": dict(form.evidence),
        "ratings": dict(form.ratings),
        "remark": form.remark,
    }
    drafts.keep(work, FORM, kept)


def find(look: Look, choice: Sequence[Cohort]) -> VoiceForm | None:
    """The actor's own draft, if it is for one of these cohorts."""
    found = drafts.find(look, FORM)
    if found is None or found["cohort"] not in {one.id for one in choice}:
        return None
    return VoiceForm(
        cohort_id=found["cohort"],
        nominee=found["nominee"],
        known_as=KnownAs(found["known_as"]) if found["known_as"] else None,
        has_conflict=found["has_conflict"],
        competencies=tuple(found["competencies"]),
        evidence=dict(found["evidence"]),
        ratings={Rating(name): given for name, given in found["ratings"].items()},
        remark=found["remark"],
    )


def need(look: Look, cohort: Cohort, nominee_id: str) -> VoiceForm:
    """The draft for this cohort and person. Raises Refusal `nominations.other_draft_gone`."""
    draft = find(look, (cohort,))
    if draft is None or draft.nominee != nominee_id:
        raise Refusal("nominations.other_draft_gone")
    return draft


def drop(work: Work) -> None:
    """Forget it: it was sent."""
    drafts.drop(work, FORM)
