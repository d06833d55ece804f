"""The checklist of a launch: what stands in its way, and which pairs there are to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from program.matching.records import Pair
from program.matching_draft import Draft
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from program.release import Choice, Launched, Obstacle, What, subject_of
from services import conduct, matching_drafts, people, release_draft, release_today, releases
from services.desk import Look
from services.release_draft import left_of, releasable, taken_of
from services.releases import NotPossible

MOST_FOUND = 20
"""Answers of a menu that is searched while somebody types."""


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
    found = releasable(look, draft_id)
    draft = found.draft
    left = left_of(look, found)
    launched = releases.of_draft(look, draft.id)
    if not left and launched:
        raise release_draft.launched_by(look, launched[-1])
    taken = taken_of(choice, left)
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


def rest_of(look: Look, draft_id: str) -> int:
    """How many pairs of a draft may still be launched; 0 where it is over or kept no longer.

    Raises Refusal `permissions.*`.
    """
    draft = matching_drafts.draft(look, draft_id)
    require(look.actor, Act.MATCHING_SEE, subject_of(draft.cohort))
    try:
        return len(left_of(look, releasable(look, draft_id)))
    except Refusal:
        return 0


def pairs_found(look: Look, draft_id: str, typed: str) -> tuple[tuple[Person, Person], ...]:
    """Pairs of a draft not released yet with a name that holds what was typed, for a menu."""
    left = left_of(look, releasable(look, draft_id))
    known = people.named(look, [who for one in left.values() for who in (one.mentee, one.mentor)])
    wanted = typed.casefold().split()
    found = [(known[one.mentee], known[one.mentor]) for one in left.values()]
    fitting = [
        pair
        for pair in found
        if all(word in f"{pair[0].name} {pair[1].name}".casefold() for word in wanted)
    ]
    return tuple(sorted(fitting, key=lambda pair: pair[0].name.casefold())[:MOST_FOUND])


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
