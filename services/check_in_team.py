"""What the program team does and learns of check-ins: enter them for others, and counts."""

from dataclasses import dataclass
from datetime import timedelta

from program.blind_answers import BlindCounts, blind_counts
from program.check_in import CORRECT_FOR
from program.cohort import Cohort
from program.hours import local_day
from program.pairing import RUNNING, case_of
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from services import people
from services.check_ins import Choice
from services.desk import Look
from store import check_in_words as words
from store import check_ins as kept
from store import cohorts as kept_cohorts
from store import pairings as kept_pairings

SHOWN_FOR = timedelta(days=30)
"""How long the program team sees that notes differ."""
_SURE_AFTER = CORRECT_FOR + timedelta(days=3)
"""Blind answers are counted once nobody can change them any more, in whatever zone they live."""


@dataclass(frozen=True)
class Differing:
    """A pair whose notes differ, as the program team sees it: that they do, and nothing else."""

    pairing_id: str
    mentor: Person
    mentee: Person


def before_entering(look: Look) -> None:
    """Raise Refusal `permissions.*` for whoever can enter a check-in in no program at all."""
    if not may_somewhere(look.actor, Act.CHECK_INS_ENTER):
        require(look.actor, Act.CHECK_INS_ENTER)


def to_enter(look: Look, slack_user: str) -> tuple[Person, tuple[Choice, ...]]:
    """Somebody who told of a meeting, and the running pairings it may have been.

    Only pairings in which the actor may enter a check-in. Raises Refusal under `who`: as
    `people.by_slack_user`, or `check_ins.not_of_the_two`.
    """
    person = people.by_slack_user(look, slack_user, field="who")
    running = kept_pairings.of_person(look.session, person.id, RUNNING)
    found = [one for one in running if may(look.actor, Act.CHECK_INS_ENTER, case_of(one))]
    if not found:
        raise Refusal("check_ins.not_of_the_two", field="who")
    others = people.named(look, [one.other(person.id) for one in found])
    return person, tuple(Choice(one, others[one.other(person.id)]) for one in found)


def differing_overseen(look: Look) -> tuple[Differing, ...]:
    """Pairs whose notes still differ after both were asked.

    For the program team, which sees that they differ and nothing else; for 30 days, and never
    one's own pairing.
    """
    if not may_somewhere(look.actor, Act.PAIRINGS_OVERSEE):
        return ()
    since = local_day(look.now, look.actor.zone) - SHOWN_FOR
    ids = kept.left_differing(look.session, since)
    known = kept_pairings.by_ids(look.session, ids)
    seen = [
        known[one]
        for one in ids
        if one in known and may(look.actor, Act.PAIRINGS_OVERSEE, case_of(known[one]))
    ]
    named = people.named(look, {who for one in seen for who in (one.mentor, one.mentee)})
    return tuple(Differing(one.id, named[one.mentor], named[one.mentee]) for one in seen)


def counted_answers(look: Look) -> tuple[tuple[Cohort, BlindCounts | None], ...]:
    """The counts of every cohort whose answers the actor may count, the latest to end first.

    Raises Refusal `permissions.*` for whoever may count none.
    """
    if not may_somewhere(look.actor, Act.CHECK_INS_COUNT_ANSWERS):
        require(look.actor, Act.CHECK_INS_COUNT_ANSWERS)
    mine = [
        one
        for one in kept_cohorts.cohorts(look.session)
        if may(look.actor, Act.CHECK_INS_COUNT_ANSWERS, Subject(program_id=one.program.id))
    ]
    latest = sorted(mine, key=lambda one: one.ends, reverse=True)
    return tuple((one, answer_counts(look, one.id)) for one in latest)


def answer_counts(look: Look, cohort_id: str) -> BlindCounts | None:
    """How often each blind answer was given in a cohort, all in all; None for a small group.

    There is no narrower question to ask: no span of days, no part of the cohort. Only answers that
    can no longer be changed are counted, in batches of whole months with five answers of five
    people at least, so that two counts at two times differ by such a batch or not at all.
    """
    cohort = kept_cohorts.cohort(look.session, cohort_id)
    if cohort is None:
        raise Refusal("check_ins.no_cohort")
    require(look.actor, Act.CHECK_INS_COUNT_ANSWERS, Subject(program_id=cohort.program.id))
    until = local_day(look.now, cohort.program.zone) - _SURE_AFTER
    return blind_counts(words.blind_answers(look.session, cohort_id, until), until)
