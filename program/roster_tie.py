"""Which account an entry of the roster belongs to: tied once, and then only changed by hand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from program.person import Person
from program.roster import Colleague


class Why(StrEnum):
    """What is in the way of a tie."""

    ANOTHER_ACCOUNT = "another_account"
    """The entry is tied, and its address is that of another account."""
    ACCOUNT_TAKEN = "account_taken"
    """The account with this address belongs to another entry."""
    SEVERAL_ENTRIES = "several_entries"
    """Several entries have the address of one account."""
    SEVERAL_ACCOUNTS = "several_accounts"
    """Several accounts have the address of one entry."""
    PARTED = "parted"
    """Somebody took the tie away: never asked, only remembered."""


@dataclass(frozen=True)
class Pair:
    """An entry and an open account with the same address, and what either is tied to already."""

    colleague_id: str
    person_id: str
    tied_to: str | None = None
    """The account the entry is tied to."""
    taken_by: str | None = None
    """The entry the account is tied to."""


@dataclass(frozen=True)
class TieQuestion:
    """A tie somebody has to decide on: the entry, the account in question, and why."""

    id: str
    colleague: Colleague
    account: Person
    why: Why
    asked_at: datetime
    now_tied: Person | None = None
    """The account the entry is tied to now."""
    taken_by: Colleague | None = None
    """The entry the account is tied to now."""


def sort_out(pairs: Iterable[Pair]) -> tuple[tuple[Pair, ...], tuple[tuple[Pair, Why], ...]]:
    """Pairs to be tied at once, and those somebody has to decide on, with the reason.

    A tie that was made is never changed here, and nobody is tied where there is a choice.
    """
    asked = [one for one in pairs if one.tied_to != one.person_id]
    free = [one for one in asked if one.tied_to is None and one.taken_by is None]
    entries = Counter(one.person_id for one in free)
    accounts = Counter(one.colleague_id for one in asked)
    ties: list[Pair] = []
    questions: list[tuple[Pair, Why]] = []
    for one in asked:
        why = _why(one, entries[one.person_id], accounts[one.colleague_id])
        if why is None:
            ties.append(one)
        else:
            questions.append((one, why))
    return tuple(ties), tuple(questions)


def _why(pair: Pair, entries: int, accounts: int) -> Why | None:
    if pair.tied_to is not None:
        return Why.ANOTHER_ACCOUNT
    if pair.taken_by is not None:
        return Why.ACCOUNT_TAKEN
    if entries > 1:
        return Why.SEVERAL_ENTRIES
    return Why.SEVERAL_ACCOUNTS if accounts > 1 else None
