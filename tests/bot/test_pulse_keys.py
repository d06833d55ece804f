"""The keys of pulses as an operator meets them: at the start, in copies, beside other processes."""

import base64
import json
import logging
import tarfile
from pathlib import Path

import pytest

from bot import clock
from bot.opening import open_store
from bot.pulse_keys import TROUBLES, open_vault, vault_of
from bot.settings import load
from program.pulse import survey
from program.pulse.survey import SurveyState
from store.pulse import janitor
from store.store import Store
from tests.bot.commands import baton
from tests.bot.pulses import running, stopped
from tests.kit.pulse import ALL_ALIKE, SECRET, OpenPulse, open_pulse
from tests.kit.pulse_closed import of, standing

KEYS = Path("var", "pulse-keys")
ANSWERS = survey.Answers(ALL_ALIKE, {})


def test_without_a_secret_there_are_no_pulses_and_all_else_works(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    store = open_store(load(), clock.now)
    assert store.vault.trouble() == "pulse.no_secret"
    assert "There are no pulses: BATON_PULSE_SECRET is not set." in caplog.messages
    assert not KEYS.exists()
    store.close()


def test_the_default_folder_is_made_at_the_start_for_one_account(
    folder: Path, pulses_on: None
) -> None:
    store = open_store(load(), clock.now)
    assert store.vault.trouble() is None
    assert KEYS.stat().st_mode & 0o777 == 0o700
    store.close()


def test_a_folder_that_is_named_is_never_made_up(
    folder: Path,
    pulses_on: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("BATON_PULSE_KEYS", "unplugged")
    assert open_vault(load()).trouble() == "pulse.no_folder"
    assert not Path("unplugged").exists()
    assert "Mount the disk that BATON_PULSE_KEYS names" in caplog.text
    assert base64.b64encode(SECRET).decode() not in caplog.text


@pytest.mark.parametrize("place", ["var/data/pulse-keys", "var/keys/pulse-keys", "base/keys"])
def test_where_others_copy_from_no_folder_is_good_enough(
    folder: Path, pulses_on: None, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("BATON_PULSE_KEYS", place)
    if place.startswith("base"):
        monkeypatch.setenv("BATON_DATABASE_URL", f"sqlite:///{folder}/base/baton.db")
    Path(place).mkdir(parents=True, mode=0o700)
    assert vault_of(load()).trouble() == "pulse.folder_inside"


def test_every_trouble_of_the_keys_has_a_sentence_and_a_way_out() -> None:
    for said, do in TROUBLES.values():
        assert said[0].isupper()
        assert not said.endswith(".")
        assert do.endswith(".")


def test_a_backup_holds_no_key_of_a_pulse_and_says_so(apart: Path) -> None:
    stopped()
    (share,) = apart.glob("*.share")
    key = share.read_bytes()
    Path("backups").mkdir()

    made = baton("backup", "backups/copy.db")

    assert f"It holds no key of a pulse, and none may be copied: leave {apart} out." in made.stdout
    with tarfile.open("all-of-it.tar", "w") as archive:
        for place in ("backups", "var"):
            archive.add(place)
    assert key not in Path("all-of-it.tar").read_bytes()
    assert SECRET not in Path("all-of-it.tar").read_bytes()
    told = json.loads(baton("backup", "backups/second.db", "--json").stdout)
    assert told["never_copy"] == str(apart)


def test_a_restore_voids_every_open_pulse_destroys_the_keys_and_says_so(apart: Path) -> None:
    pulse = running()
    assert baton("backup", "copy.db").exit_code == 0
    since = open_pulse(pulse.store, pulse.workspace_id, program="Summit")
    pulse.store.close()

    done = baton("restore", "copy.db", "--replace")

    assert done.exit_code == 0, done.output
    assert "Pulses that were open in the backup, and are void now: 1." in done.stdout
    assert "Keys of pulses that were open, and are destroyed: 2." in done.stdout
    assert not list(apart.iterdir())
    store = open_store(load(), clock.now)
    ended = standing(store, pulse.workspace_id, pulse.survey.id)
    assert (ended.state, ended.why_void) == (SurveyState.VOID, "restored")
    with store.ballot(pulse.workspace_id) as ballot:
        for one in (pulse, since):
            cast = ballot.cast(one.survey.id, one.people[0], one.survey.digest, ANSWERS)
            assert cast.value != "counted"
    store.close()
    told = json.loads(baton("restore", "copy.db", "--replace", "--json").stdout)
    assert (told["void_pulses"], told["pulse_keys_destroyed"]) == (1, 0)


def test_a_restore_that_is_refused_leaves_the_keys_of_pulses(apart: Path) -> None:
    pulse = running()
    assert baton("backup", "copy.db").exit_code == 0
    refused = baton("restore", "copy.db", "--replace")
    assert (refused.exit_code, "Stop every process" in refused.stderr) == (1, True)
    assert [file.stem for file in apart.iterdir()] == [pulse.survey.id]
    assert of(pulse).state is SurveyState.OPEN
    pulse.store.close()


def test_a_copy_into_another_database_waits_for_the_close_or_voids_when_told(
    apart: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse = stopped()
    Path("other").mkdir()
    target = f"sqlite:///{folder / 'other' / 'baton.db'}"

    refused = baton("store", "copy", "--to", target)

    assert refused.exit_code == 1
    assert "A pulse is open" in refused.stderr
    assert f"{pulse.survey.closes_at:%Y-%m-%d %H:%M} UTC" in refused.stderr
    done = baton("store", "copy", "--to", target, "--void-open-pulses")
    assert done.exit_code == 0, done.output
    assert "Pulses that are void in the copy: 1." in done.stdout
    monkeypatch.setenv("BATON_DATABASE_URL", target)
    store = open_store(load(), clock.now)
    assert standing(store, pulse.workspace_id, pulse.survey.id).why_void == "restored"
    janitor.sweep(store)
    assert not list(apart.iterdir())
    store.close()


def test_two_bots_that_share_the_folder_take_votes_for_one_pulse(
    apart: Path, database: str
) -> None:
    pulse = running(votes=0)
    second = open_store(load(), clock.now)
    also: OpenPulse = OpenPulse(
        second, pulse.workspace_id, pulse.program_id, pulse.survey, pulse.people
    )
    votes = [(pulse, also)[n % 2].cast(one) for n, one in enumerate(pulse.people)]
    assert [one.value for one in votes] == ["counted"] * 12
    assert also.cast(pulse.people[0]).value == "already"
    assert (pulse.marked(), also.marked()) == (12, 12)
    _close_both(pulse.store, second)


def test_a_bot_without_the_shared_folder_refuses_votes_and_voids_nothing(
    apart: Path, database: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse = running()
    monkeypatch.setenv("BATON_PULSE_KEYS", str(folder / "not-mounted"))
    second = open_store(load(), clock.now)
    also = OpenPulse(second, pulse.workspace_id, pulse.program_id, pulse.survey, pulse.people)
    assert also.cast(pulse.people[9]).value != "counted"
    janitor.sweep(second)
    assert of(pulse).state is SurveyState.OPEN
    assert pulse.cast(pulse.people[9]).value == "counted"
    _close_both(pulse.store, second)


def _close_both(*stores: Store) -> None:
    for one in stores:
        one.close()
