"""Two processes on PostgreSQL, one killed outright: how soon the other has done all that is due."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import rig
from benchmarks.figures import Figure, measured, report
from benchmarks.submissions import Page
from tests.kit.databases import postgres_server

PEOPLE = 40
LINES = 2
"""Connections each process keeps."""


def measure() -> Sequence[Figure]:
    """Forty people write at once; one process is killed while it answers them."""
    with (
        postgres_server() as postgres,
        rig.slack(member_count=PEOPLE) as slack,
        tempfile.TemporaryDirectory() as home,
    ):
        environment = slack.settings(Path(home)) | {
            "BATON_DATABASE_URL": postgres.empty(),
            "BATON_MESSAGES_A_SECOND": "20",
        }
        with rig.process(["bot", "run"], environment) as first:
            rig.wait_until(lambda: slack.connections() == LINES, first)
            with rig.process(["bot", "run"], environment) as second:
                rig.wait_until(lambda: slack.connections() == 2 * LINES, second)
                page = Page(slack.address)
                places = _written(page)
                rig.wait_until(lambda: _answered(page, places) > 0, first)
                first.kill()
                began = time.monotonic()
                page.act(rig.MANAGER, "command", channel=places[rig.MANAGER], **COMMAND)
                pressed = time.monotonic() - began
                rig.wait_until(lambda: _answered(page, places) >= len(places), second, pause=0.2)
                took = time.monotonic() - began
                time.sleep(SETTLING)
                doubled = _answered(page, places, each=True) - len(places)
    return [
        measured("a press right after the kill is answered", pressed, "s", at_most=3.0),
        measured("all that was due is delivered", took, "s", at_most=30.0),
        measured("delivered twice", doubled, "messages", at_most=0),
    ]


COMMAND = {"command": "/mentoring", "text": ""}
SETTLING = 3.0
"""Seconds in which a second copy of anything would come."""


def _written(page: Page) -> dict[str, str]:
    """Everybody writes to the app; their conversations with it."""
    everybody = [rig.MANAGER, *(rig.member(number) for number in range(PEOPLE))]
    places = {who: page.act(who, "open_messages", app=rig.APP)["channel"] for who in everybody}
    for who, place in places.items():
        page.act(who, "say", channel=place, text="Hello")
    return places


def _answered(page: Page, places: dict[str, str], *, each: bool = False) -> int:
    """How many were told what the bot is for; `each`: how many messages told it."""
    found = [page.told(who, place) for who, place in places.items()]
    return sum(found if each else map(bool, found))


if __name__ == "__main__":
    report("takeover", measure)
