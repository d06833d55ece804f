"""Sentences of messages about cohorts."""

from collections.abc import Sequence
from datetime import date

from handlers.cohorts import words
from handlers.said import counted, day, said
from program.cohort import Cohort
from program.cohort_change import Changed

NOMINATE_MYSELF = "Nominate myself"


def changed(cohort: Cohort, what: Sequence[Changed], today: date) -> str:
    """One line for each thing that is different now."""
    lines = {
        Changed.CLOSES: f"nominations are open until {day(cohort.nominations_close, today)}",
        Changed.RUNS: (f"it runs from {day(cohort.starts, today)} to {day(cohort.ends, today)}"),
        Changed.CADENCE: f"pairs meet {words.every(cohort.cadence_days).lower()}",
        Changed.HOURS: (
            f"mentors give about {counted(cohort.hours_a_month, 'hour', 'hours')} a month"
        ),
        Changed.COMPETENCIES: "the competencies it is for",
        Changed.CRITERIA: "the readiness criteria",
        Changed.SCARCITY: "who has a mentor first where there are not places for all",
    }
    told = "; ".join(lines[one] for one in what)
    return f"The charter of {said(cohort.name)} changed: {told}. In force from today."


def nominations_open(cohort: Cohort, today: date) -> str:
    return (
        f"Nominations for {said(cohort.name)} are open until "
        f"{day(cohort.nominations_close, today)}. You asked to be told. The criteria and the form "
        "take five minutes."
    )
