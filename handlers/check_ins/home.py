"""What check-ins put on Home, the one thing to do next, and what the program team sees."""

from collections.abc import Sequence
from datetime import date

from handlers.check_ins import home_views, words
from handlers.feature import Block, InboxItem, NextStep, Rank, Tab
from handlers.ids import CheckIns, Pairings
from program.hours import local_day
from program.permissions import Act, may_somewhere
from services import check_in_team, check_ins, rhythm, rhythm_nudges
from services.check_ins import Choice, Seen
from services.desk import Look

_DIFFER_RANK, _CONFIRM_RANK, _OVERDUE_RANK = 12, 14, 24
"""Among what comes next: notes that differ before a meeting to confirm, both before a date."""


def as_mentee(look: Look) -> list[Block]:
    """Meetings with one's mentors."""
    mentors = _choices(look, as_mentor=False)
    shown = _meetings(look, mentors)
    return [*shown, home_views.buttons(mentors, log=False)] if shown else []


def as_mentor(look: Look) -> list[Block]:
    """Meetings with one's mentees, and the time given."""
    mentees = _choices(look, as_mentor=True)
    shown = _meetings(look, mentees)
    given = [home_views.time_given(check_ins.given(look))]
    return [*shown, *given, home_views.buttons(mentees, log=True)] if shown else []


def next_step(look: Look) -> NextStep | None:
    """Settle what differs; else confirm; else meet."""
    today = _today(look)
    if differing := check_ins.differing(look):
        return _step(_DIFFER_RANK, words.differs(differing[0], today), differing[0])
    if waiting := check_ins.to_confirm(look):
        return _step(_CONFIRM_RANK, words.confirm_question(waiting[0], today), waiting[0])
    return _overdue(look, today)


def inbox(look: Look) -> Sequence[InboxItem]:
    """Pairs that have not met for two rounds, and notes that still differ: nothing else of them."""
    today = _today(look)
    late = [
        InboxItem(
            Rank.OVERDUE_PAIR,
            words.not_met_since(one.mentor, one.mentee, one.rhythm.counting_from, today),
            Pairings.CASE,
            ids={"pairing": one.pairing.id},
            spoken=words.spoken_pair(one.mentor, one.mentee),
        )
        for one in rhythm_nudges.not_met(look)
    ]
    differing = [
        InboxItem(
            Rank.NOTES_DIFFER,
            words.notes_differ(one.mentor, one.mentee),
            Pairings.CASE,
            ids={"pairing": one.pairing_id},
            spoken=words.spoken_pair(one.mentor, one.mentee),
        )
        for one in check_in_team.differing_overseen(look)
    ]
    return [*late, *differing]


def glance(look: Look) -> dict[str, list[tuple[str, int]]]:
    """How many pairs of each cohort have not met for two rounds."""
    late = rhythm_nudges.not_met_counts(look)
    return {cohort_id: [(words.NOT_MET_LONG, number)] for cohort_id, number in late.items()}


def may_log(look: Look) -> bool:
    """For the word: whoever is in a running pairing."""
    return check_ins.may_log(look)


def may_enter(look: Look) -> bool:
    """For the program team's word."""
    return may_somewhere(look.actor, Act.CHECK_INS_ENTER)


def _choices(look: Look, *, as_mentor: bool) -> list[Choice]:
    me = look.actor.person_id
    return [one for one in check_ins.choices(look) if (one.pairing.mentor == me) is as_mentor]


def _meetings(look: Look, choices: Sequence[Choice]) -> list[Block]:
    if not choices:
        return []
    mine = {one.pairing.id for one in choices}
    open_ = [*check_ins.differing(look), *check_ins.to_confirm(look)]
    waiting = [one for one in open_ if one.pairing.id in mine]
    return home_views.meetings([_line(look, one) for one in choices], waiting, _today(look))


def _line(look: Look, choice: Choice) -> home_views.Line:
    last = check_ins.latest(look, choice.pairing.id, count=1)
    agreed = check_ins.agreed(look, choice.pairing.id) if last else ()
    return home_views.Line(choice, last[0] if last else None, agreed)


def _step(rank: int, text: str, seen: Seen) -> NextStep:
    return NextStep(
        rank,
        text,
        words.LOOK,
        CheckIns.MEETING,
        {"check_in": seen.check_in.id},
        tab=_tab(seen.pairing.mentor == seen.me),
        has_row=True,
    )


def _overdue(look: Look, today: date) -> NextStep | None:
    choices = check_ins.choices(look)
    rhythms = rhythm.rhythms(look, [one.pairing for one in choices])
    for one in choices:
        found = rhythms.get(one.pairing.id)
        if found is not None and found.is_overdue(today):
            text = words.overdue_next(one.other, found, today)
            ids = {"pairing": one.pairing.id}
            tab = _tab(one.pairing.mentor == look.actor.person_id)
            return NextStep(_OVERDUE_RANK, text, words.LOG, CheckIns.LOG, ids, tab=tab)
    return None


def _tab(is_mentor: bool) -> Tab:
    return Tab.MENTOR if is_mentor else Tab.YOU


def _today(look: Look) -> date:
    return local_day(look.now, look.actor.zone)
