"""The doctor on anonymous pulses: where their keys lie, who could copy them, what is lost."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import clock, last_backup
from bot.doctor.check import State
from bot.doctor.examine import examine
from bot.opening import open_store
from bot.pulse_keys import open_vault
from bot.settings import load
from tests.bot.doctored import found, healthy, sentences
from tests.bot.pulses import stopped
from tests.bot.slack_answers import Answers


@pytest.fixture
def slack(folder: Path, apart: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """A whole and healthy installation with pulses, which each test spoils in one place."""
    with healthy(monkeypatch) as answers:
        yield answers


def test_the_doctor_finds_keys_that_lie_apart_well(slack: Answers, apart: Path) -> None:
    report = examine(clock.now)
    assert report.is_well, report
    assert str(apart) in found(report, "pulses", State.FINE).sentence


def test_the_doctor_advises_where_there_is_no_secret(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BATON_PULSE_SECRET")
    report = examine(clock.now)
    assert report.is_well
    assert "there are no anonymous pulses" in found(report, "pulses", State.LOOK).sentence


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda apart: apart.rmdir(), "is not there"),
        (lambda apart: apart.chmod(0o750), "Other accounts can open the folder"),
    ],
    ids=["missing", "0750"],
)
def test_the_doctor_finds_a_folder_that_is_wrong(
    slack: Answers, apart: Path, spoil: Callable[[Path], object], says: str
) -> None:
    spoil(apart)
    report = examine(clock.now)
    assert not report.is_well
    assert says in found(report, "pulses", State.TROUBLE).sentence


def test_the_doctor_finds_a_folder_inside_that_of_the_database(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATON_PULSE_KEYS", "var/data/pulse-keys")
    Path("var/data/pulse-keys").mkdir(mode=0o700)
    assert "copied from" in found(examine(clock.now), "pulses", State.TROUBLE).sentence


@pytest.mark.parametrize("place", ["{keys}/copy.db", "{keys}/nightly/copy.db", "{above}/copy.db"])
def test_the_doctor_finds_keys_that_lie_with_the_backups(
    slack: Answers, apart: Path, place: str
) -> None:
    last_backup.note(load(), Path(place.format(keys=apart, above=apart.parent)))
    report = examine(clock.now)
    assert not report.is_well
    assert "lie with the backups" in found(report, "pulses", State.TROUBLE).sentence


def test_the_doctor_advises_to_take_the_default_folder_out_of_copies(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BATON_PULSE_KEYS")
    assert "will be made" in found(examine(clock.now), "pulses", State.FINE).sentence
    open_store(load(), clock.now).close()
    report = examine(clock.now)
    assert report.is_well
    assert "takes them along" in found(report, "pulses", State.LOOK).sentence
    last_backup.note(load(), Path("copy.db"))
    assert "lie with the backups" in found(examine(clock.now), "pulses", State.LOOK).sentence


def test_the_doctor_asks_for_a_shared_folder_where_there_may_be_several_processes(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BATON_PULSE_KEYS")
    open_vault(load())
    monkeypatch.setenv("BATON_DATABASE_URL", "postgresql://baton@127.0.0.1:1/base")
    assert "no other machine" in found(examine(clock.now), "pulses", State.LOOK).sentence


def test_the_doctor_tells_of_an_open_pulse_and_of_a_key_that_is_gone(
    slack: Answers, apart: Path
) -> None:
    pulse = stopped()
    assert "One open pulse, until" in sentences(examine(clock.now))
    file = apart / f"{pulse.survey.id}.share"
    file.chmod(0o644)
    assert "may read keys of open pulses" in sentences(examine(clock.now))
    file.chmod(0o600)
    file.rename(apart / f"{'ab' * 16}.share")
    report = examine(clock.now)
    assert "The key of one open pulse is gone" in found(report, "pulses", State.TROUBLE).sentence
    assert "One key outlived its pulse" in found(report, "pulses", State.LOOK).sentence


def test_the_doctor_tells_of_a_secret_that_is_another_or_missing(
    slack: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped()
    monkeypatch.setenv("BATON_PULSE_SECRET", base64.b64encode(bytes(32)).decode())
    assert "not those that one open pulse opened with" in sentences(examine(clock.now))
    monkeypatch.delenv("BATON_PULSE_SECRET")
    report = examine(clock.now)
    assert "Nobody can answer one open pulse" in found(report, "pulses", State.TROUBLE).sentence
