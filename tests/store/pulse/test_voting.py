"""A vote moves bytes of two tables and leaves nothing else; twice is once; what does not hold is

refused before anything is stored, and says nothing about anybody.
"""

import logging
import traceback
from datetime import timedelta

import pytest
from sqlalchemy import delete, event, update

from program.pulse.survey import Answers, Dimension, SurveyState
from store.pulse.derived import token
from store.pulse.slips import open_comment, open_scores
from store.pulse.tables import PulseSlotRow, PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.pulse.voting import Cast
from store.session import Queue
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, open_pulse
from tests.store.pulse.everything import changed, rows_of

CANARY = "canary-6f1c-word"


@pytest.fixture
def pulse(store: Store, home: Workspace) -> OpenPulse:
    return open_pulse(store, home.id, people=12)


def test_one_vote_moves_one_mark_and_one_slot_of_each_kind_and_nothing_else(
    store: Store, pulse: OpenPulse
) -> None:
    before = rows_of(store)
    assert pulse.cast(pulse.people[4], {"fit": 5}, {"better": CANARY}) is Cast.COUNTED
    after = rows_of(store)
    moved = changed(before, after)
    assert moved == {
        "pulse_roll": [frozenset({"marked"})],
        "pulse_slot": [frozenset({"filled", "sealed"})] * 3,
    }
    assert CANARY not in repr(after)
    (mark,) = (row for row in after["pulse_roll"] if row["marked"])
    assert mark["token"] == token(pulse.keys(), pulse.people[4])


def test_answering_again_changes_nothing_at_all(store: Store, pulse: OpenPulse) -> None:
    assert pulse.cast(pulse.people[0], {"fit": 1}) is Cast.COUNTED
    before = rows_of(store)
    for scores in ({"fit": 1}, {"fit": 5}, {}):
        assert pulse.cast(pulse.people[0], scores) is Cast.ALREADY
    assert rows_of(store) == before


def test_everyone_can_answer_and_all_that_was_sealed_opens_again(
    store: Store, pulse: OpenPulse
) -> None:
    for number, person in enumerate(pulse.people):
        assert pulse.cast(person, {"fit": number % 5 + 1}, {"else": f"{number}"}) is Cast.COUNTED
    survey, keys, slots = pulse.survey, pulse.keys(), rows_of(store)["pulse_slot"]
    assert all(row["filled"] for row in slots)
    opened = [
        open_scores(keys, survey.policy, survey.digest, row["sealed"])
        for row in slots
        if row["kind"] == 0
    ]
    assert sorted(slip.scores["fit"] for slip, _ in opened) == sorted(n % 5 + 1 for n in range(12))
    roles = [slip.groups[Dimension.ROLE] for slip, _ in opened]
    assert sorted(roles) == ["mentee"] * 6 + ["mentor"] * 6
    written = [
        open_comment(keys, survey.policy, survey.digest, 1, row["sealed"])
        for row in slots
        if row["kind"] == 2
    ]
    assert sorted(int(text) for text, _ in written) == list(range(12))
    assert len({nonce for _, nonce in (*opened, *written)}) == 24


def test_urns_of_a_large_survey_fill_up_each_by_itself(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id, people=70, comments=0)
    for person in pulse.people:
        assert pulse.cast(person) is Cast.COUNTED
    assert pulse.marked() == 70


def test_whoever_is_not_invited_is_told_so(
    store: Store, pulse: OpenPulse, other: Workspace
) -> None:
    before = rows_of(store)
    assert pulse.cast("nobody") is Cast.NOT_INVITED
    with store.ballot(pulse.workspace_id) as ballot:
        unknown = ballot.cast("0" * 32, pulse.people[0], pulse.survey.digest, Answers({}, {}))
    with store.ballot(other.id) as ballot:
        across = ballot.cast(pulse.survey.id, pulse.people[0], pulse.survey.digest, Answers({}, {}))
    assert unknown is across is Cast.NOT_INVITED
    assert rows_of(store) == before


@pytest.mark.parametrize("state", [SurveyState.CLOSING, SurveyState.CLOSED, SurveyState.VOID])
def test_a_survey_that_is_not_open_takes_no_vote(
    store: Store, pulse: OpenPulse, state: SurveyState
) -> None:
    _tamper(store, state=state.value)
    assert pulse.cast(pulse.people[0]) is Cast.CLOSED


def test_from_the_moment_of_its_close_a_survey_takes_no_vote(
    pulse: OpenPulse, clock: FrozenClock
) -> None:
    clock.set(pulse.survey.closes_at - timedelta(seconds=1))
    assert pulse.cast(pulse.people[0]) is Cast.COUNTED
    clock.set(pulse.survey.closes_at)
    assert pulse.cast(pulse.people[1]) is Cast.CLOSED


def test_what_was_shown_under_other_rules_is_not_counted(store: Store, pulse: OpenPulse) -> None:
    before = rows_of(store)
    assert pulse.cast(pulse.people[0], digest="0" * 16) is Cast.CHANGED
    assert rows_of(store) == before


def test_rules_changed_in_the_database_take_no_vote_from_anybody(
    store: Store, pulse: OpenPulse
) -> None:
    policy = pulse.survey.policy.written().replace('"k":5', '"k":2')
    assert policy != pulse.survey.policy.written()
    _tamper(store, policy=policy)
    assert pulse.cast(pulse.people[0]) is Cast.CHANGED  # shown before
    assert pulse.now().policy.k == 2
    assert pulse.cast(pulse.people[0], digest=pulse.now().digest) is Cast.KEY_GONE  # shown after
    assert pulse.marked() == 0


def test_a_swapped_key_takes_no_vote(store: Store, pulse: OpenPulse) -> None:
    _tamper(store, public_key=b"k" * 32)
    before = rows_of(store)
    assert pulse.cast(pulse.people[0]) is Cast.KEY_GONE
    assert rows_of(store) == before


def test_without_any_one_of_the_three_shares_no_vote_is_taken(
    store: Store, pulse: OpenPulse
) -> None:
    before = rows_of(store)
    secret, store.vault._secret = store.vault._secret, None
    assert pulse.cast(pulse.people[0]) is Cast.KEY_GONE
    store.vault._secret = b"x" * 32
    assert pulse.cast(pulse.people[0]) is Cast.KEY_GONE
    store.vault._secret = secret
    away = store.vault.folder.rename(store.vault.folder.with_name("away"))
    assert pulse.cast(pulse.people[0]) is Cast.KEY_GONE
    away.rename(store.vault.folder)
    assert rows_of(store) == before
    assert pulse.cast(pulse.people[0]) is Cast.COUNTED
    store.vault.destroy(pulse.survey.id)
    assert pulse.cast(pulse.people[1]) is Cast.KEY_GONE
    _tamper(store, db_share=None)
    assert pulse.cast(pulse.people[1]) is Cast.KEY_GONE


def test_a_score_that_no_form_offers_is_refused_and_nothing_stored(
    store: Store, pulse: OpenPulse
) -> None:
    before = rows_of(store)
    with pytest.raises(PulseTrouble, match=r"pulse\.answer"):
        pulse.cast(pulse.people[0], {"fit": 99})
    assert rows_of(store) == before


@pytest.mark.parametrize("statement", ["UPDATE pulse_roll", "UPDATE pulse_slot", "SELECT"])
def test_a_database_that_fails_in_between_keeps_nothing_and_says_nothing(
    store: Store, pulse: OpenPulse, statement: str, caplog: pytest.LogCaptureFixture
) -> None:
    person, before = pulse.people[0], rows_of(store)
    caplog.set_level(logging.DEBUG)

    def fail(connection: object, cursor: object, text: str, values: object, *_: object) -> None:
        if text.startswith(statement):
            raise RuntimeError(f"DETAIL: {values!r} {person} {CANARY}")

    event.listen(store.engines.work, "before_cursor_execute", fail)
    with pytest.raises(PulseTrouble) as raised:
        pulse.cast(person, None, {"better": CANARY})
    event.remove(store.engines.work, "before_cursor_execute", fail)

    assert raised.value.args == ("pulse.not_stored",)
    assert (raised.value.__cause__, raised.value.__context__) == (None, None)
    told = "".join(traceback.format_exception(raised.value))
    assert CANARY not in told + caplog.text
    assert person not in told + caplog.text
    assert rows_of(store) == before
    assert pulse.cast(person) is Cast.COUNTED


def test_a_vote_logs_nothing_even_where_everything_is_logged(
    pulse: OpenPulse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("baton").setLevel(logging.DEBUG)
    pulse.cast(pulse.people[0], None, {"better": CANARY})
    pulse.cast(pulse.people[0])
    pulse.cast("nobody")
    ours = [one for one in caplog.records if not one.name.startswith("sqlalchemy")]
    assert ours == []
    assert CANARY not in caplog.text
    assert pulse.people[0] not in caplog.text


def test_slots_taken_away_or_put_in_stop_a_vote_before_it_is_stored(
    store: Store, pulse: OpenPulse
) -> None:
    with store.work(pulse.workspace_id) as session:
        session.execute(delete(PulseSlotRow).where(PulseSlotRow.kind == 1))
    before = rows_of(store)
    with pytest.raises(PulseTrouble, match=r"pulse\.not_stored"):
        pulse.cast(pulse.people[0])
    assert rows_of(store) == before


def test_a_vote_wakes_no_courier_and_no_worker(store: Store, pulse: OpenPulse) -> None:
    heard: list[str] = []
    for queue in Queue:
        store.on_commit(queue, lambda: heard.append("woken"))
    pulse.cast(pulse.people[0])
    assert heard == []


def test_what_a_vote_needs_of_its_database_is_read_back(store: Store, pulse: OpenPulse) -> None:
    seen: list[str] = []

    def watch(connection: object, cursor: object, text: str, *_: object) -> None:
        seen.append(text)

    event.listen(store.engines.work, "before_cursor_execute", watch)
    pulse.cast(pulse.people[0])
    event.remove(store.engines.work, "before_cursor_execute", watch)
    if store.engines.is_sqlite:
        assert seen[:3] == ["BEGIN IMMEDIATE", "PRAGMA secure_delete", "PRAGMA synchronous"]
    else:
        assert "set_config" in seen[0]
    writing = [one for one in seen if one.split()[0] not in ("SELECT", "PRAGMA", "BEGIN")]
    assert [" ".join(one.split()[:2]) for one in writing] == (
        ["UPDATE pulse_roll"] + ["UPDATE pulse_slot"] * (3 if store.engines.is_sqlite else 1)
    )


def test_on_sqlite_a_database_that_keeps_what_was_overwritten_gets_no_vote(
    sqlite_store: Store,
) -> None:
    home = sqlite_store.enrol(
        team_id="T0X", enterprise_id=None, name="X", app_id="A0", bot_user_id="U0"
    )
    pulse = open_pulse(sqlite_store, home.id)
    with sqlite_store.engines.work.connect() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete=0")
    with pytest.raises(PulseTrouble, match=r"pulse\.not_stored"):
        pulse.cast(pulse.people[0])
    assert pulse.marked() == 0


def _tamper(store: Store, **values: object) -> None:
    with store.anywhere() as session:
        session.execute(update(PulseSurveyRow).values(**values))


def test_no_statement_of_a_vote_names_who_votes(store: Store, home: Workspace) -> None:
    """A server that logs every statement has slot and token in it; not the person beside them."""
    pulse = open_pulse(store, home.id)
    heard: list[str] = []

    def hear(*said: object) -> None:
        heard.append(str(said[2:4]))

    event.listen(store.engines.work, "before_cursor_execute", hear)
    assert pulse.cast(pulse.people[3]) is Cast.COUNTED

    event.remove(store.engines.work, "before_cursor_execute", hear)
    assert len([one for one in heard if pulse.survey.id in one]) >= 4, "statements are heard"
    assert not [one for one in heard if pulse.people[3] in one]
