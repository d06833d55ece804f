"""Why a program manager takes a pair out of a draft: one of a few, so that nothing has to be typed.

The reasons of *Veto* as the form offers them; only the code is kept, sealed, with the edit.
"""

from enum import StrEnum


class VetoReason(StrEnum):
    """What speaks against two people whom no rule keeps apart."""

    TOO_CLOSE = "too_close"
    """They work too closely together."""
    KNOWN = "known"
    """They know each other well already."""
    TOO_ALIKE = "too_alike"
    FIELD = "field"
    """The mentor's field is another one than the mentee needs."""
    MEANT_FOR_OTHERS = "meant_for_others"
    """The mentor is kept for somebody else."""
    TIMING = "timing"
    ASKED = "asked"
    """One of the two asked for it."""
    OTHER = "other"


MOST_REASONS = 8
"""Slack shows up to ten radio buttons; more than these nobody reads."""
