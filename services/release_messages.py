"""What the message about a draft says at the moment it is sent, and what became of it later."""

from program.delivery import Delivery
from program.matching_draft import UNDER_WAY, Draft, DraftState
from program.permissions import Act, require
from services import matching_drafts
from services.desk import Look


def draft(look: Look, delivery: Delivery) -> Draft:
    """The draft as it stands: counts, nobody's name. Raises Refusal `matching.no_draft`."""
    require(look.actor, Act.MATCHING_CARRY)
    return matching_drafts.draft(look, delivery.about["matching_draft"])


def is_over(look: Look, delivery: Delivery) -> bool:
    """Whether the run came to something, or to nothing, and nobody let it go since."""
    return draft(look, delivery).state not in UNDER_WAY | {DraftState.DISCARDED}
