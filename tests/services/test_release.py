"""A draft is released in one decision, and every mentor is asked exactly once."""

import pytest

from bot.release_tasks import carry_out
from program.matching.records import EditKind
from program.matching_draft import DraftState
from program.person import SlackPerson
from program.refusal import Refusal
from program.release import AskState, Choice, What
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.matching_drafts import draft_now, drafted, edit, pairs_of, set_cohort
from tests.kit.releases import (
    another_manager,
    asked,
    asks,
    check,
    decide,
    pairings_of,
    released,
    told,
    work_off,
)


class Killed(Exception):
    """As if the process was gone."""


def test_every_mentor_of_a_draft_is_asked_once_and_no_mentee_hears(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft)

    assert {m: p.mentor for m, p in asked(stage, made).items()} == pairs_of(stage, draft)
    assert sorted(told(stage, "pairings.mentor_ask")) == sorted(pairs_of(stage, draft).values())
    assert not told(stage, "pairings.started")
    assert draft_now(stage, draft).state is DraftState.RELEASED


def test_the_decision_is_whole_before_anybody_is_asked(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    made = decide(stage, draft)

    assert {one.mentee for one in asks(stage, made)} == set(ready.mentees)
    assert {one.state for one in asks(stage, made)} == {AskState.WAITING}
    assert not pairings_of(stage, made)
    assert draft_now(stage, draft).state is DraftState.RELEASING


def test_sent_twice_by_the_same_person_it_is_one_release(stage: Stage) -> None:
    draft = drafted(stage, set_cohort(stage).cohort)
    first = decide(stage, draft)
    assert decide(stage, draft, made_on=0).id == first.id
    work_off(stage)
    assert decide(stage, draft, made_on=0).id == first.id
    assert work_off(stage) == 0
    assert len(pairings_of(stage, first)) == len(pairs_of(stage, draft))


def test_two_program_managers_press_at_once_and_the_later_one_reads_who_did(stage: Stage) -> None:
    draft = drafted(stage, set_cohort(stage).cohort)
    another = another_manager(stage)
    decide(stage, draft)
    with pytest.raises(Refusal) as refused:
        decide(stage, draft, by=another)
    assert refused.value.code == "matching.launched"
    assert refused.value.troubles[0].facts["name"] == PROGRAM_MANAGER.real_name
    work_off(stage)
    assert len(told(stage, "pairings.mentor_ask")) == len(pairs_of(stage, draft))


def test_a_draft_released_a_second_time_says_who_launched_it_and_asks_nobody(stage: Stage) -> None:
    draft = drafted(stage, set_cohort(stage).cohort)
    released(stage, draft)
    for ask_again in (lambda: decide(stage, draft, seen=1), lambda: check(stage, draft)):
        with pytest.raises(Refusal) as refused:
            ask_again()
        assert refused.value.code == "matching.launched"
    assert work_off(stage) == 0


def test_a_release_made_on_an_older_edit_is_refused(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    mentee, mentor = next(iter(pairs_of(stage, draft).items()))
    edit(stage, draft, EditKind.LOCK, mentee, mentor)
    with pytest.raises(Refusal) as refused:
        decide(stage, draft, made_on=0)
    assert refused.value.code == "matching.edited_meanwhile"
    assert draft_now(stage, draft).state is DraftState.READY


def test_locked_pairs_go_first_and_the_rest_follows_later(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    mentee, mentor = next(iter(pairs_of(stage, draft).items()))
    edit(stage, draft, EditKind.LOCK, mentee, mentor)
    first = released(stage, draft, Choice(What.LOCKED))
    assert asked(stage, first).keys() == {mentee}

    checked = check(stage, draft)
    assert (checked.rest, checked.pairs, len(checked.launched)) == (2, 2, 1)
    rest = decide(stage, draft, seen=1)
    work_off(stage)
    assert rest.number == 2
    assert asked(stage, rest).keys() == set(ready.mentees)
    assert len(told(stage, "pairings.mentor_ask")) == 3


def test_chosen_pairs_are_released_by_the_mentees_named(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft, Choice(What.CHOSEN, (ready.mentees[1], "nobody")))
    assert asked(stage, made).keys() == {ready.mentees[1]}


def test_another_choice_sent_from_an_older_form_is_no_quiet_success(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    first, second = (Choice(What.CHOSEN, (one,)) for one in ready.mentees[:2])
    made = decide(stage, draft, first)
    assert decide(stage, draft, first, made_on=0).id == made.id
    with pytest.raises(Refusal) as refused:
        decide(stage, draft, second, made_on=0)
    assert refused.value.code == "matching.launched"


@pytest.mark.parametrize(
    ("choice", "code", "field"),
    [
        (Choice(What.LOCKED), "matching.nothing_to_launch", "what"),
        (Choice(What.CHOSEN), "matching.choose_pairs", "chosen"),
        (Choice(What.CHOSEN, ("x",) * 101), "matching.too_many_chosen", "chosen"),
    ],
)
def test_a_choice_that_means_nothing_says_so_under_its_field(
    stage: Stage, choice: Choice, code: str, field: str
) -> None:
    draft = drafted(stage, set_cohort(stage).cohort)
    with pytest.raises(Refusal) as refused:
        decide(stage, draft, choice)
    assert [(one.code, one.field) for one in refused.value.troubles] == [(code, field)]
    assert draft_now(stage, draft).state is DraftState.READY


@pytest.mark.parametrize("by", [MENTEE, MENTOR, LIAISON, SPONSOR, COLLEAGUE])
def test_nobody_but_a_program_manager_launches_or_reads_the_checklist(
    stage: Stage, by: SlackPerson
) -> None:
    draft = drafted(stage, set_cohort(stage).cohort)
    for act in (lambda: decide(stage, draft, by=by, made_on=0), lambda: check(stage, draft, by=by)):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code.startswith("permissions.")
    assert draft_now(stage, draft).state is DraftState.READY


def test_killed_between_two_batches_it_goes_on_and_asks_nobody_twice(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    made = decide(stage, draft)
    killed = []

    def dies(done: int, _total: int | None) -> None:
        killed.append(done)
        raise Killed

    for _ in range(2):
        with pytest.raises(Killed):
            carry_out(stage.desk, stage.workspace_id, made.id, dies, 1)
    assert len(asked(stage, made)) == 2
    assert draft_now(stage, draft).state is DraftState.RELEASING
    work_off(stage)
    assert {m: p.mentor for m, p in asked(stage, made).items()} == pairs_of(stage, draft)
    assert len(told(stage, "pairings.mentor_ask")) == 3


def test_two_workers_at_once_ask_nobody_twice(stage: Stage) -> None:
    draft = drafted(stage, set_cohort(stage).cohort)
    made = decide(stage, draft)
    other: list[bool] = []

    def meanwhile(_done: int, _total: int | None) -> None:
        if not other:
            other.append(True)
            carry_out(stage.desk, stage.workspace_id, made.id, lambda *_: None)

    carry_out(stage.desk, stage.workspace_id, made.id, meanwhile)
    assert len(pairings_of(stage, made)) == len(pairs_of(stage, draft))
    assert len(told(stage, "pairings.mentor_ask")) == 3
