"""Which workspace a command is about: the one that is named, or all of them."""

from bot.troubles import Trouble
from store.workspaces import Workspace


def chosen(known: list[Workspace], wanted: str) -> list[Workspace]:
    """The workspace of that Slack id, or all where none is named. Raises Trouble."""
    found = [one for one in known if wanted in ("", one.team_id)]
    if found:
        return found
    if not known:
        raise Trouble("No workspace is known yet.", "Start `baton run` once; it makes it known.")
    named = ", ".join(f"{one.team_id} ({one.name})" for one in known)
    raise Trouble(f"{wanted} is not served.", f"Name one of these: {named}")
