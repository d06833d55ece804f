"""Sentences of the list of profiles that the program team reads, and of one profile."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from handlers import choice_words
from handlers.profiles.words import PARTS, SIDES
from handlers.said import mention, said
from program.cohort import Cohort
from program.mentor_lists import Language, Times
from program.profile import MenteeProfile, MentorProfile
from program.profile_lists import Function, LearningStyle, Theme
from services.profile_team import Listed, Opened

PROFILES = "Profiles"
READ_TITLE = "A profile"
READ = "Read"
BOUNDARIES_HEAD = "*Their boundaries*"
NOBODY = "Nobody stands here. Mentees and mentors write their profile from Home."
HEADING = ("Name", "Title", "Cohort", "As", "Sent", "Parts", "Of", "Enough", "Missing")
YES, NO = "yes", "no"
FILTERS: Mapping[str, str] = {
    "all": "All profiles",
    "thin": "Saying too little",
    "not_sent": "Not sent yet",
    "mentees": "Mentees",
    "mentors": "Mentors",
}


def listed(one: Listed) -> str:
    """One line of the list."""
    covered = one.covered
    there = len(covered.coverage.present)
    state = f"{there} of {covered.coverage.of} parts" if covered.written else "Not sent yet"
    lacks = missing(one)
    rest = f" · missing: {lacks}" if covered.written and lacks else ""
    thin = "" if covered.coverage.enough else " · too little for a good pairing"
    who = mention(one.person.slack_user)
    return f"{who} · {said(one.cohort.name)}, {SIDES[covered.side]}\n{state}{rest}{thin}"


def missing(one: Listed) -> str:
    """What is not there, in the words of the profile's author."""
    words = PARTS[one.covered.side]
    return ", ".join(words[part] for part in one.covered.coverage.missing)


def titled(opened: Opened) -> str:
    return f"{mention(opened.person.slack_user)}\n{SIDES[opened.side].capitalize()}"


def lines(opened: Opened) -> list[tuple[str, str]]:
    """What is chosen, part by part; nothing of what was written."""
    if opened.mentee is not None:
        return _of_mentee(opened.mentee, opened.cohort)
    return _of_mentor(opened.mentor, opened.cohort) if opened.mentor is not None else []


def _of_mentee(one: MenteeProfile, cohort: Cohort) -> list[tuple[str, str]]:
    aims = {key: f"now {now}, aims for {aim}" for key, (now, aim) in one.wanted.items()}
    found = [
        ("Wants to learn", _competencies(cohort, aims)),
        ("Wants to go", _names(one.themes, choice_words.THEMES_OF, Theme)),
        ("Wants to see", _names(one.functions, choice_words.FUNCTIONS_OF, Function)),
        ("Own function", _names([one.function], choice_words.FUNCTIONS_OF, Function)),
        ("Learns best", _names([one.style], choice_words.LEARNING_OF, LearningStyle)),
        ("Languages", _names(one.languages, choice_words.LANGUAGES_OF, Language)),
        ("Days and times", _names(one.times, choice_words.TIMES_OF, Times)),
    ]
    return [(head, text) for head, text in found if text]


def _of_mentor(one: MentorProfile, cohort: Cohort) -> list[tuple[str, str]]:
    levels = {key: choice_words.LEVELS_OF[level] for key, level in one.levels.items()}
    found = [
        ("How strong", _competencies(cohort, levels)),
        ("Has been", _names(one.themes, choice_words.THEMES_OF, Theme)),
        ("Knows well", _names(one.functions, choice_words.FUNCTIONS_OF, Function)),
        ("Own function", _names([one.function], choice_words.FUNCTIONS_OF, Function)),
        ("Can open", choice_words.REACH_OF.get(one.reach or 0, "")),
        ("Beyond talks", choice_words.STRETCH_OF.get(one.stretch or 0, "")),
        ("How direct", choice_words.DIRECTNESS_OF.get(one.directness or 0, "")),
    ]
    return [(head, text) for head, text in found if text]


def _competencies(cohort: Cohort, levels: Mapping[str, str]) -> str:
    named = {one.id: one.name for one in cohort.competencies}
    return "; ".join(f"{named[one]}: {text}" for one, text in levels.items() if one in named)


def _names(chosen: Iterable[str | None], known: Mapping[Any, str], kind: type[StrEnum]) -> str:
    return ", ".join(known[kind(one)] for one in chosen if one is not None)
