"""Asking for another partner: in confidence, with somebody independent, by a day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from program.actor import Role
from program.charter import CharterWords, ProgramCharter
from program.pairing import Ending, Pairing, PairingState, PairingStep
from program.person import SlackPerson
from program.refusal import Refusal
from program.request import RequestForAsker, RequestSeen, RequestState, RequestStep
from program.request_forms import Answer, Closing
from services import governance, request_cases, request_lists, request_watch, requests
from services.request_cases import Case
from services.request_lists import Shown
from store import charters, pairings
from store import requests as kept
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.requests import ASKED, SECRET, ask, pairing_now, running_pair
from tests.kit.trail import audit_entries, deliveries_of

DUE = date(2026, 11, 30)
"""Five working days after the Monday of the tests' clock."""
PAST_DUE = datetime(2026, 12, 1, 6, tzinfo=UTC)
ANSWER = Answer("", 0, Closing.GO_ON, "We talked, and you go on.", told=True)


@pytest.fixture
def pairing(stage: Stage) -> Pairing:
    return running_pair(stage)


def mine(stage: Stage, account: SlackPerson) -> tuple[RequestSeen, ...]:
    with stage.desk.open_look(stage.caller(account)) as look:
        return requests.mine(look)


def read_mine(stage: Stage, account: SlackPerson, request_id: str) -> RequestForAsker:
    with stage.desk.open_look(stage.caller(account)) as look:
        return requests.read_mine(look, request_id)


def withdraw(stage: Stage, account: SlackPerson, request_id: str) -> RequestSeen:
    with stage.desk.open_work(stage.caller(account)) as work:
        return requests.withdraw(work, request_id)


def open_case(stage: Stage, account: SlackPerson, request_id: str) -> Case:
    with stage.desk.open_work(stage.caller(account)) as work:
        return request_cases.open_case(work, request_id)


def talk(stage: Stage, account: SlackPerson, request_id: str) -> Case:
    with stage.desk.open_work(stage.caller(account)) as work:
        return request_cases.talk_first(work, request_id)


def settle(stage: Stage, account: SlackPerson, request_id: str, answer: Answer = ANSWER) -> None:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        now = kept.request(look.session, request_id)
    assert now is not None
    answer = replace(answer, request_id=request_id, seen_version=answer.seen_version or now.version)
    with stage.desk.open_work(stage.caller(account)) as work:
        request_cases.settle(work, answer)


def hand_over(stage: Stage, account: SlackPerson, request_id: str, to: SlackPerson) -> None:
    with stage.desk.open_work(stage.caller(account)) as work:
        request_cases.hand_over(work, request_id, stage.person_id(to))


def tick(stage: Stage) -> datetime | None:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = request_watch.next_watch(look)
    if due is not None and due <= stage.desk.now():
        with stage.desk.open_work_in(stage.workspace_id) as work:
            request_watch.watch_due(work)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return request_watch.next_watch(look)


def recipients(stage: Stage, kind: str) -> list[str | None]:
    return [one.recipient for one in deliveries_of(stage, kind)]


@pytest.mark.parametrize("account", [MENTEE, MENTOR])
def test_it_has_an_owner_a_day_and_the_other_side_hears_nothing(
    stage: Stage, pairing: Pairing, account: SlackPerson
) -> None:
    other = MENTOR if account is MENTEE else MENTEE
    seen = ask(stage, account, pairing)
    assert (seen.state, seen.due_on) == (RequestState.RECEIVED, DUE)
    assert seen.owner == stage.person_id(PROGRAM_MANAGER)
    assert recipients(stage, "requests.received") == [stage.person_id(account)]
    assert recipients(stage, "requests.repair_card") == [stage.person_id(PROGRAM_MANAGER)]
    assert mine(stage, other) == ()
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = kept.open_of_pairing(look.session, pairing.id)
    assert found is not None
    with pytest.raises(Refusal, match=r"permissions\."):
        read_mine(stage, other, found.id)


@pytest.mark.parametrize("account", [COLLEAGUE, SPONSOR, LIAISON, PROGRAM_MANAGER, GUEST, OUTSIDER])
def test_nobody_asks_for_a_pairing_that_is_not_theirs(
    stage: Stage, pairing: Pairing, account: SlackPerson
) -> None:
    with pytest.raises(Refusal, match=r"permissions\."):
        ask(stage, account, pairing)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (replace(ASKED, reason=None), "reason"),
        (replace(ASKED, helps=None), "helps"),
        (replace(ASKED, words=" ... "), "words"),
        (replace(ASKED, words="a" * 2001), "words"),
        (replace(ASKED, reach="a" * 151), "reach"),
        (replace(ASKED, wishes=("a",), avoid=("a",)), "avoid"),
        (replace(ASKED, wishes=("a", "b", "c", "d")), "wishes"),
    ],
)
def test_what_is_missing_or_too_long_is_said_under_its_field(
    stage: Stage, pairing: Pairing, asked: object, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        ask(stage, MENTEE, pairing, asked)  # type: ignore[arg-type]
    assert field in {one.field for one in refused.value.troubles}
    assert mine(stage, MENTEE) == ()


def test_no_word_of_it_leaves_the_sealed_columns(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    assert read_mine(stage, MENTEE, seen.id).asked == ASKED
    kinds = ("requests.received", "requests.repair_card", "requests.due_soon")
    rows = [one for kind in kinds for one in deliveries_of(stage, kind)]
    assert all(SECRET not in str(vars(one)) for one in [*rows, *audit_entries(stage)])


def test_sent_twice_is_once(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        again = requests.ask_for_another(work, pairing.id, ASKED)
    assert again == seen
    assert len(deliveries_of(stage, "requests.received")) == 1
    assert len(deliveries_of(stage, "requests.repair_card")) == 1


def test_asking_again_adds_to_it_and_keeps_what_was_there_to_go_on_from(
    stage: Stage, pairing: Pairing
) -> None:
    first = ask(stage, MENTEE, pairing)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        begun = requests.start(look, pairing.id)
    assert (begun.mine, begun.before) == (first, ASKED)
    more = replace(ASKED, words=f"{ASKED.words} And more.")
    assert ask(stage, MENTEE, pairing, more).id == first.id
    assert read_mine(stage, MENTEE, first.id).asked == more
    assert len(deliveries_of(stage, "requests.received")) == 1


def test_both_asking_is_one_case_and_neither_sees_the_other(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    first = ask(stage, MENTEE, pairing)
    open_case(stage, PROGRAM_MANAGER, first.id)
    talk(stage, PROGRAM_MANAGER, first.id)
    clock.move(days=2)
    theirs = replace(ASKED, words="From my side as well.")
    second = ask(stage, MENTOR, pairing, theirs)
    assert second.id == first.id
    assert len(deliveries_of(stage, "requests.repair_card")) == 1
    # For the mentor it came in now: no earlier step, no earlier day gives the mentee away.
    assert (second.state, second.due_on) == (RequestState.RECEIVED, date(2026, 12, 2))
    read = read_mine(stage, MENTOR, second.id)
    assert (read.asked, read.steps) == (theirs, ())
    assert mine(stage, MENTEE)[0].state is RequestState.TALKING
    case = open_case(stage, PROGRAM_MANAGER, first.id)
    assert [one.asked.words for one in case.case.voices] == [ASKED.words, theirs.words]


def test_taking_it_back_ends_only_ones_own(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    ask(stage, MENTOR, pairing)
    assert withdraw(stage, MENTEE, seen.id).state is RequestState.WITHDRAWN
    assert withdraw(stage, MENTEE, seen.id).state is RequestState.WITHDRAWN
    assert mine(stage, MENTOR)[0].is_open
    assert withdraw(stage, MENTOR, seen.id).state is RequestState.WITHDRAWN
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert kept.open_of_pairing(look.session, pairing.id) is None
    again = ask(stage, MENTEE, pairing)
    assert again.id != seen.id


def test_once_the_first_took_it_back_the_other_ones_day_counts(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    seen = ask(stage, MENTEE, pairing)
    clock.move(days=2)
    promised = ask(stage, MENTOR, pairing).due_on
    withdraw(stage, MENTEE, seen.id)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        case = kept.request(look.session, seen.id)
    assert case is not None
    assert case.due_on == promised == date(2026, 12, 2)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    clock.set(PAST_DUE)
    tick(stage)
    assert mine(stage, MENTOR)[0].owner == stage.person_id(PROGRAM_MANAGER)


@pytest.mark.parametrize("account", [MENTOR, COLLEAGUE, PROGRAM_MANAGER, LIAISON, SPONSOR])
def test_nobody_else_takes_it_back(stage: Stage, pairing: Pairing, account: SlackPerson) -> None:
    seen = ask(stage, MENTEE, pairing)
    with pytest.raises(Refusal, match=r"permissions\."):
        withdraw(stage, account, seen.id)


@pytest.mark.parametrize("account", [MENTEE, MENTOR, COLLEAGUE, SPONSOR, LIAISON, GUEST, OUTSIDER])
def test_only_the_program_team_opens_a_case(
    stage: Stage, pairing: Pairing, account: SlackPerson
) -> None:
    seen = ask(stage, MENTEE, pairing)
    with pytest.raises(Refusal, match=r"permissions\."):
        open_case(stage, account, seen.id)


def test_the_liaison_reads_but_does_not_answer(stage: Stage, pairing: Pairing) -> None:
    stage.give(LIAISON, Role.LIAISON, pairing.cohort.program.id)
    seen = ask(stage, MENTEE, pairing)
    assert not open_case(stage, LIAISON, seen.id).may_answer
    with pytest.raises(Refusal, match=r"permissions\.not_yours"):
        talk(stage, LIAISON, seen.id)


def test_a_program_manager_of_the_pair_never_sees_it(stage: Stage, pairing: Pairing) -> None:
    stage.give(MENTOR, Role.PROGRAM_MANAGER)
    seen = ask(stage, MENTEE, pairing)
    assert seen.owner == stage.person_id(PROGRAM_MANAGER)
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert request_lists.lines(look) == ()
        assert request_lists.waiting(look) == ()
    for act in (open_case, talk):
        with pytest.raises(Refusal, match=r"permissions\.about_yourself"):
            act(stage, MENTOR, seen.id)


def test_where_the_only_program_manager_is_one_of_the_two_the_liaison_answers(
    stage: Stage,
) -> None:
    pairing = running_pair(stage, PROGRAM_MANAGER, MENTEE)
    stage.give(LIAISON, Role.LIAISON, pairing.cohort.program.id)
    seen = ask(stage, MENTEE, pairing)
    assert seen.owner == stage.person_id(LIAISON)
    assert open_case(stage, LIAISON, seen.id).may_answer
    talk(stage, LIAISON, seen.id)


def test_where_nobody_is_independent_it_waits_until_somebody_is(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = running_pair(stage, PROGRAM_MANAGER, MENTEE)
    assert ask(stage, MENTEE, pairing).owner is None
    assert deliveries_of(stage, "requests.repair_card") == []
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    clock.move(days=1)
    tick(stage)
    seen = mine(stage, MENTEE)[0]
    assert seen.owner == stage.person_id(COLLEAGUE)
    assert set(recipients(stage, "requests.passed_on")) == {
        stage.person_id(COLLEAGUE),
        stage.person_id(MENTEE),
    }


def test_the_owners_first_reading_shows_whom_it_is_with(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    open_case(stage, COLLEAGUE, seen.id)
    assert mine(stage, MENTEE)[0].state is RequestState.RECEIVED
    open_case(stage, PROGRAM_MANAGER, seen.id)
    open_case(stage, PROGRAM_MANAGER, seen.id)
    assert mine(stage, MENTEE)[0].state is RequestState.WITH_OWNER
    assert [one.entry for one in audit_entries(stage)].count("request.opened") == 3


def test_talk_first_pressed_twice_tells_once(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    talk(stage, PROGRAM_MANAGER, seen.id)
    talk(stage, PROGRAM_MANAGER, seen.id)
    assert recipients(stage, "requests.talk_first") == [stage.person_id(MENTEE)]


def test_settled_with_an_answer_that_whoever_asked_may_read(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    settle(stage, PROGRAM_MANAGER, seen.id)
    settle(stage, PROGRAM_MANAGER, seen.id)
    assert recipients(stage, "requests.answered") == [stage.person_id(MENTEE)]
    (step,) = read_mine(stage, MENTEE, seen.id).steps
    assert (step.step, step.text) == (RequestStep.SETTLED, ANSWER.text)
    assert pairing_now(stage, pairing).state is PairingState.ACTIVE
    with pytest.raises(Refusal, match=r"requests\.settled"):
        withdraw(stage, MENTEE, seen.id)


def test_a_note_for_the_program_team_stays_there(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    settle(stage, PROGRAM_MANAGER, seen.id, replace(ANSWER, told=False))
    (step,) = read_mine(stage, MENTEE, seen.id).steps
    assert step.text is None


def test_settled_with_an_end_sets_todays_as_the_last_day(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    settle(stage, PROGRAM_MANAGER, seen.id, replace(ANSWER, closing=Closing.END))
    ended = pairing_now(stage, pairing)
    assert (ended.ended_on, ended.ending) == (date(2026, 11, 23), Ending.CHANGED)


def test_the_later_of_two_decisions_changes_nothing(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    with pytest.raises(Refusal, match=r"requests\.changed_meanwhile"):
        settle(stage, PROGRAM_MANAGER, seen.id, replace(ANSWER, seen_version=99))
    assert mine(stage, MENTEE)[0].is_open


def test_handed_over_it_is_somebody_elses_with_days_of_their_own(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    seen = ask(stage, MENTEE, pairing)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    clock.move(days=1)
    hand_over(stage, PROGRAM_MANAGER, seen.id, COLLEAGUE)
    hand_over(stage, PROGRAM_MANAGER, seen.id, COLLEAGUE)
    after = mine(stage, MENTEE)[0]
    assert (after.owner, after.due_on) == (stage.person_id(COLLEAGUE), date(2026, 12, 1))
    assert len(deliveries_of(stage, "requests.repair_card")) == 2


@pytest.mark.parametrize("to", [MENTOR, MENTEE, SPONSOR, GUEST])
def test_it_is_handed_to_nobody_outside_the_team_nor_to_the_two(
    stage: Stage, pairing: Pairing, to: SlackPerson
) -> None:
    stage.give(MENTOR, Role.PROGRAM_MANAGER)
    seen = ask(stage, MENTEE, pairing)
    with pytest.raises(Refusal, match=r"requests\.cannot_own"):
        hand_over(stage, PROGRAM_MANAGER, seen.id, to)


def test_past_due_it_goes_to_the_next_in_line_once(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    seen = ask(stage, MENTEE, pairing)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    assert tick(stage) == datetime(2026, 11, 30, 23, tzinfo=UTC)  # midnight in Berlin
    clock.set(PAST_DUE)
    tick(stage)
    tick(stage)
    after = mine(stage, MENTEE)[0]
    assert (after.state, after.owner) == (RequestState.PASSED_ON, stage.person_id(COLLEAGUE))
    assert after.due_on == date(2026, 12, 4)
    assert set(recipients(stage, "requests.passed_on")) == {
        stage.person_id(COLLEAGUE),
        stage.person_id(MENTEE),
    }
    clock.set(datetime(2026, 12, 5, 6, tzinfo=UTC))
    tick(stage)
    # Everybody had their turn: it stays, past due, and is watched no longer.
    assert tick(stage) is None
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        (line,) = request_lists.waiting(look)
    assert line.is_past_due
    assert seen.id == line.request.id


def test_it_settles_by_itself_when_the_pairing_ends(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    ask(stage, MENTEE, pairing)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairings.move(
            work.session,
            pairing_now(stage, pairing),
            PairingStep.ENDED,
            by=None,
            ended_on=date(2026, 11, 23),
        )
    tick(stage)
    tick(stage)
    assert mine(stage, MENTEE)[0].state is RequestState.SETTLED
    assert recipients(stage, "requests.answered") == [stage.person_id(MENTEE)]


def test_whoever_leaves_the_team_leaves_their_requests_to_the_next(
    stage: Stage, pairing: Pairing
) -> None:
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, pairing.cohort.program.id)
    seen = ask(stage, MENTEE, pairing)
    assert seen.owner == stage.person_id(COLLEAGUE)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        assert request_watch.go_on_without(work, stage.person_id(COLLEAGUE)) == 0
    end_role(stage, COLLEAGUE)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        assert request_watch.go_on_without(work, stage.person_id(COLLEAGUE)) == 1
    assert mine(stage, MENTEE)[0].owner == stage.person_id(PROGRAM_MANAGER)


def end_role(stage: Stage, account: SlackPerson) -> None:
    person_id = stage.person_id(account)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        for one in governance.roles_given(work):
            if one.person.id == person_id:
                governance.end_role(work, one.id)


def test_lists_are_narrowed_by_part_and_by_name(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    with stage.desk.open_look(stage.caller(COLLEAGUE)) as look:
        found = {shown: len(request_lists.lines(look, shown)) for shown in Shown}
        assert found == {Shown.OPEN: 1, Shown.MINE: 0, Shown.DUE: 0, Shown.CLOSED: 0}
        assert len(request_lists.lines(look, Shown.OPEN, "moreau")) == 1
        assert request_lists.lines(look, Shown.OPEN, "nobody") == ()
    settle(stage, PROGRAM_MANAGER, seen.id)
    with stage.desk.open_look(stage.caller(COLLEAGUE)) as look:
        assert len(request_lists.lines(look, Shown.CLOSED)) == 1


@pytest.mark.parametrize("account", [MENTEE, SPONSOR, COLLEAGUE])
def test_others_see_no_list(stage: Stage, pairing: Pairing, account: SlackPerson) -> None:
    ask(stage, MENTEE, pairing)
    with stage.desk.open_look(stage.caller(account)) as look:
        assert request_lists.lines(look) == ()


def test_that_somebody_is_asked_is_noted_once(stage: Stage, pairing: Pairing) -> None:
    seen = ask(stage, MENTEE, pairing)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        request_cases.somebody_asked(work, seen.id)
        request_cases.somebody_asked(work, seen.id)
    assert mine(stage, MENTEE)[0].state is RequestState.SOMEBODY_ASKED


def test_in_the_end_it_goes_to_the_escalation_person_who_answers_and_no_more(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    sven, petra = stage.person_id(SPONSOR), stage.person_id(PROGRAM_MANAGER)
    charter = ProgramCharter(pairing.cohort.program.id, CharterWords("To grow."), escalation=sven)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert charters.write(work.session, charter, by=petra)
    seen = ask(stage, MENTEE, pairing)
    with pytest.raises(Refusal, match=r"permissions\."):
        open_case(stage, SPONSOR, seen.id)
    clock.set(PAST_DUE)
    tick(stage)
    assert mine(stage, MENTEE)[0].owner == sven
    case = open_case(stage, SPONSOR, seen.id)
    assert (case.may_answer, case.may_propose, case.may_end) == (True, False, False)
    with pytest.raises(Refusal, match=r"requests\.only_managers_end"):
        settle(stage, SPONSOR, seen.id, replace(ANSWER, closing=Closing.END))
    settle(stage, SPONSOR, seen.id)
    assert recipients(stage, "requests.answered") == [stage.person_id(MENTEE)]
