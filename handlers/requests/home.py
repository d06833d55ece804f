"""What pauses and requests put on Home."""

from handlers.feature import Block, HomeButton
from handlers.ids import Requests
from handlers.requests import case_words, pause_views, team, views
from program.hours import local_day
from services import pauses, people, requests
from services.desk import Look


def rests_as_mentee(look: Look) -> list[Block]:
    """The banner of one's own pause as a mentee, with the way out of it."""
    return _banners(look, as_mentor=False)


def rests_as_mentor(look: Look) -> list[Block]:
    """The same as a mentor."""
    return _banners(look, as_mentor=True)


def _banners(look: Look, *, as_mentor: bool) -> list[Block]:
    today = local_day(look.now, look.actor.zone)
    me = look.actor.person_id
    return [
        block
        for one in pauses.resting(look)
        if (one.pairing.mentor == me) is as_mentor
        for block in pause_views.banner(one, today)
    ]


def asked_as_mentee(look: Look) -> list[Block]:
    """One's own open requests about pairings in which one is the mentee."""
    return _asked(look, as_mentor=False)


def asked_as_mentor(look: Look) -> list[Block]:
    """The same as a mentor."""
    return _asked(look, as_mentor=True)


def _asked(look: Look, *, as_mentor: bool) -> list[Block]:
    me = look.actor.person_id
    mentored = {one.id for one in pauses.own_pairings(look) if (one.mentor == me) is as_mentor}
    found = [one for one in requests.mine(look) if one.is_open and one.pairing_id in mentored]
    known = people.named(look, [one.owner for one in found if one.owner])
    return views.home(found, known, local_day(look.now, look.actor.zone))


def list_button(look: Look) -> list[HomeButton]:
    """The program team's way to the list."""
    if not team.is_on_the_team(look):
        return []
    return [HomeButton(case_words.REQUESTS, Requests.LIST)]


def may_pause(look: Look) -> bool:
    """Whether the reader is in a running pairing, so that its words are theirs."""
    return pauses.has_pairing(look)
