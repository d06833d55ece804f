"""The opening: everything a survey will ever need is there at once, in no order at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import update

from program.pulse.survey import Answers, Dimension, SurveyState
from store import cohorts
from store.pulse import audience, surveys
from store.pulse.opening import URN, dealt, open_survey
from store.pulse.tables import PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.pulse.vault import NO_VAULT
from store.pulse.voting import Cast
from store.store import Store
from store.workspaces import Workspace
from tests.kit.pulse import invite, open_pulse, policy_for
from tests.store.pulse.everything import rows_of


@pytest.mark.parametrize("people", [8, 64, 65, 150])
def test_a_survey_opens_with_all_rows_it_will_ever_have(
    store: Store, home: Workspace, people: int
) -> None:
    pulse = open_pulse(store, home.id, people=people, comments=1)
    rows = rows_of(store)
    assert len(rows["pulse_roll"]) == people
    assert Counter(row["kind"] for row in rows["pulse_slot"]) == {0: people, 1: people}
    assert {row["marked"] for row in rows["pulse_roll"]} == {0}
    assert {row["filled"] for row in rows["pulse_slot"]} == {0}
    assert len({row["sealed"] for row in rows["pulse_slot"]}) == 2 * people
    in_urns = Counter(row["urn"] for row in rows["pulse_roll"])
    assert max(in_urns.values()) <= URN
    assert max(in_urns.values()) - min(in_urns.values()) <= 1
    assert Counter(row["urn"] for row in rows["pulse_slot"] if row["kind"] == 1) == in_urns
    assert pulse.survey.state is SurveyState.OPEN
    assert (pulse.survey.answers, pulse.survey.progress) == (None, None)
    assert store.vault.shares() == (pulse.survey.id,)


def test_nothing_written_at_the_opening_names_anybody_beside_the_audience(
    store: Store, home: Workspace
) -> None:
    pulse = open_pulse(store, home.id, people=40)
    rows = rows_of(store)
    for name in ("pulse_roll", "pulse_slot", "pulse_survey"):
        assert not any(person in repr(rows[name]) for person in pulse.people)
    ids = [row["id"] for name in ("pulse_roll", "pulse_slot") for row in rows[name]]
    assert len(set(ids)) == len(ids)
    assert all(0 <= one < 2**62 for one in ids)
    assert max(ids) > 2**60  # all of the range, as random numbers do


def test_urns_are_as_few_as_hold_everyone_and_of_equal_size() -> None:
    sizes = [[len(urn) for urn in dealt(range(people))] for people in (8, 64, 65, 128, 129, 2000)]
    assert sizes == [[8], [64], [33, 32], [64, 64], [43, 43, 43], [63] * 16 + [62] * 16]


def test_the_audience_keeps_only_groups_that_may_be_shown(store: Store, home: Workspace) -> None:
    people = invite(store, home.id, 12)
    with store.work(home.id) as session:
        its = cohorts.add_program(session, "Horizon", "UTC")
    survey_id = _open(store, home.id, its.id, people)
    with store.look(home.id) as session:
        assert audience.groups_of(session, survey_id, people[3]) == {Dimension.ROLE: "mentor"}
        assert audience.groups_of(session, survey_id, "nobody") is None
        assert sorted(audience.invited(session, survey_id)) == sorted(people)


def test_an_audience_is_told_in_another_order_each_time(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id, people=40)
    with store.look(home.id) as session:
        orders = {audience.invited(session, pulse.survey.id) for _ in range(4)}
    assert len(orders) == 4


def test_without_a_safe_place_for_the_key_nothing_opens_and_nothing_is_written(
    store: Store, home: Workspace
) -> None:
    people = invite(store, home.id, 12)
    with store.work(home.id) as session:
        its = cohorts.add_program(session, "Horizon", "UTC")
    before = rows_of(store)
    store.vault.folder.chmod(0o755)
    with pytest.raises(PulseTrouble, match=r"pulse\.folder_open"):
        _open(store, home.id, its.id, people)
    folder, store.vault = store.vault.folder, NO_VAULT
    with pytest.raises(PulseTrouble, match=r"pulse\.no_secret"):
        _open(store, home.id, its.id, people)
    assert rows_of(store) == before
    assert list(folder.iterdir()) == []


def test_neither_a_small_group_nor_a_small_audience_is_a_matter_of_settings(
    store: Store, home: Workspace
) -> None:
    with pytest.raises(PulseTrouble, match=r"pulse\.floor"):
        open_pulse(store, home.id, people=7)
    with pytest.raises(PulseTrouble, match=r"pulse\.floor"):
        open_pulse(store, home.id, policy=replace(policy_for(store, 12), k=4))
    assert rows_of(store)["pulse_survey"] == []


def test_an_opening_that_fails_leaves_no_share(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        its = cohorts.add_program(session, "Horizon", "UTC")
    nobody = [f"nobody{n}" for n in range(12)]  # a foreign key refuses
    with pytest.raises(Exception, match="pulse_audience"):
        _open(store, home.id, its.id, nobody)
    assert store.vault.shares() == ()
    assert rows_of(store)["pulse_survey"] == []


def test_two_thousand_people_open_in_one_go(sqlite_store: Store) -> None:
    home = sqlite_store.enrol(
        team_id="T0BIG", enterprise_id=None, name="Big", app_id="A0", bot_user_id="U0"
    )
    pulse = open_pulse(sqlite_store, home.id, people=2000)
    assert pulse.cast(pulse.people[-1]) == "counted"
    assert pulse.marked() == 1


def test_a_survey_is_seen_in_its_own_workspace_alone(
    store: Store, home: Workspace, other: Workspace
) -> None:
    pulse = open_pulse(store, home.id)
    with store.look(other.id) as session:
        assert surveys.by_id(session, pulse.survey.id) is None
        assert surveys.of_workspace(session) == ()
        assert audience.invited(session, pulse.survey.id) == ()
        assert audience.open_for(session, pulse.people[0]) == ()
        assert audience.unanswered(session, pulse.survey.id) == frozenset()
        assert audience.marked(session, pulse.survey.id) == 0
    with store.ballot(other.id) as ballot:
        came = ballot.cast(pulse.survey.id, pulse.people[0], pulse.survey.digest, Answers({}, {}))
    assert came is Cast.NOT_INVITED


def test_surveys_are_found_by_program_state_and_date(store: Store, home: Workspace) -> None:
    one = open_pulse(store, home.id, program="Horizon")
    two = open_pulse(store, home.id, program="Summit")
    with store.look(home.id) as session:
        ids = [found.id for found in surveys.of_workspace(session)]
        assert sorted(ids) == sorted([one.survey.id, two.survey.id])
        assert surveys.of_program(session, one.program_id) == (one.survey,)
        assert surveys.open_of(session, [two.program_id]) == (two.survey,)
        assert surveys.open_of(session, []) == ()
        assert len(surveys.open_of(session)) == 2
        assert len(audience.open_for(session, one.people[0])) == 2
        assert len(surveys.recent(session, one.survey.closes_at)) == 0
    with store.work(home.id) as session:
        session.execute(
            update(PulseSurveyRow)
            .where(PulseSurveyRow.id == one.survey.id)
            .values(state=SurveyState.CLOSED.value)
        )
    with store.look(home.id) as session:
        assert surveys.open_of(session) == (two.survey,)
        assert [found.id for found in audience.open_for(session, one.people[0])] == [two.survey.id]


def test_a_close_moves_out_and_never_in(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id)
    earlier = pulse.survey.closes_at.replace(hour=9)
    later = pulse.survey.closes_at.replace(hour=23)
    with store.work(home.id) as session:
        surveys.extend(session, pulse.survey.id, later)
        for wrong in (earlier, later):
            with pytest.raises(ValueError, match="never moved in"):
                surveys.extend(session, pulse.survey.id, wrong)
    now = pulse.now()
    assert (now.closes_at, now.digest) == (later, pulse.survey.digest)
    assert pulse.cast(pulse.people[0]) == "counted"


def test_what_the_clock_writes_is_read_again(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id)
    moment, day = pulse.survey.closes_at, pulse.survey.closes_at.date()
    with store.work(home.id) as session:
        surveys.set_look_at(session, pulse.survey.id, moment)
        surveys.set_progress(session, pulse.survey.id, 40, day)
        surveys.set_reminded(session, pulse.survey.id)
        with pytest.raises(LookupError):
            surveys.set_reminded(session, "0" * 32)
    now = pulse.now()
    assert (now.progress, now.progress_on) == (40, day)
    with store.look(home.id) as session:
        assert surveys.next_look(session) == moment
        assert surveys.due(session, moment) == (now,)
        assert surveys.remind_at(session, pulse.survey.id) is None


def test_only_with_the_key_can_be_told_who_has_not_answered(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id, people=12)
    for person in pulse.people[:5]:
        assert pulse.cast(person) == "counted"
    with store.look(home.id) as session:
        assert audience.unanswered(session, pulse.survey.id) == frozenset(pulse.people[5:])
        assert audience.marked(session, pulse.survey.id) == 5
    store.vault.destroy(pulse.survey.id)
    with (
        store.look(home.id) as session,
        pytest.raises(PulseTrouble, match=r"pulse\.key_gone"),
    ):
        audience.unanswered(session, pulse.survey.id)


def _open(store: Store, workspace_id: str, program_id: str, people: Sequence[str]) -> str:
    groups = {Dimension.ROLE: "mentor", Dimension.LOCATION: "a small place"}
    invited = dict.fromkeys(people, groups)
    policy = policy_for(store, len(people))
    with store.work(workspace_id) as session:
        return open_survey(session, program_id, policy, invited, remind_at=None, look_at=None)
