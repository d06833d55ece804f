"""Attacks on a SQLite installation while a survey is open, each with all keys in hand."""

import itertools
import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from store.pulse import marking
from store.pulse.sqlite_file import SqliteFile
from tests.attacks import leaky_sqlite
from tests.attacks.chance import Shares, named, spearman
from tests.attacks.copies import beside, from_states, of_the_last, states
from tests.attacks.leaky_sqlite import Leaky
from tests.attacks.linking import shares
from tests.attacks.opened import SLIPS, all_keys, in_file, slots_in
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

    def order(self) -> Shares:
        """T8: how far ids, places and urns of the slots agree with the order of answering."""
        with self._station() as here:
            return named("T8", self._agreements(here))

    def order_where_the_next_slot_is_taken(self) -> Shares:
        """The control of T8: the bot, but for the slot being drawn."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(marking, "secrets", SimpleNamespace(choice=min))
            return self.order()

    def image_with_constants(self) -> Shares:
        """T8: the same as `image` where nothing but the system's random source changes."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(random, "random", lambda: 0.5)
            patch.setattr(random, "randrange", lambda *_: 1)
            patch.setattr(random, "getrandbits", lambda _: 1)
            patch.setattr(random, "choice", lambda things: things[0])
            patch.setattr(random, "shuffle", lambda _: None)
            patch.setattr(time, "time", lambda: 1_795_435_200.0)
            patch.setattr(time, "time_ns", lambda: 1_795_435_200 * 10**9)
            return self.image()

    def leaky(self, leaky: Leaky) -> Shares:
        """The controls of T3: one of the leaky ways of storing votes."""
        lot = Random()  # noqa: S311  a lot, no key
        order, path = lot.sample(range(self.invited), self.people), self._folder() / "leaky.db"
        leaky_sqlite.poll(path, leaky, order, self.invited, lot.getrandbits(32))
        return named("T3", shares(leaky_sqlite.traces(path, order)))

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

    def _agreements(self, here: Station) -> Shares:
        order = here.some(self.people)
        for voter in order:
            here.vote(voter)
        keys, file = all_keys(here), SqliteFile(here.database.read_bytes())
        found: dict[str, float] = {}
        for number, kind in enumerate(SLIPS):
            table, whose = slots_in(file, keys, number)
            cells = table.by_owner(whose)
            mine = [cells[one.number] for one in order]
            by_way: dict[str, list[int]] = {
                "id": [one.rowid or 0 for one in mine],
                "place": _ranks([one.place for one in mine]),
                "urn": [int(str(table.named(one)["urn"])) for one in mine],
            }
            found |= {
                f"answering ~ {kind} by {way}": spearman(range(len(mine)), values)
                for way, values in by_way.items()
            }
        return found

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


def _ranks(places: Sequence[tuple[int, ...]]) -> list[int]:
    ordered = sorted(places)
    return [ordered.index(one) for one in places]


@contextmanager
def _reading(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM pulse_roll").fetchone()
        yield
