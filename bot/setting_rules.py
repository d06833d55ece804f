"""What a setting's value must be like. No sentence here repeats a value: some are secret."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

E_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
DATABASES = {"sqlite", "postgres", "postgresql", "postgresql+psycopg"}


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
