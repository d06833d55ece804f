"""What is kept of somebody in drafts of pairs, for that person: that they stood in them."""

from collections.abc import Sequence

from documents.sheet import Cell
from services.desk import Look
from services.my_data import Part, own
from store import matching_drafts as kept


def _drafts(look: Look) -> Sequence[Sequence[Cell]]:
    return [
        (f"{one.cohort.program.name}: {one.cohort.name}", one.asked_at)
        for one in kept.of_person(look.session, own(look))
    ]


MY_DATA = Part(
    name="Proposals of pairs",
    what="which proposals of pairs were made with what your profile says",
    seen_by="Program managers see the pairs and the reasons.",
    heading=("Cohort", "Made"),
    rows=_drafts,
    withheld="Whom a proposal pairs you with is told once that person has said yes.",
)
