"""All checks in their order: an earlier trouble never hides a later one that can be looked at."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.connections import client_for
from bot.doctor import environment
from bot.doctor.check import Check, is_well, skipped
from bot.doctor.database import database
from bot.doctor.first import first_program_manager
from bot.doctor.folders import folders
from bot.doctor.installations import installations
from bot.doctor.keeping import backups, copies_of_keys
from bot.doctor.pulse import open_pulses, pulse_keys
from bot.doctor.queue import queue, rates
from bot.doctor.server import server
from bot.doctor.shelf import library
from bot.doctor.slack import slack
from bot.doctor.ways import ways
from bot.settings import ENV_FILE
from program.clock import Clock

_STORED = ("queue", "rates", "program manager")
_AFTER_SETTINGS = ("folders", "database", "keys", "slack", "health", "pulses", *_STORED)


@dataclass(frozen=True)
class Report:
    """What the doctor found; `code` is the one-time code, where there is no program manager."""

    checks: tuple[Check, ...]
    code: str | None = field(default=None, repr=False)

    @property
    def is_well(self) -> bool:
        return is_well(self.checks)


def examine(
    clock: Clock, env_file: Path = ENV_FILE, *, http: bool | None = None, team: str | None = None
) -> Report:
    """Look at everything. Changes nothing but the one-time code, which replaces an earlier one.

    `http`: as `baton run --http` needs it; None: as the settings suggest. `team` is Slack's id of
    the workspace the code is for.
    """
    http = environment.speaks_http(env_file) if http is None else http
    checks, settings = environment.settings(env_file, http=http)
    checks.append(environment.time_zones())
    if settings is None:
        return Report((*checks, *(skipped(name, "a setting is wrong") for name in _AFTER_SETTINGS)))
    checks += [*folders(settings), *pulse_keys(settings), *library(settings)]
    found, store = database(settings, clock)
    checks += [*found, *copies_of_keys(settings), *backups(settings, clock)]
    checks += [*slack(settings, clock, http=http), *ways(settings, http=http)]
    if store is None:
        return Report((*checks, *(skipped(name, "there is no open database") for name in _STORED)))
    try:
        checks += server(store, clock)
        checks += installations(store, settings, clock, client_for)
        checks += [*queue(store, clock), *rates(store, settings, clock), *open_pulses(store)]
        check, code = first_program_manager(store, settings, clock, team)
    finally:
        store.close()
    return Report((*checks, check), code)
