"""The part of Home that nominations have: one's own, what is open, what waits for a decision."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Nominations
from handlers.nominations import voice_words, words
from handlers.nominations.views import own_buttons, standing_row
from handlers.nominations.voice_views import followed_row, nominate_button
from program.cohort import Cohort
from program.nomination import Standing
from program.nomination_rhythm import USUAL, Wait
from program.nomination_steps import NominationState
from services.nomination_followed import Followed
from services.nomination_inbox import Tally

MOST_ON_HOME = 3
MOST_FOLLOWED = 10
COUNTED = (
    NominationState.CONSENT_ASKED,
    NominationState.IN_REVIEW,
    NominationState.MORE_ASKED,
    NominationState.WAIT_LISTED,
    NominationState.ACCEPTED,
    NominationState.DECLINED,
)
"""The states a cohort's figures show, in this order; those of nobody are left out."""


def home_mine(standings: Sequence[Standing], zone: str, today: date) -> list[Block]:
    """One's own nominations on Home, each with what can be done."""
    if not standings:
        return []
    shown: list[Block] = [blocks.header(words.YOUR_NOMINATION)]
    for one in standings[:MOST_ON_HOME]:
        follows = words.what_next(one, zone, today)
        shown.append(standing_row(one, zone, today))
        if one.state is NominationState.IN_REVIEW:
            shown.append(blocks.context(words.progress(one, zone, today)))
        shown.append(blocks.context(follows))
        shown += own_buttons(one)
    return shown


def home_others(followed: Sequence[Followed], zone: str, today: date) -> list[Block]:
    """Those somebody put forward, each with its state."""
    if not followed:
        return []
    rows = [followed_row(one, zone, today) for one in followed[:MOST_FOLLOWED]]
    return [blocks.header(voice_words.THOSE), *rows]


def home_nominate() -> list[Block]:
    """The way to put a colleague forward, where no cohort is left for oneself."""
    return [blocks.actions(nominate_button())]


def home_open(cohorts: Iterable[Cohort], waits: Mapping[str, Wait] | None = None) -> list[Block]:
    """Cohorts that take one's nomination, with what they ask for."""
    shown: list[Block] = []
    for one in list(cohorts)[:MOST_ON_HOME]:
        shown += [
            blocks.section(words.criteria_of(one)),
            blocks.bulleted([criterion.text for criterion in one.criteria]),
            blocks.context(words.usual_wait((waits or {}).get(one.id, USUAL))),
            blocks.actions(
                blocks.button(
                    words.NOMINATE_MYSELF,
                    Nominations.SELF,
                    ids={"cohort": one.id},
                    style="primary",
                ),
                nominate_button({"cohort": one.id}),
            ),
        ]
    return shown


def counted(one: Tally) -> list[tuple[str, int]]:
    """The figures of one cohort, those of nobody left out."""
    return [(words.STATES[state], one.counts[state]) for state in COUNTED if one.counts.get(state)]
