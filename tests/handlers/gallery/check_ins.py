"""What check-ins show: forms, meetings, messages and parts of Home, in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from handlers.check_ins import (
    answer_views,
    home_views,
    meeting_views,
    messages,
    views,
    worth_views,
)
from handlers.check_ins.views import Draft
from handlers.feature import View
from program.blind_answers import BlindCounts
from program.check_in import (
    MOST_KEPT_ACTIONS,
    CheckIn,
    CheckInForm,
    CheckInShared,
    CheckInState,
    Claim,
    InTheWay,
    Medium,
    OwnWords,
    Side,
    Worth,
)
from program.cohort import Cohort, Competency, Program
from program.pairing import Pairing, PairingKind, PairingState
from program.person import Person
from program.rhythm import Beat, Rhythm
from services.check_in_messages import Told
from services.check_ins import Choice, Given, Read, Seen
from services.rhythm import Meeting
from services.rhythm_nudges import ToldOverdue
from tests.kit.clock import START

TODAY = START.date()
HOSTILE = "<!channel> *bold* =1+1 \u202e\u05e9\u05dc\u05d5\u05dd " + "x" * 60
ME = Person("me", "U0ME", "Mia Moreau")
OTHER = Person("other", "U0OTHER", HOSTILE[:80], title=HOSTILE)
MANAGER = Person("manager", "U0PETRA", "Petra Park")
COHORT = Cohort(
    id="c" * 26,
    program=Program("p" * 26, HOSTILE, "Europe/Berlin"),
    name=HOSTILE[:75],
    nominations_close=TODAY,
    starts=TODAY,
    ends=TODAY + timedelta(days=300),
    competencies=tuple(Competency(f"{n:026}", f"{n} {HOSTILE}"[:75]) for n in range(20)),
    criteria=(),
)
PAIRING = Pairing(
    id="a" * 26,
    cohort=COHORT,
    mentor=OTHER.id,
    mentee=ME.id,
    kind=PairingKind.ADVISORY,
    state=PairingState.ACTIVE,
    since=START,
    version=3,
    asked_at=START,
    asked_by=MANAGER.id,
    answer_by=TODAY,
    started_on=TODAY - timedelta(days=60),
)
RESTING = replace(PAIRING, state=PairingState.PAUSED, resting_until=TODAY + timedelta(days=9))
ENDED = replace(PAIRING, state=PairingState.ENDED, ended_on=TODAY)
MINE = Side(ME.id, Claim(True, TODAY, 60), START)
THEIRS = Side(OTHER.id, Claim(True, TODAY, 480), START)
NOT_MET = Side(OTHER.id, Claim(False, TODAY, 0), START)
ENTERED = replace(MINE, entered_by=MANAGER.id)
ASK_ENDS = START + timedelta(days=14)
OWN = OwnWords(Worth.NOT_THIS_TIME, tuple(InTheWay), "n" * 2000)
ACTIONS = tuple(f"{n} {HOSTILE}".ljust(150, "a")[:150] for n in range(MOST_KEPT_ACTIONS))
FULL_FORM = CheckInForm(
    met_on=TODAY,
    minutes=480,
    medium=Medium.WRITING,
    competencies=tuple(one.id for one in COHORT.competencies[:5]),
    actions=ACTIONS,
    next_on=TODAY + timedelta(days=14),
    own=OWN,
)
CHOICES = tuple(Choice(replace(PAIRING, id=f"{n:026}"), OTHER) for n in range(9))


def check_in(
    state: CheckInState, *sides: Side, asked: bool = False, author: str = OTHER.id
) -> CheckIn:
    """A meeting in some state."""
    return CheckIn(
        id="m" * 26,
        pairing_id=PAIRING.id,
        state=state,
        met_on=TODAY,
        minutes=60,
        medium=Medium.WRITING,
        author=author,
        logged_at=START,
        version=2,
        sides=sides,
        ask_ends_at=ASK_ENDS if asked else None,
    )


TO_CONFIRM = check_in(CheckInState.ONE_SIDED, THEIRS, asked=True)
EVERY_STATE = (
    TO_CONFIRM,
    check_in(CheckInState.ONE_SIDED, THEIRS),
    check_in(CheckInState.ONE_SIDED, MINE, asked=True, author=ME.id),
    check_in(CheckInState.ONE_SIDED, MINE, author=ME.id),
    check_in(CheckInState.ONE_SIDED, ENTERED, asked=True, author=ME.id),
    check_in(CheckInState.CONFIRMED, MINE, THEIRS),
    check_in(CheckInState.DISPUTED, MINE, THEIRS, asked=True),
    check_in(CheckInState.DISPUTED, MINE, NOT_MET, asked=True),
    check_in(CheckInState.DISPUTED, MINE, THEIRS),
    check_in(CheckInState.WITHDRAWN),
)


def seen(one: CheckIn, *, may_change: bool = True) -> Seen:
    """A meeting as Mia sees it."""
    return Seen(one, PAIRING, ME.id, OTHER, may_change=may_change)


def read(one: CheckIn) -> Read:
    """Everything Mia reads of it, at its fullest."""
    shared = CheckInShared(one, COHORT.competencies[:5], ACTIONS)
    return Read(seen(one), shared, OWN, entered_by=MANAGER)


def rhythm(beat: Beat, *, last: date | None = None, following: date | None = None) -> Rhythm:
    """How the meetings go."""
    return Rhythm(
        PAIRING.id, last, following, last or TODAY - timedelta(40), TODAY, TODAY, beat, TODAY
    )


def told(one: CheckIn, *, is_open: bool = True, pairing: Pairing = PAIRING) -> Told:
    """What a message says of it."""
    return Told(one, pairing, ME, OTHER, TODAY, is_open, entered_by=MANAGER)


def overdue(**changes: Any) -> ToldOverdue:
    """What the reminder says."""
    last = TODAY - timedelta(days=21)
    asked = ToldOverdue(
        PAIRING, rhythm(Beat.CHECK_IN, last=last), OTHER, TODAY, is_current=True, snoozed_until=None
    )
    return replace(asked, **changes)


OVERDUES = (
    overdue(),
    overdue(rhythm=rhythm(Beat.CHECK_IN)),
    overdue(is_current=False, pairing=RESTING),
    overdue(is_current=False, pairing=ENDED),
    overdue(is_current=False, other=replace(OTHER, deactivated=True)),
    overdue(is_current=False, snoozed_until=TODAY + timedelta(days=7)),
    overdue(is_current=False, rhythm=rhythm(Beat.ON_TRACK, last=TODAY)),
    overdue(is_current=False, rhythm=rhythm(Beat.ON_TRACK, following=TODAY)),
    overdue(is_current=False, rhythm=rhythm(Beat.ON_TRACK)),
)
RENDERED = [
    *(
        render(told(one, is_open=is_open, pairing=pairing))
        for render in (messages.confirm_ask, messages.mismatch, messages.taken_back)
        for one in EVERY_STATE
        for is_open in (True, False)
        for pairing in (PAIRING, RESTING)
    ),
    *(messages.entered(told(one)) for one in EVERY_STATE),
    *(messages.overdue(one) for one in OVERDUES),
]

COUNTS = BlindCounts(TODAY, 12, dict.fromkeys(Worth, 3), dict.fromkeys(InTheWay, 1))

VIEWS: dict[str, Callable[[], View]] = {
    "check_ins.worth": lambda: worth_views.worth([(COHORT, None)], TODAY),
    "check_ins.worth full": lambda: worth_views.worth([(COHORT, COUNTS)] * 12, TODAY),
    "check_ins.log": lambda: views.log(Draft(CHOICES[:1], TODAY)),
    "check_ins.log full": lambda: views.log(
        Draft(CHOICES, TODAY, FULL_FORM, CHOICES[0].pairing.id, whole=True, asked="3/4" * 13)
    ),
    "check_ins.correct": lambda: views.log(
        Draft(CHOICES[:1], TODAY, FULL_FORM, whole=True, correcting=TO_CONFIRM)
    ),
    "check_ins.answer": lambda: answer_views.answer(seen(TO_CONFIRM), TODAY),
    "check_ins.add": lambda: answer_views.add(read(TO_CONFIRM), TODAY),
    "check_ins.date": lambda: answer_views.next_date(
        CHOICES[:1], Meeting(PAIRING, OTHER, rhythm(Beat.ON_TRACK, following=TODAY)), None
    ),
    "check_ins.date full": lambda: answer_views.next_date(CHOICES, None, None),
    "check_ins.enter_who": answer_views.who_told,
    "check_ins.enter": lambda: answer_views.enter(OTHER, CHOICES),
    "check_ins.meetings": lambda: meeting_views.meetings(
        PAIRING, [seen(one) for one in EVERY_STATE], TODAY
    ),
    "check_ins.meeting": lambda: meeting_views.meeting(read(TO_CONFIRM), TODAY),
}


def shown() -> list[Any]:
    """Meetings in every state, the form at every size, messages, Home."""
    resting = Draft([Choice(RESTING, OTHER)], TODAY)
    theirs = Draft(CHOICES[:1], TODAY, correcting=TO_CONFIRM, facts_of_both=False)
    lines = [home_views.Line(one, seen(TO_CONFIRM), ACTIONS) for one in CHOICES]
    return [
        *(meeting_views.meeting(read(one), TODAY) for one in EVERY_STATE),
        meeting_views.meetings(ENDED, [], TODAY),
        views.log(resting),
        views.log(theirs),
        answer_views.add(replace(read(TO_CONFIRM), may_answer=False), TODAY),
        answer_views.enter(OTHER, CHOICES[:1]),
        home_views.meetings(lines, [seen(one) for one in EVERY_STATE], TODAY),
        [home_views.time_given(Given(210, 2, 1)), home_views.buttons(CHOICES, log=True)],
        home_views.meetings([home_views.Line(CHOICES[0], None)], [], TODAY),
        *([*one.blocks] for one in RENDERED),
    ]
