"""What is said of changes to a draft: what they did, who moves, and who was first."""

from collections.abc import Mapping, Sequence, Set

from handlers.matching import pair_words
from handlers.said import counted, isolated, listing, mention
from program.matching.records import EditKind
from program.matching_draft import EditMade
from program.person import Person
from program.text import shortened
from services.matching_why import Option

MOST_NAMED = 5
"""Names in one line; the others are counted."""
_DONE: Mapping[EditKind, str] = {
    EditKind.LOCK: "lock",
    EditKind.UNLOCK: "unlock",
    EditKind.VETO: "veto",
    EditKind.UNVETO: "veto taken back",
}
_PAST: Mapping[EditKind, str] = {
    EditKind.LOCK: "locked",
    EditKind.UNLOCK: "unlocked",
    EditKind.VETO: "put a veto on",
    EditKind.UNVETO: "took the veto back on",
}


def undo(edit: EditMade, mentee: Person) -> str:
    """The button names what it takes back."""
    return shortened(f"Undo: {_DONE[edit.edit.kind]} of {isolated(mentee.name)}", 75)


def overtaken(by: Person | None, edit: EditMade, mentee: Person | None) -> str:
    """Somebody else was first; nothing of one's own was applied."""
    who = mention(by.slack_user) if by else "Somebody else"
    whom = f" {mention(mentee.slack_user)}" if mentee else " somebody"
    if edit.undoes is not None:
        return f"{who} took an edit back a minute ago. You see the new state."
    return f"{who} {_PAST[edit.edit.kind]}{whom} a minute ago. You see the new state."


def done(
    kind: EditKind,
    mentee: Person,
    mentor: Person | None,
    others: Sequence[Person],
    paired: Set[str],
) -> str:
    """What an edit did: with whom the mentee is now, who else moves, and who is left without.

    `paired` are the ids of all mentees who have a mentor now.
    """
    whom = mention(mentee.slack_user)
    now = f"now with {mention(mentor.slack_user)}" if mentor else "now without a mentor"
    return f"Done: {_DONE[kind]} of {whom}, {now}; {_came_to(others, paired)}."


def undone(others: Sequence[Person], paired: Set[str]) -> str:
    """What taking an edit back did; `paired` as in `done`."""
    return f"Taken back; {_came_to(others, paired)}."


def _came_to(others: Sequence[Person], paired: Set[str]) -> str:
    """Who moves to another mentor, and apart from them who has none now."""
    told = moved([one for one in others if one.id in paired])
    left = [one for one in others if one.id not in paired]
    if not left:
        return told
    return f"{told}; {_named(left)} {'has' if len(left) == 1 else 'have'} no mentor now"


def price(found: Option) -> str:
    """What another mentor would cost, whom it moves, and whom it leaves without one."""
    moving = [one for one in found.moved if one != found.without]
    told = f"{pair_words.cost(found.cost)}; {moved(moving)}"
    if found.without is None:
        return told
    return f"{told}; {mention(found.without.slack_user)} would have no mentor"


def moved(people: Sequence[Person]) -> str:
    """Who else would move, by name where they are few."""
    if not people:
        return "nobody else moves"
    return f"{pair_words.others(len(people))}: {_named(people)}"


def _named(people: Sequence[Person]) -> str:
    names = [mention(person.slack_user) for person in people[:MOST_NAMED]]
    over = len(people) - MOST_NAMED
    return listing([*names, f"{over:,} more"] if over > 0 else names)


def rerun(moved: int) -> str:
    """After a run made again."""
    if not moved:
        return "Run again: nobody has another mentor."
    return f"Run again: {counted(moved, 'mentee has', 'mentees have')} another mentor."
