"""Shares: where they may lie, that they are read anew each time, and that they end for good."""

import os
import stat
from pathlib import Path

import pytest

from store.pulse.derived import keys_of, token
from store.pulse.troubles import PulseTrouble
from store.pulse.vault import NO_VAULT, SHARE_BYTES, Vault
from tests.kit.pulse import SECRET, vault_in

ONE = "1" * 32
ANOTHER = "a" * 32
DIGEST = "0123456789abcdef"
DB_SHARE = b"d" * SHARE_BYTES


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path)


def test_a_folder_of_its_own_beside_the_data_is_fine(vault: Vault) -> None:
    assert vault.trouble() is None
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700


def test_without_a_secret_there_are_no_pulses(tmp_path: Path) -> None:
    folder = vault_in(tmp_path).folder
    for secret in (None, b"", b"too short"):
        assert Vault(folder, secret, None).trouble() == "pulse.no_secret"
    assert NO_VAULT.trouble() == "pulse.no_secret"
    assert NO_VAULT.shares() == ()


def test_a_folder_that_is_not_there_is_not_made_up_for(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "not-mounted", SECRET, tmp_path / "data")
    assert vault.trouble() == "pulse.no_folder"
    with pytest.raises(PulseTrouble, match=r"pulse\.no_folder"):
        vault.new_share(ONE)
    assert not vault.folder.exists()


def test_a_file_in_its_place_is_no_folder(tmp_path: Path) -> None:
    place = tmp_path / "keys-of-pulses"
    place.touch(mode=0o600)
    assert Vault(place, SECRET, None).trouble() == "pulse.no_folder"


@pytest.mark.parametrize("mode", [0o750, 0o701, 0o755, 0o770, 0o777])
def test_a_folder_that_others_may_open_is_refused(vault: Vault, mode: int) -> None:
    vault.folder.chmod(mode)
    assert vault.trouble() == "pulse.folder_open"


def test_a_folder_inside_the_data_is_refused_also_by_a_detour(tmp_path: Path) -> None:
    data = tmp_path / "data"
    inside = data / "pulse-keys"
    inside.mkdir(mode=0o700, parents=True)
    detour = tmp_path / "looks-apart"
    detour.symlink_to(inside)
    for folder in (inside, detour, data / ".." / "data" / "pulse-keys"):
        assert Vault(folder, SECRET, data).trouble() == "pulse.folder_inside"


def test_a_share_is_random_and_for_this_account_alone(vault: Vault) -> None:
    vault.new_share(ONE)
    vault.new_share(ANOTHER)
    assert len(vault.share(ONE)) == SHARE_BYTES
    assert vault.share(ONE) != vault.share(ANOTHER)
    assert vault.shares() == (ONE, ANOTHER)
    for file in vault.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_share_is_never_overwritten_by_a_new_one(vault: Vault) -> None:
    vault.new_share(ONE)
    before = vault.share(ONE)
    with pytest.raises(PulseTrouble):
        vault.new_share(ONE)
    assert vault.share(ONE) == before


def test_a_destroyed_share_was_overwritten_before_its_name_went(vault: Vault) -> None:
    vault.new_share(ONE)
    before = vault.share(ONE)
    (file,) = vault.folder.iterdir()
    with file.open("rb") as held:  # as the disk still has it
        vault.destroy(ONE)
        assert held.read() not in (before, b"")
    assert vault.shares() == ()
    vault.destroy(ONE)


def test_a_share_is_read_anew_each_time(vault: Vault) -> None:
    vault.new_share(ONE)
    keys_of(vault, ONE, DB_SHARE, DIGEST)
    vault.destroy(ONE)
    with pytest.raises(PulseTrouble, match=r"pulse\.key_gone"):
        keys_of(vault, ONE, DB_SHARE, DIGEST)


def test_a_lost_share_is_told_from_a_volume_that_is_not_mounted(vault: Vault) -> None:
    vault.new_share(ONE)
    hidden = vault.folder.with_name("elsewhere")
    vault.folder.rename(hidden)
    with pytest.raises(PulseTrouble, match=r"pulse\.no_folder"):
        vault.share(ONE)
    hidden.rename(vault.folder)
    assert vault.share(ONE)


def test_a_share_that_was_cut_short_is_gone(vault: Vault) -> None:
    vault.new_share(ONE)
    os.truncate(vault.folder / f"{ONE}.share", 31)
    with pytest.raises(PulseTrouble, match=r"pulse\.key_gone"):
        vault.share(ONE)


@pytest.mark.parametrize("name", ["", "../" * 4, "G" * 32, "1" * 31, "1" * 33, "1" * 32 + "\n"])
def test_only_the_id_of_a_survey_names_a_share(vault: Vault, name: str) -> None:
    with pytest.raises(ValueError, match="not the id of a survey"):
        vault.share(name)


def test_the_age_of_a_share_is_that_of_its_file(vault: Vault) -> None:
    vault.new_share(ONE)
    file = vault.folder / f"{ONE}.share"
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 7200))
    age = vault.age(ONE)
    assert age is not None
    assert age.total_seconds() >= 7200
    assert vault.age(ANOTHER) is None


def test_every_part_makes_the_key_another_one(vault: Vault, tmp_path: Path) -> None:
    vault.new_share(ONE)
    vault.new_share(ANOTHER)
    ours = keys_of(vault, ONE, DB_SHARE, DIGEST)
    again = keys_of(vault, ONE, DB_SHARE, DIGEST)
    assert (again.public, again.roll) == (ours.public, ours.roll)
    elsewhere = Vault(vault.folder, b"x" * SHARE_BYTES, None)
    others = [
        keys_of(elsewhere, ONE, DB_SHARE, DIGEST),
        keys_of(vault, ANOTHER, DB_SHARE, DIGEST),
        keys_of(vault, ONE, b"e" * SHARE_BYTES, DIGEST),
        keys_of(vault, ONE, DB_SHARE, DIGEST.replace("0", "1")),
    ]
    assert len({ours.public, *(one.public for one in others)}) == 5
    assert len({token(one, "ada") for one in (ours, *others)}) == 5
    assert token(ours, "ada") == token(again, "ada") != token(ours, "grace")


def test_neither_vault_nor_keys_show_a_secret(vault: Vault) -> None:
    vault.new_share(ONE)
    keys = keys_of(vault, ONE, DB_SHARE, DIGEST)
    shown = f"{vault!r} {keys!r}"
    for secret in (SECRET, vault.share(ONE), DB_SHARE, keys.roll):
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown
    assert repr(keys.private) not in shown
