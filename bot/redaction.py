"""What never stands in a log: secrets, addresses of people, and anything a person wrote."""

import re
import sqlite3
import traceback
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from types import TracebackType
from typing import Any
from urllib.parse import quote_plus
from uuid import UUID

WITHHELD = "[withheld]"
A_SECRET = "[secret]"  # noqa: S105  what stands in its place
SHORTEST_SECRET = 6
"""A shorter one may be a word that lines need: replaced, it would say where it stood."""

PRIVATE_FIELDS = frozenset(
    {
        *("authorization", "body", "blocks", "code", "cookie", "email", "form", "headers"),
        *("message", "name", "password", "payload", "private_metadata", "query", "real_name"),
        *("secret", "signature", "state", "text", "title", "token", "url", "value", "values"),
        *("view", "words"),
    }
)
OUR_ROOMS = frozenset(
    {"bot", "documents", "handlers", "program", "scheduler", "services", "store"} | {"alembic"}
)
PRIVATE_ENDINGS = ("token", "secret", "password", "e_mail", "email", "_name", "_text", "_url")
_PARAMETER = (
    r"(?i)\b((?:access_|refresh_|bot_|app_|user_)?token|(?:client_|signing_)?secret|password|passwd"
    r"|pwd|signature|cookie)\b([\"']?\s*[=:]\s*[\"']?)(?!\[)[^\s&\"',;)}\]]+"
)
PATTERNS = (
    (re.compile(r"(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w%-]+"), "[token]"),
    (re.compile(r"(?i)\b(bearer|basic) +[\w.~+/=-]{8,}"), r"\1 [token]"),
    (re.compile(r"v0=[0-9a-f]{16,}"), "[signature]"),
    (re.compile(r"(://[^\s:/@]*):\S+@(?=[^\s@]*$|[^\s@/]+)"), r"\1:[password]@"),
    (re.compile(r"[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(_PARAMETER), rf"\1\2{WITHHELD}"),
    (re.compile(r"(?<=ticket=)[\w-]+"), "[ticket]"),
    (re.compile(r"(?<![\w-])(code|state)=(?!\[)[^\s&\"']+"), rf"\1={WITHHELD}"),
    (re.compile(r"(https://hooks\.\S+?/(?:commands|actions|app)/)\S+"), r"\1[address]"),
)
# What these say comes from Python or the system, never from what a person wrote.
PLAIN_SPOKEN = (AttributeError, ImportError, NameError, OSError, sqlite3.Error)
_known: list[str] = []


def withhold(secrets: Collection[str]) -> None:
    """Take these very values out of every line from now on: the secrets of the settings."""
    forms = {form for it in secrets if len(it) >= SHORTEST_SECRET for form in (it, quote_plus(it))}
    _known[:] = sorted(forms, key=len, reverse=True)


def redact(value: Any, name: str = "") -> Any:
    """The same value without secrets, addresses or anything under a private name."""
    if value is None or (isinstance(value, bool | int | float) and not _is_private(name)):
        return value
    if _is_private(name) or isinstance(value, bytes | bytearray | memoryview):
        return WITHHELD
    if isinstance(value, Mapping):
        return {_scrubbed(str(key)): redact(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(item) for item in value]
    if isinstance(value, BaseException):
        return headline(value)
    return _scrubbed(str(value)) if _is_plain(value) else f"[{type(value).__qualname__}]"


def trace(raised: BaseException) -> str:
    """Where it happened, without what it said: the words of an exception may be a person's."""
    chain: list[str] = []
    at: BaseException | None = raised
    while at is not None and len(chain) < 8:
        chain.append(_one(at, at.__traceback__))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\nafter:\n".join(chain)


def headline(raised: BaseException) -> str:
    """What kind of exception it is, with its code, where it has one that nobody wrote."""
    said = f": {_scrubbed(str(raised))}" if isinstance(raised, PLAIN_SPOKEN) else _code(raised)
    return f"{type(raised).__module__}.{type(raised).__qualname__}{said}"


def _is_private(name: str) -> bool:
    low = name.lower()
    return low in PRIVATE_FIELDS or low.endswith(PRIVATE_ENDINGS)


def _is_plain(value: object) -> bool:
    """Does it say no more than it should when it is written down as it is?

    Records of ours do: their private fields are left out of what they say of themselves.
    """
    is_ours = type(value).__module__.partition(".")[0] in OUR_ROOMS
    return is_ours or isinstance(value, str | Enum | date | timedelta | PurePath | UUID | Decimal)


def _scrubbed(text: str) -> str:
    for secret in _known:
        text = text.replace(secret, A_SECRET)
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text


def _one(raised: BaseException, where: TracebackType | None) -> str:
    frames = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(where)
    ]
    return "\n".join([headline(raised), *frames])


def _code(raised: BaseException) -> str:
    """The word for what went wrong that nobody wrote: Slack's, the database's, or one of ours."""
    response = getattr(raised, "response", None)
    data = getattr(response, "data", response)
    code = data.get("error") if isinstance(data, Mapping) else None
    code = code or getattr(getattr(raised, "orig", raised), "sqlstate", None)
    code = code or getattr(raised, "code", None)
    return f": {code}" if isinstance(code, str) and re.fullmatch(r"[\w.]{1,60}", code) else ""
