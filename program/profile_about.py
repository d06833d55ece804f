"""What somebody may say about groups they belong to: voluntary, sealed, and no input of any score.

Nothing that finds pairs may import this module; a test holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from program.refusal import Trouble

RATHER_NOT = "rather_not"
"""The answer of whoever leaves a question out on purpose; nothing is kept of it."""


class Group(StrEnum):
    """One question of *About me*."""

    GENDER = "gender"
    AGE = "age"
    CARING = "caring"
    DISABILITY = "disability"
    PART_TIME = "part_time"
    ORIGIN = "origin"


ANSWERS: Mapping[Group, tuple[str, ...]] = {
    Group.GENDER: ("woman", "man", "another"),
    Group.AGE: ("under_30", "30_to_39", "40_to_49", "50_and_over"),
    Group.CARING: ("yes", "no"),
    Group.DISABILITY: ("yes", "no"),
    Group.PART_TIME: ("yes", "no"),
    Group.ORIGIN: ("yes", "no"),
}
"""What may be answered, beside rather not to say."""


@dataclass(frozen=True)
class AboutMe:
    """What one person said about themselves; a group they would rather not name is not in it."""

    person_id: str
    groups: Mapping[str, str] = field(default_factory=dict, repr=False)


def check_about(groups: Mapping[str, str]) -> tuple[Trouble, ...]:
    """Answers come from the lists; anything else is sent back under its field."""
    troubles: list[Trouble] = []
    for name, answer in groups.items():
        known = ANSWERS.get(Group(name), ()) if name in set(Group) else ()
        if answer not in (*known, RATHER_NOT):
            troubles.append(Trouble("profiles.choose_listed", field=name))
    return tuple(troubles)
