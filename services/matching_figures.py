"""What a draft came to, as counts: for its row, its audit lines and whoever reads of it."""

from collections.abc import Sequence
from dataclasses import replace

from program.matching.records import Edit, EditKind, Inputs, Solution
from program.matching_draft import Figures, standing


def figures_of(
    before: Figures,
    found: Solution,
    edits: Sequence[Edit],
    *,
    moved: int,
    places: int | None = None,
) -> Figures:
    """The figures with these pairs and edits; what was gathered stays as it was."""
    kinds = [one.kind for one in standing(edits)]
    return replace(
        before,
        places=before.places if places is None else places,
        pairs=len(found.pairs),
        without=len(found.unmatched),
        locked=kinds.count(EditKind.LOCK),
        vetoed=kinds.count(EditKind.VETO),
        moved=moved,
        total=found.total,
        gap=found.gap,
        weakest=found.weakest,
    )


def free_places(inputs: Inputs) -> dict[str, int]:
    """Places each mentor can still give, by their offer, their hours and what is taken.

    Source: the rule of seats in `program/matching/problem.py`; somebody who rests gives none.
    """
    return {
        one.id: 0
        if one.paused
        else max(0, min(one.places, one.hours_a_month // inputs.hours_a_mentee) - one.taken)
        for one in inputs.mentors
    }


def others_moved(before: Solution, after: Solution, *chosen: str) -> tuple[str, ...]:
    """Mentees whose mentor is another one now, in order of id, without those of the edit itself."""
    mentor_before = {one.mentee: one.mentor for one in before.pairs}
    mentor_after = {one.mentee: one.mentor for one in after.pairs}
    return tuple(
        sorted(
            one
            for one in {*mentor_before, *mentor_after}
            if mentor_before.get(one) != mentor_after.get(one) and one not in chosen
        )
    )
