"""What an open pulse puts on Home: the same for everyone invited, until it closes."""

from handlers.feature import Block, Tab
from handlers.pulse import answer_views
from program.mentor import MentorState
from services import mentors, pulse_answering
from services.desk import Look


def for_you(look: Look) -> list[Block]:
    """A line for each pulse that is open for the reader."""
    return _on(look, Tab.YOU)


def for_mentor(look: Look) -> list[Block]:
    """The same on the tab of whoever mentors: there they land."""
    return _on(look, Tab.MENTOR)


def _on(look: Look, tab: Tab) -> list[Block]:
    found = pulse_answering.open_for_me(look)
    if not found or tab is not _tab(look):
        return []
    return [block for survey in found for block in answer_views.on_home(survey)]


def _tab(look: Look) -> Tab:
    """Where it stands: once, also for somebody who is both."""
    on_roster = MentorState.ON_ROSTER
    is_mentor = any(one.mentor.state is on_roster for one in mentors.my_places(look))
    return Tab.MENTOR if is_mentor else Tab.YOU
