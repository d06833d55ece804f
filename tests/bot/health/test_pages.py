"""The pages over the protocol: ready or not and why, and figures that move with what happens."""

import re
from collections.abc import Iterator

import pytest

from bot.web.health import health_pages
from bot.web.server import WebServer
from program.actor import Role
from program.delivery import DeliveryClass, Failure
from services.desk import Work
from tests.bot.health.asking import Pages
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.house import Town

DELIVERED = re.compile(r'^baton_carried_total\{.*outcome="delivered"\} [1-9]', re.MULTILINE)


@pytest.fixture
def pages(town: Town) -> Iterator[Pages]:
    server = WebServer(health_pages(town.house), "127.0.0.1:0")
    server.connect()
    yield Pages(server.address)
    server.hang_up()


def queue(work: Work, person_id: str) -> None:
    """Something of a kind that nobody knows, and that may not be told."""
    work.send("pulse.ask", to=person_id, about={}, cls=DeliveryClass.OWED, key="k")


def test_a_running_bot_is_alive_and_ready(pages: Pages) -> None:
    assert pages.get("livez").json() == {"alive": True}
    answer = pages.get("readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True), answer.text
    names = [part["name"] for part in answer.json()["parts"]]
    assert names == ["running", "database", "slack", "planner", "rounds"]


def test_a_bot_that_stops_is_alive_and_not_ready(town: Town, pages: Pages) -> None:
    town.house.stop()
    assert pages.get("livez").status_code == 200
    assert pages.get("readyz").status_code == 503
    not_ready = pages.not_ready()
    assert not_ready["running"] == "it is stopping"
    assert not_ready["rounds"] == "not running: courier, worker"
    assert "not connected" in not_ready["slack"]


def test_a_bot_that_is_not_connected_yet_says_so(town: Town, pages: Pages) -> None:
    opened = list(town.house.open_doors)
    town.house.open_doors.clear()
    assert pages.not_ready() == {"slack": "not connected yet"}
    town.house.open_doors.extend(opened)
    assert pages.not_ready() == {}


def test_a_press_and_what_it_leads_to_move_the_figures(town: Town, pages: Pages) -> None:
    person = town.person(cast.MENTEE)
    person.open_home()
    person.wait_for_home()
    town.stage.give(cast.MENTOR, Role.SPONSOR)
    town.sandbox.wait_for(lambda: DELIVERED.search(pages.get("metrics").text))
    town.sandbox.wait_for(lambda: pages.figure("baton_worked_total", outcome="done") > 0)
    town.sandbox.wait_for(lambda: pages.figure("baton_answer_seconds_count", request="event") > 0)
    assert pages.figure("baton_workspaces") == 1
    assert pages.figure("baton_doors_connected") == pages.figure("baton_doors") > 0


def test_what_slack_refuses_moves_the_figures(town: Town, pages: Pages) -> None:
    town.sandbox.misbehave(do="error", on="chat.postMessage", error="user_disabled")
    town.stage.give(cast.MENTOR, Role.SPONSOR)
    why = {"why": Failure.ACCOUNT_CLOSED.value}
    town.sandbox.wait_for(lambda: pages.figure("baton_undelivered_total", **why) > 0)
    town.sandbox.wait_for(lambda: pages.figure("baton_failed", **why) > 0)
    town.sandbox.behave()
    town.sandbox.misbehave(do="rate_limit", on="chat.postMessage", retry_after=1)
    town.stage.give(cast.LIAISON, Role.SPONSOR)
    fast = {"method": "chat.postMessage"}
    town.sandbox.wait_for(lambda: pages.figure("baton_too_fast_total", **fast) > 0)


def test_what_waits_and_how_long_is_told_by_class(
    town: Town, pages: Pages, clock: FrozenClock
) -> None:
    for one in town.house.rounds:
        one.stop()
    waited = pages.figure("baton_deliveries", state="due", **{"class": "owed"})
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        queue(work, town.stage.person_id(cast.MENTEE))
    clock.move(minutes=7)
    waits = pages.figure("baton_deliveries", state="due", **{"class": "owed"})
    assert waits == waited + 1
    assert pages.figure("baton_lag_seconds", **{"class": "owed"}) == 420


def test_no_person_no_workspace_and_no_kind_stands_on_any_page(town: Town, pages: Pages) -> None:
    for account in (cast.MENTEE, cast.MENTOR, cast.PROGRAM_MANAGER):
        town.person(account).open_home()
        town.person(account).wait_for_home()
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        queue(work, town.stage.person_id(cast.MENTEE))
    owed = re.compile(r'^baton_carried_total\{class="owed".* [1-9]', re.MULTILINE)
    town.sandbox.wait_for(lambda: owed.search(pages.get("metrics").text))
    told = "".join(pages.get(page).text for page in ("livez", "readyz", "metrics"))
    names = [part for one in cast.EVERYONE for part in one.real_name.split()]
    ids = [*(one.slack_user for one in cast.EVERYONE), cast.TEAM, town.stage.workspace_id]
    secrets = [town.sandbox.bot_token, town.sandbox.app_token]
    for private in (*names, *ids, *secrets, "pulse", "home.", "@"):
        assert not re.search(rf"\b{re.escape(private)}", told), private
