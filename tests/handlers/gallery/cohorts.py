"""What programs and cohorts show."""

from collections.abc import Callable
from typing import Any

from handlers.cohorts import home_views
from handlers.feature import View
from tests.handlers import test_cohort_views
from tests.handlers.test_cohort_views import PLANNED
from tests.handlers.test_nomination_views import TODAY

VIEWS: dict[str, Callable[[], View]] = test_cohort_views.VIEWS


def shown() -> list[Any]:
    """Messages and parts of Home."""
    return [
        *(list(build().blocks) for build in test_cohort_views.MESSAGES.values()),
        home_views.home_cohorts([PLANNED], {}, TODAY, "Baton & Co"),
        home_views.home_next_round(None, TODAY, wished=False),
        home_views.home_start(0, None, TODAY),
        home_views.home_start(0, PLANNED, TODAY),
    ]
