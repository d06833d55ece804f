"""An import of a roster: checked first, written only when somebody says so, gone after a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

KEPT_FOR = timedelta(hours=24)
"""So long what was read of people waits for a yes."""


class ImportState(StrEnum):
    """Where an import stands."""

    READING = "reading"
    CHECKED = "checked"
    """Waits for somebody to say yes."""
    APPLYING = "applying"
    IMPORTED = "imported"
    REFUSED = "refused"
    """The file could not be read, or the roster changed since the check; `reason` says which."""
    STOPPED = "stopped"
    EXPIRED = "expired"


@dataclass(frozen=True)
class RosterImport:
    """One import as whoever asked for it sees it."""

    id: str
    state: ImportState
    asked_by: str | None
    """Person id; None where the operator imports from the command line."""
    asked_at: datetime
    slack_file: str | None = None
    reason: str | None = None
    ended_at: datetime | None = None
    expires_at: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    """`rows` to be imported; `new`, `updated`, `same`, `missing`, `left_out`, `partly`; for each
    field that changes `field.NAME`; after a refusal what its sentence needs."""
    file_name: str = field(default="", repr=False)

    @property
    def rows(self) -> int:
        """How many rows are good."""
        return sum(self.counts.get(one, 0) for one in ("new", "updated", "same"))
