"""The audit chain: whatever is done to it behind our back is found."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from store import anchors, audit, audit_check, rotation
from store.audit_check import Kind
from store.keys import Keyring
from store.session import StoreSession
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock

Found = list[tuple[Kind, int]]


def _note(store: Store, workspace: Workspace, number: int) -> None:
    with store.work(workspace.id) as session:
        audit.append(
            session,
            "nomination.received",
            actor="ada",
            about=f"nomination:{number}",
            facts={"count": number, "state": "received"},
        )


@pytest.fixture
def chain(store: Store, home: Workspace, other: Workspace, clock: FrozenClock) -> Workspace:
    """Ten entries here, an anchor after the eighth, and three entries next door."""
    for number in range(1, 11):
        _note(store, home, number)
        clock.move(minutes=1)
        if number == 8:
            _anchor(store, home)
    for number in range(1, 4):
        _note(store, other, number)
    return home


class Undone(Exception):
    pass


def _then_undone(session: StoreSession) -> None:
    audit.append(session, "x.undone", actor=None, about="x:1", facts={})
    raise Undone


def _anchor(store: Store, workspace: Workspace) -> anchors.Anchor | None:
    with store.look(workspace.id) as session:
        return anchors.anchor(session, store.keys.folder)


def _found(store: Store) -> Found:
    return [(finding.kind, finding.number) for finding in audit_check.verify(store)]


def _sql(store: Store, workspace: Workspace, *statements: str) -> None:
    with store.anywhere() as session:
        for statement in statements:
            session.execute(text(statement + " AND workspace_id = :here"), {"here": workspace.id})


def test_an_untouched_chain_is_whole(store: Store, chain: Workspace) -> None:
    assert _found(store) == []


def test_several_entries_of_one_transaction_are_chained(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        for number in range(3):
            audit.append(session, "x.done", actor=None, about="x:1", facts={"n": number})
    with pytest.raises(Undone), store.work(home.id) as session:
        _then_undone(session)
    _note(store, home, 4)
    assert _found(store) == []
    with store.anywhere() as session:
        numbers = session.execute(text("SELECT number FROM audit_entry ORDER BY number"))
        assert list(numbers.scalars()) == [1, 2, 3, 4]


CHANGES = {
    "who": "UPDATE audit_entry SET actor = 'bob' WHERE number = 5",
    "nobody": "UPDATE audit_entry SET actor = NULL WHERE number = 5",
    "what": "UPDATE audit_entry SET entry = 'nomination.declined' WHERE number = 5",
    "about whom": "UPDATE audit_entry SET about = 'nomination:6' WHERE number = 5",
    "facts": "UPDATE audit_entry SET facts = '{}' WHERE number = 5",
    "facts that are prose": "UPDATE audit_entry SET facts = '{\"a word\"\\:1}' WHERE number = 5",
    "when": "UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE number = 5",
    "its key": "UPDATE audit_entry SET key_id = 'ffffffff' WHERE number = 5",
    "its key to nonsense": "UPDATE audit_entry SET key_id = 'nonsense' WHERE number = 5",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_entry_is_found(store: Store, chain: Workspace, change: str) -> None:
    _sql(store, chain, CHANGES[change])
    assert _found(store) == [(Kind.CHANGED, 5)]


@pytest.mark.parametrize("number", [1, 5, 8])
def test_a_missing_entry_is_found(store: Store, chain: Workspace, number: int) -> None:
    _sql(store, chain, f"DELETE FROM audit_entry WHERE number = {number}")  # noqa: S608
    assert _found(store) == [(Kind.MISSING, number)]


def test_a_gap_is_one_finding(store: Store, chain: Workspace) -> None:
    _sql(store, chain, "DELETE FROM audit_entry WHERE number BETWEEN 3 AND 6")
    (finding,) = audit_check.verify(store)
    assert (finding.kind, finding.number, finding.last) == (Kind.MISSING, 3, 6)


def test_a_missing_entry_is_found_even_if_the_rest_is_renumbered(
    store: Store, chain: Workspace
) -> None:
    _sql(store, chain, "DELETE FROM audit_entry WHERE number = 5")
    for number in range(6, 11):
        renumber = f"UPDATE audit_entry SET number = {number - 1} WHERE number = {number}"  # noqa: S608
        _sql(store, chain, renumber)
    found = _found(store)
    assert (Kind.CUT_OFF, 10) in found
    assert any(number == 5 for _, number in found)


def test_reordered_entries_are_found(store: Store, chain: Workspace) -> None:
    _sql(
        store,
        chain,
        "UPDATE audit_entry SET number = 99 WHERE number = 4",
        "UPDATE audit_entry SET number = 4 WHERE number = 7",
        "UPDATE audit_entry SET number = 7 WHERE number = 99",
    )
    assert {(Kind.REORDERED, 4), (Kind.REORDERED, 7)} <= set(_found(store))


def test_a_cut_tail_is_found(store: Store, chain: Workspace) -> None:
    _sql(store, chain, "DELETE FROM audit_entry WHERE number > 7")
    (finding,) = audit_check.verify(store)
    assert (finding.kind, finding.number, finding.last) == (Kind.CUT_OFF, 8, 10)


def test_a_tail_cut_together_with_its_end_shows_by_the_anchor(
    store: Store, chain: Workspace
) -> None:
    _sql(
        store,
        chain,
        "DELETE FROM audit_entry WHERE number > 5",
        "DELETE FROM audit_head WHERE number = 10",
    )
    assert (Kind.CUT_OFF, 6) in _found(store)


def test_a_whole_chain_put_away_is_found(store: Store, chain: Workspace) -> None:
    _sql(store, chain, "DELETE FROM audit_entry WHERE 1 = 1", "DELETE FROM audit_head WHERE 1 = 1")
    assert _found(store) == [(Kind.CUT_OFF, 1)]


def test_an_old_end_put_back_shows_by_the_anchor(store: Store, chain: Workspace) -> None:
    """Somebody puts back a backup of entries and end alike, from before the anchor."""
    with store.anywhere() as session:
        session.execute(text("DELETE FROM audit_entry"))
        session.execute(text("DELETE FROM audit_head"))
    for number in range(1, 4):
        _note(store, chain, number)
    assert (Kind.CUT_OFF, 4) in _found(store)


def test_a_chain_written_anew_shows_by_the_anchor(store: Store, chain: Workspace) -> None:
    with store.anywhere() as session:
        session.execute(text("DELETE FROM audit_entry"))
        session.execute(text("DELETE FROM audit_head"))
    for number in range(1, 11):
        _note(store, chain, number)
    assert _found(store) == [(Kind.CHANGED, 8)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_head SET number = 9 WHERE number = 10",
        "UPDATE audit_head SET bond = digest WHERE number = 10",
        "UPDATE audit_head SET digest = bond WHERE number = 10",
        "DELETE FROM audit_head WHERE number = 10",
    ],
)
def test_a_changed_end_is_found(store: Store, chain: Workspace, change: str) -> None:
    _sql(store, chain, change)
    assert _found(store) == [(Kind.CHANGED, 10)]


def test_an_end_moved_out_of_reach_is_found(store: Store, chain: Workspace) -> None:
    _sql(store, chain, "UPDATE audit_head SET number = 2000000000 WHERE number = 10")
    assert _found(store) == [(Kind.CUT_OFF, 11)]


def test_an_entry_of_another_workspace_does_not_pass(
    store: Store, chain: Workspace, other: Workspace
) -> None:
    _sql(store, chain, "DELETE FROM audit_entry WHERE number = 3")
    with store.anywhere() as session:
        session.execute(
            text(
                "UPDATE audit_entry SET workspace_id = :to WHERE workspace_id = :o AND number = 3"
            ),
            {"to": chain.id, "o": other.id},
        )
    assert (Kind.CHANGED, 3) in _found(store)
    assert any(f.workspace_id == other.id for f in audit_check.verify(store))


def test_entries_with_old_keys_stay_valid(store: Store, chain: Workspace) -> None:
    rotation.rotate(store)
    _note(store, chain, 11)
    assert _found(store) == []
    assert Keyring.load(store.keys.folder).audit_id == store.keys.audit_id


@pytest.mark.parametrize(
    "prose",
    [
        {"entry": "a sentence about Ada"},
        {"about": "Ada Lovelace"},
        {"facts": {"remark": "she is not ready"}},
        {"facts": {"a remark": 1}},
    ],
)
def test_no_sentence_enters_the_log(
    store: Store, home: Workspace, prose: dict[str, object]
) -> None:
    said: dict[str, object] = {"entry": "x.done", "about": "x:1", "facts": {}, **prose}
    append: Callable[..., None] = audit.append
    with store.work(home.id) as session, pytest.raises(ValueError, match=r"id|counts"):
        append(session, said["entry"], actor=None, about=said["about"], facts=said["facts"])


def test_one_anchor_a_day(store: Store, home: Workspace, clock: FrozenClock) -> None:
    assert _anchor(store, home) is None
    _note(store, home, 1)
    first = _anchor(store, home)
    _note(store, home, 2)
    assert _anchor(store, home) == first
    clock.move(timedelta(days=1))
    second = _anchor(store, home)
    assert second is not None
    assert anchors.read(store.keys.folder, home.id) == [first, second]
    assert second.number == 2


def test_anchors_are_for_our_eyes_only_and_outlive_a_cut_line(
    store: Store, chain: Workspace
) -> None:
    file = store.keys.folder / anchors.FOLDER / f"{chain.id}.jsonl"
    assert file.stat().st_mode & 0o077 == 0
    with file.open("ab") as cut:
        cut.write(b'{"day": "2026-')
    assert len(anchors.read(store.keys.folder, chain.id)) == 1
    assert _found(store) == []


def test_the_keys_still_load_beside_anchors(store: Store, chain: Workspace) -> None:
    folder: Path = store.keys.folder
    assert Keyring.load(folder).seal_id == store.keys.seal_id
