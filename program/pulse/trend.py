"""One pulse beside an earlier one: the same question, everyone, ten answers or more in both."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from program.pulse.document import Document, Figure
from program.pulse.rounding import Band


class Moved(StrEnum):
    """Which way a figure went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True)
class Change:
    """A mean then and now, in tenths, both as coarse as the coarser of the two was told."""

    earlier: int
    now: int

    @property
    def moved(self) -> Moved:
        """Which way it went, as far as the rounded figures tell."""
        if self.earlier == self.now:
            return Moved.SAME
        return Moved.UP if self.now > self.earlier else Moved.DOWN


def compare(earlier: Document, now: Document) -> Mapping[str, Change]:
    """How the means of everyone changed, by question id: of scales that both releases tell of."""
    changes = {}
    for question in now.questions:
        before = earlier.of(question.question_id)
        change = _change(before.everyone if before else None, question.everyone)
        if change:
            changes[question.question_id] = change
    return changes


def _change(before: Figure | None, after: Figure | None) -> Change | None:
    if not (before and after) or before.mean is None or after.mean is None:
        return None
    bands = {before.band, after.band}
    if Band.FIVE in bands:
        return None
    if Band.TEN in bands:
        return Change(_coarse(before.mean), _coarse(after.mean))
    return Change(before.mean, after.mean)


def _coarse(mean: int) -> int:
    """A mean in tenths as it would be told of fewer than twenty answers."""
    return max(15, min(5 * ((2 * mean + 5) // 10), 45))
