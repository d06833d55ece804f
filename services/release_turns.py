"""What a pairing that came from a release tells it: a no leads on, a yes settles, a start ends."""

from program.pairing import Pairing
from program.permissions import Act, require
from program.release import Ask, AskState
from services.desk import Work
from store import release_asks, releases

CARRY = "matching.release"
"""The kind of long work that asks the mentors of a release, and the next best ones."""


def fell(work: Work, pairing: Pairing) -> None:
    """The mentor said no, did not answer or may not any more: the next best is looked for.

    In the house's own name, whoever set it off; nothing for a pairing made by hand.
    """
    asked = _asked(work, pairing)
    if asked is not None and release_asks.move(work.session, asked, AskState.FELL):
        carry_on(work, asked)


def settled(work: Work, pairing: Pairing) -> None:
    """A yes has rested, or a question was taken back: the clock looks whether all is settled."""
    asked = _asked(work, pairing)
    if asked is not None:
        releases.report_now(work.session, asked.release_id)


def began(work: Work, pairing: Pairing) -> None:
    """A pairing began: nobody is told any more that this mentee has no mentor."""
    settled(work, pairing)
    found = release_asks.without_mentor(work.session, pairing.cohort.id, pairing.mentee)
    for one in found:
        release_asks.move(work.session, one, AskState.OVER)
        work.retouch(f"release_ask:{one.id}")


def carry_on(work: Work, asked: Ask) -> None:
    """Have the house look for the next best; once for each question."""
    require(work.by_the_house().actor, Act.MATCHING_CARRY)
    key = f"{CARRY}:{asked.id}"
    work.start_task(CARRY, ids={"release": asked.release_id}, key=key)


def _asked(work: Work, pairing: Pairing) -> Ask | None:
    require(work.by_the_house().actor, Act.MATCHING_CARRY)
    found = release_asks.ask_of_pairing(work.session, pairing.id)
    return found if found is not None and found.state is AskState.ASKED else None
