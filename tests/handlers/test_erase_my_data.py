"""Erase my data in Slack: what is said, what has to end first, one last word, and then silence."""

import pytest

from handlers.ids import MyData, Pairings
from handlers.my_data import erase_messages, erase_words
from tests.handlers.gallery.my_data import VIEWS
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, words_in
from tests.kit.erasing import live, remembered
from tests.kit.house import Town
from tests.kit.limits import check_message, check_view
from tests.kit.nominations import nominate, open_cohort
from tests.kit.pairings import end, let_rest
from tests.kit.sandbox import Json, PagePerson

TICKED = {
    "sure": {
        "field.value": {
            "type": "checkboxes",
            "selected_options": [
                {
                    "text": {"type": "plain_text", "text": erase_words.BOX},
                    "value": erase_words.SURE,
                }
            ],
        }
    }
}


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_within_limits_at_its_fullest(name: str) -> None:
    check_view(VIEWS[name]())


def test_the_last_word_is_within_limits() -> None:
    shown = erase_messages.MESSAGES[0].render(None)
    check_message({"text": shown.text, "blocks": list(shown.blocks)})


def open_form(person: PagePerson) -> Json:
    person.command("/mentoring", "my-data")
    person.press(person.wait_for_modal(MyData.VIEW), MyData.ERASE)
    return person.wait_for_modal(MyData.ERASE_VIEW)


def test_somebody_is_erased_hears_of_it_and_begins_anew(town: Town) -> None:
    nominate(town.stage, cast.MENTEE, open_cohort(town.stage))
    mia = town.person(cast.MENTEE)
    mia.open_home()
    form = open_form(mia)
    assert "1 nomination, with all that was said in it" in words_in(form)
    assert "the entry in the audit log that it was done" in words_in(form)

    assert "Tick the box: this cannot be undone." in words_in(form)
    assert mia.submit(form)["errors"].keys() == {"sure"}
    assert mia.submit(form, TICKED)["result"] == "cleared"
    assert mia.modal() is None
    town.house.clockwork.settle()
    mia.wait_for_message(lambda one: one["text"].startswith("Your data is erased."))
    mia.wait_for(lambda: town.house.clockwork.settle() and gone(town))

    begun = len(mia.messages())
    mia.command("/mentoring", "my-data")
    again = mia.wait_for_modal(MyData.VIEW)
    assert "*Nominations*: no entries." in words_in(again)
    town.house.clockwork.settle()
    assert len(mia.messages()) == begun, "nobody wrote to them again"


def gone(town: Town) -> bool:
    found = remembered(town.house.store)
    return not any("Mia Moreau" in one.text or one.text == "U0MIA" for one in found)


def test_the_form_sent_twice_is_one_erasure(town: Town) -> None:
    mia = town.person(cast.MENTEE)
    form = open_form(mia)
    mia.submit(form, TICKED)
    town.person(cast.MENTEE).command("/mentoring", "my-data")
    town.house.clockwork.settle()
    mia.wait_for_message(lambda one: one["text"].startswith("Your data is erased."))
    said = [one for one in mia.messages() if one["text"].startswith("Your data is erased.")]
    assert len(said) == 1


def test_a_running_pairing_ends_first_by_the_button_beside_it(
    town: Town, clock: FrozenClock
) -> None:
    pairing = live(town.stage, clock)
    mia = town.person(cast.MENTEE)
    form = open_form(mia)
    assert "Your running pairing with <@U0MARTIN> ends first." in words_in(form)
    assert form.get("submit") is None
    assert Pairings.END in actions_in(form)
    mia.press(form, Pairings.END)
    mia.wait_for_modal(Pairings.END_VIEW)
    mia.close(mia.wait_for_modal(Pairings.END_VIEW), everything=True)

    end(town.stage, pairing)
    let_rest(town.stage, clock)
    assert open_form(mia)["submit"]


def test_a_guest_has_no_such_form(town: Town) -> None:
    gus = town.person(cast.GUEST)
    gus.command("/mentoring", "my-data")
    assert (gus.modal() or {}).get("callback_id") != MyData.VIEW
