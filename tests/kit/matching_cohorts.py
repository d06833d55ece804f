"""Made-up cohorts for tests and benchmarks of the matching: any size, from a seed."""

import random
from datetime import date

from program.matching.hours import week
from program.matching.reasons import Bar
from program.matching.records import Barred, Inputs, MenteeInput, MentorInput
from program.matching.rules import Rules
from program.mentor_lists import Style
from program.nomination_voice import Rating
from program.profile_lists import Function, LearningStyle, Theme

ZONES = (
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Pacific/Auckland",
)
LANGUAGES = ("en", "de", "fr", "es", "pt", "hi", "ja", "zh")
COMPETENCIES = 40
DAY = date(2027, 1, 11)
TIMES = ("mon_am", "mon_pm", "tue_am", "wed_pm", "thu_am", "thu_pm", "fri_am")


def cohort(
    mentees: int,
    mentors: int,
    *,
    seed: int = 0,
    rules: Rules | None = None,
    seats: float = 1.0,
    silent: float = 0.1,
    barred: float = 0.002,
) -> Inputs:
    """People of many kinds; `silent` is how likely each of them leaves a part out.

    `seats` is about how many seats there are for each mentee.
    """
    dice = random.Random(f"{mentees}/{mentors}/{seed}")  # noqa: S311
    people = tuple(_mentee(dice, n, mentors, silent) for n in range(mentees))
    places = _places(dice, mentors, round(mentees * seats))
    others = tuple(_mentor(dice, n, mentees, places[n], silent) for n in range(mentors))
    kinds = (Bar.SUPERIOR, Bar.CONFLICT, Bar.AVOIDED, Bar.ENDED_FOR_CAUSE)
    pairs = {
        (dice.randrange(mentees), dice.randrange(mentors))
        for _ in range(round(mentees * mentors * barred))
    }
    return Inputs(
        cohort_id="cohort",
        rules=rules or Rules(),
        mentees=people,
        mentors=others,
        barred=tuple(Barred(f"e{i}", f"r{j}", dice.choice(kinds)) for i, j in sorted(pairs)),
        salt=str(seed),
    )


def _mentee(dice: random.Random, number: int, mentors: int, silent: float) -> MenteeInput:
    says = [dice.random() >= silent for _ in range(9)]
    now = {f"c{dice.randrange(COMPETENCIES)}": dice.randint(1, 3) for _ in range(4)}
    return MenteeInput(
        id=f"e{number}",
        accepted=number,
        wanted={one: (low, low + dice.randint(1, 2)) for one, low in now.items()}
        if says[0]
        else {},
        themes=tuple(dice.sample([*Theme], dice.randint(1, 3))) if says[1] else (),
        functions=tuple(dice.sample([*Function], dice.randint(1, 3))) if says[2] else (),
        function=dice.choice([*Function]) if says[3] else None,
        style=dice.choice([*LearningStyle]) if says[4] else None,
        level=dice.randint(3, 7) if says[5] else None,
        week=_week(dice) if says[6] else None,
        languages=_languages(dice) if says[7] else (),
        location=dice.choice(ZONES),
        wishes=tuple(f"r{dice.randrange(mentors)}" for _ in range(dice.choice((0, 0, 1, 3)))),
        ratings={one: dice.randint(100, 500) for one in Rating if dice.random() >= silent},
    )


def _mentor(
    dice: random.Random, number: int, mentees: int, places: int, silent: float
) -> MentorInput:
    says = [dice.random() >= silent for _ in range(12)]
    chosen = {f"c{dice.randrange(COMPETENCIES)}": dice.randint(2, 5) for _ in range(12)}
    return MentorInput(
        id=f"r{number}",
        places=places,
        hours_a_month=20,
        offered=chosen if says[0] else {},
        themes=tuple(dice.sample([*Theme], dice.randint(1, 3))) if says[1] else (),
        functions=tuple(dice.sample([*Function], dice.randint(1, 3))) if says[2] else (),
        function=dice.choice([*Function]) if says[3] else None,
        style=dice.choice([*Style]) if says[4] else None,
        level=dice.randint(5, 10) if says[5] else None,
        week=_week(dice) if says[6] else None,
        languages=_languages(dice) if says[7] else (),
        location=dice.choice(ZONES),
        wishes=tuple(f"e{dice.randrange(mentees)}" for _ in range(dice.choice((0, 0, 0, 1)))),
        reach=dice.randint(1, 4) if says[8] else None,
        directness=dice.randint(1, 5) if says[9] else None,
        breadth=dice.randint(1, 4) if says[10] else None,
        stretch=dice.randint(1, 4) if says[11] else None,
        paused=dice.random() < 0.03,
    )


def _places(dice: random.Random, mentors: int, seats: int) -> list[int]:
    """As many places as there are seats, 1 to 5 a mentor where that can be."""
    places = [1] * mentors
    open_to = list(range(mentors))
    while sum(places) < seats and open_to:
        one = dice.choice(open_to)
        places[one] += 1
        if places[one] == 5:
            open_to.remove(one)
    return places


def _week(dice: random.Random) -> int:
    times = dice.sample(TIMES, dice.randint(1, 4)) if dice.random() < 0.3 else ()
    return week(dice.choice(ZONES), times, DAY)


def _languages(dice: random.Random) -> tuple[str, ...]:
    return tuple(sorted({"en", dice.choice(LANGUAGES)} if dice.random() < 0.9 else {"ja"}))
