"""What a setting's value must be like. No sentence here repeats a value: some are secret."""

import base64
import binascii
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

E_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
PULSE_SECRET_BYTES = 32
DATABASES = {"sqlite", "postgres", "postgresql", "postgresql+psycopg"}


def setting(default: Any, about: str, *, do: str, sample: str, private: bool = False) -> Any:
    """Declare one setting: what it is for, and what to do when it is missing or wrong."""
    extra: dict[str, Any] = {"do": do, "sample": sample, "private": private}
    return Field(default, description=about, json_schema_extra=extra, repr=not private)


def bot_token(value: SecretStr | None) -> SecretStr | None:
    token = value.get_secret_value() if value else "xoxb-"
    if token.startswith("xapp-"):
        raise ValueError("holds an app-level token, which belongs in SLACK_APP_TOKEN")
    if token.startswith("xoxe"):
        raise ValueError("holds a token that expires: token rotation is on for this app")
    if not token.startswith("xoxb-"):
        raise ValueError("is not a bot token: those begin with xoxb-")
    return value


def app_token(value: SecretStr | None) -> SecretStr | None:
    token = value.get_secret_value() if value else "xapp-"
    if token.startswith("xoxb-"):
        raise ValueError("holds a bot token, which belongs in SLACK_BOT_TOKEN")
    if not token.startswith("xapp-"):
        raise ValueError("is not an app-level token: those begin with xapp-")
    return value


def web_address(value: str) -> str:
    address = urlsplit(value)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise ValueError("is not an address that begins with https:// or http://")
    return value.rstrip("/") + "/"


def folder(value: Path) -> Path:
    path = value.expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError("is a file, not a folder")
    return path


def folder_or_none(value: Path | None) -> Path | None:
    return None if value is None else folder(value)


def pulse_secret(value: SecretStr | None) -> SecretStr | None:
    try:
        found = None if value is None else base64.b64decode(value.get_secret_value(), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if found is not None and len(found) != PULSE_SECRET_BYTES:
        raise ValueError("is not 32 bytes in Base64")
    return value


def database_address(value: SecretStr | None) -> SecretStr | None:
    if value is None:
        return None
    scheme, _, rest = value.get_secret_value().partition("://")
    if scheme not in DATABASES or (scheme != "sqlite" and not rest):
        raise ValueError("is neither a SQLite nor a PostgreSQL address")
    if scheme == "sqlite" and (not rest.startswith("/") or rest.strip("/") in {"", ":memory:"}):
        raise ValueError("names no file, so that everything would be forgotten at every stop")
    return value


def e_mails(value: object) -> object:
    """Split a list of addresses at commas; small letters, each once."""
    if not isinstance(value, str):
        return value
    found = [part.strip().lower() for part in re.split(r"[,;]", value) if part.strip()]
    for place, part in enumerate(found, start=1):
        if not E_MAIL.fullmatch(part):
            raise ValueError(f"holds something other than an e-mail address, at place {place}")
    return tuple(dict.fromkeys(found))


def trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def listening_at(value: str) -> str:
    """A host and a port, such as `127.0.0.1:3000`."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise ValueError("is not a host and a port, such as 127.0.0.1:3000")
    return value


def listening_at_or_off(value: str) -> str:
    return "off" if value.lower() == "off" else listening_at(value)


def public_address(value: str | None) -> str | None:
    """Slack calls https only; a stand-in on this machine may be called without."""
    if value is None:
        return None
    address = urlsplit(value)
    here = address.hostname in {"localhost", "127.0.0.1"}
    if not address.hostname or not (
        address.scheme == "https" or (address.scheme == "http" and here)
    ):
        raise ValueError("is not an address that begins with https://")
    return value.rstrip("/")


def a_rate(value: float) -> float:
    if not 0 < value <= 20:
        raise ValueError("is not above 0 and at most 20")
    return value


def connections(value: int) -> int:
    if not 1 <= value <= 10:
        raise ValueError("is not from 1 to 10")
    return value


def app_secret(value: SecretStr | None) -> SecretStr | None:
    """A secret of the app itself: letters and digits, and none of its tokens."""
    if value is not None and not re.fullmatch(r"[A-Za-z0-9]{16,}", value.get_secret_value()):
        raise ValueError("is not what stands on the app's page")
    return value


def client_id(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d+\.\d+", value):
        raise ValueError("is not two numbers with a dot between them")
    return value
