"""Mentees and mentors who write their profile, wish, and say something of themselves."""

from collections.abc import Sequence

from program.cohort import Cohort
from program.mentor_lists import Language, Times
from program.person import SlackPerson
from program.profile import MenteeProfile, MentorProfile
from program.profile_lists import Function, LearningStyle, Reach, Stretch, Theme
from services import profile_about, profile_mentee, profile_mentor, profile_wishes
from services.profiles import MyProfile
from tests.kit.cast import MENTEE, MENTOR, Stage
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import decide, nominate, open_cohort

WORDS = "marker of a mentee's boundary: no questions about my last manager."


def accepted(stage: Stage, cohort: Cohort, account: SlackPerson = MENTEE) -> None:
    """Somebody is a mentee of the cohort."""
    decide(stage, nominate(stage, account, cohort))


def both_sides(stage: Stage) -> Cohort:
    """A cohort of which Mia is a mentee and Martin a mentor."""
    opened = open_cohort(stage)
    accepted(stage, opened)
    offer_to_mentor(stage, opened)
    return opened


def rest_for(cohort: Cohort) -> MenteeProfile:
    """What a mentee enters last."""
    return MenteeProfile(
        cohort_id=cohort.id,
        person_id="",
        themes=(Theme.STRATEGY, Theme.FIRST_LEADERSHIP),
        functions=(Function.SALES,),
        style=LearningStyle.STORIES,
        languages=(Language.GERMAN, Language.ENGLISH),
        times=(Times.TUE_AM, Times.MON_PM),
        boundaries=WORDS,
    )


def opens_for(cohort: Cohort) -> MentorProfile:
    """What a mentor enters last."""
    return MentorProfile(
        cohort_id=cohort.id,
        person_id="",
        themes=(Theme.STRATEGY,),
        functions=(Function.SALES, Function.FINANCE),
        function=Function.ENGINEERING,
        reach=Reach.TOP_TEAM,
        directness=4,
        stretch=Stretch.SHADOWING,
    )


def write_as_mentee(
    stage: Stage,
    cohort: Cohort,
    account: SlackPerson = MENTEE,
    *,
    aim: tuple[int, int] = (1, 3),
    function: str | None = Function.FINANCE,
    rest: MenteeProfile | None = None,
) -> MyProfile:
    """All three steps."""
    chosen = tuple(one.id for one in cohort.competencies[:2])
    with stage.desk.open_work(stage.caller(account)) as work:
        profile_mentee.keep_wanted(work, cohort.id, chosen, function)
    with stage.desk.open_work(stage.caller(account)) as work:
        profile_mentee.keep_aims(work, cohort.id, dict.fromkeys(chosen, aim))
    with stage.desk.open_work(stage.caller(account)) as work:
        return profile_mentee.send(work, rest or rest_for(cohort))


def write_as_mentor(
    stage: Stage,
    cohort: Cohort,
    account: SlackPerson = MENTOR,
    *,
    level: int = 5,
    rest: MentorProfile | None = None,
) -> MyProfile:
    """Both steps, for somebody whose offer is of the first two competencies."""
    levels = {one.id: level for one in cohort.competencies[:2]}
    with stage.desk.open_work(stage.caller(account)) as work:
        profile_mentor.keep_levels(work, cohort.id, levels)
    with stage.desk.open_work(stage.caller(account)) as work:
        return profile_mentor.send(work, rest or opens_for(cohort))


def wish(
    stage: Stage,
    cohort: Cohort,
    account: SlackPerson,
    wished: Sequence[SlackPerson] = (),
    avoided: Sequence[SlackPerson] = (),
) -> None:
    """Somebody keeps both of their lists."""
    places = {place: one.slack_user for place, one in enumerate(wished, start=1)}
    with stage.desk.open_work(stage.caller(account)) as work:
        profile_wishes.keep(work, cohort.id, places, [one.slack_user for one in avoided])


def say(stage: Stage, account: SlackPerson, **groups: str) -> None:
    """Somebody says something about groups they belong to."""
    with stage.desk.open_work(stage.caller(account)) as work:
        profile_about.keep(work, groups)
