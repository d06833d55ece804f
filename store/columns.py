"""The kinds of columns there are, and what each has to declare about itself."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary, String, Text, TypeDecorator
from sqlalchemy.orm import MappedColumn, mapped_column

_HALF_A_PAIR = re.compile("[\ud800-\udfff]")

NOTE = "baton.note"
SEALED = "baton.sealed"


@dataclass(frozen=True)
class Note:
    """What the data map says about one column."""

    purpose: str
    whose: str
    readers: str
    keep: str
    erase: str


class Id(String):
    """An opaque id, of ours or of Slack's; no word a person wrote."""

    def __init__(self, length: int = 64) -> None:
        super().__init__(length)


class Word(String):
    """One of a known set of words: a state, a kind, a code, a time zone."""

    def __init__(self, length: int = 64) -> None:
        super().__init__(length)


class Published(TypeDecorator[str]):
    """Text written to be read by others; listed, with the reason, in store/published.py.

    JSON may carry NUL and half a surrogate pair, which databases refuse: the one is left out, the
    other becomes the sign for an unreadable character.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return _HALF_A_PAIR.sub("\ufffd", value.replace("\0", ""))


class Digest(String):
    """A keyed digest in hexadecimal: it can be compared and not read."""

    def __init__(self, length: int = 64) -> None:
        super().__init__(length)


class Opaque(LargeBinary):
    """Bytes of a pulse that say nothing by themselves: random, a part of its key, or sealed by it.

    Not sealed by the keys of the house: what those open, no pulse may rest on.
    """


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Refuses one without a zone; gives it back aware and in UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_NO_PROSE = re.compile(r"[\w.:+/@-]{1,100}", re.ASCII)


def plain(facts: Mapping[str, str | int]) -> str:
    """Ids and counts as one line of JSON, always the same for the same facts.

    Raises ValueError for anything that could be a sentence.
    """
    for name, value in facts.items():
        if not _NO_PROSE.fullmatch(name) or not isinstance(value, str | int):
            raise ValueError(f"{name!r} is not kept here: ids and counts only")
        if isinstance(value, str) and not _NO_PROSE.fullmatch(value):
            raise ValueError(f"The value of {name!r} is not an id or a count")
    return json.dumps(dict(facts), sort_keys=True, separators=(",", ":"))


class Facts(TypeDecorator[Mapping[str, Any]]):
    """Ids and counts by name, and nothing a person wrote."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, Any] | None, _: Dialect) -> str | None:
        return None if value is None else plain(value)

    def process_result_value(self, value: Any | None, _: Dialect) -> Mapping[str, Any] | None:
        return None if value is None else dict(json.loads(value))


def column(
    *arguments: Any,
    purpose: str,
    whose: str,
    readers: str,
    keep: str,
    erase: str,
    **options: Any,
) -> MappedColumn[Any]:
    """A column that says what it is for: the data map is made of what is declared here."""
    note = Note(purpose, whose, readers, keep, erase)
    return mapped_column(*arguments, info={NOTE: note, **options.pop("info", {})}, **options)


def sealed(
    *, purpose: str, whose: str, readers: str, keep: str, erase: str, nullable: bool = False
) -> MappedColumn[Any]:
    """A private text, kept as ciphertext; see `StoreSession.seal` and `unseal`."""
    return column(
        LargeBinary,
        nullable=nullable,
        info={SEALED: True},
        purpose=purpose,
        whose=whose,
        readers=readers,
        keep=keep,
        erase=erase,
    )
