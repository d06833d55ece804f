"""Whatever stands in the way becomes a sentence where the person looks, and nothing leaks."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.parts import FEATURES
from handlers import ids
from handlers.errors import under_fields
from store.keys import Keyring
from tests.handlers import probe
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import typed, words_in
from tests.kit.house import Town, running_town
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
REFERENCE = re.compile(r"That did not work, and nothing was changed\. Reference ([0-9a-f]{6})\.")


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Town]:
    """The whole bot, and a feature that only gets in the way."""
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path, (*FEATURES, probe.PROBE)) as running:
        yield running


@pytest.fixture
def mia(town: Town) -> PagePerson:
    """Somebody with an open Home."""
    person = town.person(cast.MENTEE)
    person.open_home()
    person.wait_for_home()
    return person


def press(person: PagePerson, action_id: str) -> None:
    person.press(person.home() or {}, action_id)


def posted(town: Town, person: PagePerson, action_id: str, *, channel: str | None = None) -> Json:
    """A message with one button, as an older version may have left it."""
    place = channel or person.dm()
    blocks = [
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "action_id": action_id,
                    "text": {"type": "plain_text", "text": "Press"},
                }
            ],
        }
    ]
    town.sandbox.api("chat.postMessage", channel=place, text="Old", blocks=blocks)
    return person.wait_for_message(lambda one: one["text"] == "Old", place)


def test_a_refused_press_in_home_is_answered_by_a_small_view(mia: PagePerson) -> None:
    press(mia, probe.REFUSE)

    assert "Not for Ann." in words_in(mia.wait_for_modal(ids.Home.NOTICE_VIEW))


def test_a_refused_press_in_a_message_is_answered_to_that_person_only(
    town: Town, mia: PagePerson
) -> None:
    mia.press(posted(town, mia, probe.REFUSE), probe.REFUSE)

    answer = mia.wait_for_message(lambda one: one["text"] == "Not for Ann.")
    assert answer["ephemeral"]


def test_something_unforeseen_gives_a_reference_that_stands_in_the_log(
    mia: PagePerson, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="baton.handlers"):
        press(mia, probe.BREAK)
        shown = REFERENCE.search(words_in(mia.wait_for_modal(ids.Home.NOTICE_VIEW)))

    assert shown is not None
    assert shown[1] in caplog.text
    assert probe.PRIVATE not in caplog.text


def test_what_slack_does_not_show_is_not_called_undone(mia: PagePerson) -> None:
    press(mia, probe.LOSE)

    said = words_in(mia.wait_for_modal(ids.Home.NOTICE_VIEW))
    assert "Your Home has how things stand." in said
    assert "nothing was changed" not in said


def test_somebody_of_another_organisation_gets_a_polite_answer(town: Town) -> None:
    members = [cast.OUTSIDER.slack_user, cast.MENTEE.slack_user, town.sandbox.app_id]
    town.sandbox.seed(
        {"channels": [{"id": "C0SHARED", "name": "shared", "is_shared": True, "members": members}]}
    )
    oona = town.person(cast.OUTSIDER)
    message = posted(town, oona, ids.Launcher.OPEN, channel="C0SHARED")
    oona.press(message, ids.Launcher.OPEN)

    answer = oona.wait_for_message(lambda one: one["ephemeral"], "C0SHARED")
    assert "Your own organisation may run a program of its own" in answer["text"]


def test_troubles_stand_under_their_fields_and_others_under_the_first(mia: PagePerson) -> None:
    press(mia, probe.FORM)
    view = mia.wait_for_modal(probe.FORM_VIEW)
    answer = mia.submit(view, typed(one="x", two="y"))

    assert answer["errors"] == {"two": "Not for Bo.", "one": "Not for Cy."}


def test_a_refusal_of_the_whole_form_stands_under_its_first_field(mia: PagePerson) -> None:
    press(mia, probe.FORM)
    view = mia.wait_for_modal(probe.FORM_VIEW)

    assert mia.submit(view, typed(one="whole", two="y"))["errors"] == {"one": "Not for Ann."}


def test_what_was_typed_stays_when_something_breaks(mia: PagePerson) -> None:
    press(mia, probe.FORM)
    view = mia.wait_for_modal(probe.FORM_VIEW)
    answer = mia.submit(view, typed(one="break", two="y"))

    assert REFERENCE.fullmatch(answer["errors"]["one"])
    assert mia.wait_for_modal(probe.FORM_VIEW)


def test_a_form_without_fields_says_it_in_its_place(mia: PagePerson) -> None:
    press(mia, probe.BARE)
    mia.submit(mia.wait_for_modal(probe.BARE_VIEW))

    assert "Not for Bo." in words_in(mia.wait_for_modal(ids.Home.NOTICE_VIEW))


def test_a_button_of_another_version_is_answered(town: Town, mia: PagePerson) -> None:
    mia.press(posted(town, mia, "gone.thing.do"), "gone.thing.do")

    answer = mia.wait_for_message(lambda one: "earlier version" in one["text"])
    assert answer["ephemeral"]


def test_a_button_that_only_leads_somewhere_is_acknowledged_in_silence(
    town: Town, mia: PagePerson
) -> None:
    mia.press(posted(town, mia, ids.Home.LINK), ids.Home.LINK)

    assert not [one for one in mia.messages() if one["ephemeral"]]


@pytest.mark.parametrize("account", [cast.GUEST, cast.COLLEAGUE])
def test_a_press_on_what_is_not_yours_says_whose_it_is(town: Town, account: Any) -> None:
    person = town.person(account)
    person.press(posted(town, person, ids.Governance.ROLES), ids.Governance.ROLES)

    answer = person.wait_for_message(lambda one: one["ephemeral"])
    assert "<@U0PETRA>" in answer["text"]


def test_several_sentences_for_one_field_are_joined() -> None:
    view = {"title": {"text": "Form"}, "blocks": [{"type": "input", "block_id": "one"}]}

    assert under_fields(view, [("one", "First."), (None, "Second.")]) == {
        "response_action": "errors",
        "errors": {"one": "First. Second."},
    }
