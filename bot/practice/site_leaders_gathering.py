"""How the cohort that waits to be matched came about: nominations, offers, profiles, wishes."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.practice import people
from bot.practice import site_leaders as cohort_of
from bot.practice.acting import Act, caller, cohort_named, on, program_of
from bot.practice.site_leaders import Mentee, Mentor, Seen
from bot.practice.story import COMPETENCIES, CRITERIA, HELEN
from program.cohort import Cohort, CohortPlan
from program.mentor import Offer
from program.mentor_lists import Style
from program.nomination_forms import Decision, SelfNomination
from program.nomination_steps import Step
from program.nomination_voice import KnownAs, Rating, VoiceForm
from program.profile import MenteeProfile, MentorProfile
from services import (
    cohorts,
    mentor_offers,
    nomination_deciding,
    nomination_self,
    nomination_voices,
    nominations,
    profile_mentee,
    profile_mentor,
    profile_wishes,
)
from services.desk import Desk, Look

Do = Callable[[Desk], None]


def acts() -> list[Act]:
    """From the opening of nominations to the last profile, the Friday before practice begins."""
    told = [Act(on(2, 16, 9, 40), HELEN, _open_cohort)]
    for number, one in enumerate(cohort_of.MENTEES):
        applied = on(2, 23, 10, 4 * number)
        told.append(Act(applied, one.name, _apply(one)))
        if one.seen is not None:
            told.append(Act(applied + timedelta(hours=2), one.seen.by, _speak_for(one, one.seen)))
        told.append(Act(on(2, 27, 9, 3 * number), HELEN, _accept(one.name)))
    for number, mentor in enumerate(cohort_of.MENTORS):
        offered = on(3, 3, 11, 2 + 4 * number)
        told.append(Act(offered, mentor.name, _offer(mentor)))
        told.append(Act(offered + timedelta(minutes=2), mentor.name, _say_what_one_opens(mentor)))
    written = [one for one in cohort_of.MENTEES if one.wrote_profile]
    for number, one in enumerate(written):
        told.append(Act(on(3, 5, 10, 2 * number), one.name, _write_profile(one)))
    return told


def _cohort(look: Look) -> Cohort:
    return cohort_named(look, cohort_of.COHORT_NAME)


def _open_cohort(desk: Desk) -> None:
    plan = CohortPlan(
        program="",
        name=cohort_of.COHORT_NAME,
        nominations_close=cohort_of.NOMINATIONS_CLOSE,
        starts=cohort_of.STARTS_ON,
        ends=cohort_of.ENDS_ON,
        competencies=COMPETENCIES,
        criteria=CRITERIA,
    )
    with desk.open_work(caller(HELEN)) as work:
        cohorts.create_cohort(work, program_of(work).id, plan)


def _apply(one: Mentee) -> Do:
    def apply(desk: Desk) -> None:
        with desk.open_work(caller(one.name)) as work:
            cohort = _cohort(work)
            wanted = tuple(cohort.competencies[place].id for place, *_ in one.wanted)
            form = SelfNomination(cohort.id, wanted, one.aspiration, {})
            nomination_self.keep_first_step(work, form)
        with desk.open_work(caller(one.name)) as work:
            cohort = _cohort(work)
            written = zip(cohort.criteria, cohort_of.EVIDENCE, strict=True)
            nomination_self.apply(work, cohort.id, {asked.id: text for asked, text in written})

    return apply


def _speak_for(one: Mentee, seen: Seen) -> Do:
    def speak(desk: Desk) -> None:
        slack_user = people.BY_NAME[one.name].slack_user
        with desk.open_work(caller(seen.by)) as work:
            form = VoiceForm(_cohort(work).id, "", KnownAs.LINE_MANAGER)
            nominee = nomination_voices.keep_who(work, form, slack_user).nominee
        with desk.open_work(caller(seen.by)) as work:
            cohort = _cohort(work)
            evidence = {cohort.criteria[0].id: seen.words}
            nomination_voices.keep_words(work, cohort.id, nominee.id, evidence, ())
        with desk.open_work(caller(seen.by)) as work:
            ratings = dict(zip(Rating, seen.ratings, strict=True))
            nomination_voices.nominate(work, _cohort(work).id, nominee.id, ratings, "")

    return speak


def _accept(name: str) -> Do:
    def accept(desk: Desk) -> None:
        with desk.open_look(caller(name)) as look:
            cohort = _cohort(look)
            standing = next(
                one for one in nominations.standings(look) if one.cohort.id == cohort.id
            )
        decision = Decision(standing.id, standing.version, Step.ACCEPTED, reason=cohort_of.REASON)
        with desk.open_work(caller(HELEN)) as work:
            nomination_deciding.decide(work, decision)

    return accept


def _offer(one: Mentor) -> Do:
    def offer(desk: Desk) -> None:
        with desk.open_work(caller(one.name)) as work:
            cohort = _cohort(work)
            form = Offer(
                cohort_id=cohort.id,
                competencies=tuple(cohort.competencies[place].id for place, _ in one.offered),
                style=Style(one.style),
                places=one.places,
                hours_a_month=one.hours,
                languages=one.languages,
            )
            mentor_offers.keep_first_step(work, form)
        with desk.open_work(caller(one.name)) as work:
            mentor_offers.offer(work, form)

    return offer


def _say_what_one_opens(one: Mentor) -> Do:
    def say(desk: Desk) -> None:
        with desk.open_work(caller(one.name)) as work:
            cohort = _cohort(work)
            levels = {cohort.competencies[place].id: level for place, level in one.offered}
            profile_mentor.keep_levels(work, cohort.id, levels)
        with desk.open_work(caller(one.name)) as work:
            profile = MentorProfile(
                cohort_id=_cohort(work).id,
                person_id=work.me,
                themes=one.themes,
                functions=one.functions,
                function=one.function,
                reach=one.reach,
                directness=one.directness,
                stretch=one.stretch,
            )
            profile_mentor.send(work, profile)
        _wish(desk, one.name, one.wishes, ())

    return say


def _write_profile(one: Mentee) -> Do:
    def write(desk: Desk) -> None:
        with desk.open_work(caller(one.name)) as work:
            cohort = _cohort(work)
            ids = [cohort.competencies[place].id for place, *_ in one.wanted]
            profile_mentee.keep_wanted(work, cohort.id, ids, one.function)
        with desk.open_work(caller(one.name)) as work:
            levels = ((now, aim) for _, now, aim in one.wanted)
            profile_mentee.keep_aims(work, cohort.id, dict(zip(ids, levels, strict=True)))
        with desk.open_work(caller(one.name)) as work:
            profile = MenteeProfile(
                cohort_id=cohort.id,
                person_id=work.me,
                themes=one.themes,
                functions=one.functions,
                style=one.style,
                languages=one.languages,
                times=one.times,
            )
            profile_mentee.send(work, profile)
        _wish(desk, one.name, one.wishes, one.avoid)

    return write


def _wish(desk: Desk, name: str, wishes: Sequence[str], avoid: Sequence[str]) -> None:
    if not wishes and not avoid:
        return
    with desk.open_work(caller(name)) as work:
        wished = {place: people.BY_NAME[one].slack_user for place, one in enumerate(wishes, 1)}
        avoided = [people.BY_NAME[one].slack_user for one in avoid]
        profile_wishes.keep(work, _cohort(work).id, wished, avoided)
