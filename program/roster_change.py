"""What a roster file would change: who is new, who changed in what, who is listed no longer."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from program.roster_cells import same_number
from program.roster_lines import Lines, Who
from program.roster_rows import Entry, Finding, Reason

TiedBy = Callable[[str], str | None]
"""From an address to the entry whose account has that address."""

Mark = tuple[str, int, tuple[str, ...], tuple[str, ...]]
"""The entry, its version, what would change, and the superiors."""

MANAGER, DOTTED, LISTED = "manager", "dotted", "listed"
"""Fields of a change beside what an entry says: the two kinds of lines, and being back."""


@dataclass(frozen=True)
class Known:
    """An entry of the roster as it is now."""

    id: str
    said: Mapping[str, Any] = field(repr=False)
    manager_id: str | None = None
    dotted_ids: tuple[str, ...] = ()
    listed: bool = True
    version: int = 0


@dataclass(frozen=True)
class Change:
    """What one row would change; without fields it is the same as before."""

    entry: Entry
    who: Who
    """The entry of the roster, or the mark of a new one."""
    is_new: bool
    said: Mapping[str, Any] = field(repr=False)
    fields: tuple[str, ...]
    manager: Who | None = None
    dotted: tuple[Who, ...] = ()
    version: int = 0
    """Of the entry that was seen."""

    @property
    def mark(self) -> Mark:
        """By this a later look at the same row tells whether it would still change the same."""
        superiors = tuple(sorted((self.manager or "", *self.dotted)))
        return ("" if self.is_new else self.who, self.version, self.fields, superiors)


@dataclass(frozen=True)
class Changes:
    """All that a file would change, and what of it is left out."""

    rows: tuple[Change, ...] = ()
    missing: tuple[str, ...] = ()
    """Entries that were listed and are not in the file; they stay."""
    findings: tuple[Finding, ...] = ()

    @property
    def new(self) -> tuple[Change, ...]:
        return tuple(one for one in self.rows if one.is_new)

    @property
    def updated(self) -> tuple[Change, ...]:
        return tuple(one for one in self.rows if one.fields and not one.is_new)

    def counts(self) -> Mapping[str, int]:
        """How many rows are new, updated, the same; left out; taken over in part; missing."""
        whole = {(one.sheet, one.row) for one in self.findings if one.reason.leaves_the_row_out}
        partly = {(one.sheet, one.row) for one in self.findings} - whole
        new, updated = len(self.new), len(self.updated)
        return {
            "new": new,
            "updated": updated,
            "same": len(self.rows) - new - updated,
            "missing": len(self.missing),
            "left_out": len(whole),
            "partly": len(partly),
        }


def plan(
    entries: Sequence[Entry], known: Sequence[Known], tied: TiedBy, findings: Sequence[Finding] = ()
) -> Changes:
    """What these rows would change in this roster, line by line.

    A row is somebody's by employee id, else by address, else by the account with that address.
    """
    found = list(findings)
    targets = _targets(entries, known, tied, found)
    lines = Lines(known, targets, found)
    kept = {one.id: one for one in known}
    rows = tuple(_change(entry, who, kept.get(who), lines) for who, entry in targets.items())
    missing = tuple(one.id for one in known if one.listed and one.id not in targets)
    return Changes(rows, missing, tuple(found))


def differences(marks: Sequence[Mark], now: Changes) -> list[Change]:
    """The rows that would now change something else than when they were checked."""
    fresh = Counter(one.mark for one in now.rows) - Counter(marks)
    return [one for one in now.rows if one.mark in fresh]


def _targets(
    entries: Sequence[Entry], known: Sequence[Known], tied: TiedBy, findings: list[Finding]
) -> dict[Who, Entry]:
    """Whose each row is, in the order of the rows; rows that are nobody's for sure are listed."""
    numbers = {same_number(one.said["employee_id"]): one.id for one in known if _has_number(one)}
    addresses: Mapping[str, list[Known]] = _by_address(known)
    owner: dict[int, Who] = {}
    taken: dict[Who, Entry] = {}

    def take(place: int, who: Who) -> None:
        owner[place] = who
        taken[who] = entries[place]

    mistaken: set[int] = set()
    for place, entry in enumerate(entries):
        who = numbers.get(same_number(entry.employee_id)) if entry.employee_id else None
        if who is not None and _is_another(entry, who, addresses):
            findings.append(_left_out(entry, Reason.TWO_PEOPLE))
            mistaken.add(place)
        elif who is not None:
            take(place, who)
    for place, entry in enumerate(entries):
        if place in owner or place in mistaken:
            continue
        found = _by_mail(entry, addresses, tied)
        if len(found) > 1:
            findings.append(_left_out(entry, Reason.SEVERAL_ENTRIES))
        elif not found or (found[0] in taken and entry.employee_id):
            take(place, f"+{place}")
        elif found[0] in taken:
            findings.append(_left_out(entry, Reason.DUPLICATE_EMAIL, taken[found[0]]))
        else:
            take(place, found[0])
    return {owner[place]: entries[place] for place in sorted(owner)}


def _is_another(entry: Entry, who: Who, addresses: Mapping[str, list[Known]]) -> bool:
    """Are name and address those of somebody else than whose employee id this is?

    An address alone may be handed on, and a name alone may change: both together are a slip, and
    taking the row over would make one person into another.
    """
    having = addresses.get(entry.email.casefold(), []) if entry.email else []
    name = entry.name.casefold()
    return all(one.id != who for one in having) and any(
        one.listed and one.said.get("name", "").casefold() == name for one in having
    )


def _by_mail(entry: Entry, addresses: Mapping[str, list[Known]], tied: TiedBy) -> list[Who]:
    if not entry.email:
        return []
    found = addresses.get(entry.email.casefold(), [])
    listed = [one.id for one in found if one.listed] or [one.id for one in found]
    if listed:
        return listed
    by_account = tied(entry.email)
    return [by_account] if by_account else []


def _by_address(known: Iterable[Known]) -> Mapping[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.said.get("email"):
            found[one.said["email"].casefold()].append(one)
    return found


def _has_number(one: Known) -> bool:
    return bool(one.said.get("employee_id"))


def _left_out(entry: Entry, reason: Reason, earlier: Entry | None = None) -> Finding:
    sheet, row = (earlier.sheet, earlier.row) if earlier else ("", 0)
    return Finding(entry.sheet, entry.row, "", reason, entry.name[:60], sheet, row)


def _change(entry: Entry, who: Who, kept: Known | None, lines: Lines) -> Change:
    manager, dotted = lines.of(who)
    if kept is None:
        said = {name: value for name, value in entry.said.items() if value}
        fields = (*said, *((MANAGER,) if manager else ()), *((DOTTED,) if dotted else ()))
        return Change(entry, who, True, said, fields, manager, dotted)
    fresh = {name: value for name, value in entry.said.items() if not _same(name, kept.said, value)}
    fields = tuple(fresh)
    fields += (MANAGER,) if manager != kept.manager_id else ()
    fields += (DOTTED,) if set(dotted) != set(kept.dotted_ids) else ()
    fields += () if kept.listed else (LISTED,)
    said = {name: value for name, value in {**kept.said, **fresh}.items() if value}
    return Change(entry, who, False, said, fields, manager, dotted, kept.version)


def _same(name: str, said: Mapping[str, Any], value: Any) -> bool:
    before = said.get(name)
    if name == "employee_id" and before:
        return same_number(before) == same_number(value)
    if name == "email" and before:
        return bool(before.casefold() == value.casefold())
    return (before or None) == (value or None)
