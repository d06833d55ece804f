"""Every command, callback, action and shared block id, as `feature.thing.verb`.

An id says what is pressed, never what it is about: ids of things travel in a button's value or a
view's `private_metadata`, and are never trusted.
"""

from enum import StrEnum


class Command(StrEnum):
    """The two words people type."""

    MENTORING = "/mentoring"
    ADMIN = "/mentoring-admin"


class Shortcut(StrEnum):
    """Global and message shortcuts, as named in the manifest."""

    OPEN_MENTORING = "launcher.shortcut.open"


class Launcher(StrEnum):
    VIEW = "launcher.view"
    OPEN = "launcher.view.open"
    """Opens the launcher from a message."""
    HELP = "launcher.help.open"


class Home(StrEnum):
    TAB = "home.tab.choose"
    NOTICE_VIEW = "home.notice"
    """A small view that only says something."""


class People(StrEnum):
    READERS_VIEW = "people.readers"
    READERS = "people.readers.open"
    """Who sees what."""


class Governance(StrEnum):
    ROLES_VIEW = "governance.roles"
    ROLES = "governance.roles.open"
    ROLE_END = "governance.role.end"
    CLAIM_VIEW = "governance.claim"
    CLAIM = "governance.claim.open"


class Cohorts(StrEnum):
    """Programs, cohorts and what they ask of nominees."""


class Nominations(StrEnum):
    """Putting oneself forward, and deciding."""
