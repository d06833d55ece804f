"""What is kept of somebody in profiles, wishes and about themselves, for that person."""

from collections.abc import Mapping, Sequence

from documents.sheet import Cell
from program.cohort import Cohort
from services.desk import Look
from services.my_data import Part, own
from store import cohorts, people, profile_about, profile_wishes, profiles

Rows = Sequence[Sequence[Cell]]


def _profiles(look: Look) -> Rows:
    as_mentee, as_mentor = profiles.all_of(look.session, own(look))
    placed = {*(one.cohort_id for one in as_mentee), *(one.cohort_id for one in as_mentor)}
    known = cohorts.by_ids(look.session, placed)
    rows: list[tuple[Cell, ...]] = []
    for mentee in as_mentee:
        cohort = known[mentee.cohort_id]
        aims = {one: f"{now} to {aim}" for one, (now, aim) in mentee.wanted.items()}
        facts: dict[str, Cell] = {
            "wants to learn": _levels(cohort, aims),
            "themes": " ".join(mentee.themes),
            "functions to see": " ".join(mentee.functions),
            "own function": mentee.function,
            "how they learn": mentee.style,
            "languages": " ".join(mentee.languages),
            "days and times": " ".join(mentee.times),
            "boundaries": mentee.boundaries,
        }
        rows += _rows(cohort, "mentee", facts)
    for mentor in as_mentor:
        cohort = known[mentor.cohort_id]
        levels = {one: str(level) for one, level in mentor.levels.items()}
        facts = {
            "levels": _levels(cohort, levels),
            "themes": " ".join(mentor.themes),
            "functions": " ".join(mentor.functions),
            "own function": mentor.function,
            "reach": mentor.reach,
            "directness": mentor.directness,
            "stretch": mentor.stretch,
        }
        rows += _rows(cohort, "mentor", facts)
    return rows


def _wishes(look: Look) -> Rows:
    me = own(look)
    wished = profile_wishes.all_of(look.session, me)
    avoided = profile_wishes.avoided_by(look.session, me)
    known = people.by_ids(
        look.session, {*avoided, *(one for ids in wished.values() for one in ids)}
    )
    placed = cohorts.by_ids(look.session, set(wished))
    rows: list[tuple[Cell, ...]] = []
    for cohort_id, ids in wished.items():
        place = f"{placed[cohort_id].program.name}: {placed[cohort_id].name}"
        rows += [(place, "wish", known[one].name) for one in ids if one in known]
    rows += [("every cohort", "not with", known[one].name) for one in avoided if one in known]
    return rows


def _about(look: Look) -> Rows:
    return sorted(profile_about.of_person(look.session, own(look)).groups.items())


def _rows(cohort: Cohort, side: str, facts: Mapping[str, Cell]) -> list[tuple[Cell, ...]]:
    place = f"{cohort.program.name}: {cohort.name}"
    return [(place, side, name, value) for name, value in facts.items() if value]


def _levels(cohort: Cohort, levels: Mapping[str, str]) -> str:
    named = {one.id: one.name for one in cohort.competencies}
    return ", ".join(f"{named[one]}: {said}" for one, said in levels.items() if one in named)


PROFILES = Part(
    name="Profiles",
    what="your profiles as a mentee and as a mentor",
    seen_by="The program team sees them; who you are paired with, what was a reason for it.",
    heading=("Cohort", "As", "What", "Kept"),
    rows=_profiles,
)
WISHES = Part(
    name="Wishes and avoid list",
    what="with whom you would like to be paired, and with whom not",
    seen_by=(
        "Program managers can see a wish beside a pair. Your avoid list is yours alone; others "
        "see that a pairing is not possible, not why."
    ),
    heading=("Cohort", "What", "Who"),
    rows=_wishes,
)
ABOUT = Part(
    name="About me",
    what="what you said about groups you belong to",
    seen_by="Nobody else sees yours, and no pairing is made from it.",
    heading=("Question", "Answer"),
    rows=_about,
)
MY_DATA = (PROFILES, WISHES, ABOUT)
