"""Reporting lines as a run sees them: who stands above whom, and lines that lead in a ring."""

from collections.abc import Collection, Iterator, Mapping

Lines = Mapping[str, Collection[str]]
"""By entry of the roster: the entries it reports to, dotted lines included."""


def above(lines: Lines, entry: str, depth: int) -> frozenset[str]:
    """Everybody so many levels above an entry. In a ring nobody is met twice, so it ends."""
    seen: set[str] = set()
    level = {entry}
    for _ in range(depth):
        level = {superior for one in level for superior in lines.get(one, ())} - seen
        seen |= level
    return frozenset(seen - {entry})


def rings(lines: Lines) -> tuple[frozenset[str], ...]:
    """Entries whose lines lead back to themselves, ring by ring (strongly connected parts)."""
    walk = _Walk(lines)
    for entry in sorted(lines):
        walk.from_entry(entry)
    return tuple(walk.found)


class _Walk:
    """Tarjan's algorithm with a stack of its own: lines may be as deep as a file made them."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._order: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._open: list[str] = []
        self._is_open: set[str] = set()
        self._path: list[tuple[str, Iterator[str]]] = []
        self.found: list[frozenset[str]] = []

    def from_entry(self, start: str) -> None:
        """Look at everything above an entry that was not looked at yet."""
        if start not in self._order:
            self._enter(start)
        while self._path:
            entry, ahead = self._path[-1]
            following = next(ahead, None)
            if following is None:
                self._leave(entry)
            elif following not in self._order:
                self._enter(following)
            elif following in self._is_open:
                self._low[entry] = min(self._low[entry], self._order[following])

    def _enter(self, entry: str) -> None:
        self._order[entry] = self._low[entry] = len(self._order)
        self._open.append(entry)
        self._is_open.add(entry)
        self._path.append((entry, iter(sorted(self._lines.get(entry, ())))))

    def _leave(self, entry: str) -> None:
        self._path.pop()
        if self._path:
            below = self._path[-1][0]
            self._low[below] = min(self._low[below], self._low[entry])
        if self._low[entry] < self._order[entry]:
            return
        part: set[str] = set()
        while entry not in part:
            part.add(self._open.pop())
        self._is_open -= part
        # One entry alone is no ring, unless it reports to itself.
        if len(part) > 1 or entry in self._lines.get(entry, ()):
            self.found.append(frozenset(part))
