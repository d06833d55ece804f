"""The Slack door, whole: every feature's listeners, forms, words and messages on one Bolt app."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from slack_bolt import App

from handlers import errors, everything_else, ids
from handlers.errors import Answers
from handlers.feature import Feature
from handlers.home import listeners as home
from handlers.home.inbox import Inbox
from handlers.home.page import Homes
from handlers.identify import identify
from handlers.launcher import opening
from handlers.launcher.opening import Words
from handlers.lists import listeners as listing
from handlers.lists.listeners import AllLists
from handlers.untraced import Untold
from services.deliveries import Message
from services.desk import Desk


@dataclass(frozen=True)
class Door:
    """What the rest of the house needs of the Slack door."""

    messages: tuple[Message, ...]
    untold: Untold
    """What got in the way of answering pulses, to be told at planned moments."""


def open_door(app: App, desk: Desk, features: Sequence[Feature]) -> Door:
    """Register everything, in the order in which Bolt asks: the catch-all comes last."""
    sentences = {code: say for one in features for code, say in one.refusals.items()}
    untold = Untold()
    answers = Answers(desk, sentences, untold)
    inbox = Inbox(features)
    homes = Homes(features, answers, inbox)
    lists = AllLists([*(one for feature in features for one in feature.lists), inbox.whole()])
    app.use(identify)
    opening.register(app, desk, Words(features, lists.forms()))
    home.register(app, desk, homes)
    listing.register(app, desk, lists)
    for feature in features:
        feature.register(app, desk)
    everything_else.register(app, known=known_ids())
    errors.register(app, answers)
    return Door(
        (
            homes.message(),
            lists.message(),
            *(one for feature in features for one in feature.messages),
        ),
        untold,
    )


def known_ids() -> frozenset[str]:
    """Every id there is, from `ids.py`."""
    families = [one for one in vars(ids).values() if isinstance(one, type)]
    return frozenset(
        str(member) for family in families if issubclass(family, StrEnum) for member in family
    )
