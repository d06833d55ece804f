"""Who would lead whom after an import: superiors found by e-mail, id or name, and no circles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from program.roster_cells import same_name, same_number
from program.roster_rows import Entry, Finding, Reason, Reference
from program.text import shortened

Who = str
"""The id of an entry of the roster, or the mark of a new one while it has no id."""
_LONGEST_FACT = 60


class Standing(Protocol):
    """An entry of the roster as it is now."""

    @property
    def id(self) -> str: ...
    @property
    def said(self) -> Mapping[str, Any]: ...
    @property
    def manager_id(self) -> str | None: ...
    @property
    def dotted_ids(self) -> tuple[str, ...]: ...
    @property
    def listed(self) -> bool: ...


class Lines:
    """The reporting lines of everybody: of those in the file and of those who stay as they are."""

    def __init__(
        self,
        known: Sequence[Standing],
        targets: Mapping[Who, Entry],
        findings: list[Finding],
    ) -> None:
        self._findings = findings
        self._targets = targets
        self._managers: dict[Who, Who] = {
            one.id: one.manager_id for one in known if one.manager_id is not None
        }
        self._dotted: dict[Who, tuple[Who, ...]] = {one.id: one.dotted_ids for one in known}
        self._people = _People(known, targets)
        self._draw()

    def of(self, who: Who) -> tuple[Who | None, tuple[Who, ...]]:
        """The manager and the lines beside, of one person."""
        manager = self._managers.get(who)
        dotted = (one for one in self._dotted.get(who, ()) if one not in (who, manager))
        return manager, tuple(dict.fromkeys(dotted))

    def _draw(self) -> None:
        wanted = {
            who: self._manager(who, entry)
            for who, entry in self._targets.items()
            if entry.manager is not None
        }
        new = {who: boss for who, boss in wanted.items() if boss != self._managers.get(who)}
        for who in new:
            self._managers.pop(who, None)
        for who, boss in new.items():
            if boss is None:
                continue
            if self._leads_back(boss, who):
                self._find(self._targets[who], Reason.CIRCLE)
            else:
                self._managers[who] = boss
        for who, entry in self._targets.items():
            if entry.dotted is not None:
                self._dotted[who] = tuple(self._beside(entry))

    def _manager(self, who: Who, entry: Entry) -> Who | None:
        references = entry.manager or ()
        if not references:
            return None
        found, reason = self._people.first(references)
        if found == who:
            self._find(entry, Reason.OWN_MANAGER)
            return None
        if found is None:
            self._find(entry, reason)
            return self._managers.get(who)
        return found

    def _beside(self, entry: Entry) -> Iterator[Who]:
        for reference in entry.dotted or ():
            found, reason = self._people.first([reference])
            if found is None:
                self._find(replace(entry, manager=(reference,)), reason)
            else:
                yield found

    def _leads_back(self, superior: Who, who: Who) -> bool:
        """Would the line from somebody to a superior close a circle?"""
        above: Who | None = superior
        seen: set[Who] = set()
        while above is not None and above not in seen:
            if above == who:
                return True
            seen.add(above)
            above = self._managers.get(above)
        return False

    def _find(self, entry: Entry, reason: Reason) -> None:
        said = (entry.manager or (Reference(""),))[0]
        text = said.email or said.name or said.number
        self._findings.append(
            Finding(entry.sheet, entry.row, said.column, reason, shortened(text, _LONGEST_FACT))
        )


class _People:
    """Everybody by address, employee id and name, as they will be after the import."""

    def __init__(self, known: Sequence[Standing], targets: Mapping[Who, Entry]) -> None:
        self._addresses: dict[str, Who] = {}
        self._numbers: dict[str, Who] = {}
        self._names: dict[str, dict[Who, bool]] = defaultdict(dict)
        for one in known:
            if one.id not in targets:
                self._add(one.id, one.said, listed=False)
        kept = {one.id: one.said for one in known}
        for who, entry in targets.items():
            self._add(who, {**kept.get(who, {}), **entry.said}, listed=True)

    def first(self, references: Sequence[Reference]) -> tuple[Who | None, Reason]:
        """Whom the references lead to; else why they lead to nobody."""
        several = False
        for one in references:
            found = self._addresses.get(one.email.casefold()) if one.email else None
            found = found or (self._numbers.get(same_number(one.number)) if one.number else None)
            if found is not None:
                return found, Reason.MANAGER_UNKNOWN
            named = self._named(one.name) if one.name else []
            if len(named) == 1:
                return named[0], Reason.MANAGER_UNKNOWN
            several = several or len(named) > 1
        return None, Reason.MANAGER_AMBIGUOUS if several else Reason.MANAGER_UNKNOWN

    def _named(self, name: str) -> list[Who]:
        """Those of that name; whoever the file lists goes before whoever it does not."""
        found = self._names.get(same_name(name), {})
        return [who for who, listed in found.items() if listed] or list(found)

    def _add(self, who: Who, said: Mapping[str, Any], *, listed: bool) -> None:
        if said.get("email"):
            self._addresses[said["email"].casefold()] = who
        if said.get("employee_id"):
            self._numbers[same_number(said["employee_id"])] = who
        self._names[same_name(said["name"])][who] = listed
