"""What the sandbox is told: the made-up company, the app, and the words around the page."""

from typing import Any

from bot import manifest
from bot.practice import people
from bot.practice.tour import APP_ID, empty_start, tour
from bot.practice.travel import CLOCK_BUTTONS
from handlers.ids import PulseAnswer

TITLE = "Practice. Made-up people; nothing leaves this machine."

CHANNELS: tuple[tuple[str, str, str, bool], ...] = (
    ("C0P0001", "general", "News for everyone", False),
    ("C0P0002", "next-leaders", "The mentoring program: dates and questions", False),
    ("C0P0003", "leadership", "Senior leaders and sponsors", True),
    ("C0P0004", "london-office", "Kings Cross, all floors", False),
)
INSIDERS = (people.PROGRAM_TEAM, people.SPONSORS, people.LEADERS)


def workspace_seed() -> dict[str, Any]:
    """The whole workspace as `/_control/seed` takes it. The same every time."""
    return {
        "team": {
            "id": people.TEAM_ID,
            "name": people.TEAM_NAME,
            "domain": people.TEAM_DOMAIN,
        },
        "people": [people.as_slack_sees(colleague) for colleague in people.COLLEAGUES_ALL],
        "channels": [_channel(*channel) for channel in CHANNELS],
        "app": {"id": APP_ID, "manifest": manifest.build()},
    }


def _channel(channel: str, name: str, topic: str, private: bool) -> dict[str, Any]:
    members = [
        colleague.slack_user
        for colleague in people.COLLEAGUES_ALL
        if _belongs(colleague, name, private)
    ]
    return {
        "id": channel,
        "name": name,
        "topic": topic,
        "private": private,
        "members": members,
    }


def _belongs(colleague: people.Colleague, channel: str, private: bool) -> bool:
    if private:
        return colleague.group in INSIDERS
    if channel == "london-office":
        return colleague.zone == people.LONDON
    if channel == "next-leaders":
        return not colleague.is_guest
    return not colleague.is_outsider


def host_words(*, empty: bool) -> dict[str, Any]:
    """What the page shows around the workspace; all words of ours that the sandbox ever sees."""
    return {
        "title": TITLE,
        "clock_buttons": list(CLOCK_BUTTONS),
        "buttons": [],
        "tour": empty_start() if empty else tour(),
        "default_person": people.PROGRAM_MANAGER.slack_user,
        "roles": {
            colleague.slack_user: {"role": colleague.title, "group": colleague.group}
            for colleague in people.COLLEAGUES_ALL
        },
        "withheld_callbacks": [PulseAnswer.VIEW],
    }
