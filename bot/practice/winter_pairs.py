"""The pairs of the running cohort: who is asked, who meets, who rests, and what goes wrong."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.practice import winter
from bot.practice.acting import Act, caller, cohort_named, on, person_id
from bot.practice.story import HELEN
from program.check_in import CheckInForm, Medium, OwnWords, Worth
from program.pairing import DeclineReason, Ending, PairingState
from program.pairing_forms import Decline, EndForm, Proposal
from program.request import Asked, Helps, Reason
from services import (
    check_in_answers,
    check_in_log,
    check_ins,
    pairing_answers,
    pairing_ends,
    pairing_proposals,
    pairings,
    pauses,
    requests,
)
from services.desk import Desk

Do = Callable[[Desk], None]
ASKED = (
    ("Adaeze Eze", "Patricia Moreau"),
    ("Benedikt Frei", "Nathan Brooks"),
    ("Emily Hartman", "Isabel Fuentes"),
    ("Fatima Zahra", "Eleanor Whitfield"),
    ("Gabriel Santos", "Diego Carvalho"),
    ("Ivan Petrov", "Farid Mansour"),
    ("Oliver Grant", "Hiroshi Tanabe"),
    ("Yusuf Demir", "Kavita Menon"),
    ("Rosa Delgado", "Grace Lindqvist"),
)
"""Mentees, and the mentors who said yes to them."""
_FIRST_ONE = ("Adaeze Eze", date(2026, 2, 18))
_THANKS = OwnWords(worth=Worth.VERY, note="She listens first. I left with one question less.")
_AGREED = {
    _FIRST_ONE: ("Write down three decisions of this month", "Send me your region's plan"),
    ("Benedikt Frei", date(2026, 3, 6)): ("Sit in on the plant review", "Draft the team's charter"),
}


def acts() -> list[Act]:
    """From the first question to a mentor to the third week."""
    return [*_pairing(), *_meeting(), *_trouble()]


def _pairing() -> list[Act]:
    """Most say yes within two days; one says no, one stays silent, one is asked at the moment."""
    told = []
    for number, (mentee, mentor) in enumerate(ASKED):
        told.append(Act(on(2, 9, 10, 5 * number), HELEN, _propose(mentee, mentor)))
        told.append(Act(on(2, 10, 14, 5 * number), mentor, _say_yes(mentor)))
    return [
        *told,
        Act(on(2, 19, 10), HELEN, _propose("Wendy Chua", "Patricia Moreau")),
        Act(on(2, 25, 10), HELEN, _propose("Uma Krishnan", "Jonas Keller")),
        Act(on(2, 26, 16), "Jonas Keller", _say_no("Jonas Keller")),
        Act(on(3, 4, 9, 30), HELEN, _propose("Tamsin Reid", "Laurence Abbott")),
        Act(on(3, 6, 15), HELEN, _propose("Uma Krishnan", "Charlotte Weiss")),
    ]


def _meeting() -> list[Act]:
    """Some meet on their rhythm, some not; two remember a day differently; one yes is still out."""
    told = []
    for at, name, day, minutes, other, answer in _MEETINGS:
        actions = _AGREED.get((name, day), ())
        own = _THANKS if (name, day) == _FIRST_ONE else None
        told.append(Act(at, name, _log(name, day, minutes, actions, own)))
        if other is not None:
            told.append(Act(at + timedelta(hours=20), other, answer(other)))
    return told


def _trouble() -> list[Act]:
    return [
        Act(on(2, 27, 11), "Gabriel Santos", _rest("Gabriel Santos", date(2026, 3, 23))),
        Act(on(3, 4, 11), HELEN, _end("Yusuf Demir", Ending.LEFT, date(2026, 3, 5))),
        Act(on(3, 5, 13), "Ivan Petrov", _ask_for_another("Ivan Petrov")),
    ]


def _propose(mentee: str, mentor: str) -> Do:
    def propose(desk: Desk) -> None:
        with desk.open_work(caller(HELEN)) as work:
            cohort = cohort_named(work, winter.COHORT_NAME)
            two = (person_id(work, mentee), person_id(work, mentor))
            form = Proposal(cohort.id, *two, kind="advisory", why=winter.WHY[mentee])
            pairing_proposals.prepare(work, form)
        with desk.open_work(caller(HELEN)) as work:
            pairing_proposals.propose(work, cohort.id, mentee=two[0], mentor=two[1])

    return propose


def _say_yes(mentor: str) -> Do:
    def accept(desk: Desk) -> None:
        with desk.open_work(caller(mentor)) as work:
            asked = pairings.mine(work, {PairingState.ASKED})[0]
            pairing_answers.accept(work, asked.id)

    return accept


def _say_no(mentor: str) -> Do:
    def decline(desk: Desk) -> None:
        with desk.open_work(caller(mentor)) as work:
            asked = pairings.mine(work, {PairingState.ASKED})[0]
            words = "The autumn release needs me. Ask me again for the next cohort."
            pairing_answers.decline(work, Decline(asked.id, DeclineReason.NO_TIME, words))

    return decline


def _log(
    name: str,
    day: date,
    minutes: int,
    actions: tuple[str, ...] = (),
    own: OwnWords | None = None,
) -> Do:
    def log(desk: Desk) -> None:
        form = CheckInForm(day, minutes, Medium.VIDEO, actions=actions, own=own)
        with desk.open_work(caller(name)) as work:
            check_in_log.log(work, pairings.mine(work)[0].id, form)

    return log


def _confirm(name: str) -> Do:
    def confirm(desk: Desk) -> None:
        with desk.open_work(caller(name)) as work:
            for seen in check_ins.to_confirm(work):
                check_in_answers.confirm(work, seen.check_in.id)

    return confirm


def _deny(name: str) -> Do:
    def deny(desk: Desk) -> None:
        with desk.open_work(caller(name)) as work:
            for seen in check_ins.to_confirm(work):
                check_in_answers.deny(work, seen.check_in.id)

    return deny


def _rest(name: str, until: date) -> Do:
    def rest(desk: Desk) -> None:
        with desk.open_work(caller(name)) as work:
            pauses.pause(work, pairings.mine(work)[0].id, until, "Our second child is on the way.")

    return rest


def _end(mentee: str, ending: Ending, last_day: date) -> Do:
    def end(desk: Desk) -> None:
        with desk.open_look(caller(mentee)) as look:
            running = pairings.mine(look)[0]
        thanks = "Thank you both for a good beginning."
        with desk.open_work(caller(HELEN)) as work:
            pairing_ends.end(work, EndForm(running.id, ending, last_day, thanks))

    return end


def _ask_for_another(name: str) -> Do:
    asked = Asked(
        reason=Reason.FIELD,
        helps=Helps.ANOTHER,
        words="We like each other, and speak about supply chains. I came to learn about people.",
    )

    def ask(desk: Desk) -> None:
        with desk.open_work(caller(name)) as work:
            running = pairings.mine(work)[0]
            requests.keep_first(work, running.id, asked)
        with desk.open_work(caller(name)) as work:
            requests.ask_for_another(work, running.id, asked)

    return ask


_MEETINGS: tuple[tuple[datetime, str, date, int, str | None, Callable[[str], Do]], ...] = (
    (on(2, 18, 16), "Adaeze Eze", date(2026, 2, 18), 60, "Patricia Moreau", _confirm),
    (on(2, 20, 11), "Rosa Delgado", date(2026, 2, 20), 50, "Grace Lindqvist", _confirm),
    (on(2, 23, 17), "Yusuf Demir", date(2026, 2, 23), 30, "Kavita Menon", _confirm),
    (on(2, 24, 12), "Ivan Petrov", date(2026, 2, 24), 40, "Farid Mansour", _confirm),
    (on(3, 3, 12), "Emily Hartman", date(2026, 3, 3), 60, "Isabel Fuentes", _deny),
    (on(3, 4, 16), "Adaeze Eze", date(2026, 3, 4), 45, "Patricia Moreau", _confirm),
    (on(3, 6, 14), "Benedikt Frei", date(2026, 3, 6), 60, None, _confirm),
)
"""When it was noted, by whom, the day, its minutes, and what the other said the day after."""
