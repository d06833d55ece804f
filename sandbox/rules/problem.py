"""The one way a rule says no: Slack's error name, and Slack's sentence with its json pointer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Fault = tuple[str, str]
"""What is wrong, and the json pointer of where."""
Faults = Iterator[Fault]


@dataclass(frozen=True)
class Problem:
    """One refusal: `error` goes into the answer's `error`, `message` into its list of messages."""

    error: str
    message: str


def problems(error: str, faults: Iterable[Fault]) -> list[Problem]:
    """The faults of one payload, worded as Slack words them."""
    return [Problem(error, f"{message} [json-pointer:{at or '/'}]") for message, at in faults]
