"""What opens a profile for the program team."""

from handlers.feature import HomeButton, Opening
from handlers.ids import Profiles
from handlers.profiles import team_views, team_words
from program.permissions import Act, may_somewhere
from services import profile_team
from services.desk import Desk, Look


def open_read(desk: Desk, opening: Opening) -> None:
    """One profile; that it was opened is noted."""
    ids = opening.ids
    with desk.open_work(opening.caller) as work:
        opened = profile_team.open_one(
            work, ids.get("cohort", ""), ids.get("person", ""), ids.get("side", "")
        )
    opening.show(team_views.read(opened))


def home_buttons(look: Look) -> list[HomeButton]:
    """The way to the list."""
    if not may_somewhere(look.actor, Act.PROFILES_COVER):
        return []
    return [HomeButton(team_words.PROFILES, Profiles.LIST)]
