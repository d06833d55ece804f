"""All keys in one hand: who each row of the roll and each slip is of, on either database."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import TupleRow
from sqlalchemy import select
from sqlalchemy.orm import Session

from store.pulse.derived import SurveyKeys, keys_of, token
from store.pulse.slips import open_comment, open_scores
from store.pulse.sqlite_file import Cell, SqliteFile
from store.pulse.tables import PulseSurveyRow
from tests.attacks.linking import Traces, known
from tests.attacks.places import Places, Table, Who
from tests.attacks.station import Station, Voter
from tests.attacks.system_columns import places

SLIPS = ("scores", "comments")
"""By kind; the comments are those on the first question that asks for one."""
_ROLL = ("id", "token")
_SLOT = ("id", "kind", "sealed")


@dataclass(frozen=True)
class AllKeys:
    """Every share of one survey's key, and with them what every sealed thing is."""

    station: Station
    keys: SurveyKeys

    def person_of(self, of: bytes) -> Hashable:
        """Whose token it is."""
        return self._persons[of]

    def writer_of(self, kind: int, sealed: bytes) -> Hashable:
        """Whose slip it is: each person's scores and comments are their own."""
        policy, digest = self.station.policy, self.station.policy.digest()
        if kind:
            comment, _ = open_comment(self.keys, policy, digest, kind - 1, sealed)
            return next(one.number for one in self.station.voters if one.comment == comment)
        slip, _ = open_scores(self.keys, policy, digest, sealed)
        return next(one.number for one in self.station.voters if one.scores == slip.scores)

    @property
    def _persons(self) -> dict[bytes, int]:
        return {token(self.keys, one.person_id): one.number for one in self.station.voters}


def all_keys(station: Station) -> AllKeys:
    """As somebody has them who holds the environment, the key folder and the database."""
    with Session(station.store.engines.look) as session:
        row = session.scalars(
            select(PulseSurveyRow).where(PulseSurveyRow.id == station.survey_id)
        ).one()
    assert row.db_share is not None
    digest = station.policy.digest()
    return AllKeys(station, keys_of(station.store.vault, row.id, row.db_share, digest))


def seen(order: Sequence[Voter]) -> dict[Hashable, int]:
    """Who answered when, as somebody in the room might know it."""
    return {one.number: place for place, one in enumerate(order)}


def roll_in(file: SqliteFile, keys: AllKeys) -> tuple[Table, Who]:
    """The roll, and who a row of it is of: nobody where it is not marked."""
    roll, survey_id = Table(file, "pulse_roll"), keys.station.survey_id

    def whose(row: Cell) -> Hashable | None:
        found = roll.named(row)
        is_mine = found["survey_id"] == survey_id and found["marked"]
        return keys.person_of(_bytes(found["token"])) if is_mine else None

    return roll, whose


def slots_in(file: SqliteFile, keys: AllKeys, kind: int) -> tuple[Table, Who]:
    """The slots, and who a slip of this kind is of: nobody where the slot is empty."""
    slots, survey_id = Table(file, "pulse_slot"), keys.station.survey_id

    def whose(row: Cell) -> Hashable | None:
        found = slots.named(row)
        is_mine = found["survey_id"] == survey_id and found["kind"] == kind and found["filled"]
        return keys.writer_of(kind, _bytes(found["sealed"])) if is_mine else None

    return slots, whose


def in_file(file: SqliteFile, keys: AllKeys, order: Sequence[Voter]) -> Traces:
    """What one copy of a SQLite file tells of an open survey."""
    found = {"persons": roll_in(file, keys)}
    found |= {kind: slots_in(file, keys, number) for number, kind in enumerate(SLIPS)}
    traces = {kind: table.places(whose) for kind, (table, whose) in found.items()}
    return {**traces, "persons": {**traces["persons"], **known(seen(order))}}


def in_columns(connection: Connection[TupleRow], keys: AllKeys, order: Sequence[Voter]) -> Traces:
    """What PostgreSQL notes beside the live rows of an open survey."""
    mine = f"survey_id = '{keys.station.survey_id}'"

    def slips(kind: int) -> Places:
        def whose(row: tuple[object, ...]) -> Hashable:
            return keys.writer_of(kind, _bytes(row[2]))

        return places(
            connection, "pulse_slot", _SLOT, f"{mine} AND filled = 1 AND kind = {kind}", whose
        )

    persons = places(
        connection,
        "pulse_roll",
        _ROLL,
        f"{mine} AND marked = 1",
        lambda row: keys.person_of(_bytes(row[1])),
    )
    return {
        "persons": {**persons, **known(seen(order))},
        "scores": slips(0),
        "comments": slips(1),
    }


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes | memoryview)
    return bytes(value)
