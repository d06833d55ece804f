"""The folder with one share of the key of each open survey: what is destroyed when it closes."""

import os
import re
import secrets
import stat
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from store.pulse.troubles import PulseTrouble

SHARE_BYTES = 32
_SURVEY_ID = re.compile(r"[0-9a-f]{32}")
_SUFFIX = ".share"


class Vault:
    """Reads a share anew at every use: what is destroyed here is gone from this process too."""

    def __init__(self, folder: Path, secret: bytes | None, data_folder: Path | None) -> None:
        """`secret` is the part from the environment; `data_folder` must not hold `folder`."""
        self.folder = folder
        self._secret = secret
        self._data_folder = data_folder

    def __repr__(self) -> str:
        return "Vault()"

    @property
    def secret(self) -> bytes:
        """The part from the environment. Raises PulseTrouble `pulse.no_secret`."""
        if self._secret is None or len(self._secret) != SHARE_BYTES:
            raise PulseTrouble("pulse.no_secret")
        return self._secret

    def trouble(self) -> str | None:
        """The code of what keeps a survey from opening; None: nothing does."""
        if self._secret is None or len(self._secret) != SHARE_BYTES:
            return "pulse.no_secret"
        try:
            folder = self.folder.resolve(strict=True)
            mode = folder.stat().st_mode
        except OSError:
            return "pulse.no_folder"
        if not stat.S_ISDIR(mode) or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            return "pulse.no_folder"
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            return "pulse.folder_open"
        if self._data_folder is not None and folder.is_relative_to(self._data_folder.resolve()):
            return "pulse.folder_inside"
        return None

    def make_folder(self) -> None:
        """Makes the folder for this account alone. Only for the default one: an operator who

        names a folder means a volume, and one that is not mounted must not be made up for.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def new_share(self, survey_id: str) -> None:
        """Draws and keeps the share of a survey, safe from a power cut. Never overwrites one.

        Raises PulseTrouble `pulse.no_folder` where it cannot be kept.
        """
        file = self._file(survey_id)
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with os.fdopen(os.open(file, flags, 0o600), "wb") as share:
                share.write(secrets.token_bytes(SHARE_BYTES))
                share.flush()
                os.fsync(share.fileno())
            self._settle()
        except FileExistsError:
            pass
        except OSError:  # a full disk, say: what was begun is no share
            with suppress(OSError):
                file.unlink()
        else:
            return
        raise PulseTrouble("pulse.no_folder")

    def share(self, survey_id: str) -> bytes:
        """The share. Raises PulseTrouble: `pulse.key_gone`, or `pulse.no_folder` where the folder

        itself cannot be read, as with a volume that is not mounted.
        """
        code = "pulse.key_gone"
        try:
            found = self._file(survey_id).read_bytes()
            if len(found) == SHARE_BYTES:
                return found
        except FileNotFoundError:
            code = "pulse.key_gone" if self.folder.is_dir() else "pulse.no_folder"
        except OSError:
            code = "pulse.no_folder"
        raise PulseTrouble(code)

    def destroy(self, survey_id: str) -> None:
        """Overwrites and removes a share, down to the disk; quiet where it is gone already."""
        file = self._file(survey_id)
        try:
            with file.open("r+b", buffering=0) as share:
                share.write(secrets.token_bytes(max(file.stat().st_size, SHARE_BYTES)))
                os.fsync(share.fileno())
            file.unlink()
        except FileNotFoundError:
            return
        self._settle()

    def shares(self) -> tuple[str, ...]:
        """The ids of all surveys that have a share here; none where there is no folder."""
        try:
            found = sorted(self.folder.glob(f"*{_SUFFIX}"))
        except OSError:
            return ()
        return tuple(file.stem for file in found if _SURVEY_ID.fullmatch(file.stem))

    def age(self, survey_id: str) -> timedelta | None:
        """How old a share is by the machine's own clock; None where it is gone."""
        try:
            made = self._file(survey_id).stat().st_mtime
        except OSError:
            return None
        return timedelta(seconds=time.time() - made)

    def _file(self, survey_id: str) -> Path:
        if not _SURVEY_ID.fullmatch(survey_id):
            raise ValueError("not the id of a survey")
        return self.folder / f"{survey_id}{_SUFFIX}"

    def _settle(self) -> None:
        """Makes names written into the folder, and taken from it, survive a power cut."""
        if os.name != "posix":
            return
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


NO_VAULT = Vault(Path(os.devnull), None, None)
"""Where no folder is given: there are no pulses."""
