"""A nomination that is not sent yet: kept sealed for its author between the two steps."""

from collections.abc import Sequence
from typing import Any

from program.cohort import Cohort
from program.nomination_forms import SelfNomination
from program.refusal import Refusal
from services import drafts
from services.desk import Look, Work

FORM = "nominations.self"
"""The name of the draft in which the first step waits for the second."""


def keep(work: Work, form: SelfNomination) -> None:
    """Put it aside, in place of what was kept before."""
    kept: dict[str, Any] = {
        "cohort": form.cohort_id,
        "competencies": list(form.competencies),
        "aspiration": form.aspiration,
        "evidence": dict(form.evidence),
        "may_ask_manager": form.may_ask_manager,
    }
    drafts.keep(work, FORM, kept)


def find(look: Look, choice: Sequence[Cohort]) -> SelfNomination | None:
    """The actor's own draft, if it is for one of these cohorts."""
    found = drafts.find(look, FORM)
    if found is None or found["cohort"] not in {one.id for one in choice}:
        return None
    return SelfNomination(
        cohort_id=found["cohort"],
        competencies=tuple(found["competencies"]),
        aspiration=found["aspiration"],
        evidence=dict(found["evidence"]),
        may_ask_manager=found["may_ask_manager"],
    )


def need(look: Look, cohort: Cohort) -> SelfNomination:
    """The draft for this cohort. Raises Refusal `nominations.draft_gone` when there is none."""
    draft = find(look, (cohort,))
    if draft is None:
        raise Refusal("nominations.draft_gone")
    return draft


def drop(work: Work) -> None:
    """Forget it: it was sent."""
    drafts.drop(work, FORM)
