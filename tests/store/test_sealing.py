"""What a person wrote is unreadable at rest, and opens only where it was put."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from store import rotation, sealing
from store.drafts import DraftRow
from store.keys import Keyring
from store.people import PersonRow
from store.sealing import Place
from store.session import StoreSession
from store.store import Store
from store.troubles import KeyTrouble, StoreTrouble, TenantTrouble
from store.workspaces import Workspace

SECRET = "I would like to lead a division, and nobody here knows it yet."
HERE = Place("w1", "draft", "words", "row1")


def _person(session: StoreSession, slack_user: str) -> PersonRow:
    row = PersonRow(
        slack_user=slack_user,
        name="Ada",
        title="",
        zone="UTC",
        standing="member",
        deactivated=False,
    )
    session.add(row)
    session.flush()
    return row


def _draft(store: Store, workspace: Workspace, words: str = SECRET, user: str = "U1") -> str:
    with store.work(workspace.id) as session:
        row = DraftRow(
            person_id=_person(session, user).id,
            form="apply",
            expires_at=session.now + timedelta(days=7),
        )
        session.seal(row, "words", words)
        session.add(row)
        session.flush()
        return row.id


def _read(store: Store, workspace: Workspace, row_id: str) -> str | None:
    with store.look(workspace.id) as session:
        return session.unseal(session.get_one(DraftRow, row_id), "words")


def test_a_sealed_text_is_read_again(store: Store, home: Workspace) -> None:
    assert _read(store, home, _draft(store, home)) == SECRET


def test_a_sealed_text_is_nowhere_in_the_database_file(sqlite_store: Store, tmp_path: Path) -> None:
    workspace = sqlite_store.enrol(
        team_id="T1", enterprise_id=None, name="Acme", app_id=None, bot_user_id=None
    )
    _draft(sqlite_store, workspace)
    sqlite_store.close()
    stored = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert b"division" not in stored
    assert b"Ada" in stored


@given(words=st.text())
def test_any_text_comes_back_as_it_was(
    words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = Keyring.create(tmp_path_factory.mktemp("ring") / "keys")
    assert sealing.unseal(keys, HERE, sealing.seal(keys, HERE, words)) == words


def test_half_a_surrogate_pair_from_json_is_kept_too(keys: Keyring) -> None:
    assert sealing.unseal(keys, HERE, sealing.seal(keys, HERE, "a\ud83d")) == "a\ud83d"


def test_the_same_text_never_looks_the_same_twice(keys: Keyring) -> None:
    assert sealing.seal(keys, HERE, SECRET) != sealing.seal(keys, HERE, SECRET)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("w2", "draft", "words", "row1"),
        Place("w1", "nomination", "words", "row1"),
        Place("w1", "draft", "remark", "row1"),
        Place("w1", "draft", "words", "row2"),
        Place("w1", "draftw", "ords", "row1"),
    ],
)
def test_a_sealed_text_does_not_open_elsewhere(keys: Keyring, elsewhere: Place) -> None:
    with pytest.raises(StoreTrouble, match=r"seal\.broken"):
        sealing.unseal(keys, elsewhere, sealing.seal(keys, HERE, SECRET))


@pytest.mark.parametrize("at", [0, 8, 20, -1])
def test_a_changed_byte_is_noticed(keys: Keyring, at: int) -> None:
    sealed = bytearray(sealing.seal(keys, HERE, SECRET))
    sealed[at] ^= 1
    with pytest.raises(StoreTrouble, match=r"seal\.broken"):
        sealing.unseal(keys, HERE, bytes(sealed))


@pytest.mark.parametrize("rest", [b"", b"\x01", b"\x01" + b"\x00" * 10])
def test_a_cut_value_is_noticed(keys: Keyring, rest: bytes) -> None:
    with pytest.raises(StoreTrouble):
        sealing.unseal(keys, HERE, rest)


def test_a_value_copied_to_another_row_does_not_open(store: Store, home: Workspace) -> None:
    mine, yours = _draft(store, home), _draft(store, home, "Something else", user="U2")
    with store.work(home.id) as session:
        stolen = session.get_one(DraftRow, yours).words
        session.execute(update(DraftRow).where(DraftRow.id == mine).values(words=stolen))
    with pytest.raises(StoreTrouble, match=r"seal\.broken"):
        _read(store, home, mine)


def test_only_sealed_columns_are_sealed(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        person = _person(session, "U9")
        with pytest.raises(ValueError, match="not a sealed column"):
            session.seal(person, "name", SECRET)


def test_a_row_of_another_workspace_is_not_sealed_here(store: Store, home: Workspace) -> None:
    with store.look(home.id) as session, pytest.raises(TenantTrouble):
        session.seal(DraftRow(workspace_id="another"), "words", SECRET)


def test_an_empty_column_stays_empty(store: Store, home: Workspace) -> None:
    with store.look(home.id) as session:
        row = DraftRow()
        session.seal(row, "words", None)
        assert session.unseal(row, "words") is None


def test_digests_differ_by_workspace_and_purpose(
    store: Store, home: Workspace, other: Workspace
) -> None:
    with store.look(home.id) as session:
        here = session.digest("people.email", "ada@example.com")
        assert here == session.digest("people.email", "ada@example.com")
        assert here != session.digest("codes.claim", "ada@example.com")
    with store.look(other.id) as session:
        assert here != session.digest("people.email", "ada@example.com")


def test_old_values_stay_readable_with_new_keys(store: Store, home: Workspace) -> None:
    row_id = _draft(store, home)
    rotation.rotate(store)
    assert _read(store, home, row_id) == SECRET


def test_everything_can_be_sealed_again_and_the_old_key_let_go(
    store: Store, home: Workspace, other: Workspace, database_url: str
) -> None:
    rows = {_draft(store, home, f"Word {i}", f"U{i}"): f"Word {i}" for i in range(250)}
    elsewhere = _draft(store, other)
    old = store.keys.seal_id
    rotation.rotate(store)
    with pytest.raises(KeyTrouble):
        rotation.retire(store, old)
    assert rotation.reseal(store) == 251
    assert rotation.reseal(store) == 0
    ring = rotation.retire(store, old)
    assert len([key for key in ring.keys if key.kind == "seal"]) == 1
    Store.open(database_url, ring, store.clock, durable=False).close()
    with store.look(home.id) as session:
        found = {r.id: session.unseal(r, "words") for r in session.scalars(select(DraftRow))}
    assert found == rows
    assert _read(store, other, elsewhere) == SECRET


def test_a_value_whose_key_is_gone_says_which(store: Store, home: Workspace) -> None:
    row_id = _draft(store, home)
    with store.anywhere() as session:
        session.execute(
            text("UPDATE draft SET words = :sealed"),
            {"sealed": b"\x01" + b"\xaa\xbb\xcc\xdd" + b"\x00" * 40},
        )
    with pytest.raises(KeyTrouble, match="aabbccdd"):
        _read(store, home, row_id)
