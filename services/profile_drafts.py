"""A profile that is not sent yet: kept sealed for its author between the steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from program.cohort import Cohort
from program.profile import MenteeProfile, MentorProfile
from program.refusal import Refusal
from services import drafts
from services.desk import Look, Work

MENTEE = "profiles.mentee"
MENTOR = "profiles.mentor"
"""The names of the drafts in which one step waits for the next."""


@dataclass(frozen=True)
class MenteeDraft:
    """The profile as it is so far, and the competencies chosen first, levels or not."""

    profile: MenteeProfile
    chosen: tuple[str, ...]


def keep_mentee(work: Work, draft: MenteeDraft) -> None:
    """Put it aside, in place of what was kept before."""
    one = draft.profile
    kept: dict[str, Any] = {
        "cohort": one.cohort_id,
        "chosen": list(draft.chosen),
        "wanted": {name: list(levels) for name, levels in one.wanted.items()},
        "themes": list(one.themes),
        "functions": list(one.functions),
        "function": one.function,
        "style": one.style,
        "languages": list(one.languages),
        "times": list(one.times),
        "boundaries": one.boundaries,
    }
    drafts.keep(work, MENTEE, kept)


def mentee(look: Look, cohort: Cohort) -> MenteeDraft | None:
    """The actor's own draft for this cohort, if there is one."""
    found = _of(look, MENTEE, cohort)
    if found is None:
        return None
    profile = MenteeProfile(
        cohort_id=cohort.id,
        person_id=look.me,
        wanted={name: (now, aim) for name, (now, aim) in found["wanted"].items()},
        themes=tuple(found["themes"]),
        functions=tuple(found["functions"]),
        function=found["function"],
        style=found["style"],
        languages=tuple(found["languages"]),
        times=tuple(found["times"]),
        boundaries=found["boundaries"],
    )
    return MenteeDraft(profile, tuple(found["chosen"]))


def need_mentee(look: Look, cohort: Cohort) -> MenteeDraft:
    """The same. Raises Refusal `profiles.draft_gone` when there is none."""
    draft = mentee(look, cohort)
    if draft is None:
        raise Refusal("profiles.draft_gone")
    return draft


def keep_mentor(work: Work, profile: MentorProfile) -> None:
    """Put it aside, in place of what was kept before."""
    kept: dict[str, Any] = {
        "cohort": profile.cohort_id,
        "levels": dict(profile.levels),
        "themes": list(profile.themes),
        "functions": list(profile.functions),
        "function": profile.function,
        "reach": profile.reach,
        "directness": profile.directness,
        "stretch": profile.stretch,
    }
    drafts.keep(work, MENTOR, kept)


def mentor(look: Look, cohort: Cohort) -> MentorProfile | None:
    """The actor's own draft for this cohort, if there is one."""
    found = _of(look, MENTOR, cohort)
    if found is None:
        return None
    return MentorProfile(
        cohort_id=cohort.id,
        person_id=look.me,
        levels=dict(found["levels"]),
        themes=tuple(found["themes"]),
        functions=tuple(found["functions"]),
        function=found["function"],
        reach=found["reach"],
        directness=found["directness"],
        stretch=found["stretch"],
    )


def _of(look: Look, form: str, cohort: Cohort) -> Mapping[str, Any] | None:
    found = drafts.find(look, form)
    return found if found is not None and found["cohort"] == cohort.id else None


def drop_mentee(work: Work) -> None:
    """Forget it: it was sent."""
    drafts.drop(work, MENTEE)


def drop_mentor(work: Work) -> None:
    """Forget it: it was sent."""
    drafts.drop(work, MENTOR)
