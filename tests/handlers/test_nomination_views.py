"""Every view and message of cohorts and nominations stays within Slack's limits at its fullest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.feature import View
from handlers.nominations import home_views, messages, review_views, views
from program.cohort import Cohort, Competency, Criterion, Program
from program.hours import ONE_DAY
from program.nomination import (
    Evidence,
    NominationForNominee,
    NominationForReview,
    Standing,
)
from program.nomination_forms import SelfNomination
from program.nomination_steps import NominationState, Step, StepReviewed, StepTaken
from program.person import Person
from services.nomination_inbox import Tally
from services.nomination_messages import ToldNominee, ToldReviewer
from services.nomination_review import Review
from tests.kit.limits import check_blocks, check_message, check_view

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HOSTILE = "<!channel> & <@U0PETRA> *x* "


def full(length: int) -> str:
    """As many characters as fit, the most expensive to escape first."""
    return (HOSTILE + "&" * length)[:length]


COHORT = Cohort(
    id="c" * 26,
    program=Program("p" * 26, full(75), "UTC"),
    name=full(75),
    nominations_close=date(2026, 12, 11),
    starts=date(2027, 1, 18),
    ends=date(2027, 9, 30),
    competencies=tuple(Competency(f"k{n}", full(70) + str(n)) for n in range(20)),
    criteria=tuple(Criterion(f"r{n}", full(148) + str(n)) for n in range(5)),
)
PERSON = Person("n" * 26, "U0MIA", full(80), full(120))
STANDING = Standing(
    id="n" * 26,
    cohort=COHORT,
    nominee=PERSON.id,
    state=NominationState.WAIT_LISTED,
    since=NOW,
    received_at=NOW,
    version=12,
    decided_by=PERSON.id,
    decided_at=NOW,
    place=9_999,
    waiting=10_000,
)
EVIDENCE = tuple(Evidence(one, full(2000)) for one in COHORT.criteria)
STEPS = tuple(StepTaken(Step.ADDED, NOW, full(2000)) for _ in range(30))
REVIEWED = tuple(
    StepReviewed(
        Step.MORE_ASKED,
        NOW,
        full(1000),
        by=PERSON.id,
        remark=full(600),
        criteria_met=tuple(one.id for one in COHORT.criteria),
    )
    for _ in range(30)
)
REVIEW = Review(
    nomination=NominationForReview(
        standing=replace(STANDING, state=NominationState.IN_REVIEW, place=None, waiting=None),
        competencies=COHORT.competencies,
        may_ask_manager=True,
        aspiration=full(600),
        evidence=EVIDENCE,
        steps=REVIEWED,
    ),
    nominee=PERSON,
    people={PERSON.id: PERSON},
    may_decide=True,
)
PLACE = {"shown": "all", "words": full(100), "page": "999"}
FILLED = SelfNomination(
    cohort_id=COHORT.id,
    competencies=tuple(one.id for one in COHORT.competencies[:5]),
    aspiration=full(600),
    evidence={one.id: full(2000) for one in COHORT.criteria},
    may_ask_manager=True,
)
TALLIES = (Tally(COHORT, dict.fromkeys(NominationState, 12_000)),) * 9


def mine(state: NominationState) -> NominationForNominee:
    return NominationForNominee(
        standing=replace(STANDING, state=state),
        competencies=COHORT.competencies,
        may_ask_manager=False,
        aspiration=full(600),
        evidence=EVIDENCE,
        steps=(*STEPS, StepTaken(Step.MORE_ASKED, NOW, full(1000))),
    )


VIEWS: dict[str, Callable[[], View]] = {
    "choice of cohort": lambda: views.choose_cohort([COHORT] * 40, TODAY),
    "first step": lambda: views.first_step(COHORT, TODAY),
    "first step, filled": lambda: views.first_step(COHORT, TODAY, filled=FILLED, offer_draft=True),
    "second step": lambda: views.second_step(COHORT, {}),
    "second step, filled": lambda: views.second_step(COHORT, FILLED.evidence),
    "received": lambda: views.received(STANDING),
    "addition": lambda: views.add(STANDING, full(1000)),
    "addition without a question": lambda: views.add(STANDING, None),
    "status": lambda: views.status([STANDING] * 40, "UTC", TODAY),
    "empty status": lambda: views.nothing_stands(may_begin=True),
    "review": lambda: review_views.review(REVIEW, "UTC", TODAY, PLACE),
    "decision": lambda: review_views.decide(REVIEW, PLACE),
    "decided": lambda: review_views.decided(STANDING),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_at_its_fullest_is_one_that_slack_takes(name: str) -> None:
    check_view(VIEWS[name]())


@pytest.mark.parametrize("state", NominationState)
def test_ones_own_nomination_is_one_that_slack_takes_in_every_state(
    state: NominationState,
) -> None:
    check_view(views.mine(mine(state), "UTC", TODAY))


@pytest.mark.parametrize("state", NominationState)
def test_messages_stay_short_and_call_nobody(state: NominationState) -> None:
    told = ToldNominee(
        replace(STANDING, state=state, place=None), "UTC", TODAY, question=full(1000)
    )
    for render in (
        messages.received,
        messages.more_ask,
        messages.accepted,
        messages.wait_listed,
        messages.declined,
    ):
        rendered = render(told)
        check_message({"text": rendered.text, "blocks": list(rendered.blocks)})
        assert "<!channel>" not in rendered.text
        assert "<@" not in rendered.text


@pytest.mark.parametrize("waiting", [0, 1, 12_000])
def test_the_morning_message_says_how_many_wait(waiting: int) -> None:
    rendered = messages.to_review(ToldReviewer(waiting, TODAY, TODAY))
    check_message({"text": rendered.text, "blocks": list(rendered.blocks)})
    assert bool(rendered.blocks[1:]) == bool(waiting)


def test_the_message_of_an_earlier_morning_counts_no_more() -> None:
    rendered = messages.to_review(ToldReviewer(3, TODAY - ONE_DAY, TODAY))
    assert rendered.text == "This was for Sun 22 Nov. What waits now stands on your Home."
    assert rendered.blocks[1:] == ()


def test_the_parts_of_home_are_ones_that_slack_takes() -> None:
    shown = [
        *home_views.home_mine([STANDING] * 9, "UTC", TODAY),
        *home_views.home_open([COHORT] * 9),
    ]
    check_blocks(shown, "home")
    check_view({"type": "home", "blocks": shown})


def test_what_somebody_wrote_is_never_read_as_formatting() -> None:
    shown = [
        views.mine(mine(NominationState.IN_REVIEW), "UTC", TODAY),
        review_views.review(REVIEW, "UTC", TODAY, PLACE),
    ]
    for view in shown:
        texts = [block.get("text", {}) for block in view["blocks"]]
        marked = [one["text"] for one in texts if one.get("type") == "mrkdwn"]
        assert not any("<!channel>" in one or "<@U0PETRA>" in one for one in marked)


def test_every_free_text_says_who_will_read_it() -> None:
    forms = [
        views.first_step(COHORT, TODAY),
        views.second_step(COHORT, {}),
        views.add(STANDING, None),
        review_views.decide(REVIEW, {}),
    ]
    for form in forms:
        for block in form["blocks"]:
            if block["type"] == "input" and block["element"]["type"] == "plain_text_input":
                assert "see" in block["hint"]["text"], block["label"]
