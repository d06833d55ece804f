"""T12: a copy of the database after every vote, no key, and in the end the release.

Whoever watches knows who answered when and which slot changed then; the release must not lead back
to either. Keys are used to judge the guesses, never to make them.
"""

import itertools
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from program.pulse.document import read
from services.desk import Desk
from store.pulse import counting, marking, results
from store.pulse.sqlite_file import Cell, SqliteFile
from tests.attacks.chance import Shares, by, linked, named
from tests.attacks.opened import all_keys
from tests.attacks.places import Table
from tests.attacks.station import COMMENTS, Station, Voter, station
from tests.kit.databases import SqliteFiles
from tests.kit.pulse_closed import close_now


@dataclass(frozen=True)
class Snapshots:
    """Trials of one size; at least ten have to answer, else no comment is published."""

    files: SqliteFiles
    folder: Path
    people: int
    invited: int

    @property
    def chances(self) -> Mapping[str, float]:
        """A token is one of all who are invited."""
        return {"T12: tokens": self.invited}

    def trial(self) -> Shares:
        """One poll, watched, closed and published."""
        with self._station() as here:
            order = here.some(self.people)
            changed = list(_watched(here, order))
            tokens = _tokens(here)
            published = _published(here)
        persons = [one.number for one in order]
        ways: dict[str, Mapping[Hashable, object]] = {
            "being seen": {one: place for place, one in enumerate(persons)},
            "slot": {one: slot.rowid for one, slot in zip(persons, changed, strict=True)},
            "bytes": {one: slot.place for one, slot in zip(persons, changed, strict=True)},
        }
        comments = {
            f"persons by {way} ~ comments as published": linked(by(persons, places), published)
            for way, places in ways.items()
        }
        return named("T12", {**comments, **tokens})

    def unshuffled(self) -> Shares:
        """The control: the bot, but for slots being drawn and comments being shuffled."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(marking, "secrets", SimpleNamespace(choice=min))
            patch.setattr(counting, "_RANDOM", SimpleNamespace(shuffle=lambda _: None))
            return self.trial()

    @contextmanager
    def _station(self) -> Iterator[Station]:
        free = (self.folder / str(number) for number in itertools.count())
        home = next(one for one in free if not one.exists())
        home.mkdir(parents=True)
        with station(self.files.fresh(home / "data"), home, invited=self.invited) as here:
            yield here


def _watched(here: Station, order: Sequence[Voter]) -> Iterator[Cell]:
    """The slot of the comment that each vote changed, from the file before and after it."""
    before = _sealed(here)
    for voter in order:
        here.vote(voter)
        now = _sealed(here)
        (slot,) = (now[key] for key in now if now[key].values != before[key].values)
        yield slot
        before = now


def _sealed(here: Station) -> dict[Hashable, Cell]:
    table = Table(SqliteFile(here.database.read_bytes()), "pulse_slot")
    return {row.rowid: row for row in table.rows if table.named(row)["kind"] == 1}


def _tokens(here: Station) -> dict[str, float]:
    """Rows of the roll in any order, held against everybody invited in any order."""
    keys, file = all_keys(here), SqliteFile(here.database.read_bytes())
    roll, audience = Table(file, "pulse_roll"), Table(file, "pulse_audience")
    numbers = {one.person_id: one.number for one in here.voters}
    of = roll.by_owner(lambda row: keys.person_of(bytes(_raw(roll.named(row)["token"]))))
    listed = audience.by_owner(lambda row: numbers[str(audience.named(row)["person_id"])])
    tokens: dict[str, Mapping[Hashable, object]] = {
        "key": {person: row.rowid for person, row in of.items()},
        "bytes": {person: row.place for person, row in of.items()},
        "token": {person: _raw(roll.named(row)["token"]) for person, row in of.items()},
    }
    people = list(of)
    persons: dict[str, Mapping[Hashable, object]] = {
        "id": {numbers[one]: one for one in numbers},
        "place in the audience": {person: row.rowid for person, row in listed.items()},
    }
    return {
        f"tokens by {way} ~ persons by {other}": linked(by(people, one), by(people, places))
        for way, one in tokens.items()
        for other, places in persons.items()
    }


def _published(here: Station) -> list[Hashable]:
    """Who wrote each published comment, in the order of the release."""
    here.clock.set(here.policy.closes_at + timedelta(minutes=1))
    desk = Desk(here.store, here.clock)
    close_now(here.store, desk, here.workspace_id, here.survey_id)
    with here.store.look(here.workspace_id) as session:
        written = results.document(session, here.survey_id)
    assert written is not None
    writers: dict[str, Hashable] = {one.comment: one.number for one in here.voters}
    return [writers[one] for one in read(written).comments[COMMENTS[0].id] or ()]


def _raw(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value
