"""Which workspace a command is about: the one that is named, the only one, or all of them."""

from bot.troubles import Trouble
from store.workspaces import Workspace


def chosen(known: list[Workspace], wanted: str) -> list[Workspace]:
    """The workspace of that Slack id, or all where none is named. Raises Trouble."""
    found = _called(known, wanted)
    if not found:
        raise Trouble(f"{wanted} is not served.", f"Name one of these: {_named(known)}")
    return found


def the_one(known: list[Workspace], wanted: str) -> Workspace:
    """The workspace of that Slack id, or the only one there is. Raises Trouble."""
    found = _called(known, wanted)
    if len(found) != 1:
        do = f"Name one with --workspace: {_named(known)}"
        raise Trouble("Which workspace is not clear.", do)
    return found[0]


def _called(known: list[Workspace], wanted: str) -> list[Workspace]:
    if not known:
        raise Trouble("No workspace is known yet.", "Start `baton run` once; it makes it known.")
    return [one for one in known if wanted in {"", one.team_id}]


def _named(known: list[Workspace]) -> str:
    return ", ".join(f"{one.team_id} ({one.name})" for one in known)
