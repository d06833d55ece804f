"""What did not arrive, in every state."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from handlers.feature import View
from handlers.home.inbox import home_inbox
from handlers.lists.view import Page, Place, listed
from handlers.undelivered import listing, words
from program.delivery import DeliveryClass, DeliveryState, Method
from program.person import Person
from program.task import TaskState
from program.undelivered import OpenDelivery, OpenTask
from services.undelivered import Stuck, StuckTask
from tests.kit.fullest import full

SINCE = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
MIA = Person("m" * 26, "U0MIA", "Mia Moreau", zone="America/New_York")
GONE = Person("f" * 26, "U0FINN", "Finn Former", deactivated=True)
LONG = Person("l" * 26, "U" + "0" * 20, full(80))
REASONS = ("messages_tab_disabled", "invalid_blocks", "timeout", "unknown_kind", "strange")


def stuck(
    to: Person | None = MIA,
    *,
    reason: str = "timeout",
    state: DeliveryState = DeliveryState.FAILED,
    kind: str = "pairings.mentor_ask",
) -> Stuck:
    delivery = OpenDelivery(
        id="d" * 26,
        kind=kind,
        state=state,
        cls=DeliveryClass.OWED,
        method=Method.POST,
        recipient=to.id if to else None,
        queued_at=SINCE,
        look_at=None,
        attempts=3,
        reason=reason,
    )
    return Stuck(delivery, to)


def task(asked_by: Person | None = MIA) -> StuckTask:
    given_up = OpenTask(
        "t" * 26, "rosters.apply", TaskState.FAILED, "p" * 26, SINCE, None, 5, "raised"
    )
    return StuckTask(given_up, asked_by)


ROWS = [
    stuck(state=DeliveryState.UNKNOWN),
    *(stuck(reason=reason) for reason in REASONS),
    stuck(GONE),
    stuck(None),
    stuck(kind="probe.of_a_newer_version"),
    task(),
    task(None),
]


def page(rows: list[Any], zone: str = "Europe/Berlin") -> View:
    return listed(
        Page(
            title=words.TITLE,
            place=Place("undelivered.list", "all"),
            filters=words.FILTERS,
            top=[],
            rows=[listing.show(one, zone) for one in rows],
            total=len(rows),
            empty=listing.LIST.empty("all", ""),
            note=words.SETTLED_ARRIVED,
        )
    )


VIEWS: dict[str, Callable[[], View]] = {
    "undelivered": lambda: page(ROWS),
    "undelivered_empty": lambda: page([]),
    "undelivered_full": lambda: page([stuck(LONG, state=DeliveryState.UNKNOWN)] * 15),
}


def shown() -> list[Any]:
    counts = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (2000, 12, 3)]
    return [home_inbox([listing.inbox_line(*one) for one in counts])]
