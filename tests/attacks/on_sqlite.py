"""Attacks on a SQLite installation while a survey is open, each with all keys in hand."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.attacks import leaky_sqlite
from tests.attacks.chance import Shares, named
from tests.attacks.copies import beside, from_states, of_the_last, states
from tests.attacks.leaky_sqlite import Leaky
from tests.attacks.linking import shares
from tests.attacks.opened import all_keys, in_file
from tests.attacks.station import Station, station
from tests.kit.databases import SqliteFiles


@dataclass(frozen=True)
class OnSqlite:
    """Trials of one size; each has a database, a bot and a survey of its own."""

    files: SqliteFiles
    folder: Path
    people: int
    invited: int

    def image(self) -> Shares:
        """T3: the bytes of the file, once. T5: all that lies beside it at that moment, too."""
        with self._station() as here:
            return self._image(here)

    def image_while_somebody_reads(self) -> Shares:
        """The control of T5: a reader who stays keeps the log from being emptied."""
        with self._station() as here, _reading(here.database):
            return self._image(here)

    def leaky(self, leaky: Leaky) -> Shares:
        """The controls of T3: one of the leaky ways of storing votes."""
        lot = Random()  # noqa: S311  a lot, no key
        order, path = lot.sample(range(self.invited), self.people), self._folder() / "leaky.db"
        leaky_sqlite.poll(path, leaky, order, self.invited, lot.getrandbits(32))
        return shares(leaky_sqlite.traces(path, order))

    def _image(self, here: Station) -> Shares:
        order = here.some(self.people)
        for voter in order:
            here.vote(voter)
        keys, taken = all_keys(here), here.database.read_bytes()
        *_, file = states(taken, beside(here.database, "wal"))
        told = from_states(states(taken, beside(here.database, "wal")), keys, order)
        return {
            **named("T3", shares(in_file(file, keys, order))),
            **named("T5", {**told, **of_the_last(here, keys, order)}),
        }

    @contextmanager
    def _station(self) -> Iterator[Station]:
        home = self._folder()
        url = self.files.fresh(home / "data")
        with station(url, home, invited=self.invited) as here:
            yield here

    def _folder(self) -> Path:
        free = (self.folder / str(number) for number in itertools.count())
        home = next(one for one in free if not one.exists())
        home.mkdir(parents=True)
        return home


@contextmanager
def _reading(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM pulse_roll").fetchone()
        yield
