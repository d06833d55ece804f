"""Blind answers on their way into a count: in whole batches of five people or more, or never."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from program.check_in import InTheWay, Worth
from program.hours import ONE_DAY

GROUP_LEAST = 5
"""Answers, and people who gave them, before anything is counted."""


@dataclass(frozen=True)
class BlindCounts:
    """How often each answer was given, all in all; never for a group under five."""

    until: date
    """The last day of the answers in it."""
    answers: int
    worth: Mapping[Worth, int]
    in_the_way: Mapping[InTheWay, int]


@dataclass(frozen=True)
class BlindAnswer:
    """One answer on its way into a count; it never leaves the service that counts."""

    person_id: str
    given_on: date
    worth: Worth | None = field(repr=False)
    in_the_way: tuple[InTheWay, ...] = field(default=(), repr=False)


def blind_counts(answers: Iterable[BlindAnswer], until: date) -> BlindCounts | None:
    """The answers of whole months, as far as each batch holds five answers of five people.

    Months are put together until a batch is large enough, and only whole batches are counted: so
    the difference of two counts, taken at whatever times, is again a batch of at least five people.
    `until` is the last day whose answers can no longer be changed. None: no batch is complete.
    """
    counted: list[BlindAnswer] = []
    batch: list[BlindAnswer] = []
    last = until
    months: dict[date, list[BlindAnswer]] = {}
    for answer in answers:
        months.setdefault(_month_end(answer.given_on), []).append(answer)
    for end in sorted(months):
        if end > until:
            break
        batch += months[end]
        if is_large_enough(batch):
            counted, batch, last = counted + batch, [], end
    if not counted:
        return None
    worth = Counter(one.worth for one in counted if one.worth is not None)
    in_the_way = Counter(reason for one in counted for reason in one.in_the_way)
    return BlindCounts(last, len(counted), dict(worth), dict(in_the_way))


def is_large_enough(batch: Sequence[BlindAnswer]) -> bool:
    """Whether a batch holds five answers, from five people."""
    return len(batch) >= GROUP_LEAST and len({one.person_id for one in batch}) >= GROUP_LEAST


def _month_end(day: date) -> date:
    following = day.replace(day=28) + 4 * ONE_DAY
    return following.replace(day=1) - ONE_DAY
