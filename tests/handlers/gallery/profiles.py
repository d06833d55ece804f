"""What somebody sees of their profile, wishes and About me: with the longest and hostile texts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from handlers import blocks
from handlers.feature import View
from handlers.ids import Profiles
from handlers.lists.view import Page, Place, listed
from handlers.profiles import mentee_views, mentor_views, team_views, team_words, views, words
from program.cohort import Cohort
from program.mentor import Mentor, MentorState
from program.mentor_lists import Language, Style, Times
from program.person import Person
from program.profile import (
    Coverage,
    MenteeProfile,
    MentorProfile,
    Part,
    mentee_coverage,
    mentor_coverage,
)
from program.profile_about import ANSWERS, AboutMe
from program.profile_lists import BOUNDARIES_LIMIT, Function, LearningStyle, Reach, Stretch, Theme
from services import profile_mentee, profile_mentor
from services.profile_cover import Covered
from services.profile_drafts import MenteeDraft
from services.profile_team import Listed, Opened
from services.profile_wishes import MyWishes
from services.profiles import MyProfile, Side
from tests.kit.fullest import COHORT as FULLEST
from tests.kit.fullest import full

COHORT: Cohort = replace(
    FULLEST,
    competencies=tuple(replace(one, id=f"{one.id}".ljust(26, "k")) for one in FULLEST.competencies),
)
CHOSEN = tuple(one.id for one in COHORT.competencies[:5])
MENTEE = MenteeProfile(
    cohort_id=COHORT.id,
    person_id="n" * 26,
    wanted=dict.fromkeys(CHOSEN, (1, 5)),
    themes=tuple(Theme)[:3],
    functions=tuple(Function)[:3],
    function=Function.SUPPLY_CHAIN,
    style=LearningStyle.MEETING_PEOPLE,
    languages=tuple(Language)[:8],
    times=tuple(Times),
    boundaries=full(BOUNDARIES_LIMIT),
    version=3,
)
MENTOR = Mentor(
    id="m" * 26,
    cohort_id=COHORT.id,
    person_id="o" * 26,
    state=MentorState.ON_ROSTER,
    places=5,
    hours_a_month=20,
    competencies=CHOSEN,
    style=Style.DOORS,
    backup=True,
    since=datetime(2026, 11, 23, 15, 0, tzinfo=UTC),
    version=3,
    times=tuple(Times),
    languages=tuple(Language)[:8],
)
OPENS = MentorProfile(
    cohort_id=COHORT.id,
    person_id=MENTOR.person_id,
    levels=dict.fromkeys(CHOSEN, 5),
    themes=tuple(Theme)[:3],
    functions=tuple(Function)[:3],
    function=Function.SUPPLY_CHAIN,
    reach=Reach.BOARD,
    directness=5,
    stretch=Stretch.ASSIGNMENTS,
    version=2,
)
EMPTY = MenteeProfile(COHORT.id, "n" * 26)
NOTHING = MentorProfile(COHORT.id, MENTOR.person_id)
AS_MENTEE = MyProfile(COHORT, Side.MENTEE, mentee_coverage(EMPTY), written=False)
AS_MENTOR = MyProfile(COHORT, Side.MENTOR, mentor_coverage(NOTHING, MENTOR), written=False)
WHOLE = MyProfile(COHORT, Side.MENTEE, mentee_coverage(MENTEE), written=True)
ALL_MISSING = MyProfile(COHORT, Side.MENTOR, Coverage((), tuple(Part)[:3]), written=True)
PERSON = Person("n" * 26, "U0MARTIN", full(80), full(120))
WISHES = MyWishes(COHORT, (PERSON,) * 3, (PERSON,) * 10)
AS_READ = (
    Opened(PERSON, COHORT, Side.MENTEE, mentee=MENTEE),
    Opened(PERSON, COHORT, Side.MENTOR, mentor=OPENS),
)
LISTED = [
    Listed(PERSON, COHORT, Covered(PERSON.id, one.side, one.coverage, one.written))
    for one in (AS_MENTEE, AS_MENTOR, WHOLE, ALL_MISSING)
]
ABOUT = AboutMe(PERSON.id, {one.value: answers[0] for one, answers in ANSWERS.items()})


def mentee(profile: MenteeProfile = MENTEE, *, unfinished: bool = True) -> profile_mentee.Begun:
    """A step of a mentee at its fullest."""
    chosen = tuple(profile.wanted)
    return profile_mentee.Begun(COHORT, MenteeDraft(profile, chosen), unfinished=unfinished)


def mentor(profile: MentorProfile = OPENS) -> profile_mentor.Begun:
    """A step of a mentor at its fullest."""
    return profile_mentor.Begun(MENTOR, COHORT, profile, unfinished=True)


def list_page() -> View:
    """A page of the list at its fullest."""
    rows = [team_views.row(LISTED[n % len(LISTED)]) for n in range(15)]
    place = Place("profiles.list", "all", full(60), 1)
    return listed(Page(team_words.PROFILES, place, team_words.FILTERS, [], rows, 43, []))


VIEWS: dict[str, Callable[[], View]] = {
    "profiles: mentee, first step": lambda: mentee_views.first_step(mentee()),
    "profiles: mentee, nothing known": lambda: mentee_views.first_step(
        mentee(EMPTY, unfinished=False)
    ),
    "profiles: mentee, second step": lambda: mentee_views.second_step(mentee()),
    "profiles: mentee, third step": lambda: mentee_views.third_step(mentee()),
    "profiles: mentor, first step": lambda: mentor_views.first_step(mentor()),
    "profiles: mentor, nothing known": lambda: mentor_views.first_step(mentor(NOTHING)),
    "profiles: mentor, second step": lambda: mentor_views.second_step(mentor()),
    "profiles: which": lambda: views.choose([AS_MENTEE, AS_MENTOR] * 10),
    "profiles: which wishes": lambda: views.choose_wishes([COHORT] * 20),
    "profiles: kept": lambda: views.kept(WHOLE),
    "profiles: wishes, full": lambda: views.wishes(WISHES),
    "profiles: wishes, empty": lambda: views.wishes(MyWishes(COHORT, (), ())),
    "profiles: a mentee, as the team reads it": lambda: team_views.read(AS_READ[0]),
    "profiles: a mentor, as the team reads it": lambda: team_views.read(AS_READ[1]),
    "profiles: list, full": list_page,
    "profiles: about me": lambda: views.about(ABOUT),
    "profiles: about me, nothing said": lambda: views.about(AboutMe(PERSON.id)),
}


def shown() -> list[Any]:
    """Parts of Home, and the button of the one message that leads here."""
    rows = [views.row(one) for one in (AS_MENTEE, AS_MENTOR, WHOLE, ALL_MISSING)]
    write = blocks.button(words.WRITE, Profiles.OPEN, ids={"cohort": COHORT.id, "side": "mentee"})
    team = [*(team_views.row(one) for one in LISTED), team_views.nobody()]
    listing = blocks.actions(blocks.button(team_words.PROFILES, Profiles.LIST))
    return [*rows, *team, listing, views.others(COHORT), views.others(), write]
