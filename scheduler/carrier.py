"""One attempt at one delivery: judged, asked about where in doubt, sent; says what became of it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from program.delivery import ASKED_TO_SEND, Delivery, Method, Rendered
from program.outcome import (
    Delivered,
    HandedBack,
    HeldBack,
    NotSure,
    NotThere,
    Outcome,
    TryLater,
    Undelivered,
)
from program.speed import Lane, lane_of
from scheduler import posting
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.slack import Call
from scheduler.told import named
from scheduler.traces import trace_of
from scheduler.trouble import CallFailed, CallTrouble, Nature, SlackTrouble, sort_out
from services import carrying, deliveries
from services.carrying import InHand
from services.deliveries import Message, Ready
from services.desk import Desk, Look

_LOG = logging.getLogger(__name__)

MOST_ATTEMPTS = 30
"""With the waits between them about a day: longer than Slack's longest troubles."""
MOST_ATTEMPTS_OF_A_KIND = 5
"""A kind that raises will most likely raise again."""
_FIRST_WAIT = timedelta(seconds=15)
_LONGEST_WAIT = timedelta(hours=1)
_SHUT_OUT = timedelta(minutes=1)
"""What Slack did not let in is looked at again so soon, once the workspace's own rest is over."""


@dataclass(frozen=True)
class Ask:
    """It may be in Slack: whose conversation is looked in, and is it sent if that cannot tell?"""

    slack_user: str
    decided: bool


Verdict = Ready | Ask | Outcome


@dataclass(frozen=True)
class Carrier:
    """Whoever carries the deliveries of one workspace; what became of them it writes nowhere."""

    workspace_id: str
    desk: Desk
    messages: Kinds[Message]
    call: Call
    pace: Pace
    halted: Callable[[], bool]
    too_fast: Callable[[Lane, float], None]
    """Told that Slack asked for a pause in seconds."""

    def judge(self, batch: Sequence[InHand]) -> list[Verdict]:
        """Decide for all of them at this moment: send, ask first, hold or let go."""
        found: list[Verdict] = []
        while len(found) < len(batch):
            found += self._judge_some([one.delivery for one in batch[len(found) :]])
        return found

    def carry(self, one: InHand, verdict: Verdict) -> Outcome:
        """Do as was decided. Raises nothing that Slack or a kind of message may cause."""
        if isinstance(verdict, Ask):
            return self._ask(one, verdict)
        if isinstance(verdict, Ready):
            return self._send(one, verdict)
        return verdict

    def unforeseen(self, delivery: Delivery) -> Outcome:
        """Something of ours broke in between: Slack may have it."""
        return self._ask_again(delivery, SlackTrouble(Nature.UNKNOWN, "raised", 0.0))

    def take_back(self, spare: Delivered) -> None:
        """Delete a message that somebody else had posted as well: one of the two is enough."""
        try:
            self.call("chat.delete", {"channel": spare.channel, "ts": spare.ts})
        except CallFailed as error:
            _LOG.error("A message is in Slack twice: %s", sort_out(error).code)

    def _judge_some(self, rest: Sequence[Delivery]) -> list[Verdict]:
        """In one transaction, up to the first kind that raises: that may have spoilt it."""
        found: list[Verdict] = []
        with self.desk.open_look_in(self.workspace_id) as look:
            deliveries.read_ahead(look, rest)
            for delivery in rest:
                try:
                    found.append(self._judge(look, delivery))
                except Exception as error:  # noqa: BLE001  one kind must not stop the others
                    found.append(self._kind_raised(delivery, error))
                    break
        return found

    def _judge(self, look: Look, delivery: Delivery) -> Verdict:
        if delivery.in_doubt and delivery.method is not Method.PUBLISH:
            decided = delivery.reason == ASKED_TO_SEND
            slack_user = deliveries.address(look, delivery)
            if slack_user is not None and delivery.method.may_be_asked_about:
                return Ask(slack_user, decided)
            if not decided:
                return NotSure(None, "cannot_be_asked")
        elif delivery.attempts > MOST_ATTEMPTS:
            return Undelivered("killed_too_often")
        message = self.messages.named(delivery.kind)
        if message is None:
            # A newer version beside this one may know it.
            return self._later(delivery, "unknown_kind")
        return deliveries.judge(look, delivery, message)

    def _ask(self, one: InHand, verdict: Ask) -> Outcome:
        """Does Slack have it from an earlier attempt?"""
        delivery = one.delivery
        refused = self._not_now(one, Lane.ASK)
        if refused is not None:
            return refused
        reason = None
        try:
            found = posting.find(self.call, delivery, verdict.slack_user)
        except posting.TooLongToTell:
            reason = "too_long_to_tell"
        except CallFailed as error:
            trouble = self._heed(error, Lane.ASK)
            if trouble.nature is not Nature.REFUSED:
                return self._ask_again(delivery, trouble)
            reason = trouble.code
        else:
            return found or NotThere()
        return NotThere() if verdict.decided else NotSure(None, reason)

    def _send(self, one: InHand, ready: Ready) -> Outcome:
        shown = self._rendered(one.delivery, ready)
        if not isinstance(shown, Rendered):
            return shown
        lane = lane_of(one.delivery)
        return self._not_now(one, lane) or self._say(one, ready.slack_user, shown, lane)

    def _rendered(self, delivery: Delivery, ready: Ready) -> Rendered | Outcome:
        message = self.messages.named(delivery.kind)
        assert message is not None  # noqa: S101  only known kinds are found ready
        try:
            return message.render(ready.content)
        except Exception as error:  # noqa: BLE001  one kind must not stop the others
            return self._kind_raised(delivery, error)

    def _say(self, one: InHand, slack_user: str | None, shown: Rendered, lane: Lane) -> Outcome:
        delivery = one.delivery
        try:
            return posting.send(self.call, delivery, slack_user, shown, lambda: self._begin(one))
        except posting.NotMine:
            return HandedBack()
        except posting.NotBegun as error:
            trouble = self._heed(error.cause, lane)
            if trouble.nature is Nature.UNKNOWN:
                return self._later(delivery, trouble.code)
            return self._unsent(delivery, trouble)
        except CallFailed as error:
            return self._unsent(delivery, self._heed(error, lane))

    def _not_now(self, one: InHand, lane: Lane) -> Outcome | None:
        """Wait for the moment of the call; an outcome where it is not to be made."""
        if not self.pace.wait_until(one.at) or self.halted():
            return HandedBack()
        rest = self.pace.rests_for(self.workspace_id, lane)
        if rest and lane is Lane.ASK:
            return NotSure(self.desk.now() + timedelta(seconds=rest), "ratelimited")
        if rest:
            return HeldBack(self.desk.now() + timedelta(seconds=rest), "ratelimited")
        return None if one.may_begin(self.desk.now()) else HandedBack()

    def _begin(self, one: InHand) -> None:
        """The last step before the call that cannot be taken back. Raises posting.NotMine."""
        if not one.delivery.method.may_be_asked_about:
            with self.desk.open_work_in(self.workspace_id) as work:
                if not carrying.begin(work, one.delivery):
                    raise posting.NotMine
        if not one.may_begin(self.desk.now()):
            raise posting.NotMine

    def _unsent(self, delivery: Delivery, trouble: SlackTrouble) -> Outcome:
        may_be_repeated = delivery.ts is not None or delivery.method is Method.PUBLISH
        now = self.desk.now()
        match trouble.nature:
            case Nature.REFUSED:
                return Undelivered(trouble.code)
            case Nature.UNKNOWN if may_be_repeated:
                return self._later(delivery, trouble.code)
            case Nature.UNKNOWN:
                return self._ask_again(delivery, trouble)
            case Nature.CLOSED:
                return HeldBack(now + _SHUT_OUT, trouble.code)
            case Nature.BUSY:
                return HeldBack(now + timedelta(seconds=trouble.wait), trouble.code)

    def _ask_again(self, delivery: Delivery, trouble: SlackTrouble) -> NotSure:
        """Slack is asked later, as often as is reasonable; then it is for the operator to look."""
        wait = timedelta(seconds=trouble.wait)
        if trouble.nature is Nature.UNKNOWN:
            wait = _wait_after(delivery.attempts)
        enough = trouble.nature is Nature.UNKNOWN and delivery.attempts >= MOST_ATTEMPTS
        repeated = delivery.ts is not None or delivery.method.may_be_asked_about
        if enough or not repeated:
            return NotSure(None, trouble.code)
        decided = delivery.in_doubt and delivery.reason == ASKED_TO_SEND
        return NotSure(self.desk.now() + wait, ASKED_TO_SEND if decided else trouble.code)

    def _later(self, delivery: Delivery, reason: str, *, most: int = MOST_ATTEMPTS) -> Outcome:
        if delivery.attempts + 1 >= most:
            return Undelivered(reason)
        return TryLater(self.desk.now() + _wait_after(delivery.attempts), reason)

    def _kind_raised(self, delivery: Delivery, error: Exception) -> Outcome:
        _LOG.error("A kind of message raised %s", trace_of(error), extra=named(delivery))
        return self._later(delivery, "kind_raised", most=MOST_ATTEMPTS_OF_A_KIND)

    def _heed(self, error: CallTrouble, lane: Lane) -> SlackTrouble:
        """Sort it out, and give Slack the pause it asks for."""
        trouble = sort_out(error)
        if trouble.concerns_the_method_only:
            self.too_fast(lane, trouble.wait)
        elif trouble.wait:
            self.pace.rest(self.workspace_id, trouble.wait)
        return trouble


def _wait_after(attempts: int) -> timedelta:
    return min(_FIRST_WAIT * (1 << min(attempts, 10)), _LONGEST_WAIT)
