"""Where somebody is in a draft: which part of the list, which page, at which edit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from program.matching.rows import Shown

PAGE = 15
MANY = 300
"""Mentees from which an edit takes long enough to say so."""


@dataclass(frozen=True)
class Place:
    """Travels in the view, and in those opened from it; never trusted."""

    draft: str
    edits: int = 0
    """The number of the edit that was seen: what is done names it."""
    shown: Shown | None = None
    """The part of the list; None: what suits the draft at first."""
    page: int = 0
    mentee: str = ""
    mentor: str = ""
    fresh: bool = False
    """It was run again, and may be kept or not."""
    many: bool = False
    beneath: str = ""
    """The views below this one, root first: `b` the list, `m` one mentee."""

    def at(self, edits: int) -> "Place":
        """The same, having seen the state after that edit."""
        return replace(self, edits=edits)

    def ids(self) -> dict[str, str]:
        kept = {
            "draft": self.draft,
            "edits": str(self.edits),
            "shown": self.shown or "",
            "page": str(self.page),
            "mentee": self.mentee,
            "mentor": self.mentor,
            "fresh": "1" if self.fresh else "",
            "many": "1" if self.many else "",
            "beneath": self.beneath,
        }
        return {name: value for name, value in kept.items() if value}

    @classmethod
    def read(cls, ids: Mapping[str, str]) -> "Place":
        """The place again; what is no number is 0, what is no part of the list is none."""
        shown = ids.get("shown", "")
        return cls(
            draft=ids.get("draft", ""),
            edits=_number(ids.get("edits", "")),
            shown=Shown(shown) if shown in set(Shown) else None,
            page=_number(ids.get("page", "")),
            mentee=ids.get("mentee", ""),
            mentor=ids.get("mentor", ""),
            fresh=bool(ids.get("fresh")),
            many=bool(ids.get("many")),
            beneath=ids.get("beneath", "")[:2],
        )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
