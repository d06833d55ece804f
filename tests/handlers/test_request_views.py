"""Every view and message of a request: within Slack's limits, no word where it may not be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from handlers.feature import View
from handlers.requests import case_views, messages, team, views
from program.delivery import Rendered
from program.person import Person
from program.request import (
    Asked,
    Helps,
    Reason,
    Request,
    RequestCase,
    RequestForAsker,
    RequestSeen,
    RequestState,
    RequestStep,
    StepShown,
    Voice,
    VoiceRead,
)
from services.request_cases import Case
from services.request_lists import CaseLine
from services.request_messages import ToldAsker, ToldOfPassing, ToldOwner
from services.requests import Start
from tests.handlers.test_pause_views import GOES_ON, MANY, PAUSE, RESTS
from tests.kit.entering import actions_in, words_in
from tests.kit.fullest import COHORT, full
from tests.kit.limits import check_blocks, check_message, check_view

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DUE = date(2027, 11, 30)
ME, OTHER, OWNER = "m" * 26, "o" * 26, "w" * 26
PEOPLE = {
    one: Person(one, f"U0{one[:6].upper()}", full(80), full(120)) for one in (ME, OTHER, OWNER)
}
SECRET = "marker of a private word"
ASKED = Asked(
    reason=Reason.OTHER,
    words=(SECRET + full(2000))[:2000],
    helps=Helps.ANOTHER,
    wishes=(ME, OTHER, OWNER),
    avoid=(ME, OTHER, OWNER),
    reach=(SECRET + full(150))[:150],
)
REQUEST = Request(
    id="r" * 26,
    pairing_id="p" * 26,
    cohort=COHORT,
    mentor=ME,
    mentee=OTHER,
    state=RequestState.WITH_OWNER,
    since=NOW,
    received_at=NOW,
    owner=OWNER,
    by_charter=False,
    due_on=DUE,
    watch_on=DUE,
    version=3,
    voices=(Voice(OTHER, NOW),),
)
SEEN = RequestSeen(
    id=REQUEST.id,
    pairing_id=REQUEST.pairing_id,
    cohort=COHORT,
    other=ME,
    state=RequestState.RECEIVED,
    since=NOW,
    asked_at=NOW,
    owner=OWNER,
    due_on=DUE,
)
STEPS = tuple(StepShown(step, NOW, OWNER, full(2000)) for step in RequestStep)
TOLD_STEPS = tuple(
    StepShown(step, NOW, OWNER, full(2000) if step is RequestStep.SETTLED else None)
    for step in (RequestStep.READ, RequestStep.TALK, RequestStep.SETTLED)
)
START = Start(GOES_ON, PEOPLE[OTHER], None, None)
AGAIN = Start(GOES_ON, PEOPLE[OTHER], SEEN, ASKED)
CASE = Case(
    case=RequestCase(
        REQUEST,
        (VoiceRead(Voice(OTHER, NOW), ASKED), VoiceRead(Voice(ME, NOW), ASKED)),
        STEPS * 4,
    ),
    people=PEOPLE,
    may_answer=True,
    may_propose=True,
    may_end=True,
)
LINE = CaseLine(REQUEST, PEOPLE[ME], PEOPLE[OTHER], PEOPLE[OWNER], is_past_due=False)


def closed(read: Case) -> Case:
    request = replace(read.case.request, state=RequestState.SETTLED)
    return replace(read, case=replace(read.case, request=request), may_answer=False)


def mine(state: RequestState) -> View:
    seen = replace(SEEN, state=state)
    return views.mine(RequestForAsker(seen, ASKED, TOLD_STEPS), PEOPLE, "UTC", TODAY)


VIEWS: dict[str, Callable[[], View]] = {
    "repair, first step": lambda: views.first_step(START, "UTC", TODAY),
    "repair, add to it": lambda: views.first_step(AGAIN, "UTC", TODAY),
    "repair, second step": lambda: views.second_step(AGAIN, PEOPLE),
    "repair, which": lambda: views.choose(MANY, ME, PEOPLE),
    "repair, received": lambda: views.received(SEEN, PEOPLE, TODAY),
    "repair, received by nobody": lambda: views.received(replace(SEEN, owner=None), PEOPLE, TODAY),
    **{f"my request, {state}": partial(mine, state) for state in RequestState},
    "request": lambda: case_views.case(CASE, "UTC", TODAY),
    "request, settled": lambda: case_views.case(closed(CASE), "UTC", TODAY),
    "request, close": lambda: case_views.close(CASE),
    "request, close without the right to end": lambda: case_views.close(
        replace(CASE, may_end=False)
    ),
    "request, hand over": lambda: case_views.hand_over(REQUEST.id, list(PEOPLE.values())),
    "request, hand over full": lambda: case_views.hand_over(
        REQUEST.id, [replace(PEOPLE[ME], id=f"{n:026}") for n in range(120)]
    ),
    "request, nobody to hand it to": lambda: case_views.hand_over(REQUEST.id, []),
    "resting": lambda: case_views.rests(
        RESTS, [(PAUSE, full(600)), (replace(PAUSE, person_id=OTHER), None)], PEOPLE, TODAY
    ),
}


def asker(state: RequestState, owner: Person | None = PEOPLE[OWNER]) -> ToldAsker:
    return ToldAsker(replace(SEEN, state=state), owner, TODAY)


def owner(state: RequestState = RequestState.RECEIVED, *, is_mine: bool = True) -> ToldOwner:
    return ToldOwner(
        request=replace(REQUEST, state=state),
        mentor=PEOPLE[ME],
        mentee=PEOPLE[OTHER],
        owner=PEOPLE[OWNER],
        is_mine=is_mine,
        may_propose=True,
        today=TODAY,
    )


FOR_ASKER = (messages.received, messages.talk_first, messages.answered)
FOR_OWNER = (messages.card, messages.due_soon)
MESSAGES: dict[str, Callable[[], Rendered]] = {
    **{
        f"{render.__name__} {state}": partial(render, asker(state))
        for render in FOR_ASKER
        for state in RequestState
    },
    **{
        f"{render.__name__} {state} {is_mine}": partial(render, owner(state, is_mine=is_mine))
        for render in FOR_OWNER
        for state in RequestState
        for is_mine in (True, False)
    },
    "received, by nobody": lambda: messages.received(asker(RequestState.RECEIVED, None)),
    "passed on, to the next": lambda: messages.passed_on(ToldOfPassing(owner(), None)),
    "passed on since": lambda: messages.passed_on(ToldOfPassing(owner(RequestState.SETTLED), None)),
    "passed on, to who asked": lambda: messages.passed_on(
        ToldOfPassing(None, asker(RequestState.PASSED_ON))
    ),
    "passed on, answered since": lambda: messages.passed_on(
        ToldOfPassing(None, asker(RequestState.SETTLED))
    ),
}
HOME = [
    views.home([replace(SEEN, state=state) for state in RequestState], PEOPLE, TODAY),
    case_views.line(LINE, TODAY),
    case_views.line(replace(LINE, owner=None, is_past_due=True), TODAY),
    case_views.rest_line(RESTS, PEOPLE, TODAY),
]


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_a_view_is_taken_by_slack(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_taken_by_slack_and_short(build: Callable[[], Rendered]) -> None:
    made = build()
    check_message({"channel": "D1", "text": made.text, "blocks": list(made.blocks)})
    assert len(made.text) <= 280


def test_parts_of_home_and_lists_are_taken_by_slack() -> None:
    for shown in HOME:
        check_blocks(shown, surface="home")


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_no_message_holds_a_word_of_it_or_says_who_asked(build: Callable[[], Rendered]) -> None:
    made = build()
    shown = made.text + words_in({"blocks": list(made.blocks)})
    assert SECRET not in shown
    assert " asked on " not in shown


@pytest.mark.parametrize("state", [RequestState.SETTLED, RequestState.WITHDRAWN])
def test_a_closed_request_leaves_no_act_behind(state: RequestState) -> None:
    for render in FOR_OWNER:
        assert render(owner(state)).blocks[1:] == ()
    shown = actions_in({"blocks": list(messages.received(asker(state)).blocks)})
    assert shown == {"requests.mine.open"}


def test_both_steps_say_who_reads_and_who_never_does() -> None:
    for name in ("repair, first step", "repair, second step"):
        hints = [one["hint"]["text"] for one in VIEWS[name]()["blocks"] if "hint" in one]
        assert hints
        assert all("The program team sees this; " in one for one in hints)
        assert all("never does" in one for one in hints)


def test_the_downloaded_list_says_neither_who_asked_nor_why() -> None:
    cells = team._cells(LINE)
    assert SECRET not in str(cells)
    assert len(cells) == 6
