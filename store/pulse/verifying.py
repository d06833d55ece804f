"""Looks at an installation as an auditor would: keys, tables, settings, bytes, open surveys.

It tells neither who answered nor how many: of an open survey, how many were invited.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from program.pulse.survey import SurveyState, read_policy
from store.pulse.finding import Finding, Weight, fine, look, trouble
from store.pulse.held import held
from store.pulse.janitor import UNDER_WAY
from store.pulse.leftovers import in_postgresql, in_sqlite
from store.pulse.tables import PulseAudienceRow, PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.pulse.verifying_schema import schema
from store.pulse.verifying_settings import settings
from store.pulse.voiding import ALIVE
from store.store import Store

_SURVEY = PulseSurveyRow.__table__


@dataclass(frozen=True)
class OpenSurvey:
    """What may be told of a survey while it is open."""

    id: str
    title: str
    program: str
    closes_at: datetime
    invited: int
    has_key: bool


@dataclass(frozen=True)
class Verified:
    """All that was found."""

    findings: tuple[Finding, ...]
    open: tuple[OpenSurvey, ...]
    closed: int
    """Surveys of which the release is left."""
    void: int
    """Surveys of which nothing is left."""
    is_sqlite: bool

    @property
    def holds(self) -> bool:
        """Whether all is as promised; what is worth a look does not break a promise."""
        return all(one.weight is not Weight.TROUBLE for one in self.findings)


def verify(store: Store) -> Verified:
    """Look at everything; changes nothing and keeps no key."""
    with store.engines.look.connect() as connection:
        asked = connection.execute(select(_SURVEY.c.id, _SURVEY.c.state))
        states = {row.id: row.state for row in asked}
        ended = [one for one, state in states.items() if state not in ALIVE]
        findings = [
            *_folder(store),
            *_shares(store),
            *schema(connection),
            *settings(connection, durable=store.engines.durable),
            *_rows(connection, ended),
            *_in_heap(connection, ended, is_open=len(ended) < len(states)),
        ]
        surveys = tuple(_open(store, connection))
    if store.engines.is_sqlite:  # with no transaction open: it would keep the log from emptying
        findings += in_sqlite(Path(str(store.engines.look.url.database)), ended)
    return Verified(
        findings=tuple(findings),
        open=surveys,
        closed=sum(state == SurveyState.CLOSED.value for state in states.values()),
        void=sum(state == SurveyState.VOID.value for state in states.values()),
        is_sqlite=store.engines.is_sqlite,
    )


def _folder(store: Store) -> Iterator[Finding]:
    folder, code = store.vault.folder, store.vault.trouble()
    if code == "pulse.no_secret":
        yield look("keys.no_secret")
        return
    if code is not None:
        yield trouble(code.replace("pulse.", "keys."), str(folder))
        return
    yield fine("keys.folder", str(folder), f"{stat.S_IMODE(folder.stat().st_mode):04o}")
    if store.engines.is_sqlite:
        database = Path(str(store.engines.look.url.database))
        if database.exists() and database.stat().st_dev == folder.stat().st_dev:
            yield look("keys.same_disk", str(folder))


def _shares(store: Store) -> Iterator[Finding]:
    folder, found = store.vault.folder, held(store)
    for survey_id in (*found.lost, *found.other, *found.shut):
        yield trouble("share.missing", survey_id)
    for survey_id in found.left_over:
        age = store.vault.age(survey_id)
        is_young = age is not None and age < UNDER_WAY
        yield look("share.young", survey_id) if is_young else trouble("share.orphan", survey_id)
    if os.name != "posix" or not folder.is_dir():
        return
    known = {f"{one}.share" for one in store.vault.shares()}
    for file in sorted(folder.iterdir()):
        if file.name not in known:
            yield look("keys.other_file", file.name)
        elif stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield trouble("share.readable", file.stem)


def _rows(connection: Connection, ended: Sequence[str]) -> Iterator[Finding]:
    """Rows of surveys that are over, or that nobody knows."""
    wrong = 0
    for row in (PulseRollRow, PulseSlotRow, PulseAudienceRow):
        table = row.__table__
        alive = select(_SURVEY.c.id).where(_SURVEY.c.state.in_(ALIVE))
        asked = select(func.count()).select_from(table).where(table.c.survey_id.not_in(alive))
        if connection.scalar(asked):
            wrong += 1
            yield trouble("rows.left", row.__tablename__)
    kept = select(_SURVEY.c.id).where(
        _SURVEY.c.state.not_in(ALIVE), _SURVEY.c.db_share.is_not(None)
    )
    for survey_id in connection.scalars(kept):
        wrong += 1
        yield trouble("share.in_database", survey_id)
    if not wrong:
        yield fine("rows.none", value=str(len(ended)))


def _in_heap(connection: Connection, ended: Sequence[str], *, is_open: bool) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        yield from in_postgresql(connection, ended, is_open=is_open)


def _open(store: Store, connection: Connection) -> Iterator[OpenSurvey]:
    shares = set(store.vault.shares())
    alive = select(_SURVEY).where(_SURVEY.c.state.in_(ALIVE)).order_by(_SURVEY.c.closes_at)
    for row in connection.execute(alive):
        policy = read_policy(row.policy)
        yield OpenSurvey(
            id=row.id,
            title=policy.title,
            program=policy.program,
            closes_at=row.closes_at,
            invited=policy.invited,
            has_key=row.id in shares,
        )
