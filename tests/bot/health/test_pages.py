"""The pages over the protocol: ready or not and why, and figures that move with what happens."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.health.readiness import Readiness
from bot.settings import Settings, load
from bot.troubles import Trouble
from bot.web.health import health_pages, open_health
from bot.web.server import WebServer
from program.delivery import DeliveryClass
from services.desk import Work
from store.keys import Keyring
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.house import Town, running_town


class Pages:
    """The three pages of a bot, asked over HTTP."""

    def __init__(self, address: str) -> None:
        self._address = address

    def get(self, page: str) -> httpx.Response:
        return httpx.get(f"{self._address}/{page}", trust_env=False, timeout=30)

    def not_ready(self) -> dict[str, str]:
        """What is not ready, and why."""
        parts: list[dict[str, Any]] = self.get("readyz").json()["parts"]
        return {one["name"]: one["why"] for one in parts if not one["ready"]}

    def figure(self, name: str, **labels: str) -> float:
        said = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()))
        wanted = f"{name}{{{said}}} " if said else f"{name} "
        for line in self.get("metrics").text.splitlines():
            if line.startswith(wanted):
                return float(line.removeprefix(wanted))
        return 0.0


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Town]:
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path) as running:
        yield running


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


def test_a_database_that_is_gone_is_named_and_takes_nothing_else_along(
    town: Town, pages: Pages
) -> None:
    engines = town.house.store.engines
    taken = [engines.look.connect() for _ in range(48)]  # every connection there is
    try:
        assert pages.not_ready() == {"database": "no answer within a second"}
        assert pages.figure("baton_database_up") == 0
        assert pages.figure("baton_database_connections", use="read") >= 48
        assert pages.get("livez").status_code == 200
    finally:
        for one in taken:
            one.close()
    assert pages.not_ready() == {}
    assert pages.figure("baton_database_up") == 1


def test_a_planner_that_does_not_look_is_not_ready(town: Town) -> None:
    vitals = town.house.vitals
    moment = vitals._monotonic()
    vitals._monotonic = lambda: moment + 181
    by_name = {part.name: part for part in Readiness(town.house).parts()}
    assert by_name["planner"].why == "it has not looked for three minutes"
    vitals.planned(0, 0.1)
    assert all(part.ready for part in Readiness(town.house).parts())


def test_a_press_and_what_it_leads_to_move_the_figures(town: Town, pages: Pages) -> None:
    person = town.person(cast.MENTEE)
    person.open_home()
    person.wait_for_home()
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        work.refresh_home(town.stage.person_id(cast.MENTEE))
    town.sandbox.wait_for(lambda: 'outcome="delivered"' in pages.get("metrics").text)
    town.sandbox.wait_for(lambda: pages.figure("baton_answer_seconds_count", request="event") > 0)
    assert pages.figure("baton_workspaces") == 1
    assert pages.figure("baton_doors_connected") == pages.figure("baton_doors") > 0


def test_what_waits_and_how_long_is_told_by_class(
    town: Town, pages: Pages, clock: FrozenClock
) -> None:
    for one in town.house.rounds:
        one.stop()
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        queue(work, town.stage.person_id(cast.MENTEE))
    clock.move(minutes=7)
    assert pages.figure("baton_deliveries", state="due", **{"class": "owed"}) == 1
    assert pages.figure("baton_lag_seconds", **{"class": "owed"}) == 420


def test_no_person_no_workspace_and_no_kind_stands_on_any_page(town: Town, pages: Pages) -> None:
    for account in (cast.MENTEE, cast.MENTOR, cast.PROGRAM_MANAGER):
        town.person(account).open_home()
        town.person(account).wait_for_home()
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        queue(work, town.stage.person_id(cast.MENTEE))
    town.sandbox.wait_for(lambda: 'baton_carried_total{class="owed"' in pages.get("metrics").text)
    told = "".join(pages.get(page).text for page in ("livez", "readyz", "metrics"))
    names = [part for one in cast.EVERYONE for part in one.real_name.split()]
    ids = [*(one.slack_user for one in cast.EVERYONE), cast.TEAM, town.stage.workspace_id]
    secrets = [town.sandbox.bot_token, town.sandbox.app_token]
    for private in (*names, *ids, *secrets, "pulse", "home.", "@"):
        assert not re.search(rf"\b{re.escape(private)}", told), private


def test_off_means_that_nothing_listens(town: Town) -> None:
    town.house.settings = town.house.settings.model_copy(update={"baton_health": "off"})
    assert open_health(town.house) is None


def test_a_taken_port_is_a_warning_unless_somebody_chose_it(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        town.house.settings = _as_it_comes(where)
        assert open_health(town.house) is None
        assert "/livez, /readyz and /metrics are off" in caplog.text
        monkeypatch.setenv("BATON_HEALTH", where)
        town.house.settings = load(env_file=None)
        with pytest.raises(Trouble, match="nothing can listen there"):
            open_health(town.house)


def test_asked_at_its_own_port_the_bot_answers(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_HEALTH", "127.0.0.1:0")
    town.house.settings = load(env_file=None)
    server = open_health(town.house)
    assert server is not None
    assert Pages(server.address).get("readyz").status_code == 200
    server.hang_up()


def _as_it_comes(where: str) -> Settings:
    """Settings in which nobody chose where the pages are."""
    return Settings.model_construct(_fields_set=set(), baton_health=where)
