"""Every view and message of a pairing: within Slack's limits, told to nobody who may not know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from handlers.feature import View
from handlers.pairings import (
    case_views,
    case_words,
    end_views,
    mentor_views,
    message_words,
    messages,
    pair_views,
    views,
    words,
)
from handlers.said import day
from program.delivery import Rendered
from program.hours import ONE_DAY
from program.pairing import (
    DeclineReason,
    Ending,
    Flag,
    Pairing,
    PairingKind,
    PairingState,
    PairingStep,
    StepTaken,
)
from program.pairing_forms import EndForm, Proposal
from program.person import Person
from program.rhythm import Beat, Rhythm
from services.pairing_answers import Picture
from services.pairing_cases import Case, CaseLine
from services.pairing_ends import BeforeEnd
from services.pairing_messages import ToldMentor, ToldPair
from services.pairing_overview import Overview, Side
from services.pairing_proposals import Prepared
from services.pairing_reasons import Reasons
from services.pairing_starts import Left
from tests.kit.entering import words_in
from tests.kit.fullest import COHORT, full
from tests.kit.limits import check_message, check_view

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
MENTOR = Person("m" * 26, "U0MENTOR", full(80), full(120))
MENTEE = Person("e" * 26, "U0MENTEE", full(80), full(120))
SECRET = "marker of a private word"
PAIRING = Pairing(
    id="p" * 26,
    cohort=COHORT,
    mentor=MENTOR.id,
    mentee=MENTEE.id,
    kind=PairingKind.SPONSORSHIP,
    state=PairingState.ASKED,
    since=NOW,
    version=1,
    asked_at=NOW,
    asked_by="w" * 26,
    answer_by=date(2027, 12, 30),
)
ACTIVE = replace(PAIRING, state=PairingState.ACTIVE, started_on=TODAY)
RESTING = replace(ACTIVE, state=PairingState.PAUSED, resting_until=date(2027, 2, 3))
CLOSING = replace(ACTIVE, ended_on=date(2027, 12, 30), ending=Ending.FOR_CAUSE)
ENDED = replace(CLOSING, state=PairingState.ENDED, end_told=True)
STATES = (
    *(replace(PAIRING, state=state) for state in PairingState if state not in ("active", "paused")),
    ACTIVE,
    RESTING,
    CLOSING,
    ENDED,
)
REASONS = Reasons(COHORT.competencies[:5], COHORT.competencies[:2], full(80))
RHYTHM = Rhythm(PAIRING.id, TODAY, TODAY, TODAY, TODAY, TODAY, Beat.CHECK_IN, TODAY)
WHY = (SECRET + full(600))[:600]
NOTHING_LEFT = Left(mentor=False, mentee=False)
PREPARED = Prepared(
    COHORT, MENTEE, MENTOR, PairingKind.ADVISORY, TODAY, 4, declined_before=NOW, why=WHY
)
FILLED = Proposal(COHORT.id, MENTEE.id, MENTOR.id, PairingKind.SHADOWING, WHY)
LINE = CaseLine(PAIRING, MENTOR, MENTEE, RHYTHM)
STEPS = tuple(
    StepTaken(step, NOW, "w" * 26, DeclineReason.OTHER, (SECRET + full(600))[:600])
    for step in PairingStep
)


def picture(pairing: Pairing) -> View:
    shown = Picture(pairing, MENTEE, REASONS, 2, 4, WHY)
    became = message_words.became_of_it(told_mentor(pairing))
    return mentor_views.picture(shown, TODAY, became=became)


def told_mentor(pairing: Pairing, left: Left = NOTHING_LEFT) -> ToldMentor:
    return ToldMentor(pairing, MENTEE, REASONS, left, 2, 4, "UTC", TODAY)


def told_pair(pairing: Pairing, reader: Person = MENTEE) -> ToldPair:
    other = MENTOR if reader is MENTEE else MENTEE
    return ToldPair(pairing, reader, other, REASONS, TODAY)


def side(pairing: Pairing) -> Side:
    return Side(pairing, MENTOR, True, RHYTHM, full(80))


def overview(pairing: Pairing) -> View:
    shown = Overview(
        side=side(pairing),
        reasons=REASONS,
        today=TODAY,
        last_day=pairing.ended_on,
        may_reopen=pairing.is_running and pairing.ended_on is not None,
        told_end=pairing.end_told,
        why=WHY,
        thanks=WHY if pairing.ended_on else None,
    )
    return pair_views.overview(shown)


def case(pairing: Pairing, *, everything: bool = False) -> View:
    shown = Case(
        line=replace(LINE, pairing=pairing),
        reasons=REASONS,
        left=Left(mentor=True, mentee=True),
        steps=STEPS,
        people={"w" * 26: MENTOR},
        today=TODAY,
        may_withdraw=everything or not pairing.started_on,
        may_end=everything or pairing.is_running,
        may_reopen=everything,
        may_settle=everything,
        may_propose=everything,
        why=WHY,
    )
    return case_views.case(shown, "UTC")


def before_end(*, may_choose: bool) -> BeforeEnd:
    return BeforeEnd(ACTIVE, MENTOR, MENTEE, may_choose, TODAY)


END_FORM = EndForm(PAIRING.id, Ending.FOR_CAUSE, TODAY, (SECRET + full(600))[:600])
VIEWS: dict[str, Callable[[], View]] = {
    "pair choose cohort": lambda: views.choose_cohort([COHORT] * 15, TODAY, {"mentee": MENTEE.id}),
    "pair empty": lambda: views.propose(COHORT, TODAY),
    "pair": lambda: views.propose(COHORT, TODAY, mentee=MENTEE, mentor=MENTOR, filled=FILLED),
    "pair told": lambda: views.told(PREPARED, "UTC", TODAY),
    "pair asked": lambda: views.asked(PAIRING, MENTOR, MENTEE, TODAY),
    "picture": lambda: picture(PAIRING),
    "picture ready": lambda: picture(replace(PAIRING, state=PairingState.READY)),
    "decline": lambda: mentor_views.decline(PAIRING, MENTEE, 5),
    "declined": lambda: mentor_views.declined(MENTEE, is_conflict=True),
    "our pairing": lambda: overview(ACTIVE),
    "our pairing resting": lambda: overview(RESTING),
    "our pairing closing": lambda: overview(CLOSING),
    "our pairing ended": lambda: overview(ENDED),
    "our pairings": lambda: pair_views.several([side(ACTIVE)] * 15, TODAY),
    "no pairing": pair_views.none_runs,
    "end choose": end_views.choose,
    "end": lambda: end_views.end(before_end(may_choose=True), END_FORM),
    "close": lambda: end_views.end(before_end(may_choose=False)),
    "end told": lambda: end_views.told(before_end(may_choose=True), END_FORM),
    "closing": lambda: end_views.closing(before_end(may_choose=True), TODAY),
    "pairing case": lambda: case(PAIRING),
    "pairing case marked": lambda: case(replace(ACTIVE, flag=Flag.CONFLICT), everything=True),
    "pairing case full": lambda: case(replace(CLOSING, flag=Flag.MENTEE_GONE), everything=True),
}
MESSAGES: dict[str, Callable[[], Rendered]] = {
    **{f"ask {one.state}": partial(messages.mentor_ask, told_mentor(one)) for one in STATES},
    **{
        f"reminder {one.state}": partial(messages.mentor_reminder, told_mentor(one))
        for one in STATES
    },
    "ask left": partial(
        messages.mentor_ask,
        told_mentor(replace(PAIRING, state=PairingState.READY), Left(mentor=True, mentee=False)),
    ),
    "started mentee": partial(messages.started, told_pair(ACTIVE)),
    "started mentor": partial(messages.started, told_pair(ACTIVE, MENTOR)),
    "started ended": partial(messages.started, told_pair(ENDED)),
    "guide": partial(messages.guide, told_pair(ACTIVE)),
    "guide, used": partial(messages.guide, replace(told_pair(ACTIVE), has_met=True)),
    "ended": partial(messages.ended, told_pair(ENDED)),
    "ended reopened": partial(messages.ended, told_pair(ACTIVE)),
    "goes on": partial(messages.goes_on, told_pair(ACTIVE)),
}


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_every_view_is_within_slacks_limits(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_every_message_is_short_and_within_slacks_limits(build: Callable[[], Rendered]) -> None:
    made = build()

    check_message({"text": made.text, "blocks": list(made.blocks)})
    first = made.blocks[0]["text"]["text"]
    plain = first.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert len(plain) <= 280, plain
    assert first in made.text


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_no_message_holds_what_somebody_wrote(build: Callable[[], Rendered]) -> None:
    made = build()

    assert SECRET not in made.text + str(made.blocks)


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_a_message_has_at_most_three_buttons(build: Callable[[], Rendered]) -> None:
    rows = [one for one in build().blocks if one["type"] == "actions"]

    assert all(len(one["elements"]) <= 3 for one in rows)


def test_how_it_ended_is_shown_to_neither_of_the_two() -> None:
    said = words_in(overview(ENDED)) + words_in(overview(CLOSING))
    told = [build() for name, build in MESSAGES.items() if "ended" in name]

    assert "cause" not in said.lower()
    assert not [one for one in told if "cause" in (one.text + str(one.blocks)).lower()]


def test_a_program_manager_reads_how_it_ended() -> None:
    assert "For cause" in words_in(case(ENDED))


def test_why_a_pairing_could_not_begin_is_told_in_one_wording() -> None:
    stopped = replace(PAIRING, state=PairingState.WITHDRAWN, flag=Flag.CONFLICT)

    assert "Not possible, for a confidential reason" in words_in(case(stopped))
    assert "conflict of interest was declared" not in words_in(case(stopped))
    assert "conflict of interest was declared" in words_in(
        case(replace(ACTIVE, flag=Flag.CONFLICT))
    )


def test_thanks_are_not_among_what_the_program_team_reads() -> None:
    assert "Words of thanks" not in words_in(case(ENDED))


@pytest.mark.parametrize(
    ("left", "says"),
    [
        (Left(mentor=False, mentee=False), "in a few minutes"),
        (Left(mentor=True, mentee=False), "once you have accepted the code of conduct"),
        (Left(mentor=False, mentee=True), "once they have accepted the code of conduct"),
        (Left(mentor=True, mentee=True), "once both of you have accepted"),
    ],
)
def test_after_a_yes_the_mentor_reads_what_is_left(left: Left, says: str) -> None:
    ready = replace(PAIRING, state=PairingState.READY)

    assert says in messages.mentor_ask(told_mentor(ready, left)).text


def test_a_lapsed_question_blames_nobody_and_has_no_button() -> None:
    made = messages.mentor_ask(told_mentor(replace(PAIRING, state=PairingState.LAPSED)))

    assert made.text == "Somebody else was asked. No harm done."
    assert len(made.blocks) == 1


@pytest.mark.parametrize(
    ("wanted", "shared", "says"),
    [
        (2, 2, "you offered both"),
        (1, 1, "you offered it"),
        (3, 1, "you offered the first"),
        (2, 0, "They want to grow in"),
    ],
)
def test_the_question_says_what_the_two_have_in_common(wanted: int, shared: int, says: str) -> None:
    reasons = Reasons(COHORT.competencies[:wanted], COHORT.competencies[:shared])

    assert says in messages.mentor_ask(replace(told_mentor(PAIRING), reasons=reasons)).text


def test_an_end_reads_in_the_tense_of_its_day() -> None:
    past = replace(told_pair(ENDED), pairing=replace(ENDED, ended_on=TODAY - ONE_DAY))

    assert "ended on Sun 22 Nov" in messages.ended(past).text
    assert "ends on Thu 30 Dec 2027" in messages.ended(told_pair(ENDED)).text


def test_the_sheet_of_pairs_holds_names_and_states_and_no_words() -> None:
    sheet = case_views.sheet([LINE, replace(LINE, rhythm=None)], "UTC", TODAY)

    assert len(sheet.heading) == len(sheet.rows[0]) == len(case_words.HEADING)
    assert SECRET not in str(sheet)


def test_before_the_first_day_waiting_is_no_matter_of_places() -> None:
    cohort = PAIRING.cohort
    before = words.no_mentor(cohort, cohort.starts - ONE_DAY)

    assert (
        f"Mentors are asked before the cohort starts on {day(cohort.starts, cohort.starts)}"
        in before
    )
    assert "places" not in before
    assert "It is about places, not about you." in words.no_mentor(cohort, cohort.starts)
