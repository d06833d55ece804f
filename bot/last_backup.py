"""When the last backup was made here: the age of an empty file, for the doctor to tell."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings


def noted(settings: Settings) -> datetime | None:
    """When `baton backup` last made a whole copy here; None where it never did."""
    try:
        return datetime.fromtimestamp(_file(settings).stat().st_mtime, UTC)
    except OSError:
        return None


def note(settings: Settings) -> None:
    """A whole copy was made now. What cannot be noted is not: the copy is what matters."""
    with suppress(OSError):
        _file(settings).touch(mode=0o600)


def _file(settings: Settings) -> Path:
    return settings.baton_home / "last-backup"
