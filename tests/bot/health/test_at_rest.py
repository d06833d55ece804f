"""The pages of a bot that is not connected: where they are, and what is in the way."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.assemble import assemble
from bot.health.readiness import Readiness
from bot.house import House
from bot.parts import PLANS
from bot.settings import Settings, load
from bot.troubles import Trouble
from bot.web.health import health_pages, open_health
from bot.web.server import WebServer
from scheduler.planner import Planner
from store.store import Store
from tests.bot.health.asking import Pages
from tests.kit.clock import FrozenClock


@pytest.fixture
def house(sqlite_store: Store, clock: FrozenClock, tmp_path: Path) -> House:
    """Put together, and not started."""
    given: dict[str, Any] = {"_env_file": None, "slack_bot_token": "xoxb-1", "baton_home": tmp_path}
    return assemble(Settings(**given), sqlite_store, clock)


@pytest.fixture
def pages(house: House) -> Iterator[Pages]:
    server = WebServer(health_pages(house, seconds=0.5), "127.0.0.1:0")
    server.connect()
    yield Pages(server.address)
    server.hang_up()


def test_a_database_that_is_gone_is_named_and_takes_nothing_else_along(
    house: House, pages: Pages
) -> None:
    engines = house.store.engines
    taken = [engines.look.connect() for _ in range(48)]  # every connection there is
    try:
        assert pages.not_ready()["database"] == "no answer within a second"
        assert pages.figure("baton_database_up") == 0
        assert pages.figure("baton_database_connections", use="read") >= 48
        assert pages.get("livez").status_code == 200
    finally:
        for one in taken:
            one.close()
    assert "database" not in pages.not_ready()
    assert pages.figure("baton_database_up") == 1


def test_a_planner_that_does_not_look_is_not_ready(house: House) -> None:
    vitals = house.vitals
    moment = vitals._monotonic()
    vitals._monotonic = lambda: moment + 181
    by_name = {part.name: part for part in Readiness(house).parts()}
    assert by_name["planner"].why == "it has not looked for three minutes"
    vitals.planned(0, 0.1)
    assert {part.name: part for part in Readiness(house).parts()}["planner"].ready


def test_a_look_of_the_planner_moves_its_figures(house: House, pages: Pages) -> None:
    Planner(house.desk, PLANS, witness=house.vitals).tick()
    assert pages.figure("baton_planner_seconds_count") == 1
    assert pages.figure("baton_plans_run_total") == 0


def test_off_means_that_nothing_listens(house: House) -> None:
    house.settings = house.settings.model_copy(update={"baton_health": "off"})
    assert open_health(house) is None


def test_a_taken_port_is_a_warning_unless_somebody_chose_it(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        house.settings = _as_it_comes(where)
        assert open_health(house) is None
        assert "/livez, /readyz and /metrics are off" in caplog.text
        monkeypatch.setenv("BATON_HEALTH", where)
        house.settings = load(env_file=None)
        with pytest.raises(Trouble, match="nothing can listen there"):
            open_health(house)


def test_it_answers_at_the_port_that_was_chosen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_HEALTH", "127.0.0.1:0")
    house.settings = load(env_file=None)
    server = open_health(house)
    assert server is not None
    assert Pages(server.address).get("livez").status_code == 200
    server.hang_up()


def _as_it_comes(where: str) -> Settings:
    """Settings in which nobody chose where the pages are."""
    return Settings.model_construct(_fields_set=set(), baton_health=where)
