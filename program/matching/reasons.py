"""Why two people cannot be a pair: one code for each hard rule, in the order it is told in."""

from enum import StrEnum


class Bar(StrEnum):
    """A rule that no score can outweigh."""

    SUPERIOR = "superior"
    """The mentor stands above or below the mentee, as deep as the program says."""
    CONFLICT = "conflict"
    AVOIDED = "avoided"
    """One of the two wishes not to be paired with the other."""
    ENDED_FOR_CAUSE = "ended_for_cause"
    SAME_PERSON = "same_person"
    """Somebody who is mentor and mentee of one cohort."""
    PAUSED = "paused"
    """The mentor rests from mentoring."""
    NO_PLACE = "no_place"
    NO_TIME = "no_time"
    """The hours the mentor promised are taken."""
    NO_SHARED_HOURS = "no_shared_hours"
    NO_COMMON_LANGUAGE = "no_common_language"
    VETO = "veto"
    """A program manager took the pair out of this draft."""
    BELOW_FLOOR = "below_floor"
    """Less than the weakest pair that is to be made."""


PRIVATE = frozenset({Bar.CONFLICT, Bar.AVOIDED, Bar.ENDED_FOR_CAUSE})
"""Told in one wording only: which of them it is, and whose, is nobody's business."""
NEVER = frozenset({Bar.SUPERIOR, Bar.CONFLICT, Bar.AVOIDED, Bar.ENDED_FOR_CAUSE, Bar.SAME_PERSON})
"""Not even a lock by hand may make such a pair."""
