"""How each message to a mentor looks, when it is sent and when it is shown anew."""

from collections.abc import Sequence

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Cohorts, Mentors, Profiles
from handlers.mentors import message_words as words
from handlers.mentors.words import (
    MY_PROFILE,
    NOT_NOW,
    OFFER,
    READ_EXPECTED,
    SAY_OFFER,
    SET_PLACES,
)
from program.delivery import Rendered
from program.mentor import MentorState
from services import mentor_messages as told
from services.deliveries import Message
from services.mentor_messages import ToldMentor


def invite(say: ToldMentor) -> Rendered:
    """The invitation with its answers; once answered or over, what became of it."""
    return _invitation(say, words.invite(say))


def reminder(say: ToldMentor) -> Rendered:
    """The one reminder, with the same answers."""
    return _invitation(say, words.reminder(say))


def news(say: ToldMentor) -> Rendered:
    """The places follow what was set since."""
    if say.mentor.state is not MentorState.ON_ROSTER:
        return _message(words.news(say), [])
    profile = {"cohort": say.cohort.id, "side": "mentor"}
    buttons = [
        blocks.button(SET_PLACES, Mentors.PLACES, ids={"mentor": say.mentor.id}),
        blocks.button(MY_PROFILE, Profiles.OPEN, ids=profile),
    ]
    return _message(words.news(say), buttons)


def invitation_buttons(mentor_id: str, cohort_id: str) -> list[Block]:
    """The two answers, and what is expected."""
    cohort = {"cohort": cohort_id}
    return [
        blocks.button(SAY_OFFER, Mentors.OFFER, ids=cohort, style="primary"),
        blocks.button(NOT_NOW, Mentors.DECLINE, ids={"mentor": mentor_id}),
        blocks.button(READ_EXPECTED, Cohorts.CHARTER, ids=cohort),
    ]


def _invitation(say: ToldMentor, text: str) -> Rendered:
    state = say.mentor.state
    if state is MentorState.INVITED and say.is_this_one:
        return _message(text, invitation_buttons(say.mentor.id, say.cohort.id))
    offer = blocks.button(OFFER, Mentors.OFFER, ids={"cohort": say.cohort.id})
    may_offer = state in (MentorState.LAPSED, MentorState.LEFT)
    return _message(words.answered(say), [offer] if may_offer else [])


def _message(text: str, buttons: Sequence[Block]) -> Rendered:
    row = (blocks.actions(*buttons),) if buttons else ()
    return Rendered(text=text, blocks=(blocks.section(text), *row))


MESSAGES = (
    Message("mentors.invite", told.is_invited, told.told_mentor, invite),
    Message("mentors.invite_reminder", told.is_invited, told.told_mentor, reminder),
    Message("mentors.news", told.is_on_roster, told.told_mentor, news),
)
