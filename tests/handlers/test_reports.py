"""Digests as they arrive and are answered, over the sockets."""

import pytest

from handlers.ids import Home, Reports
from program.actor import Role
from program.pairing import Pairing
from program.report import AskKind
from store import reports as kept
from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, element_of, picked, words_in
from tests.kit.house import Town
from tests.kit.reports import MONDAY, meet, reporting, tick
from tests.kit.sandbox import PagePerson


@pytest.fixture
def pairing(town: Town, clock: FrozenClock) -> Pairing:
    first, _ = reporting(town.stage, clock)
    meet(town.stage, first, days_ago=3)
    return first


@pytest.fixture
def sven(town: Town) -> PagePerson:
    return town.person(SPONSOR)


def monday(town: Town, clock: FrozenClock, pairing: Pairing) -> None:
    """Nine o'clock, with something to ask for."""
    clock.set(MONDAY)
    with town.stage.desk.open_work_in(town.stage.workspace_id) as work:
        kept.raise_ask(work.session, pairing.cohort.id, AskKind.THANK, MONDAY.date())
    tick(town.stage)


def test_the_digest_comes_with_its_chart_and_an_ask_is_answered(
    town: Town, clock: FrozenClock, pairing: Pairing, sven: PagePerson
) -> None:
    monday(town, clock, pairing)
    digest = sven.wait_for_message(lambda one: "Week 8 of Spring 2027" in one["text"])
    assert "data_visualization" in {one["type"] for one in digest["blocks"]}
    assert "Met against planned, by week" in digest["text"]
    sven.press(digest, Reports.DONE)
    sven.wait_for_message(lambda one: "Thanked, Mon 8 Mar" in one["text"])
    told = town.person(MENTOR).wait_for_message(
        lambda one: "thanks you for the time" in one["text"]
    )
    assert "Mia" not in told["text"]
    assert all("thanks" not in one["text"] for one in town.person(MENTEE).messages())


def test_home_of_a_sponsor_has_what_needs_them_and_the_chart(
    town: Town, clock: FrozenClock, pairing: Pairing, sven: PagePerson
) -> None:
    sven.open_home()
    sven.wait_for_home(lambda view: "What needs you" in words_in(view))
    monday(town, clock, pairing)
    home = sven.wait_for_home(lambda view: "Taking part" in words_in(view))
    assert "data_visualization" in {one["type"] for one in home["blocks"]}
    sven.press(home, Reports.NOT_NOW)
    sven.wait_for_home(lambda view: "Not now, Mon 8 Mar" in words_in(view))


def test_a_sponsor_without_a_cohort_reads_so_at_home(town: Town, sven: PagePerson) -> None:
    town.stage.give(SPONSOR, Role.SPONSOR)
    sven.open_home()
    sven.wait_for_home(lambda view: "No cohort of yours runs now" in words_in(view))


def test_day_and_hour_are_set_in_a_form(
    town: Town, clock: FrozenClock, pairing: Pairing, sven: PagePerson
) -> None:
    sven.command("/mentoring", "digest")
    view = sven.wait_for_modal(Reports.DIGEST_VIEW)
    sven.press(view, Reports.CHOOSE)
    form = sven.wait_for_modal(Reports.CHOOSE_VIEW)
    entered = {
        **picked(form, "weekday", "3"),
        **picked(form, "hour", "16"),
        **picked(form, "how", "too"),
    }
    assert sven.submit(form, entered)["result"] == "closed"
    sven.close(sven.modal() or {}, everything=True)
    sven.command("/mentoring", "digest")
    sven.press(sven.wait_for_modal(Reports.DIGEST_VIEW), Reports.CHOOSE)
    again = sven.wait_for_modal(Reports.CHOOSE_VIEW)
    assert element_of(again, "hour")["initial_option"]["value"] == "16"


def test_the_program_managers_monday_has_the_week_and_leads_to_the_inbox(
    town: Town, clock: FrozenClock, pairing: Pairing
) -> None:
    monday(town, clock, pairing)
    petra = town.person(PROGRAM_MANAGER)
    digest = petra.wait_for_message(lambda one: "Week 8 of Spring 2027" in one["text"])
    assert Home.INBOX in actions_in(digest)
    petra.command("/mentoring-admin", "digest")
    preview = petra.wait_for_modal(Reports.DIGEST_VIEW)
    assert Reports.DONE not in actions_in(preview)
    assert "Taking part" in words_in(preview)
