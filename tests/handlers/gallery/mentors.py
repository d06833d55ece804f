"""What mentors, and whoever invites them, see: with the longest and most hostile texts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from handlers import blocks
from handlers.feature import View
from handlers.ids import Mentors
from handlers.lists.view import Page, Place, listed
from handlers.mentors import home_views, messages, roster_views, roster_words, views
from program.cohort import Cohort, Competency, Criterion, Program
from program.mentor import BOUNDARIES_LIMIT, LINE_LIMIT, Mentor, MentorState, Offer, OfferKept
from program.mentor_lists import Language, Style, Times
from program.person import Person
from services.mentor_invitations import Invited
from services.mentor_messages import ToldMentor
from services.mentor_roster import Listed, Opened
from services.mentors import MyPlaces

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HOSTILE = "=1+1 <!channel> & <@U0PETRA> *x* \u202eeman\u202c "


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
    competencies=tuple(Competency(f"k{n}" + "k" * 24, full(70) + str(n)) for n in range(20)),
    criteria=(Criterion("r1", full(150)),),
)
PERSON = Person("n" * 26, "U0MARTIN", full(80), full(120))
OFFER = Offer(
    cohort_id=COHORT.id,
    competencies=tuple(one.id for one in COHORT.competencies[:5]),
    style=Style.DOORS,
    places=5,
    hours_a_month=20,
    backup=True,
    boundaries=full(BOUNDARIES_LIMIT),
    times=tuple(Times),
    languages=tuple(Language)[:8],
)
MENTOR = Mentor(
    id="m" * 26,
    cohort_id=COHORT.id,
    person_id=PERSON.id,
    state=MentorState.ON_ROSTER,
    places=5,
    hours_a_month=20,
    competencies=OFFER.competencies,
    style=Style.DOORS,
    backup=True,
    since=NOW,
    version=3,
    times=OFFER.times,
    languages=OFFER.languages,
    invited_by=PERSON.id,
    answer_by=date(2026, 12, 7),
)
MINE = MyPlaces(MENTOR, COHORT, 2)
STATES = [replace(MENTOR, state=state) for state in MentorState]
LISTED = [Listed(one, PERSON, COHORT, 2) for one in STATES]
KEPT = OfferKept(MENTOR, COHORT, full(BOUNDARIES_LIMIT))
OPENED = Opened(LISTED[1], KEPT, full(LINE_LIMIT))
INVITED = Invited(COHORT, asked=(PERSON,) * 8, asked_before=(PERSON,) * 6, on_roster=(PERSON,) * 6)
TOLD = [
    *(ToldMentor(one, COHORT, "UTC", TODAY, inviter=PERSON) for one in STATES),
    ToldMentor(STATES[0], COHORT, "UTC", TODAY, inviter=PERSON, is_this_one=False),
    ToldMentor(STATES[0], COHORT, "UTC", TODAY),
]
RENDERS = (messages.invite, messages.reminder, messages.news)


def roster_page() -> View:
    """A page of the roster at its fullest."""
    rows = [roster_views.row(LISTED[n % len(LISTED)], TODAY) for n in range(15)]
    place = Place("mentors.roster", "all", full(60), 1)
    return listed(Page(roster_words.ROSTER, place, roster_words.FILTERS, [], rows, 43, []))


VIEWS: dict[str, Callable[[], View]] = {
    "mentors: choose a cohort": lambda: views.choose_cohort([COHORT] * 20, TODAY),
    "mentors: offer, first step": lambda: views.first_step(
        COHORT, TODAY, filled=OFFER, offer_draft=True, line=full(LINE_LIMIT)
    ),
    "mentors: offer, empty": lambda: views.first_step(COHORT, TODAY),
    "mentors: offer, second step": lambda: views.second_step(COHORT, OFFER),
    "mentors: received": lambda: views.received(MINE),
    "mentors: my places": lambda: views.places(MINE, TODAY),
    "mentors: which places": lambda: views.choose_places([MINE] * 20),
    "mentors: invite": lambda: roster_views.invite(
        [replace(COHORT, id=f"{n:026}") for n in range(100)], ["U0MARTIN"] * 20, None
    ),
    "mentors: invited": lambda: roster_views.invited(INVITED),
    "mentors: one mentor": lambda: roster_views.read(OPENED, TODAY, may_act=True),
    "mentors: one who said no": lambda: roster_views.read(
        Opened(LISTED[2], KEPT, ""), TODAY, may_act=True
    ),
    "mentors: roster, full": roster_page,
}


def shown() -> list[Any]:
    """Messages in every state, parts of Home, the roster's line."""
    sent = [render(one).blocks for render in RENDERS for one in TOLD]
    home = [
        home_views.invitations([MINE] * 5, {PERSON.id: PERSON}, TODAY),
        home_views.could_offer([COHORT] * 5, TODAY),
        home_views.my_time([MINE] * 5),
        roster_views.nobody(),
        roster_views.row(LISTED[1], TODAY),
        blocks.actions(blocks.button(roster_words.ROSTER, Mentors.LIST)),
    ]
    return [*sent, *home]
