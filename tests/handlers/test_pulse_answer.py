"""Answering a pulse in Slack: one modal, two tables, and nothing that tells it from no answer."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_bolt import BoltRequest

from handlers.feature import pack
from handlers.ids import Command, Home, PulseAnswer
from handlers.pulse import answer_listeners, answer_views
from program.pulse.survey import SurveyState
from program.refusal import Refusal
from services import pulse_answering
from store.pulse.surveys import row_of
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_results import asked
from tests.kit.sandbox import PagePerson
from tests.kit.wires import carried

Json = dict[str, Any]
PEOPLE = 8
SEALED = "Sealed. Nobody can connect it to you any more"
ALREADY = "You have already answered this pulse."
CANARY = "wanderfalke-an-der-kirchturmuhr"
Dump = dict[str, dict[Any, tuple[Any, ...]]]


@pytest.fixture
def pulse(town: Town) -> OpenPulse:
    """An open pulse whose invitations have arrived where somebody is at work."""
    town.joined_by(*(f"U0PULSE{n:04}" for n in range(PEOPLE)))
    opened = asked(town.stage, town.house.store, people=PEOPLE)
    settle(town)
    return opened


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(cast.MENTOR)


def settle(town: Town) -> None:
    town.house.clockwork.settle()


def invited(person: PagePerson) -> Json:
    return person.wait_for_message(lambda one: "*Anonymous pulse*" in one["text"])


def form_of(person: PagePerson) -> Json:
    person.press(invited(person), PulseAnswer.OPEN)
    return person.wait_for_modal(PulseAnswer.VIEW)


def answers(form: Json, comment: str = "More time for it.") -> Json:
    return {
        **picked(form, "question:fit", "4"),
        **picked(form, "question:often", "1"),
        **typed(**{"question:better": comment}),
    }


def dump(town: Town) -> Dump:
    """Every row of every table, by table and row id, straight from the file."""
    file = Path(str(town.house.store.engines.work.url.database))
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name: _rows(connection, name) for (name,) in names.fetchall()}


def _rows(connection: sqlite3.Connection, table: str) -> dict[Any, tuple[Any, ...]]:
    keys = [one[1] for one in connection.execute(f"PRAGMA table_info({table})") if one[5]]
    named = ", ".join(keys) or "rowid"
    found = connection.execute(f"SELECT {named}, * FROM {table}").fetchall()  # noqa: S608
    wide = len(keys) or 1
    return {one[:wide]: one[wide:] for one in found}


def quiet(town: Town) -> Dump:
    """The database once everything in it is at rest."""

    def look() -> Dump | None:
        settle(town)
        before = dump(town)
        settle(town)
        return before if dump(town) == before else None

    return town.person(cast.MENTOR).wait_for(look) or {}


def changed(before: Dump, after: Dump) -> dict[str, int]:
    """How many rows differ, by table; none may have come or gone."""
    assert {name: list(rows) for name, rows in before.items()} == {
        name: list(rows) for name, rows in after.items()
    }
    counts = {
        name: sum(after[name][key] != row for key, row in rows.items())
        for name, rows in before.items()
    }
    return {name: count for name, count in counts.items() if count}


def calls(town: Town) -> int:
    """How often the bot called Slack."""
    traffic = town.sandbox.sandbox.world.traffic
    return sum(one["direction"] == "from_app" for one in traffic.lines(None, 100_000))


def test_an_answer_changes_its_rows_in_two_tables_and_calls_slack_for_nothing(
    town: Town, pulse: OpenPulse, martin: PagePerson
) -> None:
    form = form_of(martin)
    before, called = quiet(town), calls(town)
    assert martin.submit(form, answers(form))["result"] == "updated"
    settle(town)

    assert changed(before, quiet(town)) == {"pulse_roll": 1, "pulse_slot": 3}
    assert calls(town) == called
    assert SEALED in words_in(martin.wait_for_modal(Home.NOTICE_VIEW))
    assert pulse.marked() == 1


def test_slack_is_answered_once_everybody_can_see_that_it_is_stored(
    stage: Stage, sqlite_store: Store
) -> None:
    pulse = asked(stage, sqlite_store, people=PEOPLE)
    heard: dict[str, Any] = {}
    app: Any = SimpleNamespace(view=lambda one: lambda listener: heard.update({one: listener}))
    answer_listeners.register(app, stage.desk)
    with stage.desk.open_look(stage.caller(cast.MENTOR)) as look:
        view = answer_views.form(pulse_answering.form(look))
    marked: list[int] = []

    def send(digest: str) -> None:
        heard[PulseAnswer.VIEW](
            ack=lambda **_: marked.append(pulse.marked()),
            view={
                **view,
                "private_metadata": pack(pulse=pulse.survey.id, digest=digest),
                "state": {"values": answers(view)},
            },
            context={"caller": stage.caller(cast.MENTOR)},
        )

    with pytest.raises(Refusal):
        send("0" * 16)
    assert not marked
    send(pulse.survey.digest)
    assert marked == [1]


def test_the_same_payload_again_changes_nothing_at_all(
    town: Town, pulse: OpenPulse, martin: PagePerson
) -> None:
    form = form_of(martin)
    martin.submit(form, answers(form))
    before, called = quiet(town), calls(town)
    for _ in range(2):
        again = town.house.app.dispatch(BoltRequest(mode="socket_mode", body=_last_sent(town)))
        assert again.status == 200
        assert ALREADY in words_in(json.loads(again.body)["view"])

    assert quiet(town) == before
    assert calls(town) == called
    assert pulse.marked() == 1


def test_invitation_and_home_are_the_same_before_and_after(
    town: Town, pulse: OpenPulse, martin: PagePerson
) -> None:
    martin.open_home()
    home = martin.wait_for_home(lambda view: PulseAnswer.OPEN in actions_in(view))
    invitation = invited(martin)
    form = form_of(martin)
    martin.submit(form, answers(form))
    martin.close(martin.wait_for_modal(Home.NOTICE_VIEW), everything=True)
    settle(town)
    martin.open_home()
    settle(town)

    assert invited(martin) == invitation
    shown = martin.wait_for_home(lambda view: PulseAnswer.OPEN in actions_in(view))
    assert words_in(shown) == words_in(home)
    martin.press(shown, PulseAnswer.OPEN)
    assert ALREADY in words_in(martin.wait_for_modal(Home.NOTICE_VIEW))
    assert pulse.marked() == 1


def test_both_words_open_it_and_say_where_there_is_none(
    town: Town, pulse: OpenPulse, martin: PagePerson
) -> None:
    petra = town.person(cast.PROGRAM_MANAGER)
    for word in ("pulse", "survey"):
        martin.command(Command.MENTORING, word)
        form = martin.wait_for_modal(PulseAnswer.VIEW)
        assert pulse.survey.id in form["private_metadata"]
        martin.close(form, everything=True)
        said = petra.command(Command.MENTORING, word)
        assert "No pulse is open for you now." in str(said) + str(petra.messages())

    martin.press(invited(martin), PulseAnswer.HOW)
    shown = words_in(martin.wait_for_modal(PulseAnswer.HOW_VIEW))
    assert "What nobody can exclude" in shown
    assert "8 people invited" in shown


def test_what_does_not_fit_is_said_under_its_field_and_nothing_is_stored(
    town: Town, pulse: OpenPulse, martin: PagePerson
) -> None:
    form = form_of(martin)
    before = quiet(town)
    long = martin.submit(form, answers(form, "語" * 500))
    sentence = "Shorten this a little: every slip has the same size."
    assert long["errors"] == {"question:better": sentence}
    empty = martin.submit(form)
    assert "Answer at least one question" in str(empty["errors"])

    assert quiet(town) == before


def test_a_survey_that_changed_closed_or_lost_its_key_keeps_the_form_open(
    town: Town, pulse: OpenPulse, martin: PagePerson, clock: FrozenClock
) -> None:
    form = form_of(martin)

    def said() -> str:
        return str(martin.submit(form, answers(form))["errors"]["question:fit"])

    with town.house.store.work(town.stage.workspace_id) as session:
        row = row_of(session, pulse.survey.id)
        assert row is not None
        written = row.policy
        row.policy = written.replace("Autumn", "Spring")
    assert said().startswith("The survey changed; open it again.")
    with town.house.store.work(town.stage.workspace_id) as session:
        row = row_of(session, pulse.survey.id)
        assert row is not None
        row.policy = written
    share = town.house.store.vault.folder / f"{pulse.survey.id}.share"
    kept = share.rename(share.with_suffix(".away"))
    assert "its key is lost, so nothing was stored" in said()
    kept.rename(share)
    clock.move(timedelta(days=7))
    assert said().startswith("It closed.")

    assert pulse.marked() == 0
    assert pulse.now().state is not SurveyState.CLOSED


def test_what_was_answered_is_on_no_wire_the_page_shows(
    town: Town, pulse: OpenPulse, martin: PagePerson
) -> None:
    town.sandbox.control("host", {"withheld_callbacks": [PulseAnswer.VIEW]})
    form = form_of(martin)
    martin.submit(form, answers(form, CANARY))

    assert pulse.marked() == 1
    assert not carried(town, CANARY)


def _last_sent(town: Town) -> Json:
    """The submission as it went over the line."""
    traffic = town.sandbox.sandbox.world.traffic
    for line in traffic.lines(None, 1000):
        whole = traffic.whole(line["id"]) or {}
        request = whole["request"]
        if '"view_submission"' in json.dumps(request):
            payload: Json = request.get("payload", request)
            return payload
    raise AssertionError("nothing was submitted")
