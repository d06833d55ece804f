"""Whatever is pressed, sent or typed in one workspace with ids of another: it is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest
from sqlalchemy import Table, text

from bot.assemble import assemble
from bot.house import House
from program.person import SlackPerson
from store.store import Store
from store.tables import TABLES
from tests.bot.installing.conftest import settings_of
from tests.bot.installing.test_tokens import install
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.tenants.full import full
from tests.tenants.requests import Ids, every_request
from tests.tenants.slack_heard import Heard, slack_heard

ALPHA, BETA = "T0ALPHA", "T0BETA"
TOKENS = {ALPHA: "xoxb-of-alpha", BETA: "xoxb-of-beta"}


@dataclass(frozen=True)
class Two:
    """Two workspaces in which the same people have done the same things, and one bot for both."""

    house: House
    slack: Heard
    alpha: Stage
    beta: Stage

    def rows(self, stage: Stage) -> dict[str, list[str]]:
        """Everything that is remembered of a workspace, by table, as text."""
        found: dict[str, list[str]] = {}
        with self.house.store.engines.look.connect() as connection:
            for table in TABLES.sorted_tables:
                if "workspace_id" in table.c:
                    found[table.name] = _rows(connection, table, stage.workspace_id)
        return found

    def ids(self, stage: Stage) -> Ids:
        """The ids of a workspace's rows, by table."""
        found: dict[str, list[str]] = {}
        with self.house.store.engines.look.connect() as connection:
            for table in TABLES.sorted_tables:
                if "workspace_id" in table.c and "id" in table.c:
                    asked = f'SELECT id FROM "{table.name}" WHERE workspace_id = :of ORDER BY id'  # noqa: S608
                    rows = connection.execute(text(asked), {"of": stage.workspace_id})
                    found[table.name] = [str(row.id) for row in rows]
        return found

    def ask(self, body: dict[str, Any]) -> str:
        """One request from Slack; the answer to it, as text."""
        answer = self.house.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
        assert answer.status < 500, body
        return f"{answer.body}"


def _rows(connection: Any, table: Table, workspace_id: str) -> list[str]:
    asked = f'SELECT * FROM "{table.name}" WHERE workspace_id = :of'  # noqa: S608 - our own name
    return sorted(str(tuple(row)) for row in connection.execute(text(asked), {"of": workspace_id}))


@pytest.fixture
def two(sqlite_store: Store, clock: FrozenClock, tmp_path: Path) -> Iterator[Two]:
    with slack_heard() as slack:
        settings = settings_of(f"{slack.url}api/", tmp_path)
        house = assemble(settings, sqlite_store, clock)
        stages = {}
        for team, word in ((ALPHA, "Alpha"), (BETA, "Beta")):
            install(sqlite_store, team, bot=TOKENS[team], refresh=None, expires_at=None)
            stages[team] = full(sqlite_store, house.desk, clock, team, word)
        yield Two(house, slack, stages[ALPHA], stages[BETA])
        house.stop()


@pytest.mark.parametrize(
    ("who", "turn"), [(cast.PROGRAM_MANAGER, 0), (cast.MENTEE, 1), (cast.MENTOR, 2)]
)
def test_ids_of_another_workspace_open_and_change_nothing(
    two: Two, who: SlackPerson, turn: int
) -> None:
    before, theirs = two.rows(two.alpha), two.ids(two.alpha)
    asked = 0
    for body in every_request(BETA, who.slack_user, theirs, turn, two.slack.url):
        answer = two.ask(body)
        asked += 1
        assert "Alpha" not in answer, body

    assert asked > 200
    assert two.rows(two.alpha) == before
    assert [said for said in two.slack.said if "Alpha" in said or TOKENS[ALPHA] in said] == []
    assert list(_naming(two.rows(two.beta), theirs)) == []


def _naming(rows: dict[str, list[str]], theirs: Ids) -> Iterator[tuple[str, str]]:
    """What is remembered in one workspace and names a thing of the other by its id."""
    known = {one: table for table, ids in theirs.items() for one in ids}
    for table, found in rows.items():
        for row in found:
            yield from ((f"{table} names {known[one]}", row) for one in known if one in row)


def test_with_ids_of_one_s_own_much_happens(two: Two) -> None:
    """Or the test above would prove nothing."""
    before, own = two.rows(two.beta), two.ids(two.beta)
    petra = cast.PROGRAM_MANAGER.slack_user
    answers = [two.ask(body) for body in every_request(BETA, petra, own, 0, two.slack.url)]
    after = two.rows(two.beta)

    assert sum("Beta" in said for said in (*answers, *two.slack.said)) > 50
    assert sum(before[table] != after[table] for table in after) > 5
