"""Two workspaces in which the same people have done the same things, and one bot for both."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltRequest
from sqlalchemy import Table, text

from bot.house import House
from program.person import SlackPerson
from services.desk import Look
from store.tables import TABLES
from tests.kit.cast import Stage
from tests.tenants.requests import Ids
from tests.tenants.slack_heard import Heard

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

    def opened(self, who: SlackPerson, *, writes: bool) -> AbstractContextManager[Look]:
        """A transaction in Beta, of somebody."""
        desk = self.house.desk
        return (desk.open_work if writes else desk.open_look)(self.beta.caller(who))

    def ask(self, body: dict[str, Any]) -> str:
        """One request from Slack; the answer to it, as text."""
        answer = self.house.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
        assert answer.status < 500, body
        return f"{answer.body}"


def _rows(connection: Any, table: Table, workspace_id: str) -> list[str]:
    asked = f'SELECT * FROM "{table.name}" WHERE workspace_id = :of'  # noqa: S608 - our own name
    return sorted(str(tuple(row)) for row in connection.execute(text(asked), {"of": workspace_id}))


def naming(rows: dict[str, list[str]], theirs: Ids) -> Iterator[tuple[str, str]]:
    """What is remembered in one workspace and names a thing of the other by its id."""
    known = {one: table for table, ids in theirs.items() for one in ids}
    for table, found in rows.items():
        for row in found:
            yield from ((f"{table} names {known[one]}", row) for one in known if one in row)
