"""What never stands in a log: tokens, addresses of people, and anything a person wrote."""

import re
import sqlite3
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

WITHHELD = "[withheld]"

PRIVATE_FIELDS = frozenset(
    {
        *("authorization", "body", "blocks", "code", "email", "headers", "message", "name"),
        *("password", "payload", "private_metadata", "real_name", "secret", "state", "text"),
        *("title", "token", "url", "value", "values", "view"),
    }
)
PATTERNS = (
    (re.compile(r"\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-[\w-]+"), "[token]"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(://[^\s:/@]+):[^\s@/]+@"), r"\1:[password]@"),
    (re.compile(r"(?<=ticket=)[\w-]+"), "[ticket]"),
    (re.compile(r"(https://hooks\.\S+?/(?:commands|actions|app)/)\S+"), r"\1[address]"),
)
# What these say comes from Python or the system, never from what a person wrote.
PLAIN_SPOKEN = (AttributeError, ImportError, NameError, OSError, sqlite3.Error)


def redact(value: Any, name: str = "") -> Any:
    """The same value without tokens, addresses or anything under a private name."""
    if name.lower() in PRIVATE_FIELDS and value is not None:
        return WITHHELD
    if isinstance(value, str):
        for pattern, instead in PATTERNS:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, Mapping):
        return {key: redact(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact(str(value))


def trace(raised: BaseException) -> str:
    """Where it happened, without what it said: the words of an exception may be a person's."""
    chain: list[str] = []
    at: BaseException | None = raised
    while at is not None and len(chain) < 8:
        chain.append(_one(at, at.__traceback__))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\nafter:\n".join(chain)


def _one(raised: BaseException, where: TracebackType | None) -> str:
    said = f": {redact(str(raised))}" if isinstance(raised, PLAIN_SPOKEN) else _code(raised)
    frames = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(where)
    ]
    return "\n".join([f"{type(raised).__module__}.{type(raised).__qualname__}{said}", *frames])


def _code(raised: BaseException) -> str:
    """Slack's own word for what went wrong, where the exception carries its answer."""
    response = getattr(raised, "response", None)
    data = getattr(response, "data", response)
    code = data.get("error") if isinstance(data, Mapping) else None
    return f": {code}" if isinstance(code, str) and re.fullmatch(r"\w+", code) else ""
