"""From a program manager's form to a yes: a nomination's whole way, over the sandbox's sockets."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handlers.ids import Cohorts, Home, Lists, Nominations
from handlers.lists.view import PAGE
from program.actor import Role
from program.nomination_steps import Step
from tests.kit.cast import COLLEAGUE, GUEST, HOSTILE_NAME, MENTEE, PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.entering import (
    actions_in,
    dated,
    element_of,
    typed,
    words_in,
    written_everywhere,
)
from tests.kit.house import Town, workspace_seed
from tests.kit.nominations import PLAN, REASON, another_cohort, crowd, nominate, open_cohort
from tests.kit.sandbox import PagePerson
from tests.kit.story import Manager, Nominee, fill_aims, fill_days, make_program, send_program
from tests.kit.trail import audit_entries

EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Ten o'clock in New York, four in Berlin."""
NEXT_MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""Nine o'clock in Berlin, where Petra works."""
QUESTION = "How many people were in the team in Lyon?"
SECRET = "marker of a private word"


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(PROGRAM_MANAGER)


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(MENTEE)


def test_from_the_first_form_to_a_yes(
    town: Town, petra: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    clock.set(EVERYONE_AT_WORK)
    petra.open_home()
    start = petra.wait_for_home(lambda view: "Start here" in words_in(view))
    petra.press(start, Cohorts.NEW_PROGRAM)
    send_program(petra, petra.wait_for_modal(Cohorts.FORM_VIEW))

    nominee, manager = Nominee(mia), Manager(petra)
    home = nominee.home_says("Nominations are open until Fri 11 Dec")
    assert "Has led a team through a change" in words_in(home)
    nominee.apply(SECRET)
    received = nominee.told("is received")
    nominee.home_says("In review")
    petra.wait_for_home(lambda view: "1 waits for a decision" in words_in(view))

    manager.decide(Step.MORE_ASKED, QUESTION, remark=SECRET)
    asked = nominee.told(QUESTION)
    nominee.home_says("One thing missing")
    assert nominee.told("one thing missing since")["ts"] == received["ts"]
    mia.press(asked, Nominations.ADD)
    form = mia.wait_for_modal(Nominations.ADD_VIEW)
    assert QUESTION in words_in(form)
    assert mia.submit(form, typed(text="Eleven people."))["result"] == "updated"
    assert "Eleven people." in words_in(mia.wait_for_modal(Nominations.MINE_VIEW))
    mia.close(mia.modal() or {}, everything=True)
    nominee.told("Added on Mon 23 Nov")

    manager.decide(Step.ACCEPTED)
    nominee.told("You are in: Leadership mentoring, Spring 2027")
    nominee.home_says("Accepted")
    shown = nominee.told("accepted, ")
    assert (shown["ts"], actions_in(shown)) == (received["ts"], {Nominations.MINE})
    petra.wait_for_home(lambda view: "Nothing waits for you" in words_in(view))

    mia.press(shown, Nominations.MINE)
    read = words_in(mia.wait_for_modal(Nominations.MINE_VIEW))
    assert REASON in read
    assert SECRET in read  # their own evidence
    assert all(SECRET not in one["text"] + words_in(one) for one in mia.messages())
    assert all(SECRET not in one["text"] + words_in(one) for one in petra.messages())
    kept = [one.entry for one in audit_entries(town.stage)]
    assert [one for one in kept if one.startswith(("program.", "cohort.", "nomination."))] == [
        "program.created",
        "cohort.created",
        "nomination.received",
        "nomination.opened",
        "nomination.more_asked",
        "nomination.added_to",
        "nomination.opened",
        "nomination.accepted",
    ]


def test_a_withdrawal_from_the_message_changes_it_and_can_be_renewed(
    town: Town, petra: PagePerson, mia: PagePerson
) -> None:
    make_program(petra)
    nominee = Nominee(mia)
    nominee.apply()
    mia.press(nominee.told("is received"), Nominations.WITHDRAW)
    changed = nominee.told("withdrawn, Mon 23 Nov")
    assert Nominations.WITHDRAW not in actions_in(changed)
    nominee.home_says("Withdrawn")
    nominee.apply()
    nominee.home_says("In review")


def test_the_list_behind_a_nomination_follows_it(petra: PagePerson, mia: PagePerson) -> None:
    make_program(petra)
    Nominee(mia).apply()
    mia.command("/mentoring", "status")
    mia.press(mia.wait_for_modal(Nominations.STATUS_VIEW), Nominations.MINE)
    mia.press(mia.wait_for_modal(Nominations.MINE_VIEW), Nominations.WITHDRAW)
    mia.wait_for(lambda: all("*Withdrawn*" in words_in(one) for one in mia.views()))
    assert [one["callback_id"] for one in mia.views()] == [
        Nominations.STATUS_VIEW,
        Nominations.MINE_VIEW,
    ]


def test_a_wait_list_place_follows_and_the_list_filter_finds_it(
    town: Town, petra: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    clock.set(EVERYONE_AT_WORK)
    make_program(petra)
    Nominee(mia).apply()
    Manager(petra).decide(Step.WAIT_LISTED)
    told = Nominee(mia).told("place 1 of 1")
    assert actions_in(told) == {Nominations.MINE, Nominations.WITHDRAW}
    petra.command("/mentoring-admin", "nominations wait list")
    listed = petra.wait_for_modal(Lists.VIEW)
    assert "Wait list, place 1 of 1" in words_in(listed)
    mia.press(told, Nominations.WITHDRAW)
    Nominee(mia).told("You were on the wait list")


def test_the_later_of_two_program_managers_is_told_and_nothing_changes(
    town: Town, petra: PagePerson, mia: PagePerson
) -> None:
    town.stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    make_program(petra)
    Nominee(mia).apply()
    first, second = Manager(petra), Manager(town.person(COLLEAGUE))
    seen_by_both = first.open_decision(), second.open_decision()
    assert first.send(seen_by_both[0], Step.ACCEPTED)["result"] == "closed"
    answer = second.send(seen_by_both[1], Step.DECLINED)
    assert answer["result"] == "errors"
    (sentence,) = answer["errors"].values()
    assert sentence == "Already decided by Petra Park at 19:00. Nothing was changed."
    Nominee(mia).home_says("Accepted")


def test_the_morning_message_counts_what_waits_and_follows_the_queue(
    town: Town, petra: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    make_program(petra)
    Nominee(mia).apply()
    Nominee(town.person(COLLEAGUE)).apply()
    clock.set(NEXT_MORNING)
    waiting = petra.wait_for_message(lambda one: "2 nominations wait" in one["text"])
    petra.press(waiting, Nominations.QUEUE)
    petra.close(petra.wait_for_modal(Lists.VIEW), everything=True)
    Manager(petra).decide(Step.ACCEPTED)
    changed = petra.wait_for_message(lambda one: "1 nomination waits" in one["text"])
    assert changed["ts"] == waiting["ts"]
    Manager(petra).decide(Step.DECLINED)
    settled = petra.wait_for_message(lambda one: "No nomination waits" in one["text"])
    assert (settled["ts"], actions_in(settled)) == (waiting["ts"], set())


def test_nobody_decides_on_themselves(town: Town, petra: PagePerson) -> None:
    make_program(petra)
    Nominee(petra).apply()
    petra.command("/mentoring-admin", "nominations")
    queue = petra.wait_for_modal(Lists.VIEW)
    assert Nominations.REVIEW not in actions_in(queue)
    assert "somebody else decides" in words_in(queue)


def test_a_form_that_is_wrong_is_refused_under_its_fields(petra: PagePerson) -> None:
    petra.command("/mentoring-admin", "program")
    form = petra.wait_for_modal(Cohorts.FORM_VIEW)
    entered = {**fill_days(), **dated(nominations_close="2026-11-22", starts="2026-11-22")}
    errors = petra.submit(form, entered)["errors"]
    assert errors == {
        "nominations_close": "That day is past. Choose a later one.",
        "starts": "That day is past. Choose a later one.",
    }
    entered = {**fill_days(), **dated(starts="2026-12-11")}
    errors = petra.submit(form, entered)["errors"]
    assert errors == {"starts": "The cohort must start after nominations close (Fri 11 Dec)."}
    assert petra.submit(form, fill_days())["result"] == "updated"
    aims = petra.wait_for_modal(Cohorts.AIMS_VIEW)
    entered = {**fill_aims(), **typed(criteria="- One thing\n- one  thing")}
    errors = petra.submit(aims, entered)["errors"]
    assert errors == {"criteria": "Line 2 says the same as line 1. Take one out."}


def test_names_that_would_call_everybody_do_not(
    town: Town, petra: PagePerson, mia: PagePerson
) -> None:
    petra.command("/mentoring-admin", "program")
    form = petra.wait_for_modal(Cohorts.FORM_VIEW)
    send_program(petra, form, replace(PLAN, program="<!channel>", name=HOSTILE_NAME[:75].strip()))
    nominee = Nominee(mia)
    nominee.home_says("Nominations are open")
    nominee.apply("<!channel> <@U0PETRA> *bold*")
    told = nominee.told("is received")
    assert "<!channel>" not in told["text"] + words_in(told)
    assert "&lt;!channel&gt;" in told["text"]


def test_three_thousand_characters_are_refused_under_the_field(
    petra: PagePerson, mia: PagePerson
) -> None:
    make_program(petra)
    nominee = Nominee(mia)
    form = nominee.first_step()
    answer = mia.submit(form, written_everywhere(form, "x" * 3000))
    assert answer["result"] == "errors"
    assert all(field.startswith("evidence:") for field in answer["errors"])


def test_the_draft_is_offered_again_and_goes_on_where_it_stopped(
    petra: PagePerson, mia: PagePerson
) -> None:
    make_program(petra)
    nominee = Nominee(mia)
    second = nominee.first_step()
    entered = written_everywhere(second, "Kept on the way back.")
    mia.press(second, Nominations.SELF_BACK, state=entered)
    first = mia.wait_for_modal(Nominations.SELF_VIEW)
    mia.close(first, everything=True)
    again = nominee.begin()
    assert "kept for you alone" in words_in(again)
    mia.press(again, Nominations.SELF_RESUME)
    second = mia.wait_for_modal(Nominations.SELF_EVIDENCE_VIEW)
    fields = [one for one in second["blocks"] if one["type"] == "input"]
    assert {one["element"]["initial_value"] for one in fields} == {"Kept on the way back."}


def test_long_words_of_every_script_find_their_way_back_into_the_form(
    petra: PagePerson, mia: PagePerson
) -> None:
    make_program(petra)
    nominee = Nominee(mia)
    second = nominee.first_step()
    long = "Я руководил переходом. " * 80
    mia.press(second, Nominations.SELF_BACK, state=written_everywhere(second, long))
    first = mia.wait_for_modal(Nominations.SELF_VIEW)
    assert mia.submit(first)["result"] == "updated"
    again = mia.wait_for_modal(Nominations.SELF_EVIDENCE_VIEW)
    fields = [one for one in again["blocks"] if one["type"] == "input"]
    assert {one["element"]["initial_value"] for one in fields} == {long.strip()}
    assert mia.submit(again)["result"] == "updated"


def test_with_two_open_cohorts_the_form_asks_which(
    town: Town, petra: PagePerson, mia: PagePerson
) -> None:
    first = open_cohort(town.stage)
    another_cohort(town.stage, first)
    mia.command("/mentoring", "apply")
    choice = mia.wait_for_modal(Nominations.SELF_CHOOSE_VIEW)
    assert {"Spring 2027", "Autumn 2027"} <= set(words_in(choice).replace(" · ", "\n").split("\n"))
    mia.press(choice, Nominations.SELF_COHORT)
    mia.wait_for_modal(Nominations.SELF_VIEW)


def test_the_next_cohort_begins_from_this_one(town: Town, petra: PagePerson) -> None:
    open_cohort(town.stage)
    petra.command("/mentoring-admin", "cohort new")
    form = petra.wait_for_modal(Cohorts.FORM_VIEW)
    entered = fill_days()
    del entered["program"]
    answer = petra.submit(
        form, {**entered, **typed(name="Spring 2027"), **dated(ends="2027-10-01")}
    )
    assert answer["errors"]["name"].startswith("This program has a cohort of that name")
    assert petra.submit(form, {**entered, **typed(name="Autumn 2027")})["result"] == "updated"
    aims = petra.wait_for_modal(Cohorts.AIMS_VIEW)
    assert element_of(aims, "criteria")["initial_value"] == "\n".join(PLAN.criteria)
    assert petra.submit(aims, {})["result"] == "updated"
    shown = words_in(petra.wait_for_modal(Cohorts.CHARTER_VIEW))
    assert "Leadership mentoring: Autumn 2027" in shown


def test_the_list_turns_its_pages_and_shows_another_part(town: Town, petra: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    accounts = crowd(town.stage, PAGE + 2)
    town.sandbox.seed({"people": workspace_seed(accounts)["people"]})
    for account in accounts:
        nominate(town.stage, account, cohort)
    petra.command("/mentoring-admin", "nominations")
    first = petra.wait_for_modal(Lists.VIEW)
    assert "1 to 15 of 17" in words_in(first)
    petra.press(first, Lists.NEXT)
    petra.wait_for(lambda: "16 to 17 of 17" in words_in(petra.modal() or {}))
    petra.press(petra.modal() or {}, Lists.PREVIOUS)
    petra.wait_for(lambda: "1 to 15 of 17" in words_in(petra.modal() or {}))
    menu = first["blocks"][0]["elements"][0]
    decided = next(one for one in menu["options"] if one["value"] == "decided")
    petra.press(petra.modal() or {}, Lists.FILTER, {"selected_option": decided})
    petra.wait_for(lambda: "nobody at the moment" in words_in(petra.modal() or {}))


def test_a_closed_round_says_when_it_closed(
    petra: PagePerson, mia: PagePerson, clock: FrozenClock
) -> None:
    make_program(petra)
    home = Nominee(mia).home_says("Nominate myself")
    clock.move(days=30)
    mia.press(home, Nominations.SELF)
    said = words_in(mia.wait_for_modal(Home.NOTICE_VIEW))
    assert "Nominations closed on Fri 11 Dec" in said


def test_a_button_that_came_too_late_gets_a_sentence(petra: PagePerson, mia: PagePerson) -> None:
    make_program(petra)
    Nominee(mia).apply()
    mia.command("/mentoring", "status")
    mia.press(mia.wait_for_modal(Nominations.STATUS_VIEW), Nominations.MINE)
    seen = mia.wait_for_modal(Nominations.MINE_VIEW)
    Manager(petra).decide(Step.DECLINED)
    mia.press(seen, Nominations.WITHDRAW)
    said = words_in(mia.wait_for_modal(Home.NOTICE_VIEW))
    assert "It was decided on Mon 23 Nov; nothing can be changed now." in said


def test_guests_get_a_polite_answer(town: Town, petra: PagePerson) -> None:
    make_program(petra)
    visitor = town.person(GUEST)
    visitor.command("/mentoring", "apply")
    said = visitor.wait_for_message(lambda one: "full account" in one["text"])
    assert said["ephemeral"]


def test_whoever_is_no_program_manager_gets_neither_form_nor_queue(
    petra: PagePerson, mia: PagePerson
) -> None:
    make_program(petra)
    for word in ("program", "nominations"):
        mia.command("/mentoring-admin", word)
        launcher = mia.wait_for_modal()
        assert "program managers" in words_in(launcher)
        mia.close(launcher, everything=True)
