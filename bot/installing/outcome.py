"""What an installation comes to: done, or why it is not."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto


class Why(Enum):
    """Everything that keeps an installation from being done; the pages have a sentence for each."""

    BUSY = auto()
    """Too many installations are under way."""
    STATE = auto()
    """The state is unknown, was used, is too old, or is of another browser."""
    CANCELLED = auto()
    DECLINED = auto()
    """Slack did not let it go on, for a reason of its own."""
    CODE = auto()
    """Slack does not take its own code: it was used, or is too old."""
    SETTINGS = auto()
    """Slack does not take our client id, secret or address."""
    AWAY = auto()
    """Slack was not reached: nobody knows whether the code is used up."""
    SCOPES = auto()
    """Slack granted less than the app cannot do without."""
    WHOLE = auto()
    """The organization around the workspace has installed the app as a whole."""
    UNWRITTEN = auto()
    """Our database did not take it."""


class NotInstalled(Exception):
    """Why nothing was installed; `lacking` are the names of scopes."""

    def __init__(self, why: Why, lacking: Collection[str] = ()) -> None:
        super().__init__(why.name)
        self.why = why
        self.lacking = tuple(lacking)


@dataclass(frozen=True)
class Begun:
    """Where the browser goes now, and the key it has to bring back."""

    address: str
    browser: str


@dataclass(frozen=True)
class Installed:
    """What the page can say of a workspace that is served now."""

    name: str
    team_id: str
    app_id: str | None
    is_org_wide: bool
    is_managed: bool
    """Whether somebody is program manager there already."""
