"""A restore puts a copy in the place of the database, and nothing is sent twice after it."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select

from program.delivery import Method
from store import (
    anchors,
    audit,
    audit_check,
    delivery_claims,
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
from store.people import PersonRow
from store.restoring import readied
from store.store import Store
from store.troubles import KeyTrouble, StoreTrouble
from tests.kit.cast import MENTEE
from tests.kit.clock import START
from tests.store.copies import LEASE, Place, new, queue, restore, send_all

pytestmark = pytest.mark.usefixtures("tools_on_path")


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
