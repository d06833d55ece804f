"""My profile on Home: how much of it is there, the way into it, and to wishes."""

from handlers import blocks
from handlers.feature import Block, NextStep, Tab
from handlers.ids import Profiles
from handlers.profiles import views, words
from services import profiles
from services.desk import Look
from services.profiles import MyProfile, Side

_RANK = 25
"""After what somebody waits for, before what is only good to do."""


def as_mentee(look: Look) -> list[Block]:
    """One's profile as a mentee, in each cohort."""
    return _section([one for one in _mine(look) if one.side is Side.MENTEE])


def as_mentor(look: Look) -> list[Block]:
    """One's profile as a mentor, in each cohort."""
    return _section([one for one in _mine(look) if one.side is Side.MENTOR])


def next_step(look: Look) -> NextStep | None:
    """A profile that was never sent or says too little, where a pairing is still to be found."""
    for one in _mine(look):
        if one.settled or (one.written and one.coverage.enough):
            continue
        text = words.NEXT_MENTEE if one.side is Side.MENTEE else words.NEXT_MENTOR
        ids = {"cohort": one.cohort.id, "side": one.side.value}
        tab = Tab.YOU if one.side is Side.MENTEE else Tab.MENTOR
        return NextStep(_RANK, text, words.WRITE, Profiles.OPEN, ids, tab=tab)
    return None


def takes_part(look: Look) -> bool:
    """Whether the reader has a profile to write."""
    return bool(_mine(look))


def _mine(look: Look) -> tuple[MyProfile, ...]:
    return profiles.mine(look) if profiles.may_keep(look) else ()


def _section(mine: list[MyProfile]) -> list[Block]:
    if not mine:
        return []
    rows = [views.row(one) for one in mine[: views.MOST_LISTED]]
    only = mine[0].cohort if len(mine) == 1 else None
    return [blocks.header(words.MY_PROFILE), *rows, views.others(only)]
