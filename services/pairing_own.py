"""What is kept of somebody in pairings, for that very person: as far as they were told of it."""

from collections.abc import Sequence

from documents.sheet import Cell
from program.pairing import OPEN, Pairing, PairingState, PairingStep
from services.desk import Look
from services.my_data import Part, own
from store import pairing_searches, people
from store import pairing_words as words
from store import pairings as kept

Rows = Sequence[Sequence[Cell]]
EVERY_STATE = frozenset(PairingState)


def _pairings(look: Look) -> Rows:
    me = own(look)
    return [
        _row(look, one, me)
        for one in kept.of_person(look.session, me, EVERY_STATE)
        if one.started_on is not None
    ]


def _row(look: Look, pairing: Pairing, me: str) -> Sequence[Cell]:
    knows_end = pairing.end_told
    return (
        "mentor" if pairing.mentor == me else "mentee",
        people.by_id(look.session, pairing.other(me)).name,
        pairing.cohort.name,
        pairing.kind.value,
        pairing.state.value,
        pairing.started_on,
        pairing.ended_on if knows_end else None,
        words.why(look.session, pairing.id) or _found(look, pairing),
        words.thanks(look.session, pairing.id) if knows_end else None,
    )


def _found(look: Look, pairing: Pairing) -> str:
    """What a draft found for the two, where it was made from one."""
    called = {one.id: one.name for one in pairing.cohort.competencies}
    found = words.reasons(look.session, pairing.id) or ()
    parts = ((one.component, [called.get(each, each) for each in one.shared]) for one in found)
    return "; ".join(f"{name}: {', '.join(shared)}" if shared else name for name, shared in parts)


def _questions(look: Look) -> Rows:
    """Every mentee somebody was asked for as a mentor, with their own words where they said no."""
    me = own(look)
    asked = [one for one in kept.of_person(look.session, me, EVERY_STATE) if one.mentor == me]
    return [
        (
            people.by_id(look.session, one.mentee).name,
            one.cohort.name,
            one.asked_at,
            "open" if one.state in OPEN else one.state.value,
            *_no(look, one),
        )
        for one in asked
    ]


def _no(look: Look, pairing: Pairing) -> tuple[Cell, Cell]:
    for one in words.steps(look.session, pairing.id):
        if one.step is PairingStep.DECLINED:
            return one.reason, one.words
    return None, None


def _proposed(look: Look) -> Rows:
    """The reasons somebody wrote as a program manager."""
    names = people.by_id
    return [
        (
            names(look.session, one.mentee).name,
            names(look.session, one.mentor).name,
            one.asked_at,
            words.why(look.session, one.id),
        )
        for one in pairing_searches.proposed_by(look.session, own(look))
    ]


MY_DATA = (
    Part(
        name="Pairings",
        what="your pairings: with whom, since when, why the two of you, and words of thanks",
        seen_by="The other of your pairing sees these; the program team too, without the thanks.",
        heading=("You", "With", "Cohort", "Kind", "State", "Began", "Last day", "Why", "Thanks"),
        rows=_pairings,
        withheld="What program managers noted about how a pairing ended, or whom they had in mind.",
    ),
    Part(
        name="Asked to mentor",
        what="the mentees you were asked for, and what you said when you declined",
        seen_by="The program team sees these; the mentees never do.",
        heading=("Mentee", "Cohort", "Asked", "What became of it", "Reason", "Your words"),
        rows=_questions,
    ),
    Part(
        name="Pairings you proposed",
        what="pairings you proposed as a program manager, with the reason you wrote",
        seen_by="The two of them and the program team see these.",
        heading=("Mentee", "Mentor", "Asked", "Why"),
        rows=_proposed,
    ),
)
