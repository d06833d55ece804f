"""When the last backup was made here, and into which folder, for the doctor to tell."""

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


def folder_noted(settings: Settings) -> Path | None:
    """The folder that copy was written to; None where that was not noted."""
    try:
        said = _file(settings).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(said) if said else None


def note(settings: Settings, copy: Path) -> None:
    """A whole copy was made now. What cannot be noted is not: the copy is what matters."""
    with suppress(OSError, UnicodeEncodeError):
        noting = _file(settings)
        noting.touch(mode=0o600)
        noting.write_text(f"{copy.absolute().parent}\n", encoding="utf-8")


def _file(settings: Settings) -> Path:
    return settings.baton_home / "last-backup"
