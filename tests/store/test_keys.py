"""Keys live in a folder of their own, and a wrong or missing one is named at once."""

import os
import stat
from pathlib import Path

import pytest

from store.keys import Keyring
from store.store import Store
from store.troubles import KeyTrouble
from tests.kit.clock import FrozenClock


def _trouble(folder: Path) -> str:
    with pytest.raises(KeyTrouble) as caught:
        Keyring.load(folder)
    return caught.value.code


def test_folder_and_files_are_for_our_eyes_only(keys: Keyring) -> None:
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in keys.folder.iterdir()} == {0o600}


def test_the_rights_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        ring = Keyring.create(tmp_path / "keys")
    finally:
        os.umask(before)
    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700


def test_keys_are_never_overwritten(keys: Keyring) -> None:
    with pytest.raises(KeyTrouble, match=r"keys\.present"):
        Keyring.create(keys.folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert _trouble(tmp_path / "nowhere") == "keys.missing"


def test_a_missing_key_is_named(keys: Keyring) -> None:
    next(keys.folder.glob("digest-*")).unlink()
    assert _trouble(keys.folder) == "keys.missing"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(keys: Keyring, mode: int) -> None:
    next(keys.folder.glob("seal-*")).chmod(mode)
    assert _trouble(keys.folder) == "keys.open"


def test_a_folder_that_others_can_read_is_refused(keys: Keyring) -> None:
    keys.folder.chmod(0o755)
    assert _trouble(keys.folder) == "keys.open"


@pytest.mark.parametrize("content", [b"", b"not a key", b"c2hvcnQ=\n", b"\xff\xfe"])
def test_a_damaged_key_is_named(keys: Keyring, content: bytes) -> None:
    next(keys.folder.glob("seal-*")).write_bytes(content)
    assert _trouble(keys.folder) == "keys.damaged"


def test_a_file_with_a_strange_name_is_named(keys: Keyring) -> None:
    strange = keys.folder / "copy of seal.key"
    strange.write_bytes(b"x")
    strange.chmod(0o600)
    assert _trouble(keys.folder) == "keys.damaged"


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("x")
    assert _trouble(tmp_path / "keys") == "keys.unreadable"


def test_no_key_is_shown_by_accident(keys: Keyring) -> None:
    for key in keys.keys:
        assert key.secret.hex() not in repr(key)
        assert repr(key.secret) not in repr(key)
    assert "secret" not in repr(keys)


def test_the_wrong_keys_are_noticed_at_the_door(
    store: Store, database_url: str, tmp_path: Path, clock: FrozenClock
) -> None:
    strangers = Keyring.create(tmp_path / "of another house")
    with pytest.raises(KeyTrouble, match=r"keys\.wrong"):
        Store.open(database_url, strangers, clock, durable=False)


def test_a_key_exchanged_under_its_name_is_noticed(
    store: Store, database_url: str, tmp_path: Path, clock: FrozenClock, keys: Keyring
) -> None:
    strangers = Keyring.create(tmp_path / "of another house")
    target, source = (next(k.folder.glob("seal-*")) for k in (keys, strangers))
    target.write_bytes(source.read_bytes())
    with pytest.raises(KeyTrouble, match=r"keys\.wrong"):
        Store.open(database_url, Keyring.load(keys.folder), clock, durable=False)


def test_a_ring_that_lacks_a_newer_key_is_noticed(
    store: Store, database_url: str, clock: FrozenClock, keys: Keyring
) -> None:
    newer = keys.rotate()
    Store.open(database_url, newer, clock, durable=False).close()
    next(keys.folder.glob("seal-0002-*")).unlink()
    with pytest.raises(KeyTrouble, match=r"keys\.missing"):
        Store.open(database_url, Keyring.load(keys.folder), clock, durable=False)


def test_the_newest_sealing_key_is_not_let_go(keys: Keyring) -> None:
    with pytest.raises(KeyTrouble):
        keys.without(keys.seal_id)


def test_every_trouble_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble) as caught:
        Keyring.load(tmp_path / "nowhere")
    assert "Put them back" in caught.value.advice
    assert str(tmp_path / "nowhere") in str(caught.value)
