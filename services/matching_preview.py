"""What other weights would change, computed and shown before anything is set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from program.matching.records import Pair
from program.matching.rules import Rules, check_rules
from program.matching_draft import DraftState
from program.permissions import Act, require
from program.refusal import Refusal
from services import matching_drafts, matching_engine
from services.desk import Look
from services.matching_reading import opened

SHOWN_BONUS = 100
"""Basis points for keeping a pair that a program manager has seen."""


@dataclass(frozen=True)
class Preview:
    """The draft that is ready, beside what the same people would get by other rules."""

    draft: str
    pairs: int
    """Pairs of that draft."""
    changed: int
    """Mentees of these whose mentor would be another one, or none."""
    paired: int
    """Pairs there would be."""
    mean_before: int | None
    """Basis points, by the rules of that draft."""
    mean_after: int | None
    weakest_before: int | None
    weakest_after: int | None


def preview(look: Look, cohort_id: str, rules: Rules) -> Preview | None:
    """What a run by these rules would change in the draft that is ready; nothing is set or kept.

    Its people and profiles are those of that draft, its locks and vetoes stay, and its pairs are
    kept where that costs little, as a run would. None: no draft is ready. Raises Refusal of
    `check_rules`, `matching.no_cohort`, `.copy_gone`, `permissions.*`.
    """
    drafts = matching_drafts.of_cohort(look, cohort_id)
    troubles = check_rules(rules)
    if troubles:
        raise Refusal.of(troubles)
    newest = next((one for one in drafts if one.state is DraftState.READY), None)
    if newest is None:
        return None
    require(look.actor, Act.MATCHING_SET, newest.subject)
    found = opened(look, newest.id)
    before = {one.mentee: one.mentor for one in found.solution.pairs}
    study = matching_engine.apart(
        replace(found.inputs, rules=rules, before=before, kept_bonus=SHOWN_BONUS)
    )
    after = study.solve(found.edits)
    return Preview(
        draft=newest.id,
        pairs=len(before),
        changed=len(after.moved),
        paired=len(after.pairs),
        mean_before=_mean(look, found.solution.pairs),
        mean_after=_mean(look, after.pairs),
        weakest_before=_weakest(look, found.solution.pairs),
        weakest_after=_weakest(look, after.pairs),
    )


def _mean(look: Look, pairs: Sequence[Pair]) -> int | None:
    scores = _scores(look, pairs)
    return round(sum(scores) / len(scores)) if scores else None


def _weakest(look: Look, pairs: Sequence[Pair]) -> int | None:
    return min(_scores(look, pairs), default=None)


def _scores(look: Look, pairs: Sequence[Pair]) -> list[int]:
    """Of a pair they would be in, the reader learns nothing, also not from a mean."""
    return [one.score for one in pairs if look.me not in (one.mentee, one.mentor)]
