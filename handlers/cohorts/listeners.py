"""What opens the charter, and the parts of Home that cohorts have."""

from collections.abc import Sequence
from datetime import date

from handlers.cohorts import charter_views, home_views, words
from handlers.cohorts.edit_listeners import open_cohort_settings, open_program_settings
from handlers.cohorts.new_listeners import open_new_cohort, open_new_program
from handlers.feature import Block, HomeButton, Opening, Way
from handlers.ids import Cohorts
from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.nomination_steps import NominationState
from program.permissions import NOTHING, Act, may, may_somewhere
from services import charters, cohort_changes, cohort_news, cohorts, nominations, rosters
from services.desk import Desk, Look

ANEW = ("new", "next")
OUTSIDE = (
    NominationState.DECLINED,
    NominationState.WITHDRAWN,
    NominationState.SAID_NO,
    NominationState.LAPSED,
)
"""States of a nomination after which somebody stands where they stood before."""


def open_charter(desk: Desk, opening: Opening) -> None:
    """What one cohort or program publishes, or all cohorts that have not ended."""
    with desk.open_look(opening.caller) as look:
        shown = cohorts.charters(look)
        today = local_day(look.now, look.actor.zone)
    wanted = [
        one
        for one in shown
        if one.cohort.id == opening.ids.get("cohort")
        or one.cohort.program.id == opening.ids.get("program")
    ]
    opening.show(charter_views.charters(wanted or shown, today))


def open_cohort(desk: Desk, opening: Opening) -> None:
    """By the word: what stands in a cohort; a new one where that is said or none is there."""
    with desk.open_look(opening.caller) as look:
        any_there = bool(cohort_changes.changeable(look))
    if any_there and opening.words.strip().casefold() not in ANEW:
        open_cohort_settings(desk, opening)
    else:
        open_new_cohort(desk, opening)


def open_program(desk: Desk, opening: Opening) -> None:
    """By the word: what stands in a program; a new one where that is said or none is there."""
    with desk.open_look(opening.caller) as look:
        any_there = bool(cohorts.programs_to_extend(look))
    if any_there and opening.words.strip().casefold() not in ANEW:
        open_program_settings(desk, opening)
    else:
        open_new_program(desk, opening)


def home(look: Look) -> list[Block]:
    """The cohorts there are, for everyone; while none takes nominations, the next round."""
    today = local_day(look.now, look.actor.zone)
    shown = cohorts.current(look)
    outside = may(look.actor, Act.NOMINATIONS_APPLY) and all(
        one.state in OUTSIDE for one in nominations.standings(look)
    )
    purposes = charters.purposes(look, {one.program.id for one in shown}) if outside else {}
    rows = home_views.home_cohorts(shown, purposes, today, look.workspace.name)
    if not rows or not outside or cohorts.taking_nominations(look):
        return rows
    wished = cohort_news.wishes(look)
    opens = _next_opening(shown, today)
    return [*rows, *home_views.home_next_round(opens, today, wished=wished)]


def home_start(look: Look) -> list[Block]:
    """Where the first program manager begins, until all three steps are done."""
    if not may(look.actor, Act.COHORTS_CREATE, NOTHING):
        return []
    today = local_day(look.now, look.actor.zone)
    programs = cohorts.programs(look)
    latest = cohorts.latest_of(look, programs[-1].id) if programs else None
    return home_views.home_start(rosters.count(look), latest, today)


def home_buttons(look: Look) -> list[HomeButton]:
    """Where program managers change and add, once there is something to add to."""
    if not may_somewhere(look.actor, Act.COHORTS_CREATE) or not cohorts.programs(look):
        return []
    return [
        HomeButton(words.COHORT_SETTINGS, Cohorts.SETTINGS, Way.SETTING),
        HomeButton(words.PROGRAM_SETTINGS, Cohorts.PROGRAM, Way.SETTING),
        HomeButton(words.NEW_COHORT_LABEL, Cohorts.NEW_COHORT, Way.SETTING),
    ]


def _next_opening(found: Sequence[Cohort], today: date) -> date | None:
    planned = [
        one.nominations_open
        for one in found
        if one.nominations_open and state_on(one, today) is CohortState.PLANNED
    ]
    return min(planned, default=None)
