"""Seniority as HR writes it, as a number that grows with it."""

import re

_NUMBER = re.compile(r"\d{1,3}")


def level_of(written: str) -> int | None:
    """The first number in it (`L7`, `Grade 12`, `5 - Director`), None where there is none.

    A higher number counts as more senior. Words alone (`Director`) are not guessed at: who has no
    number has no seniority, and the score leaves that component out.
    """
    found = _NUMBER.search(written)
    return int(found.group()) if found else None
