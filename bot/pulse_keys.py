"""Where the keys of pulses lie, and what is said where they cannot: by the log and by the doctor.

Without a secret, or with a folder that is not what it should be, there are no new pulses; all else
works. Nothing ever falls back to a key in the database.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress

from bot.settings import Settings
from store.pulse.vault import Vault

log = logging.getLogger(__name__)

TROUBLES: Mapping[str, tuple[str, str]] = {
    "pulse.no_secret": (
        "BATON_PULSE_SECRET is not set: there are no anonymous pulses",
        "Make one with `baton pulse secret`, and give it to the bot by its environment.",
    ),
    "pulse.no_folder": (
        "The folder for the keys of pulses is not there, or Baton cannot write in it",
        "Mount the disk that BATON_PULSE_KEYS names, for Baton's account alone (chmod 700).",
    ),
    "pulse.folder_open": (
        "Other accounts can open the folder for the keys of pulses",
        "Close it to others: chmod 700 with its name. Then ask again.",
    ),
    "pulse.folder_inside": (
        "The folder for the keys of pulses lies where the database or its keys are copied from",
        "Move it: give BATON_PULSE_KEYS a folder that no backup and no snapshot takes along.",
    ),
}
"""What is wrong, without a full stop, and what to do about it, by the code of `Vault.trouble`."""


def vault_of(settings: Settings) -> Vault:
    """The keys of pulses as the settings name them. Makes nothing."""
    keys = settings.pulse_keys_folder.resolve()
    file = settings.database_file
    copied = [settings.data_folder, settings.keys_folder, *([file.parent] if file else [])]
    holding = [one for one in copied if keys.is_relative_to(one.resolve())]
    return Vault(keys, settings.pulse_secret, (holding or copied)[0])


def destroy_all(settings: Settings) -> int:
    """Destroy every key of a pulse, as after a restore: no survey is left that needs one; how many.

    What cannot be destroyed here is left to the bot, which looks for it at its start.
    """
    vault = vault_of(settings)
    shares = vault.shares()
    with suppress(OSError):
        for one in shares:
            vault.destroy(one)
    return len(shares) - len(vault.shares())


def open_vault(settings: Settings) -> Vault:
    """The same at the start of a bot: makes the default folder, and says why there are no pulses.

    A folder that is named is never made: a disk that is not mounted must not be made up for.
    """
    vault = vault_of(settings)
    if settings.pulse_secret is None:
        log.info("There are no pulses: BATON_PULSE_SECRET is not set.")
        return vault
    if settings.baton_pulse_keys is None:
        with suppress(OSError):  # what is in the way is said below
            vault.make_folder()
    trouble = vault.trouble()
    if trouble is not None:
        said, do = TROUBLES[trouble]
        log.warning("There are no new pulses. %s. %s", said, do)
    return vault
