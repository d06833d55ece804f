"""What the frame, cohorts, roles and self-nominations show."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers import blocks, ids
from handlers.feature import Tab, View
from handlers.governance import views as role_views
from handlers.home.page import frame
from handlers.nominations import home_views, messages
from handlers.nominations import views as nomination_views
from program.nomination_steps import NominationState
from services.nomination_messages import ToldNominee, ToldReviewer
from tests.handlers import test_frame_views, test_nomination_views
from tests.handlers.test_nomination_views import COHORT, TODAY
from tests.kit.clock import START

VIEWS: dict[str, Callable[[], View]] = {**test_frame_views.VIEWS, **test_nomination_views.VIEWS}
STATES = [
    replace(test_nomination_views.STANDING, state=state, place=None) for state in NominationState
]


def shown() -> list[Any]:
    """Nominations in every state, messages, parts of Home."""
    views: list[Any] = [
        nomination_views.mine(test_nomination_views.mine(one.state), "UTC", TODAY) for one in STATES
    ]
    told = [ToldNominee(one, "UTC", TODAY, question="Which?") for one in STATES]
    renders = (
        messages.received,
        messages.more_ask,
        messages.accepted,
        messages.wait_listed,
        messages.declined,
    )
    sent = [render(one).blocks for render in renders for one in told]
    sent += [messages.to_review(ToldReviewer(3, TODAY, TODAY)).blocks]
    sent += [render().blocks for render in test_frame_views.MESSAGES.values()]
    home = [
        home_views.home_mine(STATES, "UTC", TODAY),
        home_views.home_open([COHORT]),
        role_views.roles_line(test_frame_views.GIVEN),
        blocks.actions(blocks.more([blocks.Entry("Charter and criteria", ids.Cohorts.CHARTER)])),
        frame(list(Tab), Tab.YOU, [], START, "UTC"),
    ]
    return [*views, *sent, *home]
