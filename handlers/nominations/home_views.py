"""The part of Home that nominations have: one's own, what is open, what waits for a decision."""

from collections.abc import Iterable, Sequence
from datetime import date

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Nominations
from handlers.nominations import words
from handlers.nominations.views import own_buttons, standing_row
from program.cohort import Cohort
from program.nomination import Standing

MOST_ON_HOME = 3


def home_mine(standings: Sequence[Standing], zone: str, today: date) -> list[Block]:
    """One's own nominations on Home, each with what can be done."""
    if not standings:
        return []
    shown: list[Block] = [blocks.header(words.YOUR_NOMINATION)]
    for one in standings[:MOST_ON_HOME]:
        shown += [standing_row(one, zone, today), blocks.context(words.what_next(one, today))]
        shown += own_buttons(one)
    return shown


def home_open(cohorts: Iterable[Cohort]) -> list[Block]:
    """Cohorts that take one's nomination, with what they ask for."""
    shown: list[Block] = []
    for one in list(cohorts)[:MOST_ON_HOME]:
        shown += [
            blocks.section(words.criteria_of(one)),
            blocks.bulleted([criterion.text for criterion in one.criteria]),
            blocks.context(words.usual_wait()),
            blocks.actions(
                blocks.button(
                    words.NOMINATE_MYSELF,
                    Nominations.SELF,
                    ids={"cohort": one.id},
                    style="primary",
                ),
            ),
        ]
    return shown


def home_inbox(waiting: int) -> list[Block]:
    """One line for all that wait, whoever manages the program."""
    title = f"{words.INBOX} ({waiting})" if waiting else words.INBOX
    if not waiting:
        list_button = blocks.button(words.NOMINATIONS, Nominations.QUEUE)
        return [blocks.header(title), blocks.section(words.NOTHING_WAITS, list_button)]
    review_button = blocks.button(words.REVIEW_LABEL, Nominations.QUEUE, style="primary")
    return [blocks.header(title), blocks.section(words.waiting(waiting), review_button)]
