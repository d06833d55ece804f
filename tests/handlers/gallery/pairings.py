"""What pairings show."""

from collections.abc import Callable
from typing import Any

from handlers.feature import View
from handlers.pairings import case_views, home
from services.pairing_home import Asked, MenteePart, MentorPart
from tests.handlers import test_pairing_kind_views as kinds
from tests.handlers import test_pairing_views as built
from tests.handlers.test_pairing_views import (
    ACTIVE,
    LINE,
    MENTEE,
    MESSAGES,
    PAIRING,
    RESTING,
    TODAY,
    side,
)
from tests.kit.fullest import COHORT

VIEWS: dict[str, Callable[[], View]] = {**built.VIEWS, **kinds.VIEWS}


def shown() -> list[Any]:
    """Messages in every state, the parts of Home, rows of the list."""
    return [
        *(build().blocks for build in MESSAGES.values()),
        *(build().blocks for build in kinds.MESSAGES.values()),
        case_views.row(LINE, "UTC", TODAY),
        *HOME,
    ]


HOME = [
    home.mentee_blocks(MenteePart((side(ACTIVE), side(RESTING)), (COHORT,)), TODAY),
    home.mentor_blocks(
        MentorPart(
            is_mentor=True,
            sides=(side(ACTIVE), side(RESTING)) * 5,
            asked=(Asked(PAIRING, MENTEE, True),),
            places=5,
            taken=3,
        ),
        TODAY,
    ),
]
