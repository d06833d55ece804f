"""What is kept of somebody in check-ins, for that very person: facts, and their own words."""

from collections.abc import Sequence

from documents.sheet import Cell
from program.pairing import PairingState
from services.desk import Look
from services.my_data import Part, own
from store import check_in_words as words
from store import check_ins as kept
from store import pairings, people

Rows = Sequence[Sequence[Cell]]
_MOST = 1000


def _meetings(look: Look) -> Rows:
    me = own(look)
    rows: list[Sequence[Cell]] = []
    for pairing in pairings.of_person(look.session, me, frozenset(PairingState)):
        if pairing.started_on is None:
            continue
        other = people.by_id(look.session, pairing.other(me)).name
        for one in kept.of_pairing(look.session, pairing.id, latest=_MOST):
            agreed = "\n".join(words.actions(look.session, one.id))
            rows.append((one.met_on, one.minutes, one.medium.value, other, one.state.value, agreed))
    return rows


def _own_words(look: Look) -> Rows:
    return [
        (
            met_on,
            said.note,
            said.worth.value if said.worth else None,
            ", ".join(said.in_the_way),
        )
        for met_on, _, said in words.notes_of(look.session, own(look))
        if not said.is_empty
    ]


MY_DATA = (
    Part(
        name="Check-ins",
        what="your meetings: day, minutes, how, and what the two of you agreed",
        seen_by="The other of your pairing sees the same; others see counts only.",
        heading=("Day", "Minutes", "How", "With", "State", "What you agreed"),
        rows=_meetings,
    ),
    Part(
        name="Your notes on meetings",
        what="your private notes, and your answers that are only counted",
        seen_by="Nobody sees your notes; the answers are counted in groups of 5 or more.",
        heading=("Day", "Note", "Worth the time", "What got in the way"),
        rows=_own_words,
    ),
)
