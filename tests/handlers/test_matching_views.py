"""Every screen of matching: within Slack's limits, in words, and nothing private in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from handlers.feature import View
from handlers.ids import Matching, Release
from handlers.matching import (
    act_words,
    board_views,
    form_words,
    mentee_views,
    pair_words,
    run_views,
    words,
)
from handlers.matching import refusals as refused
from handlers.matching.place import PAGE, Place
from handlers.matching.weights_views import weights
from handlers.matching.why_not_views import veto, why_not
from handlers.state import ids_of
from program.matching.reasons import PRIVATE, Bar
from program.matching.records import EditKind, Lift, Risk, WithoutMentor
from program.matching.rows import Shown
from program.matching.rules import Component, Rules, check_rules
from program.matching_draft import DraftState
from program.matching_veto import MOST_REASONS, VetoReason
from tests.handlers.gallery.matching import IN_PART, SMALL, VIEWS, shown
from tests.kit.entering import actions_in, element_of, words_in
from tests.kit.fullest import COHORT
from tests.kit.limits import check_blocks, check_view
from tests.kit.matching_shown import (
    ALL_REASONS,
    BARRED,
    BOARD,
    CALM,
    COMPETENCIES,
    CONFIDENTIAL,
    COVER,
    DRAFT,
    MENTEE,
    MENTOR,
    ONE,
    PLACE,
    PREVIEW,
    RULES,
    TODAY,
    WHY_NOT,
    person,
    proposal,
)

MOST_BLOCKS = 40


def texts(part: Any) -> Iterator[str]:
    """Everything in mrkdwn."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from texts(one)


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_every_view_fits_at_its_fullest(build: Callable[[], View]) -> None:
    view = build()

    check_view(view)
    assert len(view["blocks"]) <= MOST_BLOCKS


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_no_name_mentions_links_or_formats(build: Callable[[], View]) -> None:
    for text in texts(build()["blocks"]):
        assert "<!channel>" not in text
        assert "<@U0PETRA>" not in text


def test_home_and_inbox_fit() -> None:
    for one in shown():
        check_blocks(one if isinstance(one, list) else [one], surface="home")


def test_the_place_survives_its_way_through_a_view() -> None:
    assert Place.read(PLACE.ids()) == PLACE
    assert Place.read({"edits": "many", "page": "-1", "shown": "x"}) == Place("")


def test_the_summary_says_whether_anything_better_exists() -> None:
    best = words.summary(proposal(12))
    assert "8 of 12 paired, mean 81.4, weakest 42.1; no better set exists." in best
    assert "at most 0.4% better possible" in words.summary(proposal(12, gap=60_000))
    assert "at most 0.1% better possible" in words.summary(proposal(12, gap=1))


def test_a_draft_launched_in_part_says_how_much_and_which_pairs_were_asked() -> None:
    lines = list(texts(board_views.board(IN_PART)["blocks"]))

    assert any("Launched in part: 2 of 8 pairs; their mentors are asked." in one for one in lines)
    assert not any("It is launched" in one for one in lines)
    rows = {one: line for one in range(3) for line in lines if person(one).slack_user in line}
    assert rows[0].endswith(" · asked")
    assert "could not be asked" in rows[1]
    assert "asked" not in rows[2]
    assert Release.LAUNCH in actions_in(board_views.board(IN_PART))


def test_a_draft_launched_whole_says_so() -> None:
    for state, done in ((DraftState.RELEASED, 8), (DraftState.RELEASING, 8)):
        assert words.launched(state, done, 8) == words.STATES[state]
    part = words.launched(DraftState.RELEASING, 2, 8)
    assert part == "Launched in part: 2 of 8 pairs; their mentors are being asked."


def test_a_small_draft_opens_on_everybody_and_a_large_one_on_what_needs_a_look() -> None:
    small = board_views.board(SMALL)
    large = board_views.board(replace(BOARD, place=Place(DRAFT.id)))

    assert Matching.NEXT not in actions_in(small)
    assert Place.read(ids_of(small)).shown is Shown.ALL
    assert Place.read(ids_of(large)).shown is Shown.NEEDS_LOOK


def test_a_page_holds_fifteen_and_the_last_page_has_no_next() -> None:
    place = Place(DRAFT.id, shown=Shown.ALL, page=999_999)
    last = board_views.board(replace(BOARD, place=place, proposal=proposal(31)))

    assert Place.read(ids_of(last)).page == 2
    assert "31 to 31 of 31" in words_in(last)
    assert Matching.NEXT not in actions_in(last)
    first = board_views.board(replace(BOARD, place=replace(place, page=0), proposal=proposal(31)))
    assert words_in(first).count("*<@U0E") == PAGE


def test_a_row_about_the_reader_tells_nothing_and_offers_nothing() -> None:
    own = next(one for one in proposal(13).rows if one.own)

    shown_row = board_views.row(own, replace(SMALL, launched={own.mentee.id: True}))

    assert words.OWN in shown_row["text"]["text"]
    assert "accessory" not in shown_row


def test_a_launched_draft_offers_no_change() -> None:
    launched = replace(DRAFT, state=DraftState.RELEASED)
    listed = actions_in(board_views.board(replace(BOARD, draft=launched)))
    one = actions_in(mentee_views.one(ONE, PLACE, is_open=False))

    assert not listed & {Matching.UNDO, Matching.RERUN, Matching.KEEP, Matching.BACK}
    assert one == {Matching.WHY_NOT}


def test_every_private_rule_is_told_in_one_wording() -> None:
    told = {pair_words.bars([bar], private=False) for bar in PRIVATE}

    assert told == {pair_words.CONFIDENTIAL}
    assert pair_words.bars((), private=True) == pair_words.CONFIDENTIAL
    for bar in PRIVATE:
        assert pair_words.CONFIDENTIAL in refused.REFUSALS["matching.never_pair"]({"bar": bar})
    view = words_in(why_not(MENTEE, PLACE, CONFIDENTIAL))
    assert pair_words.CONFIDENTIAL in view
    assert "79" not in view


def test_every_word_of_a_list_has_its_own() -> None:
    assert set(pair_words.BARS) == set(Bar)
    assert set(pair_words.COUNTED_BARS) == set(Bar) - PRIVATE
    assert set(pair_words.RISKS) == set(Risk)
    assert set(pair_words.COMPONENTS) == set(Component) == set(form_words.WEIGHTS)
    assert set(pair_words.WITHOUT) == set(WithoutMentor)
    assert set(pair_words.VETOES) == set(VetoReason)
    assert len(VetoReason) <= MOST_REASONS
    assert set(words.SHOWN) == set(Shown)
    assert set(words.STATES) == set(DraftState)


@pytest.mark.parametrize("reason", ALL_REASONS, ids=lambda one: one.component)
def test_every_reason_is_a_sentence(reason: Any) -> None:
    sentence = pair_words.reason(reason, COMPETENCIES)

    assert sentence.endswith(".")
    assert "None" not in sentence


def test_points_are_shown_as_they_add_up() -> None:
    shown_points = words_in(mentee_views.one(ONE, PLACE, is_open=True))

    assert "Skills *28.7* of 30" in shown_points


def test_a_price_names_the_cost_and_who_would_move() -> None:
    view = why_not(MENTEE, PLACE, WHY_NOT)

    assert "Possible, costs 1.3 in all; 37 others move: " in words_in(view)
    assert "32 more" in words_in(view)
    assert "would have no mentor" in words_in(view)
    assert Matching.TAKE in actions_in(view)


def test_an_edit_names_who_moves_apart_from_who_is_left_without_a_mentor() -> None:
    moves, left = person(7), person(8)

    told = act_words.done(EditKind.LOCK, MENTEE, None, [moves, left], {MENTEE.id, moves.id})

    assert f"1 other moves: <@{moves.slack_user}>; <@{left.slack_user}> has no mentor now." in told
    taken_back = act_words.undone([left], set())
    assert taken_back == (f"Taken back; nobody else moves; <@{left.slack_user}> has no mentor now.")


def test_no_reason_of_a_veto_is_chosen_beforehand() -> None:
    view = veto(MENTEE, MENTOR, PLACE)

    assert "initial_option" not in element_of(view, "reason")


def test_a_quota_that_one_location_misses_wholly_is_said_in_words() -> None:
    found = replace(proposal(), floor=None, quota=Lift(at=0, price=0, wanted=50))

    assert words.prices(found) == (
        "50% of each location could not be reached: one has no pair at all."
    )


def test_a_veto_can_be_taken_back_where_it_is_told() -> None:
    assert Matching.ALLOW in actions_in(why_not(MENTEE, PLACE, BARRED))
    assert Matching.ALLOW not in actions_in(why_not(MENTEE, PLACE, CONFIDENTIAL))


def test_the_run_warns_in_place() -> None:
    view = words_in(run_views.run(run_views.RunForm(COVER, RULES, DRAFT, TODAY)))

    assert "100 mentees go without a mentor, whoever they are" in view
    assert "wanted by 900, offered by 20 mentors with 30 free places" in view
    assert "No mentor is possible for them. Mentors: 9 in one reporting line" in view
    assert "2 for a confidential reason" in view
    assert "No profile yet: 50 mentees" in view
    assert "One reporting line keeps apart:" in view
    assert "Draft 3 is kept in mind: pairs and its 40 locks stay" in view


def test_a_run_with_everything_covered_says_so() -> None:
    form = run_views.RunForm(CALM, Rules(), None, TODAY)

    assert form_words.covered() in words_in(run_views.run(form))


def test_the_form_asks_for_what_the_rules_check_under_the_same_names() -> None:
    view = weights(COHORT, RULES)
    wrong = Rules(weights=dict.fromkeys(Component, 101), line=-1, quota=0, depth=9)
    fields = {str(one.field) for one in check_rules(wrong)}

    for field in fields | {"scarcity"}:
        assert element_of(view, field)
    assert "weight:skills" in fields


@pytest.mark.parametrize(
    ("total", "sentence"),
    [
        (95, "The weights sum to 95. Add 5 somewhere."),
        (112, "The weights sum to 112. Take 12 away somewhere."),
    ],
)
def test_weights_that_do_not_sum_say_by_how_much(total: int, sentence: str) -> None:
    weighed = dict(Rules().weights)
    weighed[Component.SKILLS] += total - 100

    assert refused.said(check_rules(Rules(weights=weighed))) == sentence


def test_a_preview_says_what_would_change_and_that_nothing_is_kept() -> None:
    told = form_words.preview(PREVIEW)

    assert "37 of 1,900 would have another mentor" in told
    assert "Mean 81.0 (-0.4), weakest 43.0 (+0.9). Nothing is kept yet." in told
    same = replace(PREVIEW, changed=0, mean_after=PREVIEW.mean_before)
    assert form_words.preview(same) == "*Preview:* nobody would have another mentor."
