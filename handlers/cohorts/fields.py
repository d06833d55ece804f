"""Fields that both new cohorts and changes to them have."""

from datetime import date

from handlers import inputs
from handlers.blocks import Choice
from handlers.cohorts import words
from handlers.cohorts.entries import Entries
from handlers.feature import Block
from program.cohort import CADENCES, LEAST_HOURS, MOST_HOURS, NAME_LIMIT


def name_input(label: str, initial: str) -> Block:
    return inputs.text_input(
        "name", label, longest=NAME_LIMIT, hint=words.visible(), initial=initial
    )


def date_inputs(shown: Entries) -> list[Block]:
    """The four days; without the first, nominations are open as soon as the cohort is there."""
    return [
        inputs.date_input(
            "nominations_open",
            words.OPENS_LABEL,
            initial=_date(shown, "nominations_open"),
            hint=words.OPENS_HINT,
            optional=True,
        ),
        *(
            inputs.date_input(field, label, initial=_date(shown, field))
            for field, label in (
                ("nominations_close", words.CLOSES_LABEL),
                ("starts", words.STARTS_LABEL),
                ("ends", words.ENDS_LABEL),
            )
        ),
    ]


def cadence_input(chosen: str) -> Block:
    choices = [Choice(str(one), words.every(one)) for one in CADENCES]
    return inputs.select_input("cadence_days", words.CADENCE_LABEL, choices, chosen)


def hours_input(initial: str) -> Block:
    return inputs.number_input(
        "hours_a_month",
        words.HOURS_LABEL,
        least=LEAST_HOURS,
        most=MOST_HOURS,
        initial=int(initial) if initial.isdecimal() else None,
        hint=words.HOURS_HINT,
    )


def _date(shown: Entries, field: str) -> date | None:
    return date.fromisoformat(shown[field]) if shown.get(field) else None
