"""Programs and cohorts in Slack: set up in two steps, changed in small forms, read by everyone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers.ids import Cohorts, Home
from program.actor import Role
from program.cohort import Cohort
from services import charters, cohort_changes, cohorts
from tests.kit import cast
from tests.kit.entering import actions_in, dated, element_of, typed, words_in
from tests.kit.house import Town
from tests.kit.nominations import PLAN, another_cohort, nominate, open_cohort
from tests.kit.sandbox import NotAllowed, PagePerson
from tests.kit.story import fill_aims, fill_days

Json = dict[str, Any]


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(cast.PROGRAM_MANAGER)


def settings(person: PagePerson) -> Json:
    person.command("/mentoring-admin", "cohort")
    return person.wait_for_modal(Cohorts.SETTINGS_VIEW)


def open_form(person: PagePerson, hub: Json, action: str, callback: str) -> Json:
    person.press(hub, action)
    return person.wait_for_modal(callback)


def shows(person: PagePerson, words: str) -> Json:
    """The open view that says so, as soon as there is one."""

    def found() -> list[Json]:
        return [one for one in person.views() if words in words_in(one)]

    return person.wait_for(found)[0]


def now(town: Town, cohort: Cohort) -> Cohort:
    with town.stage.desk.open_look(town.stage.caller(cast.MENTEE)) as look:
        return cohorts.charter_of(look, cohort.id).cohort


def as_entered(form: Json, **other: str) -> Json:
    """The four days of the form as they stand, with some of them different."""
    fields = ("nominations_open", "nominations_close", "starts", "ends")
    days = {one: element_of(form, one).get("initial_date") for one in fields}
    stand = {one: day for one, day in days.items() if day}
    return {**typed(name=element_of(form, "name")["initial_value"]), **dated(**(stand | other))}


def test_from_the_choice_of_a_cohort_to_a_competency_two_views_are_enough(
    town: Town, petra: PagePerson
) -> None:
    another_cohort(town.stage, open_cohort(town.stage))
    petra.press(settings(petra), Cohorts.SETTINGS)
    petra.press(shows(petra, "Every 2 weeks"), Cohorts.COMPETENCIES)
    listed = petra.wait_for_modal(Cohorts.COMPETENCIES_VIEW)
    assert len(petra.views()) == 1
    form = open_form(petra, listed, Cohorts.COMPETENCY, Cohorts.COMPETENCY_VIEW)
    assert petra.submit(form, typed(name="Calm"))["result"] == "closed"
    shows(petra, "Calm")


def test_a_day_is_changed_and_the_settings_behind_show_it(town: Town, petra: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    form = open_form(petra, settings(petra), Cohorts.DAYS, Cohorts.DAYS_VIEW)
    crossing = petra.submit(form, as_entered(form, ends="2027-01-18"))
    assert crossing["errors"] == {"ends": "The last day must come after the first (Mon 18 Jan)."}
    assert petra.submit(form, as_entered(form, ends="2028-02-29"))["result"] == "closed"
    hub = shows(petra, "Tue 29 Feb 2028")
    assert hub["callback_id"] == Cohorts.SETTINGS_VIEW
    assert now(town, cohort).ends == date(2028, 2, 29)


def test_whoever_comes_later_finds_their_changes_filled_in_over_the_new_state(
    town: Town, petra: PagePerson
) -> None:
    cohort = open_cohort(town.stage)
    town.stage.give(cast.MENTOR, Role.PROGRAM_MANAGER, cohort.program.id)
    martin = town.person(cast.MENTOR)
    form = open_form(petra, settings(petra), Cohorts.DAYS, Cohorts.DAYS_VIEW)
    faster = open_form(martin, settings(martin), Cohorts.DAYS, Cohorts.DAYS_VIEW)
    assert martin.submit(faster, as_entered(faster, ends="2027-11-30"))["result"] == "closed"

    late = petra.submit(form, {**as_entered(form), **typed(name="Spring forward")})
    assert "Martin Mayer changed this meanwhile" in late["errors"]["name"]
    petra.close(form, everything=True)
    again = open_form(petra, settings(petra), Cohorts.DAYS, Cohorts.DAYS_VIEW)
    assert element_of(again, "name")["initial_value"] == "Spring forward"
    assert element_of(again, "ends")["initial_date"] == "2027-11-30"
    assert petra.submit(again, as_entered(again))["result"] == "closed"
    after = now(town, cohort)
    assert (after.name, after.ends) == ("Spring forward", date(2027, 11, 30))
    petra.close(petra.modal() or {}, everything=True)
    fresh = open_form(petra, settings(petra), Cohorts.DAYS, Cohorts.DAYS_VIEW)
    assert "filled in again" not in words_in(fresh)


def test_a_competency_in_use_is_refused_by_its_count(town: Town, petra: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    nominate(town.stage, cast.MENTEE, cohort)
    form = open_form(petra, settings(petra), Cohorts.RHYTHM, Cohorts.RHYTHM_VIEW)
    chosen = element_of(form, "competencies")["options"]
    unused = [one for one in chosen if one["text"]["text"] == "Coaching others"]
    answer = petra.submit(form, {"competencies": {"field.value": {"selected_options": unused}}})
    (said,) = answer["errors"].values()
    assert "it stands in 1 form that people sent" in said


def test_competencies_are_added_renamed_and_taken_off(town: Town, petra: PagePerson) -> None:
    cohort = open_cohort(town.stage)
    petra.command("/mentoring-admin", "competencies")
    listed = petra.wait_for_modal(Cohorts.COMPETENCIES_VIEW)
    form = open_form(petra, listed, Cohorts.COMPETENCY, Cohorts.COMPETENCY_VIEW)
    assert petra.submit(form, typed(name="<!channel> calm"))["result"] == "closed"
    with town.stage.desk.open_look(town.stage.caller(cast.PROGRAM_MANAGER)) as look:
        assert charters.to_change(look, cohort.program.id).program == cohort.program
    shown = shows(petra, "calm")
    assert "&lt;!channel&gt; calm" in words_in(shown)


def test_the_purpose_is_written_and_everybody_reads_it_the_guest_does_not(
    town: Town, petra: PagePerson
) -> None:
    open_cohort(town.stage)
    petra.command("/mentoring-admin", "program")
    hub = petra.wait_for_modal(Cohorts.PROGRAM_VIEW)
    form = open_form(petra, hub, Cohorts.PURPOSE, Cohorts.PURPOSE_VIEW)
    missing = petra.submit(form, typed(purpose="", priorities="One\nTwo"))
    assert "purpose" in missing["errors"]
    entered = typed(purpose="To grow leaders.\n*Not* <!here>", priorities="- One\n- Two")
    assert petra.submit(form, entered)["result"] == "closed"
    petra.close(petra.modal() or {}, everything=True)

    form = open_form(petra, _program_hub(petra), Cohorts.CONTACTS, Cohorts.CONTACTS_VIEW)
    named = {
        "escalation": {"field.value": {"selected_user": cast.SPONSOR.slack_user}},
        "budget_owner": {"field.value": {"selected_user": cast.COLLEAGUE.slack_user}},
    }
    assert petra.submit(form, named)["result"] == "closed"

    mia = town.person(cast.MENTEE)
    mia.command("/mentoring", "charter")
    shown = words_in(mia.wait_for_modal(Cohorts.CHARTER_VIEW))
    assert "To grow leaders." in shown
    assert f"Budget owner: <@{cast.COLLEAGUE.slack_user}>" in shown
    assert f"Where the program team is in the way: <@{cast.SPONSOR.slack_user}>" in shown
    gus = town.person(cast.GUEST)
    answer = gus.command("/mentoring", "charter")
    assert "full account" in str(answer) or gus.modal() is None


def test_who_reads_pulses_is_chosen_and_stands_in_the_charter_that_everyone_reads(
    town: Town, petra: PagePerson
) -> None:
    open_cohort(town.stage)
    form = open_form(petra, _program_hub(petra), Cohorts.PULSE, Cohorts.PULSE_VIEW)
    chosen = element_of(form, "pulse_readers")
    assert chosen["initial_option"]["value"] == "team"
    entered = {"pulse_readers": {"field.value": {"selected_option": chosen["options"][2]}}}
    assert petra.submit(form, entered)["result"] == "closed"

    mia = town.person(cast.MENTEE)
    mia.command("/mentoring", "charter")
    shown = words_in(mia.wait_for_modal(Cohorts.CHARTER_VIEW))
    assert "the program team, the sponsors and everyone who was invited read the results" in shown


def test_the_liaison_changes_nothing_and_is_told_who_does(town: Town) -> None:
    cohort = open_cohort(town.stage)
    town.stage.give(cast.LIAISON, Role.LIAISON, cohort.program.id)
    lena = town.person(cast.LIAISON)
    lena.command("/mentoring-admin", "cohort")
    launcher = lena.wait_for_modal()
    assert launcher["callback_id"] != Cohorts.SETTINGS_VIEW
    assert cast.PROGRAM_MANAGER.slack_user in words_in(launcher)


def test_a_form_begun_goes_on_where_it_stopped_and_can_be_begun_afresh(
    town: Town, petra: PagePerson
) -> None:
    petra.command("/mentoring-admin", "program")
    form = petra.wait_for_modal(Cohorts.FORM_VIEW)
    assert petra.submit(form, fill_days())["result"] == "updated"
    aims = petra.wait_for_modal(Cohorts.AIMS_VIEW)
    petra.press(aims, Cohorts.FORM_BACK)
    back = petra.wait_for_modal(Cohorts.FORM_VIEW)
    assert element_of(back, "program")["initial_value"] == PLAN.program
    petra.close(back, everything=True)
    petra.command("/mentoring-admin", "program")
    again = petra.wait_for_modal(Cohorts.FORM_VIEW)
    assert element_of(again, "starts")["initial_date"] == "2027-01-18"
    petra.press(again, Cohorts.FORM_AFRESH)
    petra.wait_for(
        lambda: "initial_value" not in element_of(petra.wait_for_modal(Cohorts.FORM_VIEW), "name")
    )


def test_the_second_step_sent_twice_makes_one_cohort(town: Town, petra: PagePerson) -> None:
    petra.command("/mentoring-admin", "program")
    form = petra.wait_for_modal(Cohorts.FORM_VIEW)
    petra.submit(form, fill_days())
    aims = petra.wait_for_modal(Cohorts.AIMS_VIEW)
    for _ in range(2):
        try:
            petra.submit(aims, fill_aims())
        except NotAllowed:  # the page shows the charter already
            break
    with town.stage.desk.open_look(town.stage.caller(cast.MENTEE)) as look:
        assert len(cohorts.current(look)) == 1


def test_nominations_are_opened_from_home_and_whoever_wished_is_told(
    town: Town, petra: PagePerson
) -> None:
    cohort = open_cohort(town.stage, replace(PLAN, nominations_open=date(2026, 12, 1)))
    mia = town.person(cast.MENTEE)
    mia.open_home()
    home = mia.wait_for_home(lambda view: Cohorts.TELL_ME in actions_in(view))
    assert "Next round: nominations open on Tue 1 Dec." in words_in(home)
    mia.press(home, Cohorts.TELL_ME)
    mia.wait_for_home(lambda view: "You are told when it does." in words_in(view))

    petra.open_home()
    start = petra.wait_for_home(lambda view: "Start here" in words_in(view))
    assert Cohorts.SETTINGS in actions_in(start)
    hub = settings(petra)
    petra.press(hub, Cohorts.OPEN_NOW)
    petra.wait_for(lambda: Cohorts.OPEN_NOW not in actions_in(petra.modal() or hub))
    town.house.clockwork.settle()
    told = mia.wait_for_message(lambda one: "are open until Fri 11 Dec" in one["text"])
    assert Cohorts.CHARTER in actions_in(told)
    with town.stage.desk.open_look(town.stage.caller(cast.PROGRAM_MANAGER)) as look:
        assert cohort_changes.to_change(look, cohort.id).nominations_open == date(2026, 11, 23)


def test_home_of_somebody_not_in_the_program_is_short_and_says_what_it_is_for(
    town: Town, petra: PagePerson
) -> None:
    cohort = open_cohort(town.stage)
    with town.stage.desk.open_work(town.stage.caller(cast.PROGRAM_MANAGER)) as work:
        words = replace(charters.to_change(work, cohort.program.id).charter.words, purpose="Grow.")
        charters.change_purpose(work, cohort.program.id, 0, cohort.program.name, words)
    chio = town.person(cast.COLLEAGUE)
    chio.open_home()
    home = chio.wait_for_home(lambda view: "Grow." in words_in(view))
    assert len(home["blocks"]) <= 16
    assert "Mentoring at" in words_in(home)
    assert Cohorts.CHARTER in actions_in(home)
    assert Home.TAB_PROGRAM not in actions_in(home)


def _program_hub(person: PagePerson) -> Json:
    person.command("/mentoring-admin", "program")
    return person.wait_for_modal(Cohorts.PROGRAM_VIEW)
