"""The tables of deliveries: what is owed to whom, where it stands, and which things it is about."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Facts, Id, UtcDateTime, Word, column
from store.promises import Erase, Keep

_OURS = {
    "whose": "the person it is for",
    "readers": "the courier; program managers see state and kind",
    "keep": Keep.SENT,
    "erase": Erase.DELETED,
}


class DeliveryRow(Kept, Tenanted, Base):
    """One thing owed to one person or channel."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        UniqueConstraint("reference"),
        Index("ix_delivery_look_at", "workspace_id", "look_at"),
        Index("ix_delivery_state", "workspace_id", "state"),
        Index("ix_delivery_recipient", "workspace_id", "recipient", "sent_at"),
    )

    kind: Mapped[str] = column(Word(), purpose="which message it is", **_OURS)
    recipient: Mapped[str | None] = column(Id(), purpose="the person it is for", **_OURS)
    about: Mapped[dict[str, str]] = column(Facts, purpose="ids of what it is about", **_OURS)
    cls: Mapped[str] = column(Word(), purpose="how much it may ask of its reader", **_OURS)
    method: Mapped[str] = column(Word(), purpose="what is asked of Slack", **_OURS)
    key: Mapped[str] = column(Word(255), purpose="keeps it from being queued twice", **_OURS)
    batch_key: Mapped[str | None] = column(Word(255), purpose="what it may be sent with", **_OURS)
    reference: Mapped[str] = column(Id(), purpose="finds the message in Slack again", **_OURS)
    state: Mapped[str] = column(Word(), purpose="where it stands", **_OURS)
    reason: Mapped[str | None] = column(Word(), purpose="why it stands there", **_OURS)
    queued_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was queued", **_OURS)
    not_before: Mapped[datetime | None] = column(
        UtcDateTime, purpose="when it may be sent; empty: not again", **_OURS
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime, purpose="when a courier looks at it next, in any state", **_OURS
    )
    expires_at: Mapped[datetime | None] = column(
        UtcDateTime, purpose="when it is no longer of use", **_OURS
    )
    claim: Mapped[str | None] = column(Id(), purpose="which courier has it", **_OURS)
    attempts: Mapped[int] = column(default=0, purpose="how often it went wrong", **_OURS)
    attempted_at: Mapped[datetime | None] = column(
        UtcDateTime, purpose="since when Slack may have it", **_OURS
    )
    in_doubt: Mapped[bool] = column(default=False, purpose="whether Slack may have it", **_OURS)
    touch_due: Mapped[bool] = column(
        default=False, purpose="whether what was sent is to be shown anew", **_OURS
    )
    channel: Mapped[str | None] = column(Id(), purpose="where it is in Slack", **_OURS)
    ts: Mapped[str | None] = column(Id(), purpose="which message it is in Slack", **_OURS)
    sent_at: Mapped[datetime | None] = column(UtcDateTime, purpose="when it was sent", **_OURS)


class DeliveryAboutRow(Tenanted, Base):
    """Finds the deliveries about a thing, so that what was sent can be shown anew."""

    __tablename__ = "delivery_about"
    __table_args__ = (Index("ix_delivery_about_thing", "workspace_id", "thing"),)

    delivery_id: Mapped[str] = column(
        Id(26),
        ForeignKey("delivery.id", ondelete="CASCADE"),
        primary_key=True,
        purpose="the delivery",
        **_OURS,
    )
    thing: Mapped[str] = column(
        Id(255), primary_key=True, purpose="kind and id of the thing", **_OURS
    )
