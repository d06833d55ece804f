"""From what was entered to the records the services take; ids from a view are never trusted."""

from typing import Any

from handlers import state
from program.profile import MenteeProfile, MentorProfile
from program.profile_about import Group
from program.profile_forms import level_field, wish_field
from program.profile_lists import MOST_WISHES

View = dict[str, Any]
_LEVELS = level_field("")


def cohort_of(view: View) -> str:
    """The cohort the view was opened for."""
    return state.ids_of(view).get("cohort", "")


def first_step(view: View) -> tuple[tuple[str, ...], str | None]:
    """Competencies wanted, and one's own function."""
    return state.several(view, "competencies"), state.chosen(view, "function")


def aims(view: View) -> dict[str, tuple[int, int] | None]:
    """By competency: now and aimed for; None where nothing, or no such choice, was chosen."""
    return {one: _aim(state.chosen(view, level_field(one))) for one in _competencies(view)}


def rest(view: View) -> MenteeProfile:
    """The third step; the rest was kept with the others. Whose it is says the service."""
    return MenteeProfile(
        cohort_id=cohort_of(view),
        person_id="",
        themes=state.several(view, "themes"),
        functions=state.several(view, "functions"),
        style=state.chosen(view, "style"),
        languages=state.several(view, "languages"),
        times=state.several(view, "times"),
        boundaries=state.text(view, "boundaries"),
    )


def levels(view: View) -> dict[str, int | None]:
    """By competency that a mentor offers: the level chosen."""
    return {one: _number(view, level_field(one)) for one in _competencies(view)}


def opens(view: View) -> MentorProfile:
    """The second step of a mentor; the levels were kept with the first."""
    return MentorProfile(
        cohort_id=cohort_of(view),
        person_id="",
        themes=state.several(view, "themes"),
        functions=state.several(view, "functions"),
        function=state.chosen(view, "function"),
        reach=_number(view, "reach"),
        directness=_number(view, "directness"),
        stretch=_number(view, "stretch"),
    )


def wishes(view: View) -> tuple[dict[int, str], tuple[str, ...]]:
    """The accounts wished for by their place, and those on the avoid list."""
    found = {place: state.account(view, wish_field(place)) for place in range(1, MOST_WISHES + 1)}
    return {place: one for place, one in found.items() if one}, state.accounts(view, "avoid")


def about(view: View) -> dict[str, str]:
    """What was answered to each question."""
    found = {one.value: state.chosen(view, one.value) for one in Group}
    return {one: answer for one, answer in found.items() if answer}


def _competencies(view: View) -> list[str]:
    """The competencies that the view asks a level of."""
    fields = view["state"]["values"]
    return [one.removeprefix(_LEVELS) for one in fields if one.startswith(_LEVELS)]


def _aim(value: str | None) -> tuple[int, int] | None:
    now, _, wanted = (value or "").partition(">")
    known = now.isdecimal() and wanted.isdecimal() and len(now) + len(wanted) < 5
    return (int(now), int(wanted)) if known else None


def _number(view: View, field: str) -> int | None:
    chosen = state.chosen(view, field) or ""
    return int(chosen) if chosen.isdecimal() and len(chosen) < 3 else None
