"""Matching over the real protocol: run, read, lock, veto, ask why not, run again, two at once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.feature import unpack
from handlers.ids import Field, Home, Launcher, Matching
from handlers.matching import words
from handlers.state import ids_of
from program.actor import Role
from program.hours import ONE_DAY
from program.matching.records import EditKind
from program.matching.rules import Component
from program.matching_draft import Draft, DraftState
from program.matching_veto import VetoReason
from program.person import SlackPerson
from services import matching_drafts, matching_edits, matching_rules
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.matching_drafts import (
    Ready,
    ask,
    draft_now,
    edit,
    pairs_of,
    set_cohort,
)
from tests.kit.sandbox import PagePerson

MENTEES = (MENTEE, LIAISON)
MENTORS = (MENTOR, SPONSOR)
AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
Json = dict[str, Any]
NO_BOX: Json = {Field.VALUE: {"selected_options": []}}


@pytest.fixture
def petra(town: Town, clock: FrozenClock) -> PagePerson:
    clock.set(AT_WORK)
    return town.person(PROGRAM_MANAGER)


@pytest.fixture
def ready(town: Town, petra: PagePerson) -> Ready:
    """Two mentees and two mentors with two places each."""
    assert petra
    return set_cohort(town.stage, MENTEES, MENTORS)


def run(petra: PagePerson) -> Json:
    """Run the matching, and wait for the list."""
    petra.command("/mentoring-admin", "match")
    form = petra.wait_for_modal(Matching.RUN_VIEW)
    entered = {**picked(form, "priority", "participation"), **picked(form, "floor")}
    assert petra.submit(form, entered)["result"] == "updated"
    return petra.wait_for_modal(Matching.BOARD_VIEW)


def newest(town: Town, ready: Ready) -> Draft:
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        found = matching_drafts.newest(look, ready.cohort.id)
    assert found is not None
    return found


def menu_of(board: Json, account: SlackPerson) -> Json:
    """The menu beside a mentee."""
    for block in board["blocks"]:
        text = block.get("text", {}).get("text", "")
        if text.startswith(f"*<@{account.slack_user}>*") and "accessory" in block:
            found: Json = block
            return found
    raise AssertionError(f"{account.real_name} is not in the list")


def choose(person: PagePerson, board: Json, account: SlackPerson, label: str) -> None:
    """An entry of the menu beside a mentee."""
    block = menu_of(board, account)
    options = block["accessory"]["options"]
    option = next(one for one in options if one["text"]["text"] == label)
    person.press(board, Matching.ROW, {"selected_option": option}, block_id=block["block_id"])


def seen(person: PagePerson, callback_id: str, text: str) -> Json:
    """The modal on top, as soon as it says so."""

    def look() -> Json | None:
        view = person.modal()
        said = view is not None and view["callback_id"] == callback_id and text in words_in(view)
        return view if said else None

    return person.wait_for(look) or {}


def lock_one(petra: PagePerson, board: Json) -> Json:
    choose(petra, board, MENTEE, words.LOCK)
    return seen(petra, Matching.BOARD_VIEW, "Done: lock of")


def test_from_the_first_run_to_a_locked_pair_and_back(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    board = run(petra)
    shown = words_in(board)
    assert "2 of 2 paired" in shown
    assert "no better set exists" in shown

    locked = lock_one(petra, board)
    assert "Undo: lock of Mia Moreau" in words_in(locked)
    draft = newest(town, ready)
    assert (draft.edits, draft.figures.locked) == (1, 1)

    petra.press(locked, Matching.UNDO)
    undone = seen(petra, Matching.BOARD_VIEW, "Taken back; nobody else moves.")
    assert Matching.UNDO not in actions_in(undone)
    assert newest(town, ready).figures.locked == 0


def test_the_run_form_warns_in_place_and_keeps_what_was_chosen(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    petra.command("/mentoring-admin", "match")
    form = petra.wait_for_modal(Matching.RUN_VIEW)
    assert "*2 mentees* and *2 mentors* with *4 free places*" in words_in(form)

    petra.submit(form, {**picked(form, "priority", "quality"), "floor": NO_BOX})
    petra.wait_for_modal(Matching.BOARD_VIEW)
    with town.stage.desk.open_look(town.stage.caller(PROGRAM_MANAGER)) as look:
        rules = matching_rules.rules_of(look, ready.cohort.id)
    assert (rules.priority, rules.floor, rules.version) == ("quality", False, 1)


def test_a_cohort_without_mentors_gets_its_sentence_and_no_draft(
    town: Town, petra: PagePerson
) -> None:
    ready = set_cohort(town.stage, MENTEES, mentors=())
    petra.command("/mentoring-admin", "match")
    form = petra.wait_for_modal(Matching.RUN_VIEW)

    answer = petra.submit(form, picked(form, "priority", "participation"))

    assert answer["result"] == "errors"
    assert answer["errors"] == {
        "priority": "No mentor is on the roster of this cohort. Invite mentors first."
    }
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        assert matching_drafts.newest(look, ready.cohort.id) is None


def test_one_mentee_is_read_locked_and_another_taken_in_their_view(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    board = run(petra)
    found = petra.suggest(board, Matching.GO, "mia")["options"]
    assert [one["text"]["text"] for one in found] == ["Mia Moreau"]
    petra.press(board, Matching.GO, {"selected_option": found[0]})
    one = petra.wait_for_modal(Matching.MENTEE_VIEW)
    assert "Other mentors, and what each would cost" in words_in(one)
    taken = unpack(next(it for it in _buttons(one) if it["action_id"] == Matching.TAKE)["value"])

    petra.press(one, Matching.TAKE)
    after = seen(petra, Matching.MENTEE_VIEW, "Done: lock of")
    assert Matching.UNLOCK in actions_in(after)
    draft = newest(town, ready)
    assert pairs_of(town.stage, draft)[town.stage.person_id(MENTEE)] == taken["mentor"]

    petra.close(after)
    beneath = seen(petra, Matching.BOARD_VIEW, "Undo: lock of Mia Moreau")
    assert ids_of(beneath)["edits"] == "1"


def test_why_not_is_answered_in_place_and_a_veto_is_taken_back_there(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    board = run(petra)
    mentor = pairs_of(town.stage, newest(town, ready))[town.stage.person_id(LIAISON)]
    choose(petra, board, LIAISON, words.VETO)
    form = petra.wait_for_modal(Matching.VETO_VIEW)
    assert petra.submit(form, picked(form, "reason", VetoReason.FIELD))["result"] == "updated"
    told = seen(petra, Matching.VETO_VIEW, "Done: veto of")
    petra.close(told)
    board = seen(petra, Matching.BOARD_VIEW, "Undo: veto of Lena Lind")
    after = pairs_of(town.stage, newest(town, ready))[town.stage.person_id(LIAISON)]
    assert after != mentor

    choose(petra, board, LIAISON, words.WHY_NOT)
    question = petra.wait_for_modal(Matching.WHY_NOT_VIEW)
    name = _name_of(mentor, town)
    option = petra.suggest(question, Matching.MENTOR, name)["options"][0]
    petra.press(question, Matching.MENTOR, {"selected_option": option})
    answer = seen(petra, Matching.WHY_NOT_VIEW, "A veto in this draft keeps them apart.")
    petra.press(answer, Matching.ALLOW)
    allowed = seen(petra, Matching.WHY_NOT_VIEW, "Done: veto taken back of")
    assert "Possible" in words_in(allowed) or words.IS_PAIR in words_in(allowed)


def test_pressed_twice_it_is_done_once(town: Town, petra: PagePerson, ready: Ready) -> None:
    board = run(petra)

    choose(petra, board, MENTEE, words.LOCK)
    choose(petra, board, MENTEE, words.LOCK)

    seen(petra, Matching.BOARD_VIEW, "Done: lock of")
    town.house.clockwork.settle()
    petra.wait_for(lambda: newest(town, ready).edits == 1)
    assert len(petra.views()) == 1


def test_of_two_program_managers_the_later_one_sees_who_was_first(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    board = run(petra)
    town.stage.give(COLLEAGUE, Role.PROGRAM_MANAGER)
    draft, chio = newest(town, ready), town.stage.person_id(LIAISON)
    mentor = pairs_of(town.stage, draft)[chio]
    edit(town.stage, draft, EditKind.LOCK, chio, mentor, by=COLLEAGUE)

    choose(petra, board, MENTEE, words.LOCK)

    told = seen(petra, Matching.BOARD_VIEW, "You see the new state.")
    assert f"<@{COLLEAGUE.slack_user}> locked <@{LIAISON.slack_user}> a minute ago" in words_in(
        told
    )
    assert newest(town, ready).edits == 1
    lock_one(petra, told)
    assert newest(town, ready).edits == 2


def test_run_again_says_who_moved_and_goes_back(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    board = lock_one(petra, run(petra))
    first = newest(town, ready)

    petra.press(board, Matching.RERUN)
    again = seen(petra, Matching.BOARD_VIEW, "Run again: nobody has another mentor.")
    second = newest(town, ready)
    assert (second.number, second.figures.locked) == (2, 1)
    assert draft_now(town.stage, first).state is DraftState.DISCARDED

    petra.press(again, Matching.BACK)
    seen(petra, Matching.BOARD_VIEW, words.BACK_NOTE)
    assert newest(town, ready).id == first.id
    assert draft_now(town.stage, second).state is DraftState.DISCARDED


def test_a_list_of_a_draft_that_is_over_leads_to_the_one_that_counts(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    board = run(petra)
    with town.stage.desk.open_work(town.stage.caller(PROGRAM_MANAGER)) as work:
        matching_edits.discard(work, newest(town, ready).id)

    choose(petra, board, MENTEE, words.LOCK)

    over = petra.wait_for_modal(Home.NOTICE_VIEW)
    assert "This draft is over. Open Matching from your Home" in words_in(over)
    petra.close(over, everything=True)
    petra.command("/mentoring-admin", "calibrate")
    petra.wait_for_modal(Matching.RUN_VIEW)


def test_who_opens_a_draft_on_its_way_sees_it_arrive(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    ask(town.stage, ready.cohort)

    petra.command("/mentoring-admin", "calibrate")

    petra.wait_for_modal(Matching.BOARD_VIEW)


def test_weights_that_do_not_sum_are_told_under_the_first_and_previewed_in_place(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    petra.close(run(petra), everything=True)
    petra.command("/mentoring-admin", "weights")
    form = petra.wait_for_modal(Matching.WEIGHTS_VIEW)
    as_it_is = _weights(form)
    short = {**as_it_is, **typed(**{"weight:skills": "25"})}

    petra.press(form, Matching.PREVIEW, state=short)
    form = seen(petra, Matching.WEIGHTS_VIEW, "The weights sum to 95. Add 5 somewhere.")
    answer = petra.submit(form, short)
    assert answer["errors"] == {"weight:skills": "The weights sum to 95. Add 5 somewhere."}

    moved = {**short, **typed(**{"weight:wishes": "10"})}
    petra.press(form, Matching.PREVIEW, state=moved)
    form = seen(petra, Matching.WEIGHTS_VIEW, "*Preview:*")
    assert petra.submit(form, moved)["result"] == "updated"
    seen(petra, Matching.WEIGHTS_VIEW, "They count from the next run on")
    with town.stage.desk.open_look(town.stage.caller(PROGRAM_MANAGER)) as look:
        rules = matching_rules.rules_of(look, ready.cohort.id)
    assert rules.weights[Component.SKILLS] == 25
    assert rules.weights[Component.WISHES] == 10


def test_home_goes_on_with_the_draft_and_the_inbox_names_it(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    petra.open_home()
    home = petra.wait_for_home(lambda view: Matching.OPEN in actions_in(view))
    petra.press(home, Matching.OPEN)
    petra.close(petra.wait_for_modal(Matching.RUN_VIEW), everything=True)
    petra.close(run(petra), everything=True)

    petra.open_home()
    home = petra.wait_for_home(lambda view: "2 of 2 paired" in words_in(view))
    assert "Draft not launched" in words_in(home)
    petra.press(home, Matching.BOARD)
    assert newest(town, ready).id == ids_of(petra.wait_for_modal(Matching.BOARD_VIEW))["draft"]


def test_home_offers_the_first_run_once_nominations_are_closed(
    petra: PagePerson, ready: Ready, clock: FrozenClock
) -> None:
    clock.set(datetime.combine(ready.cohort.nominations_close, AT_WORK.timetz()) + ONE_DAY)
    petra.open_home()
    home = petra.wait_for_home(lambda view: "nobody has looked for pairs yet" in words_in(view))

    petra.press(home, Matching.RUN)

    assert ids_of(petra.wait_for_modal(Matching.RUN_VIEW))["cohort"] == ready.cohort.id


def test_a_word_explains_a_pair_and_why_not_another(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    petra.close(run(petra), everything=True)

    petra.command("/mentoring-admin", f"explain <@{MENTEE.slack_user}|mia>")
    one = petra.wait_for_modal(Matching.MENTEE_VIEW)
    assert f"<@{MENTEE.slack_user}>" in words_in(one)
    petra.close(one, everything=True)

    mentions = f"<@{MENTEE.slack_user}|mia> <@{SPONSOR.slack_user}|sven>"
    petra.command("/mentoring-admin", f"whynot {mentions}")
    answer = petra.wait_for_modal(Matching.WHY_NOT_VIEW)
    assert f"<@{SPONSOR.slack_user}>" in words_in(answer)
    petra.close(answer, everything=True)

    petra.command("/mentoring-admin", "why nobody of that name")
    petra.wait_for_modal(Matching.BOARD_VIEW)


@pytest.mark.parametrize("account", [MENTOR, MENTEE, SPONSOR], ids=lambda one: one.real_name)
@pytest.mark.parametrize("word", ["match", "board", "weights", "explain"])
def test_others_are_told_whose_word_it_is(
    town: Town, ready: Ready, account: SlackPerson, word: str
) -> None:
    assert ready
    person = town.person(account)
    person.command("/mentoring-admin", word)

    shown = person.wait_for_modal(Launcher.VIEW)
    assert "program managers" in words_in(shown)
    assert not actions_in(shown) & set(Matching)


def test_recruiting_and_weights_open_from_the_list(
    town: Town, petra: PagePerson, ready: Ready
) -> None:
    assert ready
    board = run(petra)
    for label, view in (
        (words.RECRUIT, Matching.RECRUIT_VIEW),
        (words.WEIGHTS, Matching.WEIGHTS_VIEW),
    ):
        block = next(one for one in board["blocks"] if Home.MORE in str(one))
        more = next(one for one in block["elements"] if one["action_id"] == Home.MORE)
        option = next(one for one in more["options"] if one["text"]["text"] == label)
        petra.press(board, Home.MORE, {"selected_option": option})
        petra.close(petra.wait_for_modal(view))


def _buttons(view: Json) -> list[Json]:
    rows = [one.get("elements", []) for one in view["blocks"] if one["type"] == "actions"]
    beside = [one["accessory"] for one in view["blocks"] if one.get("accessory")]
    return [*(one for row in rows for one in row), *beside]


def _weights(form: Json) -> Json:
    """What the form holds at first."""
    fields = [one["block_id"] for one in form["blocks"] if one["type"] == "input"]
    numbers = {one: element_of(form, one).get("initial_value") for one in fields}
    return {
        **typed(**{one: value for one, value in numbers.items() if value}),
        **picked(form, "scarcity", "acceptance"),
    }


def _name_of(person_id: str, town: Town) -> str:
    by_id = {town.stage.person_id(one): one.real_name for one in MENTORS}
    return by_id[person_id]


def test_a_program_manager_in_a_pair_reads_nothing_of_it_and_changes_nothing(
    town: Town, petra: PagePerson
) -> None:
    set_cohort(town.stage, MENTEES, (SPONSOR,))
    petra.close(run(petra), everything=True)
    town.stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    sven = town.person(SPONSOR)

    sven.command("/mentoring-admin", "board")
    board = sven.wait_for_modal(Matching.BOARD_VIEW)

    assert words_in(board).count(words.OWN) == 2
    assert Matching.ROW not in actions_in(board)
    option = sven.suggest(board, Matching.GO, "mia")["options"][0]
    sven.press(board, Matching.GO, {"selected_option": option})
    told = sven.wait_for_modal(Home.NOTICE_VIEW)
    assert "This is about you, so somebody else does it." in words_in(after_a_moment(sven, told))


def after_a_moment(person: PagePerson, first: Json) -> Json:
    """The sentence that takes the place of *One moment*."""

    def look() -> Json | None:
        view = person.modal() or first
        return view if "One moment" not in words_in(view) else None

    return person.wait_for(look) or {}
