"""The part of Home that mentors have: an invitation, an offer, time and places."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Mentors
from handlers.mentors import words
from handlers.mentors.messages import invitation_buttons
from handlers.mentors.views import places_button
from program.cohort import Cohort
from program.person import Person
from services.mentors import MyPlaces

MOST_ON_HOME = 3


def invitations(
    mine: Sequence[MyPlaces], inviters: Mapping[str, Person], today: date
) -> list[Block]:
    """Open invitations, each with its answers."""
    shown: list[Block] = []
    for one in mine[:MOST_ON_HOME]:
        inviter = inviters.get(one.mentor.invited_by or "")
        shown += [
            blocks.section(words.invited(one.cohort, inviter, one.mentor, today)),
            blocks.actions(*invitation_buttons(one.mentor.id, one.cohort.id)),
        ]
    return [blocks.header(words.MENTORING), *shown] if shown else []


def could_offer(cohorts: Sequence[Cohort], today: date) -> list[Block]:
    """Cohorts that would welcome a mentor, with one button: its form asks which."""
    if not cohorts:
        return []
    if len(cohorts) > 1:
        text = words.could_offer_any(cohorts[:MOST_ON_HOME], today)
        return [blocks.section(text, blocks.button(words.OFFER, Mentors.OFFER))]
    ids = {"cohort": cohorts[0].id}
    text = words.could_offer(cohorts[0], today)
    return [blocks.section(text, blocks.button(words.OFFER, Mentors.OFFER, ids=ids))]


def my_time(mine: Sequence[MyPlaces]) -> list[Block]:
    """Promised hours, places and standing by, cohort by cohort."""
    rows = [blocks.section(words.my_time(one), places_button(one)) for one in mine[:MOST_ON_HOME]]
    return [blocks.header(words.MY_TIME), *rows] if rows else []
