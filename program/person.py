"""A colleague: what Slack says about an account, and what the program remembers of it."""

from dataclasses import dataclass, field
from datetime import datetime

from program.actor import Standing
from program.text import one_line

LONGEST_NAME = 80
"""Characters of a name that are kept; Slack itself allows 80 in a display name."""
SOMEONE_WHO_LEFT = "someone who left"
"""What stands where the name of an erased person stood."""
_GONE = "gone."


def nobodys_account(person_id: str) -> str:
    """What stands in place of Slack's id once a person is erased: it leads to no account."""
    return f"{_GONE}{person_id}"


def is_nobodys(slack_user: str) -> bool:
    """Does this stand where the Slack id of an erased person stood?"""
    return slack_user.startswith(_GONE)


@dataclass(frozen=True)
class SlackPerson:
    """An account as Slack describes it. The e-mail is for recognition only and never kept."""

    slack_user: str
    team_id: str
    real_name: str
    display_name: str = ""
    title: str = ""
    zone: str = "UTC"
    email: str | None = field(default=None, repr=False)
    is_guest: bool = False
    is_outsider: bool = False
    is_bot: bool = False
    deactivated: bool = False
    as_of: datetime | None = None
    """How recent this is: what is later goes before what is earlier, however it arrives."""

    @property
    def standing(self) -> Standing:
        """What kind of account this is."""
        if self.is_outsider or self.is_bot:
            return Standing.OUTSIDER
        return Standing.GUEST if self.is_guest else Standing.MEMBER

    @property
    def name(self) -> str:
        """The name as Slack writes it, on one line and cut to 80 characters.

        Signs that would turn the words around it are taken out.
        """
        candidates = (self.display_name, self.real_name, self.slack_user)
        on_one_line = (one_line(name) for name in candidates)
        return next(name for name in on_one_line if name)[:LONGEST_NAME]


@dataclass(frozen=True)
class Person:
    """A colleague as the program knows them."""

    id: str
    slack_user: str
    name: str
    title: str = ""
    zone: str = "UTC"
    standing: Standing = Standing.MEMBER
    deactivated: bool = False

    @property
    def erased(self) -> bool:
        """Is only an id left, because what others have leans on it?"""
        return is_nobodys(self.slack_user)
