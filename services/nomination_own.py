"""What nominations keep of somebody: as a nominee, and as one who spoke for colleagues."""

from collections.abc import Sequence

from documents.sheet import Cell
from program.nomination import Standing
from services.desk import Look
from services.my_data import Part, own
from store import (
    nomination_remarks,
    nomination_voices,
    nomination_words,
    nominations,
    people,
)

Rows = Sequence[Sequence[Cell]]


def _nominations(look: Look) -> Rows:
    """State, competencies, aspiration, evidence and every step, as the nominee reads them."""
    rows: list[tuple[Cell, ...]] = []
    for standing in nominations.standings_of(look.session, own(look)):
        whole = nomination_words.for_nominee(look.session, standing)
        cohort = _cohort(standing)
        goals = ", ".join(one.name for one in whole.competencies)
        rows += [
            (cohort, standing.received_at, "state", standing.state.value.replace("_", " ")),
            (cohort, standing.received_at, "competencies", goals),
            (cohort, standing.received_at, "aspiration", whole.aspiration),
        ]
        rows += [(cohort, None, one.criterion.text, one.text) for one in whole.evidence]
        rows += [
            (cohort, one.at, one.step.value.replace("_", " "), one.text or "")
            for one in whole.steps
        ]
    return rows


def _kept_back(look: Look) -> int:
    """How many remarks and ratings of others there are: counted, never read."""
    return nomination_remarks.count_about(look.session, own(look))


def _voices(look: Look) -> Rows:
    """Everything the actor said for others, whole: they wrote it."""
    person_id = own(look)
    spoken = nomination_voices.spoken_by(look.session, person_id)
    known = {
        one.id: one
        for one in nominations.standings_by_id(
            look.session, [voice.nomination_id for voice in spoken]
        )
    }
    names = people.by_ids(look.session, [one.nominee for one in known.values()])
    rows: list[tuple[Cell, ...]] = []
    for voice in spoken:
        standing = known[voice.nomination_id]
        whole = nomination_voices.for_author(look.session, standing, person_id, None)
        if whole is None:
            continue
        start: tuple[Cell, ...] = (names[standing.nominee].name, _cohort(standing), voice.at)
        rows += [(*start, one.criterion.text, one.text) for one in whole.evidence]
        rows += [(*start, str(what), rated) for what, rated in whole.ratings.items()]
        rows += [(*start, "remark", whole.remark)] if whole.remark else []
    return rows


def _cohort(standing: Standing) -> str:
    return f"{standing.cohort.program.name}: {standing.cohort.name}"


MY_DATA = (
    Part(
        name="Nominations",
        what="your nominations, with what you wrote and what you were told",
        seen_by="The program team sees these.",
        heading=("Cohort", "When", "What", "Text"),
        rows=_nominations,
        withheld="remarks and ratings of others",
        count_withheld=_kept_back,
    ),
    Part(
        name="Words for colleagues",
        what="what you wrote when you put colleagues forward",
        seen_by=(
            "The program team sees these; the colleague reads what you saw, never ratings or "
            "remarks."
        ),
        heading=("Colleague", "Cohort", "When", "What", "Text"),
        rows=_voices,
    ),
)
