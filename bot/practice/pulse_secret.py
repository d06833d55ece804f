"""The part of a pulse's key that an operator keeps in the environment; practice keeps it itself."""

import base64
import os
import secrets
from pathlib import Path

from bot.setting_rules import PULSE_SECRET_BYTES

FILE_NAME = "pulse-secret"


def kept_in(home: Path) -> str:
    """The secret of this practice workspace, as BATON_PULSE_SECRET takes it; drawn once."""
    file = home / FILE_NAME
    if not file.exists():
        drawn = base64.b64encode(secrets.token_bytes(PULSE_SECRET_BYTES))
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as kept:
            kept.write(drawn)
    return file.read_text(encoding="ascii")
