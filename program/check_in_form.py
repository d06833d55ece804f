"""What stands in the way of a check-in as it was entered: each thing under its field."""

from collections.abc import Iterable, Sequence
from datetime import date

from program.check_in import (
    ACTION_LIMIT,
    LEAST_MINUTES,
    MOST_ACTIONS,
    MOST_COMPETENCIES,
    MOST_MINUTES,
    NEXT_WITHIN,
    NOTE_LIMIT,
    Answer,
    CheckInForm,
    OwnWords,
)
from program.cohort import Cohort
from program.pairing import Pairing, PairingState
from program.refusal import Trouble


def check_form(
    form: CheckInForm,
    pairing: Pairing,
    today: date,
    competencies: Iterable[str],
    *,
    most_actions: int = MOST_ACTIONS,
) -> tuple[Trouble, ...]:
    """Everything in the way of a check-in as it was entered, each under its field.

    `today` by the calendar of whoever met; `competencies` are the ids of the pairing's cohort.
    """
    if form.met_on is None and form.minutes is None:
        return (Trouble("check_ins.nothing_yet", field="met_on"),)
    troubles = [
        *_check_day(form.met_on, pairing, today),
        *_check_minutes(form.minutes),
        *_check_next(form, pairing.cohort, today),
        *_check_actions(form.actions, most_actions),
        *check_own(form.own),
    ]
    if form.medium is None:
        troubles.append(Trouble("check_ins.choose_medium", field="medium"))
    if not set(competencies).issuperset(form.competencies):
        troubles.append(Trouble("check_ins.other_competencies", field="competencies"))
    elif len(form.competencies) > MOST_COMPETENCIES:
        facts = {"most": MOST_COMPETENCIES}
        troubles.append(
            Trouble("check_ins.too_many_competencies", field="competencies", facts=facts)
        )
    return tuple(troubles)


def check_answer(
    answer: Answer, pairing: Pairing, today: date, *, noted: date
) -> tuple[Trouble, ...]:
    """Everything in the way of an answer that is not a plain yes.

    The day the other noted is never still to come, whatever day it is where this one lives.
    """
    if not answer.met:
        return ()
    return (
        *_check_day(answer.met_on, pairing, max(today, noted)),
        *_check_minutes(answer.minutes),
    )


def check_own(own: OwnWords | None) -> tuple[Trouble, ...]:
    """Whether a private note is short enough."""
    over = len(own.note) - NOTE_LIMIT if own is not None else 0
    return (Trouble("check_ins.too_long", field="note", facts={"over": over}),) if over > 0 else ()


def check_next_date(day: date | None, cohort: Cohort, today: date) -> tuple[Trouble, ...]:
    """Everything in the way of a next date."""
    if day is None:
        return (Trouble("check_ins.choose_day", field="next_on"),)
    if day < today:
        return (Trouble("check_ins.next_is_past", field="next_on"),)
    if day > cohort.ends:
        return (Trouble("check_ins.next_after_end", field="next_on", facts={"ends": cohort.ends}),)
    if day > today + NEXT_WITHIN:
        latest = today + NEXT_WITHIN
        return (Trouble("check_ins.next_too_far", field="next_on", facts={"latest": latest}),)
    return ()


def _check_day(day: date | None, pairing: Pairing, today: date) -> tuple[Trouble, ...]:
    began, ended = pairing.started_on, pairing.ended_on
    if day is None:
        return (Trouble("check_ins.choose_day", field="met_on"),)
    if began is None:
        return (Trouble("check_ins.not_begun", field="met_on"),)
    if day > today:
        return (Trouble("check_ins.still_to_come", field="met_on"),)
    if day < began:
        return (Trouble("check_ins.before_start", field="met_on", facts={"began": began}),)
    if pairing.state is PairingState.ENDED and ended is not None and day > ended:
        return (Trouble("check_ins.after_end", field="met_on", facts={"ended": ended}),)
    return ()


def _check_minutes(minutes: int | None) -> tuple[Trouble, ...]:
    if minutes is None:
        return (Trouble("check_ins.minutes_missing", field="minutes"),)
    if minutes < LEAST_MINUTES:
        return (Trouble("check_ins.too_short", field="minutes"),)
    return (
        (Trouble("check_ins.too_many_minutes", field="minutes"),) if minutes > MOST_MINUTES else ()
    )


def _check_next(form: CheckInForm, cohort: Cohort, today: date) -> tuple[Trouble, ...]:
    if form.next_on is None:
        return ()
    if form.met_on is not None and form.next_on <= form.met_on:
        return (Trouble("check_ins.next_is_past", field="next_on"),)
    return check_next_date(form.next_on, cohort, today)


def _check_actions(actions: Sequence[str], most: int) -> tuple[Trouble, ...]:
    if len(actions) > most:
        facts = {"most": most}
        return (Trouble("check_ins.too_many_actions", field="actions", facts=facts),)
    over = max((len(one) - ACTION_LIMIT for one in actions), default=0)
    if over > 0:
        return (Trouble("check_ins.action_too_long", field="actions", facts={"over": over}),)
    return ()
