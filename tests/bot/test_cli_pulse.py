"""`baton pulse`: a secret that settings take, and what an auditor reads of an installation."""

import json
from pathlib import Path

import pytest

from bot.settings import load
from services.desk import Desk
from store.pulse.vault import Vault
from store.store import Store
from tests.bot.commands import baton
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, open_pulse

PRIVATE = "MARKER-what-somebody-wrote"


def _secret() -> str:
    name, _, value = baton("pulse", "secret").stdout.strip().partition("=")
    assert name == "BATON_PULSE_SECRET"
    return value


@pytest.fixture
def pulse(home: Store, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> OpenPulse:
    """An open pulse in the home of the command line, with the settings of its environment."""
    monkeypatch.setenv("BATON_PULSE_SECRET", _secret())
    settings = load(env_file=None)
    home.vault = Vault(settings.pulse_keys_folder, settings.pulse_secret, settings.data_folder)
    home.vault.make_folder()
    stage = cast.set_stage(home, Desk(home, clock))
    opened = open_pulse(home, stage.workspace_id, people=12)
    for person in opened.people[:7]:
        opened.cast(person, comments={"better": PRIVATE})
    return opened


def test_each_secret_is_another_and_settings_take_it(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = _secret(), _secret()
    assert one != other
    monkeypatch.setenv("BATON_PULSE_SECRET", one)
    assert len(load(env_file=None).pulse_secret or b"") == 32


def test_an_open_pulse_is_told_with_those_invited_and_nothing_else(pulse: OpenPulse) -> None:
    said = baton("pulse", "verify")
    assert said.exit_code == 0, said.output
    assert "12 invited" in said.output
    assert "All is as promised." in said.output
    assert "What could not:" in said.output
    assert PRIVATE not in said.output
    assert not [one for one in pulse.people if one in said.output]


def test_as_json_it_holds_no_count_of_answers(pulse: OpenPulse) -> None:
    found = json.loads(baton("pulse", "verify", "--json").stdout)
    assert found["holds"] is True
    (told,) = found["open"]
    assert told["invited"] == 12
    assert set(told) == {"id", "title", "program", "closes_at", "invited", "has_key"}
    assert all(one["says"] for one in found["findings"])


def test_a_folder_that_others_may_open_is_exit_code_1(pulse: OpenPulse) -> None:
    Path(pulse.store.vault.folder).chmod(0o755)
    said = baton("pulse", "verify")
    assert said.exit_code == 1
    assert "Other accounts may open the key folder" in said.output
    assert "Some of this is not as promised." in said.output
