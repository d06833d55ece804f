"""Several processes on PostgreSQL, side by side: nothing is lost and nothing is done twice."""

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot import clock
from bot.opening import open_store
from bot.settings import Settings
from store.troubles import KeyTrouble
from tests.bot.commands import baton
from tests.bot.crowd import Crowd
from tests.bot.processes import (
    BATON,
    PATIENCE,
    begun,
    connections,
    running,
    stopped,
)
from tests.kit.sandbox import RunningSandbox

pytestmark = pytest.mark.usefixtures("database")

LINES_OF_ONE = 2
IN_THAT_MOMENT = 1
"""Presses that a line may cost whose very last moment they meet: Socket Mode has no word for "no
more", as HTTP mode has, where there are none (test_running_http.py)."""


def test_presses_go_on_while_one_process_takes_the_place_of_another(slack: RunningSandbox) -> None:
    with ExitStack() as processes:
        old = processes.enter_context(running(slack))
        with Crowd(slack).busy() as crowd:
            for _ in range(2):
                crowd.wait_for_more()
                new = processes.enter_context(running(slack))
                crowd.wait_for_more()
                log = stopped(old)
                assert log[-1]["event"] == "Stopped."
                old = new
            crowd.wait_for_more()
        crowd.wait_until_answered()
        assert len(crowd.refused) <= 2 * LINES_OF_ONE * IN_THAT_MOMENT
        assert crowd.answered() == crowd.said
        stopped(old)
    assert baton("audit", "verify").exit_code == 0


def test_killed_outright_one_process_leaves_everything_to_the_other(slack: RunningSandbox) -> None:
    with running(slack) as first, running(slack) as second:
        with Crowd(slack).busy() as crowd:
            crowd.wait_for_more()
            first.kill()
            first.wait()
            crowd.wait_for_more(12)
        crowd.wait_until_answered()
        # What was in the hands of the one that was killed is lost to whoever pressed, no more.
        assert len(crowd.refused) <= len(crowd.accounts)
        assert crowd.answered() == crowd.said
        stopped(second)
    assert baton("audit", "verify").exit_code == 0


def test_a_line_that_slack_closes_or_refreshes_costs_no_word(slack: RunningSandbox) -> None:
    with running(slack) as process:
        with Crowd(slack).busy() as crowd:
            for reason in ("warning", "refresh_requested"):
                before = connections(slack)
                slack.misbehave(do="disconnect", reason=reason, sockets=1)
                wait_for_another(slack, before)
                crowd.wait_for_more()
        crowd.wait_until_answered()
        assert len(crowd.refused) <= 2 * IN_THAT_MOMENT
        assert crowd.answered() == crowd.said
        stopped(process)


def wait_for_another(slack: RunningSandbox, before: set[str]) -> None:
    slack.wait_for(lambda: connections(slack) - before, within=PATIENCE, what="a new line")


def test_several_first_starts_at_once_make_one_database(slack: RunningSandbox) -> None:
    processes = [begun() for _ in range(3)]
    try:
        slack.wait_for(
            lambda: len(connections(slack)) == 6 or any(one.poll() for one in processes),
            within=PATIENCE * 2,
        )
        with ThreadPoolExecutor(3) as at_once:
            logs = list(at_once.map(stopped, processes))
    finally:
        for one in processes:
            one.kill()
            one.wait()
    made = [line for log in logs for line in log if "New keys" in str(line["event"])]
    assert len(made) >= 1
    assert baton("audit", "verify").exit_code == 0


def test_a_second_machine_without_the_keys_is_told_to_copy_them(
    slack: RunningSandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with running(slack) as process:
        monkeypatch.setenv("BATON_HOME", str(tmp_path / "second"))
        refused = subprocess.run([*BATON, "run"], capture_output=True, text=True, check=False)
        assert refused.returncode == 1
        assert "copy them from the machine that has them" in refused.stderr
        shutil.copytree(Path("var") / "keys", tmp_path / "second" / "keys")
        with running(slack) as second:
            stopped(second)
        stopped(process)


def test_of_machines_that_start_first_at_once_one_makes_the_keys(
    database: str, tmp_path: Path
) -> None:
    homes = [tmp_path / f"machine-{number}" for number in range(4)]

    def opens(home: Path) -> bool:
        given: dict[str, Any] = {
            "_env_file": None,
            "baton_home": home,
            "baton_database_url": database,
        }
        try:
            open_store(Settings(**given), clock.now).close()
        except KeyTrouble:
            return False
        return True

    with ThreadPoolExecutor(len(homes)) as at_once:
        opened = dict(zip(homes, at_once.map(opens, homes), strict=True))

    assert sorted(opened.values()) == [False, False, False, True]
    assert {home: (home / "keys").exists() for home in homes} == opened
    assert {home: opens(home) for home in homes} == opened


def test_an_older_process_goes_on_while_a_newer_version_migrates(
    slack: RunningSandbox, database: str
) -> None:
    with running(slack) as process:
        with Crowd(slack).busy() as crowd:
            crowd.wait_for_more(20)  # more than psycopg takes to prepare its statements
            with psycopg.connect(database.replace("+psycopg", "")) as newer:
                newer.execute("ALTER TABLE person ADD COLUMN pronouns VARCHAR(64)")
                newer.execute("ALTER TABLE delivery ADD COLUMN tries INTEGER NOT NULL DEFAULT 0")
                newer.execute("CREATE TABLE later (id VARCHAR(26) PRIMARY KEY)")
                newer.execute("UPDATE alembic_version SET version_num = '9999_later'")
            crowd.wait_for_more(20)
        crowd.wait_until_answered()
        assert crowd.refused == []
        assert crowd.answered() == crowd.said
        log = stopped(process)
        assert not [line for line in log if line["level"] == "error"], json.dumps(log)
    again = subprocess.run([*BATON, "run"], capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "newer version" in again.stderr
