"""The one real clock of the house."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC)
