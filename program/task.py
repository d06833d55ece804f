"""A task: work that takes longer than a press may wait, kept as a row so that nothing loses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskState(StrEnum):
    """Where a task stands."""

    WAITING = "waiting"
    RUNNING = "running"
    """A worker has it until its lease runs out; then another takes it up again."""
    DONE = "done"
    FAILED = "failed"
    """Given up after the last attempt; `reason` is a code."""
    DROPPED = "dropped"
    """Given up, and somebody decided that it is not needed."""


@dataclass(frozen=True)
class NewTask:
    """What a service asks to be done; `key` is unique in the workspace, the same again is quiet."""

    kind: str
    ids: Mapping[str, str]
    """Ids of what it works on, by their names; never text."""
    key: str
    asked_by: str | None = None
    """Person id; None when the house itself asked."""
    not_before: datetime | None = None


@dataclass(frozen=True)
class Task:
    """A row of the work list as its worker sees it."""

    id: str
    workspace_id: str
    kind: str
    ids: Mapping[str, str]
    key: str
    state: TaskState
    queued_at: datetime
    asked_by: str | None = None
    not_before: datetime | None = None
    claim: str | None = None
    """The token of the claim that holds it; only its holder may report progress or an outcome."""
    attempts: int = 0
    """How often it was taken up, this time included."""
    done: int = 0
    total: int | None = None
    reason: str | None = None
