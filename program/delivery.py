"""A delivery: one thing owed to one person or channel in Slack; a record of ids, never of text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class DeliveryClass(StrEnum):
    """How much a message may ask of its reader; the members stand in the order of sending."""

    REPLY = "reply"
    """Answers a press of that very person: at once, at any hour, outside every budget."""
    OWED = "owed"
    """A person or a right waits for it: next working hour, outside the weekly budget."""
    STEADY = "steady"
    """The rhythm of the program: working hours, counted in the weekly budget."""
    LIGHT = "light"
    """Good to know: counted, and the first to be left out."""

    @property
    def rank(self) -> int:
        """0 is sent first."""
        return list(DeliveryClass).index(self)

    @property
    def counts(self) -> bool:
        """Whether it takes room in the weekly budget of its reader."""
        return self in (DeliveryClass.STEADY, DeliveryClass.LIGHT)


class Method(StrEnum):
    """What is asked of Slack, and with that what may be done when the outcome is not known."""

    POST = "post"
    """A message in the person's conversation with the bot: exactly once, by asking Slack for it."""
    PUBLISH = "publish"
    """The person's App Home: may be repeated at will, so only the latest matters."""
    UPLOAD = "upload"
    """A file in the person's conversation with the bot: at most once."""
    CHANNEL_POST = "channel_post"
    """A message in a channel: at most once, since the bot does not read channels."""

    @property
    def may_be_asked_about(self) -> bool:
        """Whether a second try is safe: repeated at will, or found again by its reference."""
        return self in (Method.POST, Method.PUBLISH)


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    DUE = "due"
    HELD = "held"
    """Waits for hours, budget or Slack, until `not_before`."""
    CLAIMED = "claimed"
    """A courier has it until its lease runs out; then whether it was sent is not known."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """Slack may have it. Asked about from `not_before` on; without one, never tried again."""
    FAILED = "failed"
    DROPPED = "dropped"
    """No longer wanted, or its moment has passed."""


ASKED_TO_SEND = "asked_to_send_again"
"""The reason of what somebody looked at and wants sent, even where Slack cannot tell."""
SETTLED_BY_HAND = "settled_by_hand"
"""The reason of what somebody looked at and put an end to."""


NOT_THERE = "not_there"
"""The reason of what Slack was asked about and does not have: it is sent now."""


UNTRACED = frozenset({"pulse.reminder"})
"""Kinds of which nothing tells whether they were sent. Everyone concerned has a row of them, and
however it ends, it ends the same: no place in Slack, no reason, the planned moment. In no log, no
figure and no history, and deleted the next night."""


class Failure(StrEnum):
    """Why something will never arrive, as far as whoever looks after it needs to know."""

    ACCOUNT_CLOSED = "account_closed"
    """The account was closed in Slack, or Slack does not know it any more."""
    NOT_REACHABLE = "not_reachable"
    """Slack has no place where this person, or this channel, takes messages from the bot."""
    NOT_ACCEPTED = "not_accepted"
    """Slack does not take what we made: a mistake of ours."""
    GAVE_UP = "gave_up"
    """Tried as often as is reasonable."""
    KIND_UNKNOWN = "kind_unknown"
    """No version of the bot that ran since knows this kind of message."""
    OTHER = "other"


_FAILURES = {
    **dict.fromkeys(
        ("user_disabled", "user_not_found", "users_not_found", "person_gone", "cannot_dm_bot"),
        Failure.ACCOUNT_CLOSED,
    ),
    **dict.fromkeys(
        (
            "channel_not_found", "is_archived", "message_not_found", "messages_tab_disabled",
            "not_enabled", "not_in_channel", "restricted_action", "team_not_found",
            "user_not_visible", "cant_update_message", "edit_window_closed",
        ),
        Failure.NOT_REACHABLE,
    ),
    **dict.fromkeys(
        ("no_text", "metadata_must_be_sent_from_app", "file_not_found"), Failure.NOT_ACCEPTED
    ),
    **dict.fromkeys(
        (
            "connection_lost", "fatal_error", "internal_error", "kind_raised",
            "killed_too_often", "service_unavailable", "timeout",
        ),
        Failure.GAVE_UP,
    ),
    "unknown_kind": Failure.KIND_UNKNOWN,
}  # fmt: skip
_NOT_ACCEPTED = re.compile(r"invalid_.*|too_many_.*|.*_too_(large|long|many)")


def failure_of(reason: str) -> Failure:
    """What the code of an undelivered message comes to: Slack's code, or ours."""
    if reason in _FAILURES:
        return _FAILURES[reason]
    if reason.startswith("restricted_action"):
        return Failure.NOT_REACHABLE
    if reason.startswith("http_5"):
        return Failure.GAVE_UP
    return Failure.NOT_ACCEPTED if _NOT_ACCEPTED.fullmatch(reason) else Failure.OTHER


@dataclass(frozen=True)
class NewDelivery:
    """What a service asks to be delivered.

    `key` is unique in the workspace: the same key again is quiet. A home page (PUBLISH) is the
    exception: its key is opened again, because only the latest matters.
    """

    kind: str
    recipient: str | None
    """Person id; None for a channel post."""
    about: Mapping[str, str]
    """Ids of what it is about, by their names; never text."""
    cls: DeliveryClass
    key: str
    method: Method = Method.POST
    not_before: datetime | None = None
    """None: at once, as far as its class allows."""
    expires_at: datetime | None = None
    batch_key: str | None = None
    channel: str | None = None
    """Slack id of the channel of a channel post."""


@dataclass(frozen=True)
class Delivery:
    """A row of the queue as its courier sees it."""

    id: str
    workspace_id: str
    kind: str
    recipient: str | None
    about: Mapping[str, str]
    cls: DeliveryClass
    method: Method
    state: DeliveryState
    key: str
    reference: str
    """Opaque and random: what the message carries in Slack, so that it can be found there."""
    queued_at: datetime
    not_before: datetime | None = None
    expires_at: datetime | None = None
    batch_key: str | None = None
    claim: str | None = None
    """The token of the claim that holds it; only its holder may record an outcome."""
    in_doubt: bool = False
    """An earlier attempt may have reached Slack: ask before sending."""
    attempted_at: datetime | None = None
    """Since when Slack may have it: the start of the first attempt whose outcome is not known."""
    attempts: int = 0
    """Claims that ended without the thing being sent, held or dropped; bounded by the courier."""
    channel: str | None = None
    ts: str | None = None
    """With `channel`, the message in Slack. A claimed POST that has one is to be shown anew."""
    sent_at: datetime | None = None
    reason: str | None = None
    """A code, never a sentence: why it is held, unknown, failed or dropped."""

    @property
    def is_untraced(self) -> bool:
        """Whether nothing may tell what became of it."""
        return self.kind in UNTRACED


@dataclass(frozen=True)
class Sent:
    """One thing a person was sent, as far as budgets need to know."""

    cls: DeliveryClass
    at: datetime


@dataclass(frozen=True)
class File:
    """A file to be uploaded; `content` is private and shown in no log."""

    name: str
    title: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Rendered:
    """How a delivery looks in Slack; `text` says all of it, for those who hear or glimpse it."""

    text: str = field(repr=False)
    blocks: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    file: File | None = None
