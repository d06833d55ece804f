"""Backups and keys: how old the last copy is, and what has to be copied apart from it."""

from datetime import UTC, datetime, timedelta

from bot.doctor.check import Check, fine, look
from bot.doctor.spans import span
from bot.last_backup import noted
from bot.settings import Settings
from program.clock import Clock

OLD = timedelta(days=7)


def backups(settings: Settings, clock: Clock) -> list[Check]:
    """How long ago `baton backup` made a copy here. Snapshots made by others it cannot know."""
    last = noted(settings)
    since = last or _first_key(settings)
    if since is None:
        return []
    age = clock() - since
    do = "Run `baton backup` each night, and keep the file on another machine."
    if last is None:
        if age < OLD:
            return [fine("backup", "No backup was made here yet; it is a young installation.")]
        return [look("backup", "No backup was ever made here with `baton backup`.", do)]
    if age > OLD:
        return [look("backup", f"The last backup was made here {span(age)} ago.", do)]
    return [fine("backup", f"The last backup was made here on {last:%d %B %Y}.")]


def copies_of_keys(settings: Settings) -> list[Check]:
    """Where the keys lie: nobody can know here whether a copy of them is kept elsewhere."""
    files = list(settings.keys_folder.glob("*.key"))
    if not files:
        return []
    newest = max(_made(file.stat().st_mtime) for file in files)
    said = f"{len(files)} keys, the newest of {newest:%d %B %Y}: keep a copy apart from backups."
    return [fine("keys", said)]


def _first_key(settings: Settings) -> datetime | None:
    made = [_made(file.stat().st_mtime) for file in settings.keys_folder.glob("*.key")]
    return min(made, default=None)


def _made(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
