"""All checks in their order: an earlier trouble never hides a later one that can be looked at."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.doctor import environment
from bot.doctor.check import Check, is_well, skipped
from bot.doctor.database import database
from bot.doctor.first import first_program_manager
from bot.doctor.folders import folders
from bot.doctor.shelf import library
from bot.doctor.slack import slack
from bot.settings import ENV_FILE
from program.clock import Clock


@dataclass(frozen=True)
class Report:
    """What the doctor found; `code` is the one-time code, where there is no program manager."""

    checks: tuple[Check, ...]
    code: str | None = field(default=None, repr=False)

    @property
    def is_well(self) -> bool:
        return is_well(self.checks)


def examine(clock: Clock, env_file: Path = ENV_FILE) -> Report:
    """Look at everything. Changes nothing but the one-time code, which replaces an earlier one."""
    checks, settings = environment.settings(env_file)
    checks.append(environment.time_zones())
    if settings is None:
        rest = ("folders", "database", "keys", "slack", "program manager")
        return Report((*checks, *(skipped(name, "a setting is wrong") for name in rest)))
    checks += [*folders(settings), *library(settings)]
    found, store = database(settings, clock)
    checks += [*found, *slack(settings, clock)]
    if store is None:
        return Report((*checks, skipped("program manager", "there is no open database")))
    try:
        check, code = first_program_manager(store, settings, clock)
    finally:
        store.close()
    return Report((*checks, check), code)
