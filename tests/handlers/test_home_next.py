"""The next step stands once on Home, with all its answers, and with the one primary button."""

from handlers import blocks
from handlers.feature import Block, NextStep, Tab
from handlers.home.next_up import with_next
from handlers.home.page import frame
from handlers.ids import CheckIns, Conduct, Pairings
from tests.kit.clock import START
from tests.kit.entering import words_in

ASKED = "Would you mentor Mia?"
STEP = NextStep(10, ASKED, "See it", Pairings.PICTURE, {"pairing": "1"}, has_row=True)
YES = blocks.button("Yes", CheckIns.CONFIRM, ids={"pairing": "1"}, style="primary")
NO = blocks.button("Not quite", CheckIns.ANSWER, ids={"pairing": "1"})
LOG = blocks.button("Log", CheckIns.LOG, ids={"pairing": "2"}, style="primary")
OTHER = blocks.section("Ben", blocks.button("Our pairing", Pairings.OVERVIEW, ids={"pairing": "2"}))


def primaries(shown: list[Block]) -> list[str]:
    found = [one for it in shown for one in (it.get("accessory"), *it.get("elements", ())) if one]
    return [one["text"]["text"] for one in found if one.get("style") == "primary"]


def test_what_is_next_is_not_asked_again_below() -> None:
    row = blocks.section(ASKED, blocks.button("See it", Pairings.PICTURE, ids={"pairing": "1"}))
    shown = with_next(STEP, [blocks.header("My mentees"), row, OTHER])

    assert words_in({"blocks": shown}).count(ASKED) == 1
    assert "My mentees" in words_in({"blocks": shown})
    assert "Ben" in words_in({"blocks": shown})


def test_a_heading_with_nothing_left_under_it_goes_too() -> None:
    row = blocks.section(ASKED, blocks.button("See it", Pairings.PICTURE, ids={"pairing": "1"}))
    shown = with_next(STEP, [blocks.header("My mentees"), row, blocks.header("My time")])

    assert "My mentees" not in words_in({"blocks": shown})
    assert "My time" in words_in({"blocks": shown})


def test_a_question_with_several_answers_stands_above_with_all_of_them() -> None:
    row = [blocks.section(ASKED), blocks.actions(YES, NO)]
    shown = with_next(STEP, [blocks.header("Meetings"), *row, OTHER])

    assert [one["type"] for one in shown] == ["header", "section", "actions", "header", "section"]
    assert [one["text"]["text"] for one in shown[2]["elements"]] == ["Yes", "Not quite"]


def test_a_step_without_ids_is_found_by_its_form() -> None:
    step = NextStep(12, "The code.", "Read", Conduct.READ, has_row=True)
    row = blocks.section("The code, again.", blocks.button("Read", Conduct.READ))
    shown = with_next(step, [blocks.header("Start well"), row])

    assert "Start well" not in words_in({"blocks": shown})


def test_one_button_of_a_tab_is_primary() -> None:
    below = [blocks.actions(LOG), blocks.actions(YES)]

    assert primaries(with_next(None, below)) == ["Log"]
    assert primaries(with_next(NextStep(20, "Meet.", "Log it", CheckIns.LOG), below)) == ["Log it"]
    assert LOG["style"] == "primary"


def test_a_tab_says_how_much_waits_behind_it() -> None:
    tabs = frame([Tab.YOU, Tab.MENTOR], Tab.YOU, [], START, "UTC", waiting={Tab.MENTOR: 2})[0][
        "elements"
    ]

    assert [one["text"]["text"] for one in tabs] == ["You", "Mentor (2)"]
    assert tabs[1]["accessibility_label"] == "Mentor, 2 things wait"
