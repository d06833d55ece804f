"""From what was entered to the records the services take."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import state
from program.request import Asked, Helps, Reason
from program.request_forms import Answer, Closing

View = Mapping[str, Any]


def first_step(view: View) -> Asked:
    """What it is about; whom and how to be reached comes with the second step."""
    reason, helps = state.chosen(view, "reason"), state.chosen(view, "helps")
    return Asked(
        reason=Reason(reason) if reason in set(Reason) else None,
        words=state.text(view, "words"),
        helps=Helps(helps) if helps in set(Helps) else None,
    )


def accounts(view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Slack ids of who is wished for, and of who is not."""
    return state.accounts(view, "wishes"), state.accounts(view, "avoid")


def second_step(view: View, wishes: Sequence[str], avoid: Sequence[str]) -> Asked:
    """The second step, with the people it names by their own ids."""
    return Asked(
        reason=None,
        words="",
        helps=None,
        wishes=tuple(wishes),
        avoid=tuple(avoid),
        reach=state.line(view, "reach"),
    )


def answer(view: View) -> Answer:
    """How a request is settled, on the version that was seen."""
    ids = state.ids_of(view)
    closing = state.chosen(view, "closing")
    version = ids.get("version", "")
    return Answer(
        request_id=ids.get("request", ""),
        seen_version=int(version) if version.isdecimal() else 0,
        closing=Closing(closing) if closing in set(Closing) else None,
        text=state.text(view, "text"),
        told=state.chosen(view, "told") == "yes",
    )
