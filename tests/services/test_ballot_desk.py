"""A ballot is opened for whoever presses; nobody is asked about, met or written down for it."""

from program.pulse.survey import Answers
from services.desk import Caller, Desk
from store.pulse.voting import Cast
from store.store import Store
from tests.kit.cast import FORMER, MENTEE, OUTSIDER, set_stage
from tests.kit.pulse import ALL_ALIKE, open_pulse
from tests.store.pulse.everything import changed, rows_of

STRANGER = "U0NEVERSEEN"


def test_whoever_is_not_known_is_not_invited_and_is_not_asked_about(sqlite_store: Store) -> None:
    asked: list[str] = []
    desk = Desk(sqlite_store, sqlite_store.clock, lambda _, user: asked.append(user))
    stage = set_stage(sqlite_store, desk)
    pulse = open_pulse(sqlite_store, stage.workspace_id)
    before = rows_of(sqlite_store)
    strangers = (Caller(stage.team, STRANGER), stage.caller(FORMER), stage.caller(OUTSIDER))
    for caller in (*strangers, stage.caller(MENTEE)):
        with desk.open_ballot(caller) as ballot:
            answers = Answers(ALL_ALIKE, {})
            assert ballot.cast(pulse.survey.id, pulse.survey.digest, answers) is Cast.NOT_INVITED
    assert asked == []
    assert rows_of(sqlite_store) == before


def test_a_vote_through_the_desk_moves_the_two_tables_alone(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store, sqlite_store.clock)
    stage = set_stage(sqlite_store, desk)
    pulse = open_pulse(sqlite_store, stage.workspace_id)
    caller = Caller(stage.team, "U0PULSE0003")
    before = rows_of(sqlite_store)
    for expected in (Cast.COUNTED, Cast.ALREADY):
        with desk.open_ballot(caller) as ballot:
            assert ballot.actor.person_id == pulse.people[3]
            came = ballot.cast(pulse.survey.id, pulse.survey.digest, Answers(ALL_ALIKE, {}))
            assert came is expected
    moved = changed(before, rows_of(sqlite_store))
    assert {name: len(rows) for name, rows in moved.items()} == {"pulse_roll": 1, "pulse_slot": 3}


def test_the_desk_tells_whether_a_pulse_can_open(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store, sqlite_store.clock)
    assert desk.vault.trouble() is None
    sqlite_store.vault.folder.chmod(0o755)
    assert desk.vault.trouble() == "pulse.folder_open"
