"""Two orders of the same votes: does what is stored tell which one it was?

Everything is fixed but the order: who gets which slot, and the bytes of each slip. Then whatever
differs afterwards was left by the order alone.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from store.pulse import marking, voting
from store.pulse.slips import sealed_bytes
from store.pulse.tables import PulseSlotRow
from tests.attacks.station import Station, Voter, station
from tests.kit.databases import PostgresServer, SqliteFiles

_LIVE = (
    "SELECT id, ctid, marked, md5(token) FROM pulse_roll ORDER BY id",
    "SELECT id, ctid, filled, md5(sealed) FROM pulse_slot ORDER BY id",
)
_PER_URN = (
    "SELECT count(DISTINCT xmin::text) FROM pulse_roll GROUP BY survey_id, urn",
    "SELECT count(DISTINCT xmin::text) FROM pulse_slot GROUP BY survey_id, urn",
)
_OUT_OF_LINE = """
    SELECT coalesce(sum(pg_relation_size(nullif(reltoastrelid, 0))), 0)
    FROM pg_class WHERE relname IN ('pulse_roll', 'pulse_slot')
"""


@dataclass
class Fixed:
    """In place of what is drawn: a slot and slip bytes that are each person's own."""

    slots: Mapping[int, frozenset[int]]
    seed: int
    number: int = -1
    """Whose vote is on its way."""

    def choice(self, ids: Sequence[int]) -> int:
        """The one among these free slots that is this person's."""
        return next(one for one in ids if one in self.slots[self.number])

    def scores(self, *_: object) -> bytes:
        return self._slip(0)

    def comment(self, _keys: object, _policy: object, _digest: object, place: int, _: str) -> bytes:
        return self._slip(place + 1)

    def _slip(self, kind: int) -> bytes:
        lot = Random(f"{self.seed}/{self.number}/{kind}")  # noqa: S311  a lot, no key
        return lot.randbytes(sealed_bytes(kind))


def same_files(files: SqliteFiles, folder: Path, *, people: int, invited: int) -> bool:
    """T1: one survey, two copies of its database, one set of votes in two orders of chance.

    Whether both files are the same to the last byte: with the bot running, and after it ended.
    """
    home = folder / "one"
    home.mkdir(parents=True)
    with station(files.fresh(home / "data"), home, invited=invited) as here:
        fixed, voters = fixed_for(here), here.some(people)
        here.store.engines.dispose()
        copy = here.database.read_bytes()
        found = []
        for number in range(2):
            path = folder / f"copy-{number}" / "baton.db"
            path.parent.mkdir()
            path.write_bytes(copy)
            with here.again(f"sqlite:///{path}") as bot:
                _vote(bot, fixed, secrets.SystemRandom().sample(voters, people))
                running = path.read_bytes()
            found.append((running, path.read_bytes()))
    assert found[0][0] != copy
    return found[0] == found[1]


@dataclass(frozen=True)
class Live:
    """What PostgreSQL has of the live rows after a poll."""

    rows: tuple[object, ...]
    transactions: frozenset[object]
    """How many transactions wrote the live rows of one urn last."""
    out_of_line: int
    """Bytes beside the tables: there a number would count up."""


def live_rows(server: PostgresServer, folder: Path, *, people: int, invited: int) -> list[Live]:
    """T2: the same on two copies of a PostgreSQL database."""
    home, url = folder / "one", server.fresh()
    home.mkdir(parents=True)
    found = []
    with station(url, home, invited=invited) as here:
        fixed, voters = fixed_for(here), here.some(people)
        here.store.engines.dispose()
        for _ in range(2):
            copy = server.copy(url)
            with here.again(copy) as bot:
                _vote(bot, fixed, secrets.SystemRandom().sample(voters, people))
            with psycopg.connect(copy) as superuser:
                asked = [superuser.execute(one).fetchall() for one in (*_LIVE, *_PER_URN)]
                size = superuser.execute(_OUT_OF_LINE).fetchone()
            server.drop(copy)
            counts = frozenset(row[0] for rows in asked[2:] for row in rows)
            found.append(Live(tuple(asked[:2]), counts, int(size[0]) if size else -1))
    server.drop(url)
    return found


def fixed_for(here: Station) -> Fixed:
    """Deals each person one slot of each kind, at random and once for all orders."""
    slots: dict[int, list[int]] = {}
    with Session(here.store.engines.look) as session:
        for number, kind in session.execute(select(PulseSlotRow.id, PulseSlotRow.kind)):
            slots.setdefault(kind, []).append(number)
    dealt = [secrets.SystemRandom().sample(ids, len(ids)) for ids in slots.values()]
    own = {one.number: frozenset(mine) for one, *mine in zip(here.voters, *dealt, strict=True)}
    return Fixed(own, secrets.randbits(32))


def _vote(bot: Station, fixed: Fixed, order: Sequence[Voter]) -> None:
    with _nothing_drawn(fixed):
        for voter in order:
            fixed.number = voter.number
            bot.vote(voter)


@contextmanager
def _nothing_drawn(fixed: Fixed) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marking, "secrets", SimpleNamespace(choice=fixed.choice))
        patch.setattr(voting, "seal_scores", fixed.scores)
        patch.setattr(voting, "seal_comment", fixed.comment)
        yield
