"""Folders: there, writable, closed to others, apart from each other, with room."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.check import Check, fine, look, trouble
from bot.settings import Settings

LITTLE_ROOM = 500 * 1024 * 1024
NO_ROOM = 50 * 1024 * 1024


def folders(settings: Settings) -> list[Check]:
    """Everything about the folders; asks the disk and leaves nothing behind."""
    return [_writable(settings.baton_home), *_closed(settings), _apart(settings), _room(settings)]


def _nearest(path: Path) -> Path:
    """The folder itself, or the nearest one above that is there already."""
    at = path.absolute()
    while not at.exists() and at != at.parent:
        at = at.parent
    return at


def _writable(home: Path) -> Check:
    at = _nearest(home)
    try:
        with tempfile.TemporaryFile(dir=at):
            pass
    except OSError:
        do = "Give its account the right to write there, or set BATON_HOME to another folder."
        return trouble("folders", f"Baton cannot write in {at}.", do)
    if at != home.absolute():
        return fine("folders", f"{home} will be made at the first start.")
    return fine("folders", f"Baton can write in {home}.")


def _closed(settings: Settings) -> Iterator[Check]:
    for folder in (settings.data_folder, settings.keys_folder):
        if os.name != "posix" or not folder.exists():
            continue
        if stat.S_IMODE(folder.stat().st_mode) & 0o077:
            do = f"Run: chmod -R go= {folder}"
            yield trouble("folders", f"{folder} is open to other accounts.", do)
        else:
            yield fine("folders", f"{folder} is closed to other accounts.")


def _apart(settings: Settings) -> Check:
    keys, file = settings.keys_folder.resolve(), settings.database_file
    data = {settings.data_folder.resolve()} | ({file.resolve().parent} if file else set())
    if any(keys.is_relative_to(folder) for folder in data):
        do = "Move one of them: whoever copies the database's folder must not get the keys with it."
        return trouble("folders", "The keys lie inside the database's folder.", do)
    return fine("folders", "Keys and database lie apart.")


def _room(settings: Settings) -> Check:
    file = settings.database_file
    free = shutil.disk_usage(_nearest(file.parent if file else settings.baton_home)).free
    there = f"{free // (1024 * 1024):,} MB are free on the disk."
    if free < NO_ROOM:
        return trouble("disk", there, "Make room; Baton cannot keep anything without it.")
    if free < LITTLE_ROOM:
        return look("disk", there, "Make room before long.")
    return fine("disk", there)
