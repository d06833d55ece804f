"""Settings and machine: what is set, what looks like a slip, time zones."""

import difflib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.doctor.check import Check, fine, look, trouble
from bot.settings import Settings, SettingsTrouble, described, given, load, needed


def speaks_http(env_file: Path) -> bool:
    """Whether the settings are those of HTTP mode: they prove requests, and open no socket."""
    try:
        names = given(env_file)
    except (OSError, UnicodeDecodeError):
        return False
    return "SLACK_SIGNING_SECRET" in names and "SLACK_APP_TOKEN" not in names


def settings(env_file: Path, *, http: bool) -> tuple[list[Check], Settings | None]:
    """Every setting that is missing or wrong; the settings, where they can be used at all."""
    try:
        found = load(*needed(http=http, env_file=env_file), env_file=env_file)
    except SettingsTrouble as raised:
        checks = [trouble("settings", f"{it.name} {it.what}.", it.do) for it in raised.problems]
    else:
        checks = [fine("settings", "Every setting that is needed is there.")]
        return [*checks, *_slips(env_file)], found
    try:
        return [*checks, *_slips(env_file)], load(env_file=env_file)
    except SettingsTrouble:
        return [*checks, *_slips(env_file)], None


def _slips(env_file: Path) -> Iterator[Check]:
    try:
        names = given(env_file)
    except (OSError, UnicodeDecodeError):
        return
    known = set(described())
    for name in sorted(names - known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
        if near and name.startswith(("BATON_", "SLACK_")):
            do = f"Did you mean {near[0]}? Correct it or remove it."
            yield look("settings", f"{name} is set, and Baton does not know it.", do)
    if os.name == "posix" and env_file.is_file():
        mode = stat.S_IMODE(env_file.stat().st_mode)
        if mode & 0o077:
            do = f"Run: chmod 600 {env_file}"
            yield look("settings", f"{env_file} holds tokens, and others may read it.", do)


def time_zones() -> Check:
    """Whether the machine knows time zones: without them nobody's morning can be told."""
    try:
        ZoneInfo("Europe/Zurich")
    except ZoneInfoNotFoundError:
        do = "Install the package tzdata, of the system or of Python."
        return trouble("time zones", "This machine has no time zone data.", do)
    return fine("time zones", f"{len(available_timezones())} time zones are known.")
