"""Events that Slack sends again are answered, and not acted upon again."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import BoltRequest

from services import heard
from services.desk import Desk, UnknownWorkspace

LONGEST_ID = 64


class Heard:
    """Which events were acted upon, in the database: the next try may reach another process."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @contextmanager
    def once(self, request: BoltRequest) -> Iterator[bool]:
        """Whether to act on the event. It is noted when the block ends well, after its commits.

        Cut off between the two, the event is acted upon again: what it leads to has keys of its
        own in the database.
        """
        event_id, workspace_id = _event_of(request), self._workspace_of(request)
        if event_id is None or workspace_id is None:
            yield True
            return
        with self._desk.open_look_in(workspace_id) as look:
            known = heard.is_known(look, event_id)
        yield not known
        if not known and self._workspace_of(request) is not None:
            with self._desk.open_work_in(workspace_id) as work:
                heard.remember(work, event_id)

    def _workspace_of(self, request: BoltRequest) -> str | None:
        caller = request.context.get("caller")
        try:
            return None if caller is None else self._desk.workspace_of(caller).id
        except UnknownWorkspace:
            return None


def _event_of(request: BoltRequest) -> str | None:
    """The id of the event in the request, the same at every try; None for all else."""
    found = request.body.get("event_id")
    return found if isinstance(found, str) and 0 < len(found) <= LONGEST_ID else None
