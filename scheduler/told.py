"""What the log is told of a delivery that did not arrive: a sentence, and codes and moments."""

from datetime import datetime

from program.delivery import Delivery
from program.outcome import HeldBack, NotNeeded, NotSure, Outcome, TryLater, Undelivered

Told = tuple[str, dict[str, str]]


def told(outcome: Outcome) -> Told | None:
    """A sentence without a name, and its fields. None for what needs no line."""
    match outcome:
        case HeldBack(until, reason):
            say = "A delivery waits", _facts(reason, until)
        case TryLater(at, reason):
            say = "A delivery is tried again", _facts(reason, at)
        case NotSure(again_at, reason):
            say = "A delivery may have arrived", _facts(reason, again_at)
        case Undelivered(reason):
            say = "A delivery was not delivered", _facts(reason)
        case NotNeeded(reason):
            say = "A delivery is no longer needed", _facts(reason)
        case _:
            return None
    return say


def named(delivery: Delivery) -> dict[str, str]:
    """The fields that name a delivery in the log; one that leaves no trace is not named."""
    if delivery.is_untraced:
        return {"workspace": delivery.workspace_id}
    return {"workspace": delivery.workspace_id, "delivery": delivery.id}


def _facts(reason: str, until: datetime | None = None) -> dict[str, str]:
    """The reason as its bare word: some are members of an enumeration."""
    return {"reason": str(reason), **({"until": until.isoformat()} if until else {})}
