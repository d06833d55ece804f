"""Attacks on PostgreSQL while a survey is open: a superuser reads what it notes, with all keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attacks import leaky_postgres
from tests.attacks.chance import LOT, Shares, named
from tests.attacks.linking import shares
from tests.attacks.opened import all_keys, in_columns
from tests.attacks.station import Station, station
from tests.kit.databases import PostgresServer

_TABLES = ("pulse_roll", "pulse_slot")


@dataclass(frozen=True)
class OnPostgres:
    """Trials of one size in one database; each has a survey of its own."""

    here: Station
    superuser: Connection[TupleRow]
    people: int

    def live_rows(self) -> Shares:
        """T4: the system columns of all live rows, with vacuuming now and then between votes."""
        survey = self.here.another()
        order = survey.some(self.people)
        for voter in order:
            survey.vote(voter)
            if LOT.random() < 1 / self.people:
                self._vacuum()
        found = named("T4", shares(in_columns(self.superuser, all_keys(survey), order)))
        self.superuser.execute("DELETE FROM pulse_roll; DELETE FROM pulse_slot")
        self._vacuum()
        return found

    def leaky(self, people: int) -> Shares:
        """The control of T4: slots as the bot has them, written without the rest of the urn."""
        lot = Random()  # noqa: S311  a lot, no key
        order = lot.sample(range(people), self.people)
        leaky_postgres.poll(self.superuser, order, people, lot)
        return named("T4", shares(leaky_postgres.traces(self.superuser, order)))

    def _vacuum(self) -> None:
        for table in _TABLES:
            self.superuser.execute(f"VACUUM {table}")


@contextmanager
def on_postgres(
    server: PostgresServer, folder: Path, *, people: int, invited: int
) -> Iterator[OnPostgres]:
    """A bot on a database of its own, and a superuser beside it."""
    url = server.fresh()
    home = folder / f"postgres-{people}"
    home.mkdir()
    try:
        with (
            station(url, home, invited=invited) as here,
            psycopg.connect(url, autocommit=True) as superuser,
        ):
            yield OnPostgres(here, superuser, people)
    finally:
        server.drop(url)
