"""What conduct puts on Home: until somebody who takes part has accepted it."""

from handlers.conduct import code_views, words
from handlers.feature import Block, HomeButton, NextStep, Tab, Way
from handlers.ids import Conduct
from program.actor import Role
from program.permissions import Act, may, may_somewhere
from services import conduct_asked
from services.desk import Look


def for_mentee(look: Look) -> list[Block]:
    """The way to the code of conduct; gone once it is accepted."""
    return code_views.start_well() if _tab(look) is Tab.YOU else []


def for_mentor(look: Look) -> list[Block]:
    """The same on the tab of whoever mentors."""
    return code_views.start_well() if _tab(look) is Tab.MENTOR else []


def next_step(look: Look) -> NextStep | None:
    """Nothing begins before it is accepted."""
    tab = _tab(look)
    if tab is None:
        return None
    return NextStep(
        12, words.next_accept(), words.READ_AND_ACCEPT, Conduct.READ, tab=tab, has_row=True
    )


def home_buttons(look: Look) -> list[HomeButton]:
    """The way to what was declared, for program managers."""
    if not may_somewhere(look.actor, Act.CONDUCT_READ_CONFLICT):
        return []
    return [HomeButton(words.CONFLICTS, Conduct.CONFLICTS, Way.SETTING)]


def _tab(look: Look) -> Tab | None:
    """Where it is asked: once, also of somebody who is both."""
    if not may(look.actor, Act.CONDUCT_READ):
        return None
    parts = conduct_asked.asked_as(look)
    if Role.MENTOR in parts:
        return Tab.MENTOR
    return Tab.YOU if parts else None
