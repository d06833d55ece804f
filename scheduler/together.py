"""Outcomes of deliveries that leave no trace are written down batch by batch, never one by one."""

from collections.abc import Iterable

from program.delivery import Delivery
from program.outcome import Outcome

Carried = tuple[Delivery, Outcome]


class Together:
    """Holds them back until all of a batch are over.

    Else the first rows to be written would be those for which Slack was not called.
    """

    def __init__(self) -> None:
        self._batches: dict[str, set[str]] = {}
        """By delivery, the deliveries of its batch that are not over yet."""
        self._over: dict[str, Carried] = {}

    def begin(self, batch: Iterable[Delivery]) -> None:
        """These are carried from here on."""
        ids = {one.id for one in batch if one.is_untraced}
        self._batches |= dict.fromkeys(ids, ids)

    def finish(self, carried: Carried) -> list[Carried]:
        """One is over; what may be written down now, in an order that says nothing."""
        delivery, _ = carried
        ours = self._batches.get(delivery.id)
        if ours is None:
            return [carried]
        self._over[delivery.id] = carried
        if not ours <= self._over.keys():
            return []
        for one in ours:
            del self._batches[one]
        return [self._over.pop(one) for one in sorted(ours)]
