"""The part of Home that nominations have: one's own, what is open, what waits for a decision."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handlers import blocks, cohort_line
from handlers.feature import Block
from handlers.ids import Nominations
from handlers.nominations import voice_words, words
from handlers.nominations.views import own_buttons, standing_row
from handlers.nominations.voice_views import followed_row, nominate_button
from handlers.said import named
from program.cohort import Cohort
from program.nomination import NominationState, Standing
from program.nomination_rhythm import USUAL, Wait
from program.text import shortened
from services.nomination_inbox import Inbox, Tally, Waiting
from services.nomination_voices import Followed

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
        shown += [standing_row(one, zone, today), blocks.context(follows)]
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


def home_inbox(inbox: Inbox, zone: str, today: date) -> list[Block]:
    """What waits, the longest waiting each with its button, and how the cohorts stand."""
    waiting = inbox.waiting
    title = f"{words.INBOX} ({waiting:,})" if waiting else words.INBOX
    cohorts = [one.cohort for one in inbox.tallies]
    says = words.waiting(waiting) if waiting else words.nothing_waits(cohorts, today)
    everything = blocks.button(words.ALL_NOMINATIONS, Nominations.QUEUE)
    return [
        blocks.header(title),
        blocks.section(says, everything),
        *(
            _waiting(one, zone, today, style="primary" if number == 0 else None)
            for number, one in enumerate(inbox.lines)
        ),
        *_at_a_glance(inbox.tallies, today),
    ]


def _waiting(one: Waiting, zone: str, today: date, *, style: str | None) -> Block:
    review = blocks.button(
        words.REVIEW_LABEL,
        Nominations.REVIEW,
        ids={"nomination": one.standing.id},
        style=style,
        spoken=shortened(f"{words.REVIEW_LABEL}, {named(one.nominee)}", 75),
    )
    return blocks.section(words.waits(one.standing, one.nominee, zone, today), review)


def _at_a_glance(tallies: Sequence[Tally], today: date) -> list[Block]:
    if not tallies:
        return []
    return [
        blocks.header(words.AT_A_GLANCE),
        *(
            blocks.figures(
                cohort_line.line(one.cohort, today),
                [
                    (words.STATES[state], one.counts[state])
                    for state in COUNTED
                    if one.counts.get(state)
                ],
                cohort_line.charter_button(one.cohort),
            )
            for one in tallies[:MOST_ON_HOME]
        ),
    ]
