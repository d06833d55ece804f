"""Undelivered: what did not arrive or may not have, and settling it."""

from handlers.feature import Command, Feature, Row, needs
from handlers.ids import Undelivered
from handlers.undelivered import listing, words
from program.actor import Role
from program.permissions import Act

FEATURE = Feature(
    name="undelivered",
    register=lambda *_: None,
    commands=(
        Command(
            word="deliveries",
            also=("undelivered",),
            form=Undelivered.LIST,
            label=words.TITLE,
            what=words.WHAT,
            may=needs(Act.DELIVERIES_READ),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
    ),
    inbox=listing.inbox,
    lists=(listing.LIST,),
    refusals=words.REFUSALS,
)
