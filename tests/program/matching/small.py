"""Small cohorts of chance, and what is the best for them by another way than ours."""

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
from scipy.optimize import linear_sum_assignment

from program.matching import problem as problems
from program.matching.problem import Problem
from program.matching.reasons import Bar
from program.matching.records import (
    Barred,
    Edit,
    EditKind,
    Inputs,
    MenteeInput,
    MentorInput,
    Solution,
)
from program.matching.rules import Rules
from program.mentor_lists import Style
from program.profile_lists import Function, LearningStyle, Theme

COMPETENCIES = tuple(f"c{number}" for number in range(9))
SITES = ("Lisbon", "Osaka", "")
LANGUAGES = ("en", "de", "fr")
PRIVATE_BARS = (Bar.CONFLICT, Bar.AVOIDED, Bar.ENDED_FOR_CAUSE)


def cohort(seed: int, *, seats: float = 1.0, rules: Rules | None = None) -> Inputs:
    """Up to nine mentees and six mentors; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - chance that can be repeated
    mentees = tuple(_mentee(chance, number) for number in range(chance.randint(2, 9)))
    mentors = tuple(_mentor(chance, number, seats) for number in range(chance.randint(1, 6)))
    barred = tuple(
        Barred(one.id, other.id, chance.choice([Bar.SUPERIOR, *PRIVATE_BARS]))
        for one in mentees
        for other in mentors
        if chance.random() < 0.08
    )
    return Inputs(
        cohort_id="cohort",
        rules=rules or Rules(floor=chance.random() < 0.5),
        mentees=mentees,
        mentors=mentors,
        barred=barred,
        salt=str(seed),
    )


def edit_of_chance(chance: Random, inputs: Inputs, solution: Solution) -> Edit:
    """A lock, a veto or one of them taken back, about a pair or about any two."""
    kind = chance.choice([EditKind.LOCK, EditKind.VETO, EditKind.UNLOCK, EditKind.UNVETO])
    if solution.pairs and chance.random() < 0.5:
        pair = chance.choice(solution.pairs)
        return Edit(kind, pair.mentee, pair.mentor)
    return Edit(kind, chance.choice(inputs.mentees).id, chance.choice(inputs.mentors).id)


def worth(problem: Problem, pairs: Mapping[str, str], kept: Mapping[str, str], bonus: int) -> int:
    """The weight of pairs: people in the charter's order, then scores, then kept pairs."""
    many = len(problem.mentees)
    step = many * (10_001 + bonus) + 1
    return sum(
        step * (many - int(problem.order[problem.row[mentee]]))
        + int(problem.scores[problem.row[mentee], problem.column[mentor]])
        + bonus * (kept.get(mentee) == mentor)
        for mentee, mentor in pairs.items()
    )


def best(
    problem: Problem,
    edits: Sequence[Edit],
    kept: Mapping[str, str],
    bonus: int,
    floor: int = 0,
) -> dict[str, str]:
    """The best pairs by scipy, every place a column of its own and one more column for nobody."""
    market = problems.market(problem, edits)
    locked = {problem.mentees[row]: problem.mentors[column] for row, column in market.locks}
    slots = [
        mentor
        for number, mentor in enumerate(problem.mentors)
        for _ in range(int(market.seats[number]) - list(locked.values()).count(mentor))
    ]
    free = [one for one in problem.mentees if one not in locked]
    table = np.zeros((len(free), len(slots) + len(free)))
    for at, mentee in enumerate(free):
        for slot, mentor in enumerate(slots):
            row, column = problem.row[mentee], problem.column[mentor]
            if market.allowed[row, column] and problem.scores[row, column] >= floor:
                table[at, slot] = worth(problem, {mentee: mentor}, kept, bonus)
    chosen = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    found = {free[at]: slots[slot] for at, slot in chosen if table[at, slot] > 0}
    return {**found, **locked}


def pairs_of(solution: Solution) -> dict[str, str]:
    """Mentee to mentor."""
    return {one.mentee: one.mentor for one in solution.pairs}


def _mentee(chance: Random, number: int) -> MenteeInput:
    wanted = {
        one: (now := chance.randint(1, 3), now + chance.randint(1, 2))
        for one in chance.sample(COMPETENCIES, chance.randint(0, 5))
    }
    return MenteeInput(
        id=f"mentee-{number}",
        accepted=number,
        wanted=wanted,
        themes=tuple(chance.sample(list(Theme), chance.randint(0, 3))),
        functions=tuple(chance.sample(list(Function), chance.randint(0, 2))),
        function=chance.choice([None, *list(Function)[:4]]),
        style=chance.choice([None, *LearningStyle]),
        level=chance.choice([None, 4, 5, 6, 7]),
        week=chance.choice([None, 0xFFFF, 0xFF, 0x3C]),
        languages=tuple(chance.sample(LANGUAGES, chance.randint(1, 2))),
        location=chance.choice(SITES),
        ratings={"potential": chance.randint(100, 500)} if chance.random() < 0.7 else {},
    )


def _mentor(chance: Random, number: int, seats: float) -> MentorInput:
    places = max(0, round(seats * chance.randint(1, 3)))
    return MentorInput(
        id=f"mentor-{number}",
        places=places,
        hours_a_month=chance.choice([2, 4, 8]),
        offered={one: chance.randint(1, 5) for one in chance.sample(COMPETENCIES, 5)},
        themes=tuple(chance.sample(list(Theme), chance.randint(1, 3))),
        functions=tuple(chance.sample(list(Function), chance.randint(0, 3))),
        function=chance.choice([None, *list(Function)[:4]]),
        style=chance.choice([None, *Style]),
        level=chance.choice([None, 6, 7, 8, 9]),
        week=chance.choice([None, 0xFFFF, 0xFF, 0x3C]),
        languages=tuple(chance.sample(LANGUAGES, 2)),
        location=chance.choice(SITES),
        reach=chance.randint(1, 4),
        paused=chance.random() < 0.05,
    )
