"""The code of conduct that everybody accepts, and conflicts of interest that are obeyed at once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from program.permissions import Subject
from program.refusal import Trouble

CODE = "code-of-conduct"
"""The slug of the article that is the code of conduct."""
FIRST_VERSION = 1
"""What counts where no text lies on the shelf."""
DETAIL_LIMIT = 600
EARLIEST = date(1950, 1, 1)
"""Before this day nobody's conflict began: it is a slip of the hand."""


class ConflictCheck(StrEnum):
    """The answer to the conflict question beside the code of conduct."""

    NONE = "none"
    """None that I know of."""
    HAS_ONE = "has_one"
    """It was declared in the same breath."""


class ConflictKind(StrEnum):
    """What makes two people a conflict of interest."""

    REPORTING_LINE = "reporting_line"
    FAMILY = "family"
    CLOSE = "close"
    PANEL = "panel"
    BUSINESS = "business"
    DISPUTE = "dispute"
    OTHER = "other"


@dataclass(frozen=True)
class Accepted:
    """That somebody accepted a version of the code of conduct, and when."""

    version: int
    at: datetime
    check: ConflictCheck


@dataclass(frozen=True)
class Disclosure:
    """A conflict of interest as it is entered."""

    other: str | None
    """Person id of whom it is with."""
    kind: str | None
    since: date | None = None
    detail: str = field(default="", repr=False)


@dataclass(frozen=True)
class Conflict:
    """That one person declared a conflict with another, without what they wrote about it."""

    id: str
    author: str
    """Person id of whoever declared it."""
    other: str
    kind: ConflictKind
    since: date | None
    declared_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def in_force(self) -> bool:
        """Obeyed until its author withdraws it."""
        return self.withdrawn_at is None


@dataclass(frozen=True)
class ConflictRead:
    """The same with its words, for its author and for program managers who are not in it."""

    conflict: Conflict
    detail: str = field(repr=False)


def subject_of(conflict: Conflict, program_id: str | None = None) -> Subject:
    """The conflict as the permission table sees it: it is about the other, and its author's own."""
    return Subject(
        program_id=program_id,
        concerns=frozenset({conflict.other}),
        owners=frozenset({conflict.author}),
    )


def check_disclosure(form: Disclosure, author: str, today: date) -> tuple[Trouble, ...]:
    """What stands in the way of a disclosure; the detail may be empty."""
    troubles: list[Trouble] = []
    if form.other is None:
        troubles.append(Trouble("conduct.choose_whom", field="person"))
    elif form.other == author:
        troubles.append(Trouble("conduct.yourself", field="person"))
    if form.kind not in set(ConflictKind):
        troubles.append(Trouble("conduct.choose_kind", field="kind"))
    if form.since is not None and form.since > today:
        troubles.append(Trouble("conduct.still_to_come", field="since"))
    elif form.since is not None and form.since < EARLIEST:
        troubles.append(Trouble("conduct.too_long_ago", field="since"))
    over = len(form.detail) - DETAIL_LIMIT
    if over > 0:
        troubles.append(Trouble("conduct.too_long", field="detail", facts={"over": over}))
    return tuple(troubles)
