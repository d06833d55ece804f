"""One attempt at one delivery: ask where in doubt, judge, render, send, say what became of it."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from program.delivery import ASKED_TO_SEND, Delivery, Method, Rendered
from program.outcome import HeldBack, NotSure, Outcome, TryLater, Undelivered
from scheduler import posting
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.slack import Call
from scheduler.traces import trace_of
from scheduler.trouble import CallFailed, Nature, SlackTrouble, sort_out
from services import deliveries
from services.deliveries import Message, Ready
from services.desk import Desk

_LOG = logging.getLogger(__name__)

MOST_ATTEMPTS = 30
"""With the waits between them about a day: longer than Slack's longest troubles."""
MOST_ATTEMPTS_OF_A_KIND = 5
"""A kind that raises will most likely raise again."""
_FIRST_WAIT = timedelta(seconds=15)
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Carrier:
    """Whoever carries the deliveries of one workspace; writes nothing down."""

    workspace_id: str
    desk: Desk
    messages: Kinds[Message]
    call: Call
    pace: Pace

    def carry(self, delivery: Delivery) -> Outcome:
        """Attempt it. Raises nothing that Slack or a kind of message may cause."""
        if delivery.in_doubt and delivery.method is not Method.PUBLISH:
            known = self._ask(delivery)
            if known is not None:
                return known
        message = self.messages.named(delivery.kind)
        if message is None:
            # A newer version beside this one may know it.
            return self._later(delivery, "unknown_kind")
        paused = self.pace.paused_for(self.workspace_id, posting.method_of(delivery))
        if paused:
            return HeldBack(self.desk.now() + timedelta(seconds=paused), "ratelimited")
        try:
            prepared = self._prepare(delivery, message)
        except Exception as error:  # noqa: BLE001  one kind of message must not stop the others
            _LOG.error("The kind %s raised %s", delivery.kind, trace_of(error))
            return self._later(delivery, "kind_raised", most=MOST_ATTEMPTS_OF_A_KIND)
        if isinstance(prepared, tuple):
            return self._send(delivery, *prepared)
        return prepared

    def _ask(self, delivery: Delivery) -> Outcome | None:
        """Does Slack have it from an earlier attempt? None: certainly not, so it may be sent."""
        with self.desk.open_look_in(self.workspace_id) as look:
            slack_user = deliveries.address(look, delivery)
        decided = delivery.reason == ASKED_TO_SEND
        if slack_user is None or not delivery.method.may_be_asked_about:
            return None if decided else NotSure(None, "cannot_be_asked")
        paused = self.pace.paused_for(self.workspace_id, posting.ASKING)
        if paused:
            return NotSure(self.desk.now() + timedelta(seconds=paused), "ratelimited")
        self.pace.wait(self.workspace_id)
        try:
            return posting.find(self.call, delivery, slack_user)
        except posting.TooLongToTell:
            return NotSure(None, "too_long_to_tell")
        except CallFailed as error:
            trouble = sort_out(error)
        self._pause(trouble, posting.ASKING)
        if trouble.nature is Nature.REFUSED:
            return NotSure(None, trouble.code)
        return self._ask_again(delivery, trouble)

    def _prepare(
        self, delivery: Delivery, message: Message
    ) -> tuple[str | None, Rendered] | Outcome:
        with self.desk.open_look_in(self.workspace_id) as look:
            verdict = deliveries.judge(look, delivery, message)
        if isinstance(verdict, Ready):
            return verdict.slack_user, message.render(verdict.content)
        return verdict

    def _send(self, delivery: Delivery, slack_user: str | None, shown: Rendered) -> Outcome:
        rings = delivery.ts is None and delivery.method is not Method.PUBLISH
        conversation = (delivery.recipient or delivery.channel) if rings else None
        self.pace.wait(self.workspace_id, conversation)
        try:
            return posting.send(self.call, delivery, slack_user, shown)
        except CallFailed as error:
            trouble = sort_out(error)
        self._pause(trouble, posting.method_of(delivery))
        return self._unsent(delivery, trouble)

    def _unsent(self, delivery: Delivery, trouble: SlackTrouble) -> Outcome:
        may_be_repeated = delivery.ts is not None or delivery.method is Method.PUBLISH
        if trouble.nature is Nature.REFUSED:
            return Undelivered(trouble.code)
        if trouble.nature is Nature.UNKNOWN and not may_be_repeated:
            return self._ask_again(delivery, trouble)
        if trouble.nature is Nature.UNKNOWN:
            return self._later(delivery, trouble.code)
        return HeldBack(self.desk.now() + timedelta(seconds=trouble.wait), trouble.code)

    def _ask_again(self, delivery: Delivery, trouble: SlackTrouble) -> NotSure:
        """Slack is asked later, as often as is reasonable; then it is for the operator to look."""
        wait = timedelta(seconds=trouble.wait)
        if trouble.nature is Nature.UNKNOWN:
            wait = _wait_after(delivery.attempts)
        enough = trouble.nature is Nature.UNKNOWN and delivery.attempts >= MOST_ATTEMPTS
        if enough or not delivery.method.may_be_asked_about:
            return NotSure(None, trouble.code)
        return NotSure(self.desk.now() + wait, trouble.code)

    def _later(self, delivery: Delivery, reason: str, *, most: int = MOST_ATTEMPTS) -> Outcome:
        if delivery.attempts + 1 >= most:
            return Undelivered(reason)
        return TryLater(self.desk.now() + _wait_after(delivery.attempts), reason)

    def _pause(self, trouble: SlackTrouble, method: str) -> None:
        if trouble.wait:
            only = method if trouble.concerns_the_method_only else None
            self.pace.pause(self.workspace_id, trouble.wait, only)


def _wait_after(attempts: int) -> timedelta:
    return min(_FIRST_WAIT * (1 << min(attempts, 10)), _LONGEST_WAIT)
