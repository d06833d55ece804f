"""What program managers read of blind answers: counts of whole cohorts, or that it is early."""

from collections.abc import Iterable
from datetime import date

from handlers import blocks, cohort_line
from handlers.check_ins import words
from handlers.feature import Block, Opening, View
from handlers.ids import CheckIns
from program.blind_answers import BlindCounts
from program.cohort import Cohort
from program.hours import local_day
from services import check_in_team
from services.desk import Desk

MOST_COHORTS = 10
Counted = tuple[Cohort, BlindCounts | None]


def open_worth(desk: Desk, opening: Opening) -> None:
    """The counts of every cohort whose answers the reader may count."""
    with desk.open_look(opening.caller) as look:
        found = check_in_team.counted_answers(look)
        today = local_day(look.now, look.actor.zone)
    opening.show(worth(found, today))


def worth(found: Iterable[Counted], today: date) -> View:
    """One part a cohort."""
    shown = [block for one in list(found)[:MOST_COHORTS] for block in _cohort(*one, today)]
    return blocks.modal(
        CheckIns.WORTH_VIEW,
        words.WORTH_TITLE,
        [*(shown or [blocks.section(words.TOO_EARLY)]), blocks.context(words.HOW_COUNTED)],
    )


def _cohort(cohort: Cohort, counts: BlindCounts | None, today: date) -> list[Block]:
    titled = cohort_line.titled(cohort)
    if counts is None:
        return [blocks.section(f"{titled}\n{words.TOO_EARLY}")]
    lead = f"{titled}\n{words.answers_until(counts.answers, counts.until, today)}"
    button = cohort_line.charter_button(cohort)
    shown = [(words.WORTHS[one], number) for one, number in counts.worth.items()]
    in_the_way = [(words.WAYS[one], number) for one, number in counts.in_the_way.items() if number]
    if not in_the_way:
        return [blocks.figures(lead, shown, button)]
    ways = "\n".join(f"{word}: {number:,}" for word, number in in_the_way)
    return [
        blocks.figures(lead, shown, button),
        blocks.section(f"*{words.IN_THE_WAY}*\n{ways}"),
    ]
