"""A backup is a whole copy that was opened, for its owner alone; a restore sends nothing twice."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from program.delivery import DeliveryClass, Method, NewDelivery
from store import (
    anchors,
    audit,
    audit_check,
    deliveries,
    delivery_claims,
    delivery_outcomes,
    delivery_overview,
    installations,
)
from store.audit import AuditHeadRow
from store.audit_check import Kind
from store.backup import back_up
from store.delivery_tables import DeliveryRow
from store.engine import open_engines
from store.in_use import hold
from store.installations import Installation, Tokens
from store.keys import Keyring
from store.migrations import HEAD
from store.people import PersonRow
from store.restoring import readied
from store.store import Store
from store.troubles import KeyTrouble, StoreTrouble
from tests.kit.cast import MENTEE, Stage
from tests.kit.clock import START, FrozenClock
from tests.kit.databases import PostgresServer, tools

pytestmark = pytest.mark.usefixtures("tools_on_path")
LEASE = 60


@pytest.fixture
def tools_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tools()}{os.pathsep}{os.environ['PATH']}")


@dataclass(frozen=True)
class Place:
    """A database in use, the cast in it, its keys, and a folder to copy to."""

    store: Store
    stage: Stage
    url: str
    keys: Keyring
    clock: FrozenClock
    folder: Path

    @property
    def id(self) -> str:
        """Of the workspace."""
        return self.stage.workspace_id


@pytest.fixture
def place(
    store: Store, stage: Stage, database_url: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Place:
    clock: FrozenClock = request.getfixturevalue("clock")
    send_all(store, stage.workspace_id)  # what setting the stage owed
    return Place(store, stage, database_url, store.keys, clock, tmp_path)


@pytest.fixture
def elsewhere(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """An address of the same kind, where nothing is yet."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'baton.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.empty()
    yield url
    server.drop(url)


def new(key: str, **more: object) -> NewDelivery:
    given = {
        "kind": "probe.message",
        "recipient": "ada",
        "about": {"thing": "t1"},
        "cls": DeliveryClass.REPLY,
        "key": key,
    }
    return NewDelivery(**{**given, **more})  # type: ignore[arg-type]


def queue(store: Store, workspace_id: str, *wishes: NewDelivery) -> None:
    with store.work(workspace_id) as session:
        for one in wishes:
            deliveries.queue(session, one)


def send_all(store: Store, workspace_id: str) -> list[str]:
    """Claim what is due; note as sent what is not in doubt. The keys of what was sent blindly."""
    with store.work(workspace_id) as session:
        claimed = delivery_claims.claim_due(session, session.now, 50, LEASE)
        sure = [one for one in claimed if not one.in_doubt]
        for one in sure:
            delivery_outcomes.record_sent(session, one.id, one.claim or "", channel="D1", ts="1.0")
    return [one.key for one in sure]


def restore(url: str, keys: Keyring, file: Path, clock: FrozenClock, **how: bool) -> Store:
    with readied(url, keys, file, clock, replace=how.get("replace", False)):
        pass
    return Store.open(url, keys, clock, durable=False)


def test_a_backup_is_for_its_owner_alone_and_says_what_is_in_it(place: Place) -> None:
    found = back_up(place.url, place.keys, place.folder / "copy")
    assert stat.S_IMODE((place.folder / "copy").stat().st_mode) == 0o600
    assert (found.revision, found.size) == (HEAD, (place.folder / "copy").stat().st_size)
    assert found.rows > 10
    assert [one.name for one in place.folder.iterdir() if "part" in one.name] == []


def test_a_backup_holds_no_key(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    content = (place.folder / "copy").read_bytes()
    for key in place.keys.keys:
        assert key.secret not in content
        assert (place.keys.folder / key.file_name).read_bytes().strip() not in content


def test_a_file_that_is_there_is_never_overwritten(place: Place) -> None:
    (place.folder / "copy").write_text("the last good one")
    with pytest.raises(StoreTrouble, match=r"backup\.exists"):
        back_up(place.url, place.keys, place.folder / "copy")
    assert (place.folder / "copy").read_text() == "the last good one"


def test_a_backup_is_made_while_somebody_writes(place: Place) -> None:
    hold(place.store.engines)
    with place.store.work(place.id) as session:
        deliveries.queue(session, new("k"))
        session.flush()
        back_up(place.url, place.keys, place.folder / "copy")
    assert send_all(place.store, place.id) == ["k"]


def test_a_restored_copy_is_what_was_copied(place: Place, elsewhere: str) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    restored = restore(elsewhere, place.keys, place.folder / "copy", place.clock)
    for table in (PersonRow, DeliveryRow):
        with (
            place.store.look(place.id) as before,
            restored.look(place.id) as after,
        ):
            ids = select(table.id).order_by(table.id)
            assert list(before.scalars(ids)) == list(after.scalars(ids))
    assert audit_check.verify(restored) == []
    restored.close()


def test_what_was_due_or_claimed_at_the_copy_is_never_sent_blindly(
    place: Place,
) -> None:
    later = place.clock() + timedelta(hours=2)
    queue(place.store, place.id, new("claimed"))
    with place.store.work(place.id) as session:
        delivery_claims.claim_due(session, session.now, 1, LEASE)
    queue(place.store, place.id, new("due"), new("held", not_before=later))
    queue(place.store, place.id, new("file", method=Method.UPLOAD))
    back_up(place.url, place.keys, place.folder / "copy")
    place.store.close()
    place.clock.move(hours=3)
    with readied(place.url, place.keys, place.folder / "copy", place.clock, replace=True) as ready:
        pass
    assert (ready.to_ask, ready.for_a_person) == (3, 1)
    restored = Store.open(place.url, place.keys, place.clock, durable=False)
    assert send_all(restored, place.id) == []
    with restored.look(place.id) as session:
        (left,) = delivery_overview.for_a_person(session)
    assert left.method is Method.UPLOAD
    restored.close()


def test_what_is_planned_anew_after_a_restore_is_asked_about_for_a_day(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    place.clock.move(minutes=30)
    queue(place.store, place.id, new("reminder:2026-03-05"))
    with place.store.look(place.id) as session:
        mine = DeliveryRow.key == "reminder:2026-03-05"
        reference = session.scalar(select(DeliveryRow.reference).where(mine))
    assert send_all(place.store, place.id) == ["reminder:2026-03-05"]
    place.store.close()
    place.clock.move(hours=1)
    restored = restore(place.url, place.keys, place.folder / "copy", place.clock, replace=True)
    queue(
        restored,
        place.id,
        new("reminder:2026-03-05"),
        new("page", method=Method.PUBLISH),
    )
    assert send_all(restored, place.id) == ["page"]
    with restored.look(place.id) as session:
        asked = session.scalars(select(DeliveryRow).where(DeliveryRow.in_doubt)).one()
        assert asked.reference == reference
        assert asked.attempted_at is not None
        assert asked.attempted_at < place.clock() - timedelta(hours=1)
    place.clock.move(days=1, hours=1)
    queue(restored, place.id, new("tomorrow"))
    assert "tomorrow" in send_all(restored, place.id)
    restored.close()


def test_a_restore_waits_until_no_bot_runs(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    hold(place.store.engines)
    with (
        pytest.raises(StoreTrouble, match=r"store\.in_use"),
        readied(place.url, place.keys, place.folder / "copy", place.clock, replace=True),
    ):
        pass


def test_a_database_that_stands_there_is_put_aside_only_when_told_to(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    queue(place.store, place.id, new("since the copy"))
    with (
        pytest.raises(StoreTrouble, match=r"restore\.present"),
        readied(place.url, place.keys, place.folder / "copy", place.clock, replace=False),
    ):
        pass
    assert send_all(place.store, place.id) == ["since the copy"]


def test_the_keys_of_another_house_are_refused_before_anything_is_touched(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    strange = Keyring.create(place.folder / "strange")
    with (
        pytest.raises(KeyTrouble, match=r"keys\.wrong"),
        readied(place.url, strange, place.folder / "copy", place.clock, replace=True),
    ):
        pass
    assert place.stage.person_id(MENTEE)


def test_whatever_goes_wrong_on_the_way_leaves_the_database_as_it_was(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    queue(place.store, place.id, new("since the copy"))

    class StoppedError(Exception):
        pass

    with (
        pytest.raises(StoppedError),
        readied(place.url, place.keys, place.folder / "copy", place.clock, replace=True),
    ):
        raise StoppedError
    assert send_all(place.store, place.id) == ["since the copy"]
    hold(place.store.engines)


def test_a_file_of_something_else_is_refused(place: Place) -> None:
    (place.folder / "letter").write_text("Dear program manager, " * 100)
    with (
        pytest.raises(StoreTrouble, match=r"backup\.not_ours"),
        readied(place.url, place.keys, place.folder / "letter", place.clock, replace=True),
    ):
        pass


def test_a_copy_that_was_cut_short_is_refused(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    content = (place.folder / "copy").read_bytes()
    (place.folder / "short").write_bytes(content[: len(content) // 2])
    with (
        pytest.raises(StoreTrouble, match=r"backup\.damaged"),
        readied(place.url, place.keys, place.folder / "short", place.clock, replace=True),
    ):
        pass
    assert place.stage.person_id(MENTEE)


def test_what_the_log_lost_by_a_restore_is_said_and_is_not_held_against_it(place: Place) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    before = _length(place)
    _note(place.store, place.id, 5)
    with place.store.look(place.id) as session:
        anchors.anchor(session, place.keys.folder)
    place.store.close()
    place.clock.move(hours=1)
    restored = restore(place.url, place.keys, place.folder / "copy", place.clock, replace=True)
    (finding,) = audit_check.verify(restored)
    assert (finding.kind, finding.number, finding.last) == (Kind.LOST, before + 1, before + 5)
    assert (finding.is_explained, finding.day) == (True, place.clock().date())
    place.clock.move(days=1)
    _note(restored, place.id, 9)
    with restored.look(place.id) as session:
        anchors.anchor(session, place.keys.folder)
    assert [one.kind for one in audit_check.verify(restored)] == [Kind.LOST]
    restored.close()


def _length(place: Place) -> int:
    with place.store.look(place.id) as session:
        return session.scalars(select(AuditHeadRow)).one().number


def _note(store: Store, workspace_id: str, times: int) -> None:
    for _ in range(times):
        with store.work(workspace_id) as session:
            audit.append(session, "probe.noted", actor=None, about="probe:1", facts={})


def test_tokens_that_were_renewed_since_the_copy_stay_as_they_are_now(place: Place) -> None:
    with place.store.work(place.id) as session:
        installations.keep(session, _installed("of the copy"))
    back_up(place.url, place.keys, place.folder / "copy")
    with place.store.work(place.id) as session:
        installations.keep(session, _installed("of now"))
    place.store.close()
    restored = restore(place.url, place.keys, place.folder / "copy", place.clock, replace=True)
    with restored.look(place.id) as session:
        found = installations.current(session)
    assert found is not None
    assert found.tokens.refresh == "of now"
    restored.close()


def _installed(refresh: str) -> Installation:
    tokens = Tokens("bot token", refresh, START)
    return Installation(tokens, ("chat:write",), False, "U0PETRA", START)


def test_a_restore_that_was_killed_is_done_once_more_and_no_bot_starts_between(
    place: Place,
) -> None:
    back_up(place.url, place.keys, place.folder / "copy")
    place.store.close()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, place.url, str(place.keys.folder), str(place.folder)],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    if place.url.startswith("postgresql"):
        engines = open_engines(place.url)
        with pytest.raises(StoreTrouble, match="being_replaced"):
            hold(engines)
        engines.dispose()
    else:
        Store.open(place.url, place.keys, place.clock, durable=False).close()
    restored = restore(place.url, place.keys, place.folder / "copy", place.clock, replace=True)
    hold(restored.engines)
    assert [one.kind for one in audit_check.verify(restored)] in ([], [Kind.LOST])
    restored.close()
    assert not list(place.folder.rglob("*.part*"))


KILLED = """
import os, signal, sys
from pathlib import Path
from bot.clock import now
from store.keys import Keyring
from store.restoring import readied
url, keys, folder = sys.argv[1:]
with readied(url, Keyring.load(Path(keys)), Path(folder) / "copy", now, replace=True):
    os.kill(os.getpid(), signal.SIGKILL)
"""
