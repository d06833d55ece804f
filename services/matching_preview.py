"""What other weights would change, computed and shown before anything is set."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Preview:
    """The newest draft beside what the same people would get by other rules."""

    draft: str
    pairs: int
    """Pairs of the newest draft."""
    changed: int
    """Mentees of these whose mentor would be another one, or none."""
    paired: int
    """Pairs there would be."""
    mean_before: int | None
    """Basis points, by the rules of that draft."""
    mean_after: int | None
    weakest_before: int | None
    weakest_after: int | None
