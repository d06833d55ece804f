"""Every view and message of the frame stays within Slack's limits at its fullest."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.parts import FEATURES
from handlers.feature import Command, NextStep, View
from handlers.governance import messages as role_messages
from handlers.governance import views as role_views
from handlers.governance.messages import RoleNews
from handlers.launcher import views as launcher_views
from handlers.launcher import words as launcher_words
from handlers.notice import notice
from handlers.people import messages as people_messages
from handlers.people import views as people_views
from program.cohort import Program
from program.delivery import Rendered
from program.governance import GIVEN_BY_HAND, RoleGiven
from program.person import Person
from tests.kit.limits import check_message, check_view

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def full(length: int) -> str:
    """As many characters as fit, with what costs most to escape."""
    return ("<!channel> & *x* " + "&" * length)[:length]


PROGRAMS = [Program(f"p{n}", full(73) + str(n), "UTC") for n in range(120)]
PEOPLE = [Person(f"i{n}", f"U{n}", full(80), full(120)) for n in range(200)]
GIVEN = [
    RoleGiven(f"{n:026}", person, GIVEN_BY_HAND[n % 3], f"p{n % 120}" if n % 2 else None, NOW)
    for n, person in enumerate(PEOPLE)
]
COMMANDS = [command for feature in FEATURES for command in feature.commands]
MANY = [
    Command(full(20), f"a.form{n}.open", full(75), full(200), lambda _: True, row=row)
    for n, row in enumerate(COMMANDS[n % len(COMMANDS)].row for n in range(80))
]
STEP = NextStep(10, full(2900), full(75), "a.form.open", {"nomination": "n" * 26})

VIEWS: dict[str, Callable[[], View]] = {
    "launcher": lambda: launcher_views.launcher(COMMANDS, None),
    "launcher, full": lambda: launcher_views.launcher(
        MANY, STEP, first=launcher_words.near(full(4000)), guess=MANY[0]
    ),
    "launcher after an unknown word": lambda: launcher_views.launcher(
        COMMANDS, None, first=launcher_words.unknown(full(4000)), search=full(4000)
    ),
    "launcher after a word of program managers": lambda: launcher_views.launcher(
        COMMANDS, STEP, first=launcher_words.of_another_role(COMMANDS[0], PEOPLE)
    ),
    "launcher of nobody": lambda: launcher_views.launcher([], None),
    "words": lambda: launcher_views.entries([*COMMANDS, *MANY]),
    "notice": lambda: notice(full(9000)),
    "who sees what": people_views.readers,
    "roles": lambda: role_views.roles(
        GIVEN,
        PROGRAMS,
        everywhere=True,
        endable=[one.id for one in GIVEN],
        lines={one.id: PEOPLE[:5] for one in PROGRAMS[: role_views.MOST_LINES]},
    ),
    "line of successors": lambda: role_views.line_form(PROGRAMS[0], PEOPLE[:5]),
    "roles of one program": lambda: role_views.roles(
        GIVEN[:3], PROGRAMS[:1], everywhere=False, endable=[GIVEN[1].id], lines={PROGRAMS[0].id: ()}
    ),
    "roles to read": lambda: role_views.roles(
        GIVEN[:3], [], everywhere=False, endable=[], lines={}
    ),
    "claim": lambda: role_views.claim(""),
    "claim, filled": lambda: role_views.claim(full(500)),
}

MESSAGES: dict[str, Callable[[], Rendered]] = {
    "typed": lambda: people_messages.MESSAGES[0].render(None),
    "role given": lambda: role_messages.MESSAGES[0].render(
        RoleNews(GIVEN[1], full(75), "slack://app?team=T0&id=A0&tab=home")
    ),
    "role given in all programs": lambda: role_messages.MESSAGES[0].render(
        RoleNews(GIVEN[0], None, "slack://app?team=T0&id=A0&tab=home")
    ),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_at_its_fullest_is_one_slack_takes(name: str) -> None:
    check_view(VIEWS[name]())


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_at_its_fullest_is_one_slack_takes(name: str) -> None:
    rendered = MESSAGES[name]()

    check_message({"text": rendered.text, "blocks": list(rendered.blocks)})
    assert rendered.text
