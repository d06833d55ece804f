"""What mentors put on Home: an invitation, one's time and places, the roster's button."""

from handlers import blocks
from handlers.feature import Block, HomeButton, InboxItem, NextStep, Rank
from handlers.ids import Mentors
from handlers.mentors import home_views, roster_words, words
from program.hours import local_day
from program.mentor import MentorState
from program.permissions import Act, may, may_somewhere
from services import mentor_offers, mentor_roster, mentors, people
from services.desk import Look


def my_time(look: Look) -> list[Block]:
    """Promised hours, places and standing by, for whoever is on a roster."""
    if not may(look.actor, Act.MENTORS_OFFER):
        return []
    on_roster = MentorState.ON_ROSTER
    mine = [one for one in mentors.my_places(look) if one.mentor.state is on_roster]
    return home_views.my_time(mine)


def for_you(look: Look) -> list[Block]:
    """An open invitation, or the way to offer oneself."""
    if not may(look.actor, Act.MENTORS_OFFER):
        return []
    invited = MentorState.INVITED
    mine = [one for one in mentors.my_places(look) if one.mentor.state is invited]
    today = local_day(look.now, look.actor.zone)
    if not mine:
        return home_views.could_offer(mentor_offers.open_to_me(look), today)
    inviters = people.named(look, {one.mentor.invited_by or "" for one in mine})
    return home_views.invitations(mine, inviters, today)


def home_buttons(look: Look) -> list[HomeButton]:
    """The way to the roster."""
    if not may_somewhere(look.actor, Act.MENTORS_SEE):
        return []
    return [HomeButton(roster_words.ROSTER, Mentors.LIST)]


def roster_top(look: Look) -> list[Block]:
    """Above the roster: inviting somebody, for whoever may."""
    if not may_somewhere(look.actor, Act.MENTORS_INVITE):
        return []
    return [blocks.actions(blocks.button(roster_words.INVITE, Mentors.INVITE))]


def next_step(look: Look) -> NextStep | None:
    """An invitation waits for a yes or a no."""
    if not may(look.actor, Act.MENTORS_OFFER):
        return None
    for one in mentors.my_places(look):
        if one.mentor.state is MentorState.INVITED:
            ids = {"cohort": one.cohort.id}
            text = words.next_invited(one.cohort)
            return NextStep(10, text, words.SAY_OFFER, Mentors.OFFER, ids, has_row=True)
    return None


def inbox(look: Look) -> list[InboxItem]:
    """Invitations that nobody answered, for whoever may invite."""
    if not may_somewhere(look.actor, Act.MENTORS_INVITE):
        return []
    today = local_day(look.now, look.actor.zone)
    return [
        InboxItem(
            Rank.SILENT_MENTOR,
            roster_words.silent(one, today),
            Mentors.READ,
            ids={"mentor": one.mentor.id},
            spoken=f"{roster_words.OPEN}, {one.person.name}",
        )
        for one in mentor_roster.silent(look)
    ]
