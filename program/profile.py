"""Profiles feed a pairing: one for each person, cohort and role, and how much of it is there.

What a mentor offers (competencies, style, places, times, languages) stays in their `Offer`; the
profile of a mentor says what goes beyond it. What somebody says about groups they belong to is no
part of this: see `program/profile_about.py`, which nothing here knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from program.matching.rules import DEFAULT_WEIGHTS, THIN_BELOW, Component
from program.mentor import Mentor

ASSUMED_AIM = (2, 4)
"""Levels now and aimed for, where somebody named a competency in their nomination only."""
ASSUMED_LEVEL = 4
"""The level of a mentor who said that they are strong in something and not how strong."""


@dataclass(frozen=True)
class MenteeProfile:
    """What one mentee of one cohort wants to learn, and how. Lists are in `profile_lists.py`."""

    cohort_id: str
    person_id: str
    wanted: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By competency id: the level now and the one aimed for, 1 to 5."""
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    """Functions they want to see."""
    function: str | None = None
    """Their own."""
    style: str | None = None
    """How they learn."""
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    boundaries: str = field(default="", repr=False)
    version: int = 0
    """Counts the changes; 0: nothing was sent yet, what stands here is known from elsewhere."""

    @property
    def written(self) -> bool:
        """Whether the person sent it themselves."""
        return self.version > 0


@dataclass(frozen=True)
class MentorProfile:
    """What one mentor of one cohort can give beyond their offer."""

    cohort_id: str
    person_id: str
    levels: Mapping[str, int] = field(default_factory=dict)
    """By id of a competency they offer: their level, 1 to 5."""
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    """Functions they know well enough to open them."""
    function: str | None = None
    reach: int | None = None
    """`profile_lists.Reach`, 1 to 4."""
    directness: int | None = None
    """1 asks only, 5 says what they see at once."""
    stretch: int | None = None
    """`profile_lists.Stretch`, 1 to 4."""
    version: int = 0

    @property
    def written(self) -> bool:
        """Whether the person sent it themselves."""
        return self.version > 0


@dataclass(frozen=True)
class Wishes:
    """With whom somebody would like to be paired in a cohort, and with whom never."""

    cohort_id: str
    person_id: str
    wishes: tuple[str, ...] = field(default=(), repr=False)
    """Person ids, the dearest first."""
    avoid: tuple[str, ...] = field(default=(), repr=False)
    """Person ids, in no order. It counts in every cohort: read by its author, and by a run."""


class Part(StrEnum):
    """One part of a profile, in the order in which it is counted and told."""

    COMPETENCIES = "competencies"
    THEMES = "themes"
    FUNCTIONS = "functions"
    FUNCTION = "function"
    """A mentee's own."""
    OPENS = "opens"
    """A mentor's reach, directness and stretch, all three."""
    STYLE = "style"
    LANGUAGES = "languages"
    TIMES = "times"


_WEIGHS: Mapping[Part, Component] = {
    Part.COMPETENCIES: Component.SKILLS,
    Part.THEMES: Component.ASPIRATION,
    Part.FUNCTIONS: Component.FUNCTIONS,
    Part.STYLE: Component.STYLE,
    Part.LANGUAGES: Component.LANGUAGE,
    Part.TIMES: Component.HOURS,
    Part.OPENS: Component.SIGNALS,
}
"""Which part of a score a part of a profile makes possible."""


@dataclass(frozen=True)
class Coverage:
    """How much of a profile is there."""

    present: tuple[Part, ...]
    missing: tuple[Part, ...]

    @property
    def of(self) -> int:
        """How many parts there are in all."""
        return len(self.present) + len(self.missing)

    @property
    def enough(self) -> bool:
        """Does it say enough for a good pairing?

        It does where what is there carries as much of the usual weights as a pair needs in order
        not to be marked as thin, and where it names competencies.
        """
        weight = sum(DEFAULT_WEIGHTS[_WEIGHS[one]] for one in self.present if one in _WEIGHS)
        return Part.COMPETENCIES in self.present and weight >= THIN_BELOW


def mentee_coverage(profile: MenteeProfile) -> Coverage:
    """The seven parts of a mentee's profile."""
    return _coverage(
        {
            Part.COMPETENCIES: bool(profile.wanted),
            Part.THEMES: bool(profile.themes),
            Part.FUNCTIONS: bool(profile.functions),
            Part.FUNCTION: profile.function is not None,
            Part.STYLE: profile.style is not None,
            Part.LANGUAGES: bool(profile.languages),
            Part.TIMES: bool(profile.times),
        }
    )


def mentor_coverage(profile: MentorProfile, mentor: Mentor) -> Coverage:
    """The seven parts of a mentor's profile, what they offer with it."""
    opens = (profile.reach, profile.directness, profile.stretch)
    return _coverage(
        {
            Part.COMPETENCIES: bool(mentor.competencies)
            and set(mentor.competencies) <= set(profile.levels),
            Part.THEMES: bool(profile.themes),
            Part.FUNCTIONS: bool(profile.functions),
            Part.OPENS: None not in opens,
            Part.STYLE: mentor.style is not None,
            Part.LANGUAGES: bool(mentor.languages),
            Part.TIMES: bool(mentor.times),
        }
    )


def _coverage(parts: Mapping[Part, bool]) -> Coverage:
    return Coverage(
        present=tuple(one for one, there in parts.items() if there),
        missing=tuple(one for one, there in parts.items() if not there),
    )
