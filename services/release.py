"""The launch: what is in the way of a draft, and the one decision that has its mentors asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from program.cohort import CohortState, state_on
from program.hours import local_day
from program.matching.records import Pair
from program.matching_draft import Draft, DraftState
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from program.release import (
    MOST_CHOSEN,
    Choice,
    Launched,
    Obstacle,
    Release,
    What,
    report_at,
    subject_of,
)
from services import conduct, matching_drafts, matching_runs, people, release_today, releases
from services.desk import Look, Work
from services.release_draft import Drafted, drafted
from services.release_turns import CARRY
from services.releases import NotPossible
from store import release_asks
from store import releases as kept

MOST_FOUND = 20
"""Answers of a menu that is searched while somebody types."""
RELEASABLE = frozenset({DraftState.READY, DraftState.RELEASING, DraftState.RELEASED})


@dataclass(frozen=True)
class Checklist:
    """What a program manager reads before mentors are asked."""

    draft: Draft
    choice: Choice
    pairs: int
    """Pairs that this choice releases."""
    mentors: int
    """How many mentors that is."""
    rest: int
    """Pairs of the draft that were not released yet."""
    locked: int
    """Those of them that are locked."""
    without: int
    """Mentees for whom the draft has nobody."""
    conduct_open: int
    """People of these pairs who have not accepted the code of conduct as it stands."""
    impossible: tuple[NotPossible, ...] = field(repr=False)
    launched: tuple[Launched, ...] = ()
    """The releases of this draft so far."""
    chosen: tuple[Person, ...] = field(default=(), repr=False)
    """The mentees of a choice by name."""

    @property
    def asked(self) -> int:
        """Mentors who are asked now, as far as can be told."""
        return self.pairs - len(self.impossible)


def check(look: Look, draft_id: str, choice: Choice) -> Checklist:
    """What stands before a release. Nothing is kept, nobody hears of anything.

    Raises Refusal `matching.no_draft`, `matching.not_ready`, `matching.newer_draft`,
    `matching.launched` (name, at, zone) once all of it is released, `permissions.*`.
    """
    found = _releasable(look, draft_id)
    draft = found.draft
    left = _left(look, found)
    launched = releases.of_draft(look, draft.id)
    if not left and launched:
        raise _launched(look, launched[-1])
    taken = _taken(choice, left)
    mentors = {one.mentor for one in taken.values()}
    known = people.named(look, [*taken, *mentors])
    house = look.by_the_house()
    return Checklist(
        draft=draft,
        choice=choice,
        pairs=len(taken),
        mentors=len(mentors),
        rest=len(left),
        locked=sum(one.locked for one in left.values()),
        without=len(found.without),
        conduct_open=conduct.how_many_open(house, [*taken, *mentors]),
        impossible=tuple(
            NotPossible(known[mentee], known[mentor], obstacle)
            for mentee, mentor, obstacle in _impossible(house, draft, taken)
            if mentee in known and mentor in known
        ),
        launched=launched,
        chosen=tuple(known[one] for one in taken if one in known)
        if choice.what is What.CHOSEN
        else (),
    )


def require_pairs(look: Look, draft_id: str, choice: Choice) -> None:
    """Refuse a choice that releases nothing, under its field. Raises Refusal as `release` does."""
    found = _releasable(look, draft_id)
    _require_something(look, found.draft, choice, _taken(choice, _left(look, found)))


def pairs_of(look: Look, made: Release) -> int:
    """How many pairs a release is about. Raises Refusal `permissions.*`."""
    require(look.actor, Act.MATCHING_SEE, subject_of(made.cohort))
    asks = release_asks.asks(look.session, made.id)
    return sum(one.turn == 1 and one.mentor is not None for one in asks)


def rest_of(look: Look, draft_id: str) -> int:
    """How many pairs of a draft may still be launched; 0 where it is over or kept no longer.

    Raises Refusal `permissions.*`.
    """
    draft = matching_drafts.draft(look, draft_id)
    require(look.actor, Act.MATCHING_SEE, subject_of(draft.cohort))
    try:
        return len(_left(look, _releasable(look, draft_id)))
    except Refusal:
        return 0


def pairs_found(look: Look, draft_id: str, typed: str) -> tuple[tuple[Person, Person], ...]:
    """Pairs of a draft not released yet with a name that holds what was typed, for a menu."""
    left = _left(look, _releasable(look, draft_id))
    known = people.named(look, [who for one in left.values() for who in (one.mentee, one.mentor)])
    wanted = typed.casefold().split()
    found = [(known[one.mentee], known[one.mentor]) for one in left.values()]
    fitting = [
        pair
        for pair in found
        if all(word in f"{pair[0].name} {pair[1].name}".casefold() for word in wanted)
    ]
    return tuple(sorted(fitting, key=lambda pair: pair[0].name.casefold())[:MOST_FOUND])


def release(work: Work, draft_id: str, choice: Choice, *, made_on: int, seen: int = 0) -> Release:
    """Decide that mentors are asked: written whole or not at all; the house carries it out.

    `made_on` is the last edit of the draft, `seen` how many of its releases were known. The same
    again by the same person is a quiet success. Raises Refusal `matching.launched` (name, at, zone)
    where somebody was quicker, `matching.edited_meanwhile`, `matching.not_ready`,
    `matching.newer_draft`, `matching.nothing_to_launch`, `matching.choose_pairs` and
    `matching.too_many_chosen` under `chosen`, `matching.cohort_closed`, `permissions.*`.
    """
    found = _releasable(work, draft_id)
    draft = found.draft
    before = kept.of_draft(work.session, draft.id)
    if len(before) > seen:
        if _is_the_same(work, before[seen], choice, made_on):
            return before[seen]
        raise _launched(work, releases.of_draft(work, draft.id)[-1])
    left = _left(work, found)
    if before and not left:
        raise _launched(work, releases.of_draft(work, draft.id)[-1])
    taken = _taken(choice, left)
    _require_something(work, draft, choice, taken)
    if draft.state is DraftState.READY:
        matching_runs.launch(work, draft.id, made_on)
    pairs: dict[str, str | None] = {one.mentee: one.mentor for one in taken.values()}
    if len(taken) == len(left):  # with the last pairs go the mentees for whom there is nobody
        pairs |= dict.fromkeys(found.without)
    return _decide(work, draft, choice, seen + 1, pairs)


def _decide(
    work: Work,
    draft: Draft,
    choice: Choice,
    number: int,
    pairs: Mapping[str, str | None],
) -> Release:
    made = kept.add(
        work.session,
        cohort_id=draft.cohort.id,
        draft_id=draft.id,
        number=number,
        what=choice.what,
        made_on=draft.edits,
        by=work.me,
        report_at=report_at(work.now, work.actor.zone),
        pairs=pairs,
    )
    if made is None:
        raise _launched(work, releases.of_draft(work, draft.id)[-1])
    asked = sum(one is not None for one in pairs.values())
    work.note("matching.launched", about=f"release:{made.id}", draft=draft.id, pairs=asked)
    work.start_task(CARRY, ids={"release": made.id}, key=f"{CARRY}:{made.id}")
    work.retouch(f"matching_draft:{draft.id}")
    work.refresh_home(work.me)
    return made


def _releasable(look: Look, draft_id: str) -> Drafted:
    draft = matching_drafts.draft(look, draft_id)
    require(look.actor, Act.MATCHING_RELEASE, subject_of(draft.cohort))
    if draft.state not in RELEASABLE:
        raise Refusal("matching.not_ready", state=draft.state)
    newest = matching_drafts.newest(look, draft.cohort.id)
    if newest is not None and newest.id != draft.id and newest.state in RELEASABLE:
        raise Refusal("matching.newer_draft", number=newest.number)
    return drafted(look, draft_id)


def _left(look: Look, found: Drafted) -> Mapping[str, Pair]:
    gone = kept.released_mentees(look.session, found.draft.id)
    return {mentee: one for mentee, one in found.pairs.items() if mentee not in gone}


def _taken(choice: Choice, left: Mapping[str, Pair]) -> Mapping[str, Pair]:
    match choice.what:
        case What.ALL:
            return left
        case What.LOCKED:
            return {mentee: one for mentee, one in left.items() if one.locked}
        case What.CHOSEN:
            return {mentee: one for mentee, one in left.items() if mentee in set(choice.mentees)}


def _require_something(look: Look, draft: Draft, choice: Choice, taken: Collection[str]) -> None:
    cohort = draft.cohort
    if state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.CLOSED:
        raise Refusal("matching.cohort_closed", day=cohort.ends)
    if choice.what is What.CHOSEN and len(choice.mentees) > MOST_CHOSEN:
        raise Refusal("matching.too_many_chosen", field="chosen", most=MOST_CHOSEN)
    if not taken and choice.what is What.CHOSEN:
        raise Refusal("matching.choose_pairs", field="chosen")
    if not taken:
        raise Refusal("matching.nothing_to_launch", field="what", what=choice.what)


def _impossible(
    house: Look, draft: Draft, taken: Mapping[str, Pair]
) -> Sequence[tuple[str, str, Obstacle]]:
    mentors = {one.mentor for one in taken.values()}
    now = release_today.today(house, draft.cohort, list(taken), mentors)
    found = []
    for one in taken.values():
        obstacle = now.between(one.mentee, one.mentor)
        if obstacle is None:
            now.took(one.mentee, one.mentor)
        else:
            found.append((one.mentee, one.mentor, obstacle))
    return found


def _is_the_same(work: Work, made: Release, choice: Choice, made_on: int) -> bool:
    """Whether this very form was sent before: by the same person, for the same pairs."""
    if (made.by, made.what, made.made_on) != (work.me, choice.what, made_on):
        return False
    if choice.what is not What.CHOSEN:
        return True
    asks = release_asks.asks(work.session, made.id)
    there = {one.mentee for one in asks if one.turn == 1 and one.mentor is not None}
    return there <= set(choice.mentees)


def _launched(look: Look, last: Launched) -> Refusal:
    return Refusal("matching.launched", name=last.by, at=last.release.at, zone=look.actor.zone)
