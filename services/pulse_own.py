"""What is kept of somebody's pulses, for that person: that they were invited, and no more."""

from collections.abc import Sequence

from documents.sheet import Cell
from services.desk import Look
from services.my_data import Part, own
from services.pulse_invited import INVITATION
from store.pulse import invited


def _invitations(look: Look) -> Sequence[Sequence[Cell]]:
    return [
        (one.policy.program, one.policy.title, one.policy.opens_on, one.closes_at)
        for one in invited.ever(look.session, INVITATION, own(look))
    ]


MY_DATA = Part(
    name="Pulses",
    what="which anonymous pulses you were invited to",
    seen_by="What you answered cannot be found, by anybody. The program team knows who was "
    "invited, and is never told who answered.",
    heading=("Program", "Pulse", "Opened", "Closes or closed"),
    rows=_invitations,
)
