"""A copy put back, a workspace that left, a folder of keys that is wrong: no survey goes on."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from program.pulse.survey import SurveyState
from store import serving
from store.backup import back_up
from store.engine import address
from store.erasing_workspace import counts, erase_workspace
from store.pulse import closing, janitor
from store.pulse.held import held
from store.pulse.tables import PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.pulse.vault import Vault
from store.restoring import readied
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse import SECRET, OpenPulse, open_pulse
from tests.kit.pulse_closed import NO_ROWS, answered, close, of, standing
from tests.store.copies import Place

RESTORED, LEFT = "restored", "left"


def put_back(place: Place) -> Store:
    """The copy in the place of the database, as `baton restore --replace` puts it."""
    place.store.close()
    with readied(place.url, place.keys, place.folder / "copy", place.clock, replace=True) as ready:
        assert ready.void_pulses == 1
    return Store.open(place.url, place.keys, place.clock, vault=place.store.vault, durable=False)


def probes(pulse: OpenPulse) -> list[bytes]:
    """Bytes by which each slip and each token would be known."""
    with pulse.store.look(pulse.workspace_id) as session:
        return [
            *session.scalars(select(PulseRollRow.token)),
            *(one[:32] for one in session.scalars(select(PulseSlotRow.sealed))),
        ]


@pytest.mark.usefixtures("tools_on_path")
def test_a_survey_that_was_open_in_the_copy_is_void_and_nothing_is_left_of_it(place: Place) -> None:
    pulse = answered(place.store, place.id, votes=6)
    known = probes(pulse)
    back_up(place.url, place.keys, place.folder / "copy")
    assert pulse.cast(pulse.people[7])

    restored = put_back(place)

    now = standing(restored, place.id, pulse.survey.id)
    assert (now.state, now.why_void, now.answers) == (SurveyState.VOID, RESTORED, None)
    assert not now.has_share
    assert now.rows == NO_ROWS
    with restored.look(place.id) as session:
        assert list(closing.untold(session, 10)) == [pulse.survey.id]
    if place.url.startswith("sqlite"):
        files = [Path(f"{address(place.url).database}{ending}") for ending in ("", "-wal")]
        left = b"".join(file.read_bytes() for file in files if file.exists())
        assert not any(one in left for one in known)
    janitor.sweep(restored)
    assert restored.vault.shares() == ()
    restored.close()


@pytest.mark.usefixtures("tools_on_path")
def test_a_survey_that_closed_before_the_copy_keeps_its_result(place: Place) -> None:
    over = answered(place.store, place.id, votes=6)
    close(over, place.clock)
    before = of(over)
    open_pulse(place.store, place.id)
    back_up(place.url, place.keys, place.folder / "copy")

    restored = put_back(place)

    assert standing(restored, place.id, over.survey.id) == before
    restored.close()


@pytest.mark.usefixtures("tools_on_path")
def test_a_survey_that_closed_since_the_copy_is_not_counted_again_from_it(place: Place) -> None:
    pulse = answered(place.store, place.id, votes=6)
    back_up(place.url, place.keys, place.folder / "copy")
    close(pulse, place.clock)

    restored = put_back(place)

    now = standing(restored, place.id, pulse.survey.id)
    assert (now.state, now.why_void, now.document) == (SurveyState.VOID, RESTORED, None)
    restored.close()


def test_who_copies_the_database_without_restoring_it_gets_no_survey_that_goes_on(
    sqlite_store: Store, clock: FrozenClock, tmp_path: Path
) -> None:
    """A copy of the file, brought up by hand beside an empty folder of keys."""
    workspace = sqlite_store.enrol(
        team_id="T0", enterprise_id=None, name="A", app_id=None, bot_user_id=None
    )
    pulse = answered(sqlite_store, workspace.id, votes=6)
    copy = tmp_path / "copy"
    back_up(str(sqlite_store.engines.work.url), sqlite_store.keys, copy)
    (tmp_path / "empty").mkdir(mode=0o700)
    vault = Vault(tmp_path / "empty", SECRET, None)
    other = Store.open(f"sqlite:///{copy}", sqlite_store.keys, clock, vault=vault, durable=False)

    assert held(other).lost == (pulse.survey.id,)
    janitor.sweep(other)

    assert standing(other, workspace.id, pulse.survey.id).why_void == "key_gone"
    other.close()


def test_a_workspace_that_leaves_takes_its_open_surveys_with_it(
    store: Store, home: Workspace, other: Workspace
) -> None:
    gone, stays = answered(store, home.id, votes=6), open_pulse(store, other.id)

    assert serving.serve_no_longer(store, home.id)

    assert store.vault.shares() == (stays.survey.id,)
    ended = of(gone)
    assert (ended.state, ended.why_void) == (SurveyState.VOID, LEFT)
    assert ended.rows == NO_ROWS
    assert of(stays).state is SurveyState.OPEN


def test_a_workspace_is_erased_with_all_its_surveys(
    store: Store, home: Workspace, other: Workspace, clock: FrozenClock
) -> None:
    close(answered(store, home.id, votes=6), clock)
    open_pulse(store, home.id)
    stays = open_pulse(store, other.id)
    serving.serve_no_longer(store, home.id)

    assert erase_workspace(store, home.id)

    assert counts(store, home.id) == {}
    assert store.vault.shares() == (stays.survey.id,)
    assert of(stays).rows["pulse_roll"] == 12


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: folder.rmdir(), "pulse.no_folder"),
        (lambda folder: folder.chmod(0o755), "pulse.folder_open"),
        (lambda folder: folder.chmod(0o710), "pulse.folder_open"),
    ],
    ids=["missing", "0755", "0710"],
)
def test_with_a_folder_that_is_wrong_no_survey_opens(
    sqlite_store: Store, tmp_path: Path, spoil: Callable[[Path], object], code: str
) -> None:
    workspace = sqlite_store.enrol(
        team_id="T0", enterprise_id=None, name="A", app_id=None, bot_user_id=None
    )
    spoil(tmp_path / "pulse-keys")
    with pytest.raises(PulseTrouble, match=code):
        open_pulse(sqlite_store, workspace.id)
    assert _surveys(sqlite_store) == 0


def test_inside_the_folder_of_the_database_no_survey_opens(
    sqlite_store: Store, tmp_path: Path
) -> None:
    workspace = sqlite_store.enrol(
        team_id="T0", enterprise_id=None, name="A", app_id=None, bot_user_id=None
    )
    inside = Vault(tmp_path / "data" / "pulse-keys", SECRET, tmp_path / "data")
    inside.make_folder()
    sqlite_store.vault = inside
    with pytest.raises(PulseTrouble, match="folder_inside"):
        open_pulse(sqlite_store, workspace.id)
    assert (_surveys(sqlite_store), inside.shares()) == (0, ())


def test_a_share_that_is_lost_refuses_votes_and_then_voids_the_survey(
    store: Store, home: Workspace, tmp_path: Path
) -> None:
    pulse = answered(store, home.id, votes=6)
    before = of(pulse)
    next((tmp_path / "pulse-keys").glob("*.share")).unlink()

    cast = pulse.cast(pulse.people[8])

    assert cast.value == "key_gone"
    assert of(pulse) == before
    janitor.sweep(store)
    ended = of(pulse)
    assert (ended.state, ended.why_void, ended.document) == (SurveyState.VOID, "key_gone", None)


def test_a_folder_that_is_away_for_a_moment_voids_nothing(
    store: Store, home: Workspace, tmp_path: Path, clock: FrozenClock
) -> None:
    pulse = answered(store, home.id, votes=6)
    (tmp_path / "pulse-keys").rename(tmp_path / "unplugged")
    assert held(store).shut == (pulse.survey.id,)
    janitor.sweep(store)
    assert of(pulse).state is SurveyState.OPEN
    (tmp_path / "unplugged").rename(tmp_path / "pulse-keys")
    assert held(store).alive == (pulse.survey.id,)
    clock.move(timedelta(days=8))
    assert close(pulse, clock) is SurveyState.CLOSED


def test_the_keys_of_another_house_are_known(store: Store, home: Workspace, tmp_path: Path) -> None:
    pulse = open_pulse(store, home.id)
    store.vault = Vault(tmp_path / "pulse-keys", bytes(32), None)
    found = held(store)
    assert (found.other, found.lost, found.shut) == ((pulse.survey.id,), (), ())


def test_a_share_of_no_survey_is_left_over(store: Store, home: Workspace) -> None:
    open_pulse(store, home.id)
    store.vault.new_share("ab" * 16)
    assert held(store).left_over == ("ab" * 16,)


def _surveys(store: Store) -> int:
    with Session(store.engines.look) as session:
        return session.scalar(select(func.count()).select_from(PulseSurveyRow)) or 0
