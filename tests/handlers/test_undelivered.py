"""Undelivered as a program manager meets it: a line on Home, a list in words, three buttons."""

import json
from typing import Any

import pytest
from sqlalchemy import update

from bot.acquaintance import sweep
from bot.erasing import erase
from bot.parts import FEATURES
from bot.roster_tasks import apply, check
from handlers.door import open_door
from handlers.ids import Lists, Undelivered
from handlers.undelivered import words
from handlers.undelivered.kind_words import A_MESSAGE, MESSAGES, WORK
from program.delivery import DeliveryClass, DeliveryState, Failure
from program.task import TaskState
from store.delivery_tables import DeliveryRow
from tests.handlers.gallery import undelivered as gallery
from tests.handlers.test_contract import Listening
from tests.kit.cast import LIAISON, MENTEE, PROGRAM_MANAGER, Stage
from tests.kit.entering import actions_in, words_in
from tests.kit.house import Town
from tests.kit.limits import check_view
from tests.kit.sandbox import PagePerson
from tests.kit.trail import audit_entries, deliveries_of

KIND = "conduct.ask"


def put(stage: Stage, key: str, **values: Any) -> None:
    """A delivery to the mentee that stands as these values say."""
    values = {"state": "failed", "reason": "timeout", "look_at": None, **values}
    mentee = stage.person_id(MENTEE)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        work.send(KIND, to=mentee, about={"thing": "t"}, cls=DeliveryClass.OWED, key=key)
        work.session.execute(update(DeliveryRow).where(DeliveryRow.key == key).values(**values))


def opened(petra: PagePerson, typed: str = "deliveries") -> dict[str, Any]:
    petra.command("/mentoring-admin", typed)
    return petra.wait_for_modal(Lists.VIEW)


def once(petra: PagePerson, wanted: str) -> dict[str, Any]:
    """The list, once it says this."""
    return petra.wait_for(
        lambda: next((one for one in petra.views() if wanted in words_in(one)), {})
    )


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(PROGRAM_MANAGER)


def test_a_doubtful_message_is_noted_as_arrived_and_the_list_says_so(
    town: Town, petra: PagePerson
) -> None:
    put(town.stage, "doubtful", state="unknown")
    view = opened(petra)
    assert "*The code of conduct* for <@U0MIA>" in words_in(view)
    assert words.DOUBT in words_in(view)
    petra.press(view, Undelivered.ARRIVED)
    assert words.NOTHING in words_in(once(petra, words.SETTLED_ARRIVED))
    (row,) = deliveries_of(town.stage, KIND)
    assert row.state == DeliveryState.SENT
    noted = [one for one in audit_entries(town.stage) if one.entry == "delivery.settled"]
    assert [(one.actor, one.about, one.facts) for one in noted] == [
        (town.stage.person_id(PROGRAM_MANAGER), f"delivery:{row.id}", {"outcome": "arrived"})
    ]


def test_a_failed_one_says_why_and_is_dropped(town: Town, petra: PagePerson) -> None:
    put(town.stage, "failed", reason="messages_tab_disabled")
    view = opened(petra)
    assert words.WHY[Failure.NOT_REACHABLE] in words_in(view)
    assert Undelivered.ARRIVED not in actions_in(view)
    petra.press(view, Undelivered.DROP)
    once(petra, words.SETTLED_DROPPED)
    assert deliveries_of(town.stage, KIND)[0].state == DeliveryState.DROPPED


def test_sending_again_gives_it_back_to_the_courier(town: Town, petra: PagePerson) -> None:
    put(town.stage, "failed")
    petra.press(opened(petra, "deliveries undelivered"), Undelivered.AGAIN)
    once(petra, words.SETTLED_AGAIN)
    petra.wait_for(lambda: deliveries_of(town.stage, KIND)[0].state != DeliveryState.FAILED)


def test_what_another_settled_first_is_said_and_nothing_is_changed(
    town: Town, petra: PagePerson
) -> None:
    put(town.stage, "failed")
    view = opened(petra)
    with town.stage.desk.open_work_in(town.stage.workspace_id) as work:
        work.session.execute(
            update(DeliveryRow).where(DeliveryRow.key == "failed").values(state="sent")
        )
    petra.press(view, Undelivered.DROP)
    petra.wait_for(lambda: any("it was sent" in words_in(one) for one in petra.views()))
    assert deliveries_of(town.stage, KIND)[0].state == DeliveryState.SENT


def test_home_has_one_line_for_all_of_it_and_none_for_closed_accounts(
    town: Town, petra: PagePerson
) -> None:
    put(town.stage, "closed", reason="user_disabled")
    for key in ("one", "two"):
        put(town.stage, key)
    put(town.stage, "doubtful", state="unknown")
    petra.open_home()
    wanted = "*Undelivered*: 2 messages did not arrive, 1 message may not have arrived"
    home = petra.wait_for_home(lambda one: wanted in words_in(one))
    petra.press(home, Undelivered.LIST)
    assert "3 rows" in words_in(petra.wait_for_modal(Lists.VIEW))


def test_a_liaison_does_not_open_it(town: Town) -> None:
    lena = town.person(LIAISON)
    lena.command("/mentoring-admin", "deliveries")
    lena.wait_for(lambda: any("program managers" in words_in(one) for one in lena.views()))


def test_every_kind_of_message_and_of_long_work_has_a_name_among_people(town: Town) -> None:
    listening: Any = Listening()
    door = open_door(listening, town.stage.desk, FEATURES)
    assert {one.name for one in door.messages} <= set(MESSAGES)
    client: Any = None
    folder: Any = None
    work = [sweep(client, []), check(client), apply(), erase(folder)]
    assert {one.name for one in work} <= set(WORK)
    assert A_MESSAGE not in MESSAGES.values()


def test_every_state_and_failure_has_its_words() -> None:
    assert set(words.WHY) == set(Failure)
    assert set(words.STANDS) == set(DeliveryState)
    assert set(words.TASK_STANDS) == set(TaskState)


@pytest.mark.parametrize("name", sorted(gallery.VIEWS))
def test_slack_takes_every_view(name: str) -> None:
    view = gallery.VIEWS[name]()
    check_view(view)
    formatted = [one for one in view["blocks"] if one["type"] == "section"]
    assert "<!channel>" not in json.dumps(formatted)
