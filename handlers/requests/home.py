"""What pauses and requests put on Home."""

from handlers.feature import Block
from handlers.requests import pause_views
from program.hours import local_day
from services import pauses
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


def may_pause(look: Look) -> bool:
    """Whether the reader is in a running pairing, so that its words are theirs."""
    return pauses.has_pairing(look)
