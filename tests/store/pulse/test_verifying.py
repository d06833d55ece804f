"""An auditor's look: all is well while open and after a close; what is not as promised is told."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import pulse_told
from services.desk import Desk
from store.pulse import verifying
from store.pulse.finding import Finding, Weight
from store.pulse.verifying import Verified, verify
from store.store import Store
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, open_pulse
from tests.kit.pulse_closed import close_now

SOURCE = Path(verifying.__file__).parent


def opened(store: Store, clock: FrozenClock) -> OpenPulse:
    stage = cast.set_stage(store, Desk(store, clock))
    pulse = open_pulse(store, stage.workspace_id, people=12)
    for person in pulse.people[:6]:
        pulse.cast(person, comments={"better": f"MARKER of {person}"})
    return pulse


def closed(store: Store, clock: FrozenClock) -> OpenPulse:
    pulse = opened(store, clock)
    clock.set(pulse.survey.closes_at + timedelta(minutes=1))
    close_now(store, Desk(store, clock), pulse.workspace_id, pulse.survey.id)
    return pulse


def troubles(found: Verified) -> set[str]:
    return {one.code for one in found.findings if one.weight is Weight.TROUBLE}


def test_an_open_pulse_is_as_promised_and_only_the_invited_are_counted(
    store: Store, clock: FrozenClock
) -> None:
    pulse = opened(store, clock)
    found = verify(store)
    assert troubles(found) == set()
    (survey,) = found.open
    assert (survey.id, survey.invited, survey.has_key) == (pulse.survey.id, 12, True)
    told = "\n".join(pulse_told.lines(found))
    assert "MARKER" not in told
    assert not [one for one in pulse.people if one in told]


def test_after_a_close_nothing_is_left(store: Store, clock: FrozenClock) -> None:
    closed(store, clock)
    found = verify(store)
    assert troubles(found) == set()
    assert found.open == ()
    assert found.closed == 1
    assert any(one.code in {"left.nothing", "left.empty_table"} for one in found.findings)


def _open_the_folder(store: Store, _: OpenPulse) -> None:
    store.vault.folder.chmod(0o755)


def _lose_the_share(store: Store, pulse: OpenPulse) -> None:
    store.vault.destroy(pulse.survey.id)


def _let_others_read_the_share(store: Store, pulse: OpenPulse) -> None:
    (store.vault.folder / f"{pulse.survey.id}.share").chmod(0o644)


def _leave_a_share(store: Store, _: OpenPulse) -> None:
    file = store.vault.folder / f"{'a' * 32}.share"
    file.write_bytes(bytes(32))
    file.chmod(0o600)
    os.utime(file, (1, 1))


def _sql(*statements: str) -> Callable[[Store, OpenPulse], None]:
    def run(store: Store, _: OpenPulse) -> None:
        with store.engines.work.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    return run


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_open_the_folder, "keys.folder_open"),
        (_lose_the_share, "share.missing"),
        (_let_others_read_the_share, "share.readable"),
        (_leave_a_share, "share.orphan"),
        (_sql("CREATE INDEX leaky ON pulse_roll (survey_id, marked)"), "schema.index"),
        (_sql("ALTER TABLE pulse_slot ADD COLUMN updated_at INTEGER"), "schema.columns"),
        (
            _sql(
                "CREATE TRIGGER leaky AFTER UPDATE ON pulse_roll BEGIN SELECT 1; END",
            ),
            "schema.trigger",
        ),
        (_sql("UPDATE pulse_survey SET state = 'void'"), "rows.left"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_not_as_promised_is_told(
    spoil: Callable[[Store, OpenPulse], None], code: str, sqlite_store: Store, clock: FrozenClock
) -> None:
    pulse = opened(sqlite_store, clock)
    spoil(sqlite_store, pulse)
    found = verify(sqlite_store)
    assert code in troubles(found)
    assert not found.holds


@pytest.mark.parametrize("secure", [0, 1])
def test_rows_that_were_deleted_without_being_overwritten_are_found(
    secure: int, sqlite_store: Store, clock: FrozenClock
) -> None:
    opened(sqlite_store, clock)
    with sqlite_store.engines.work.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA secure_delete = {secure}")
        connection.execute(text("UPDATE pulse_survey SET state = 'void', db_share = NULL"))
        for table in ("pulse_slot", "pulse_roll", "pulse_audience"):
            connection.execute(text(f"DELETE FROM {table} WHERE rowid > 0"))  # noqa: S608
        connection.commit()
        raw.execute("PRAGMA secure_delete = 1")
    sqlite_store.empty_log()
    left = {one for one in troubles(verify(sqlite_store)) if one.startswith("left.")}
    assert left == (set() if secure else {"left.free_pages", "left.unused_space"})


def test_a_log_with_pages_of_votes_is_told(sqlite_store: Store, clock: FrozenClock) -> None:
    pulse = opened(sqlite_store, clock)
    with sqlite_store.engines.look.connect() as reader:
        reader.execute(text("SELECT count(*) FROM pulse_roll"))
        pulse.cast(pulse.people[7])
        assert "left.log" in troubles(verify(sqlite_store))


def test_every_finding_has_a_sentence() -> None:
    for code in pulse_told.SAYS:
        said = pulse_told.sentence(Finding(Weight.LOOK, code, "ABOUT", "VALUE"))
        assert said.endswith(".")
        assert "{" not in said


def test_every_finding_of_the_source_has_its_sentence() -> None:
    source = "".join(
        (SOURCE / f"{name}.py").read_text()
        for name in ("verifying", "verifying_schema", "verifying_settings", "leftovers")
    )
    found = set(re.findall(r'"((?:schema|settings|rows|left|share|keys)\.[a-z_]+)"', source))
    assert found - {"keys."} <= set(pulse_told.SAYS)
    assert len(found) > 20
