"""Anonymous pulses: where their keys lie, who could copy them, whether each open one has one."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.check import Check, fine, look, trouble
from bot.last_backup import folder_noted
from bot.pulse_keys import TROUBLES, vault_of
from bot.settings import Settings
from store.pulse.held import Held, held
from store.pulse.vault import Vault
from store.store import Store

NAME = "pulses"
_OFF = "pulse.no_secret"


def pulse_keys(settings: Settings) -> list[Check]:
    """Everything about the folder of the keys and the secret; asks the disk, changes nothing."""
    vault = vault_of(settings)
    code = vault.trouble()
    if code == "pulse.no_folder" and _is_to_be_made(settings, vault):
        return [fine(NAME, f"{vault.folder} will be made at the next start.")]
    if code is not None:
        said, do = TROUBLES[code]
        if code == _OFF:
            return [look(NAME, f"{said}.", do)]
        return [trouble(NAME, f"{said}: {vault.folder}.", do)]
    return [*_could_be_copied(settings, vault), *_open_to_others(vault)] or [
        fine(NAME, f"The keys of pulses lie apart, in {vault.folder}: keep it out of every backup.")
    ]


def open_pulses(store: Store) -> list[Check]:
    """Whether every open pulse has its key, and no key outlived its pulse."""
    found = held(store)
    return [*_keys_of(found), *_left_over(found)]


def _is_to_be_made(settings: Settings, vault: Vault) -> bool:
    return settings.baton_pulse_keys is None and not vault.folder.exists()


def _could_be_copied(settings: Settings, vault: Vault) -> Iterator[Check]:
    home = settings.baton_home.resolve()
    is_in_home = vault.folder.is_relative_to(home)
    noted = folder_noted(settings)
    backups = noted.resolve() if noted else None
    if backups is not None and _one_in_the_other(vault.folder, backups):
        said = f"The keys of pulses lie with the backups, in {backups}"
        do = "Write backups elsewhere. Whoever copies that folder must not get the keys with it."
        # Beside the whole of BATON_HOME it is a first try more often than a place for backups.
        yield (look if is_in_home and home.is_relative_to(backups) else trouble)(
            NAME, f"{said}.", do
        )
    elif is_in_home and settings.database_file is None:
        said = f"The keys of pulses lie in {home}, where no other machine finds them"
        do = "Give BATON_PULSE_KEYS one folder that all processes share and nothing copies."
        yield look(NAME, f"{said}.", do)
    elif is_in_home and vault.folder.stat().st_dev == home.stat().st_dev:
        said = f"The keys of pulses lie in {home}: a copy or a snapshot of it takes them along"
        do = "Give BATON_PULSE_KEYS a folder on a disk of its own, or leave pulse-keys/ out."
        yield look(NAME, f"{said}.", do)


def _one_in_the_other(keys: Path, backups: Path) -> bool:
    return keys.is_relative_to(backups) or backups.is_relative_to(keys)


def _open_to_others(vault: Vault) -> Iterator[Check]:
    if os.name != "posix":
        return
    files = [file for file in vault.folder.glob("*.share") if file.is_file()]
    if any(stat.S_IMODE(file.stat().st_mode) & 0o077 for file in files):
        do = f"Run: chmod -R go= {vault.folder}"
        yield trouble(NAME, "Other accounts may read keys of open pulses.", do)


def _keys_of(found: Held) -> Iterator[Check]:
    if found.lost:
        said = f"The key of {_pulses(len(found.lost))} is gone: what was answered cannot be opened"
        do = "A running bot voids it within the hour and tells the program managers: ask again."
        yield trouble(NAME, f"{said}.", do)
    if found.other:
        said = f"The keys here are not those that {_pulses(len(found.other))} opened with"
        do = "Put back the BATON_PULSE_SECRET and the folder of that day; else it is void."
        yield trouble(NAME, f"{said}.", do)
    if found.shut:
        said = f"Nobody can answer {_pulses(len(found.shut))}: secret or folder is missing"
        yield trouble(NAME, f"{said}.", "Put back what the lines above name; nothing is lost yet.")
    if found.last_closes and not (found.lost or found.other or found.shut):
        closes = f"{found.last_closes:%d %B %Y, %H:%M} UTC"
        yield fine(NAME, f"{_pulses(len(found.alive)).capitalize()}, until {closes}.")


def _left_over(found: Held) -> Iterator[Check]:
    if found.left_over:
        count = len(found.left_over)
        said = "One key outlived its pulse" if count == 1 else f"{count} keys outlived their pulses"
        do = "A running bot destroys them within the hour. No two databases may share the folder."
        yield look(NAME, f"{said}.", do)


def _pulses(count: int) -> str:
    return "one open pulse" if count == 1 else f"{count} open pulses"
