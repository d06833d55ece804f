"""What is entered into the forms of a profile, and what stands in its way, field by field."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from program.cohort import Cohort
from program.mentor import MOST_LANGUAGES
from program.mentor_lists import Language, Times
from program.profile import MenteeProfile, MentorProfile
from program.profile_lists import (
    BOUNDARIES_LIMIT,
    DIRECTNESS,
    LEVELS,
    MOST_AVOIDED,
    MOST_FUNCTIONS,
    MOST_THEMES,
    MOST_WISHES,
    Function,
    LearningStyle,
    Reach,
    Stretch,
    Theme,
)
from program.refusal import Trouble

MOST_WANTED = 5
"""Competencies that one mentee may name, as in a nomination."""
AIMS = tuple((now, aim) for now in LEVELS for aim in LEVELS if aim > now)
"""The ten ways of aiming higher than now."""


def level_field(competency_id: str) -> str:
    """The field of the form that asks for the level of a competency."""
    return f"level:{competency_id}"


def wish_field(place: int) -> str:
    """The field of the form that asks for the wish at a place, from 1."""
    return f"wish:{place}"


def check_wanted(
    chosen: Sequence[str], function: str | None, cohort: Cohort
) -> tuple[Trouble, ...]:
    """The first step of a mentee: what they want to learn, and their own function."""
    known = {one.id for one in cohort.competencies}
    troubles: list[Trouble] = []
    if not chosen or not known.issuperset(chosen):
        troubles.append(Trouble("profiles.choose_competencies", field="competencies"))
    else:
        troubles += _at_most("competencies", chosen, MOST_WANTED)
    return (*troubles, *_one("function", function, Function))


def check_aims(
    wanted: Mapping[str, tuple[int, int] | None], chosen: Sequence[str]
) -> tuple[Trouble, ...]:
    """The second step of a mentee: each aims higher than now, or is left out; not all of them."""
    troubles = [
        Trouble("profiles.aim_higher", field=level_field(one))
        for one, levels in wanted.items()
        if levels is not None and levels not in AIMS
    ]
    if not troubles and chosen and not any(wanted.get(one) for one in chosen):
        troubles.append(Trouble("profiles.aim_once", field=level_field(chosen[0])))
    return tuple(troubles)


def check_rest(profile: MenteeProfile) -> tuple[Trouble, ...]:
    """The third step of a mentee: all of it may stay empty, and what is chosen is on its list."""
    troubles = [
        *_several("themes", profile.themes, Theme, MOST_THEMES),
        *_several("functions", profile.functions, Function, MOST_FUNCTIONS),
        *_one("style", profile.style, LearningStyle),
        *_several("languages", profile.languages, Language, MOST_LANGUAGES),
        *_several("times", profile.times, Times, len(Times)),
    ]
    over = len(profile.boundaries) - BOUNDARIES_LIMIT
    if over > 0:
        troubles.append(Trouble("profiles.too_long", field="boundaries", facts={"over": over}))
    return tuple(troubles)


def check_levels(levels: Mapping[str, int | None]) -> tuple[Trouble, ...]:
    """The first step of a mentor: how strong they are in what they offer, each from 1 to 5."""
    return tuple(
        Trouble("profiles.choose_listed", field=level_field(one))
        for one, level in levels.items()
        if level not in LEVELS
    )


def check_opens(profile: MentorProfile) -> tuple[Trouble, ...]:
    """The second step of a mentor: all of it may stay empty, and what is chosen is on its list."""
    troubles = [
        *_several("themes", profile.themes, Theme, MOST_THEMES),
        *_several("functions", profile.functions, Function, MOST_FUNCTIONS),
        *_one("function", profile.function, Function),
    ]
    numbers: tuple[tuple[str, int | None, Sequence[int]], ...] = (
        ("reach", profile.reach, tuple(Reach)),
        ("directness", profile.directness, DIRECTNESS),
        ("stretch", profile.stretch, tuple(Stretch)),
    )
    for name, number, known in numbers:
        if number is not None and number not in known:
            troubles.append(Trouble("profiles.choose_listed", field=name))
    return tuple(troubles)


def check_wishes(
    wishes: Mapping[int, str], avoid: Sequence[str], me: str, names: Mapping[str, str]
) -> tuple[Trouble, ...]:
    """Wishes by their place, and the avoid list: nobody twice, nobody in both, never oneself.

    `names` are the names of people by id, for the sentences.
    """
    troubles: list[Trouble] = []
    seen: set[str] = set()
    for place, person_id in sorted(wishes.items()):
        if person_id == me:
            troubles.append(Trouble("profiles.wish_yourself", field=wish_field(place)))
        elif person_id in seen:
            facts = {"name": names[person_id]}
            troubles.append(Trouble("profiles.wished_twice", field=wish_field(place), facts=facts))
        seen.add(person_id)
    if me in avoid:
        troubles.append(Trouble("profiles.avoid_yourself", field="avoid"))
    for both in [one for one in dict.fromkeys(avoid) if one in seen and one != me]:
        facts = {"name": names[both]}
        troubles.append(Trouble("profiles.in_both_lists", field="avoid", facts=facts))
    if len(wishes) > MOST_WISHES:
        troubles.append(Trouble("profiles.choose_listed", field=wish_field(MOST_WISHES)))
    return (*troubles, *_at_most("avoid", avoid, MOST_AVOIDED))


def _one(name: str, chosen: str | None, known: type[StrEnum]) -> tuple[Trouble, ...]:
    if chosen is None or chosen in set(known):
        return ()
    return (Trouble("profiles.choose_listed", field=name),)


def _several(
    name: str, chosen: Sequence[str], known: type[StrEnum], most: int
) -> tuple[Trouble, ...]:
    if not set(known).issuperset(chosen):
        return (Trouble("profiles.choose_listed", field=name),)
    return _at_most(name, chosen, most)


def _at_most(name: str, chosen: Sequence[str], most: int) -> tuple[Trouble, ...]:
    if len(set(chosen)) <= most:
        return ()
    return (Trouble("profiles.too_many", field=name, facts={"most": most}),)
