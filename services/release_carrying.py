"""Carries a release out, some questions at a time: each mentor is asked exactly once, or not.

Everything here may be killed at any point and done again: a question moves once from what it was.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from program.matching_draft import DraftState
from program.pairing import Pairing
from program.permissions import Act, require
from program.release import (
    ABOUT_THE_MENTEE,
    MOST_ASKS,
    Ask,
    AskState,
    Obstacle,
    Release,
)
from services import (
    governance,
    matching_drafts,
    matching_runs,
    matching_seats,
    release_draft,
    release_waiting,
)
from services.desk import Look, Work
from services.release_draft import Advice, advice
from services.release_questions import Question, Reasons, ask, not_again
from services.release_today import Today, today
from store import release_asks
from store import releases as kept


@dataclass(frozen=True)
class Course:
    """What is left of a release, read in one transaction."""

    release: Release
    advice: Advice
    drafted: tuple[Ask, ...]
    """Questions of the draft that are still to be asked."""
    next_best: tuple[Ask, ...]
    """The last question of every mentee for whom somebody else is looked for; then those who wait
    with nobody left to be asked, whoever was accepted first in front."""
    free: frozenset[str]
    """Mentors with a place that is neither taken nor held."""


@dataclass(frozen=True)
class Next:
    """Whom to ask after a question that led to nothing, best first."""

    after: Ask
    candidates: tuple[str, ...]


def course(look: Look, release_id: str) -> Course:
    """What is left to be done. Raises Refusal `matching.no_release`."""
    require(look.actor, Act.MATCHING_CARRY)
    release = release_draft.of_id(look, release_id)
    advised = advice(look, release.draft_id)
    wait = release_asks.without_anybody(look.session, release.id)
    now = today(look, release.cohort, [], [])
    return Course(
        release=release,
        advice=advised,
        drafted=release_asks.waiting(look.session, release.id),
        next_best=(
            *release_asks.to_go_on(look.session, release.id),
            *sorted(wait, key=lambda one: advised.place_of(one.mentee)),
        ),
        free=frozenset(one for one in now.places if now.free("", one)),
    )


def ask_drafted(
    work: Work, release_id: str, asks: Sequence[Ask], reasons: Mapping[str, Reasons]
) -> None:
    """Ask the mentors of these questions, or note why one cannot be asked. `reasons` by mentee."""
    require(work.actor, Act.MATCHING_CARRY)
    release = release_draft.of_id(work, release_id)
    mentors = [one.mentor for one in asks if one.mentor is not None]
    now = today(work, release.cohort, [one.mentee for one in asks], mentors)
    for one in release_asks.by_ids(work.session, [seen.id for seen in asks]).values():
        if one.state is not AskState.WAITING or one.mentor is None:
            continue
        obstacle = now.between(one.mentee, one.mentor)
        pairing = None
        if obstacle is None:
            zone = now.known[one.mentor].zone
            told = reasons.get(one.mentee, ())
            pairing = ask(work, release, Question(one.mentee, one.mentor, zone, told))
        if pairing is None:
            _pass(work, one, obstacle or Obstacle.PROMISED)
        else:
            release_asks.move(work.session, one, AskState.ASKED, pairing_id=pairing.id)
            now.took(one.mentee, one.mentor)
    _let_go(work, release, [one.mentee for one in asks])
    _refresh_managers(work, release)


def next_of(wanted: Course) -> tuple[Next, ...]:
    """Whom to ask next for whom; computed outside every transaction.

    A place that came free is offered to those who wait, if they are possible for each other.
    """
    found = []
    for one in wanted.next_best:
        ranked = wanted.advice.ranked(one.mentee)
        if one.state is AskState.NOBODY:
            ranked = tuple(mentor for mentor in ranked if mentor in wanted.free)
        if ranked or one.state is not AskState.NOBODY:
            found.append(Next(one, ranked))
    return tuple(found)


def ask_next(work: Work, release_id: str, wanted: Sequence[Next], advised: Advice) -> None:
    """Ask the best mentor who is possible and free today; where there is none, say so honestly."""
    require(work.actor, Act.MATCHING_CARRY)
    release = release_draft.of_id(work, release_id)
    mentors = {mentor for one in wanted for mentor in one.candidates}
    now = today(work, release.cohort, [one.after.mentee for one in wanted], mentors)
    tired = not_again(work, release)
    going_on = release_asks.to_go_on(work.session, release.id)
    waiting = release_asks.without_anybody(work.session, release.id)
    last = {one.id: one for one in (*going_on, *waiting)}
    for one in wanted:
        after = last.get(one.after.id)
        if after is not None:
            rested = tuple(mentor for mentor in one.candidates if mentor not in tired)
            _go_on(work, release, Next(after, rested), now, advised)
    _refresh_managers(work, release)


def finish(work: Work, release_id: str) -> None:
    """Note that every first question was asked; the draft is released, and the clock looks."""
    require(work.actor, Act.MATCHING_CARRY)
    release = release_draft.of_id(work, release_id)
    if kept.note_carried(work.session, release.id):
        work.note("matching.release_carried", about=f"release:{release.id}")
        draft = matching_drafts.draft(work, release.draft_id)
        if draft.state is DraftState.RELEASING:
            matching_runs.launched(work, draft.id)
    kept.report_now(work.session, release.id)


def _go_on(work: Work, release: Release, wanted: Next, now: Today, advised: Advice) -> None:
    after = wanted.after
    obstacle = now.of_mentee(after.mentee)
    if obstacle is not None and after.state is AskState.NOBODY:
        return  # the clock settles whoever waited
    if obstacle is not None:
        release_asks.move(work.session, after, AskState.OVER, obstacle=obstacle)
        return
    earlier = release_asks.asks_of(work.session, release.id, after.mentee)
    asked = {one.mentor for one in earlier}
    may_ask = sum(one.pairing_id is not None for one in earlier) < MOST_ASKS
    for mentor in wanted.candidates if may_ask else ():
        if mentor not in asked and now.between(after.mentee, mentor) is None:
            told = advised.reasons(after.mentee, mentor)
            question = Question(after.mentee, mentor, now.known[mentor].zone, told)
            pairing = ask(work, release, question)
            if pairing is not None:
                _follow(work, after, mentor, pairing)
                now.took(after.mentee, mentor)
            return
    if after.state is not AskState.NOBODY:
        _nobody(work, after, told=[one for one in earlier if one.state is AskState.NOBODY])


def _follow(work: Work, after: Ask, mentor: str, pairing: Pairing) -> None:
    if after.state is AskState.WAITING:
        release_asks.move(work.session, after, AskState.PASSED)
    release_asks.add_next(work.session, after, mentor, AskState.ASKED, pairing_id=pairing.id)


def _nobody(work: Work, after: Ask, told: Sequence[Ask]) -> None:
    """Nobody is left to be asked: the mentee is told, and the inbox of the program has a line.

    Whoever was told before and was asked for since hears it as something known.
    """
    last: Ask | None = after
    if after.state is not AskState.WAITING:
        times = max((one.times_told for one in told), default=0)
        for one in told:
            release_asks.move(work.session, one, AskState.OVER)
        last = release_asks.add_next(work.session, after, None, AskState.WAITING, times_told=times)
    if last is not None:
        release_waiting.tell(work, last)


def _refresh_managers(work: Work, release: Release) -> None:
    managers = governance.program_managers(work, release.cohort.program.id)
    work.refresh_home(*(one.id for one in managers))


def _pass(work: Work, one: Ask, obstacle: Obstacle) -> None:
    state = AskState.OVER if obstacle in ABOUT_THE_MENTEE else AskState.PASSED
    release_asks.move(work.session, one, state, obstacle=obstacle)


def _let_go(work: Work, release: Release, mentees: Collection[str]) -> None:
    draft = matching_drafts.draft(work, release.draft_id)
    matching_seats.let_go(work, draft, mentees)
