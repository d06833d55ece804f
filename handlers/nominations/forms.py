"""From what was entered to the records the services take."""

from typing import Any

from handlers import state
from handlers.feature import Ids
from handlers.ids import Nominations
from program.nomination import Decision, SelfNomination, Step
from services.nomination_review import Shown

View = dict[str, Any]
Place = tuple[Shown, str, int]
"""A part of the list, words of a name, and the page from 0."""

_PLACE = ("shown", "words", "page")


def first_step(view: View) -> SelfNomination:
    """Competencies, aspiration and the box; the evidence comes with the second step."""
    return SelfNomination(
        cohort_id=state.ids_of(view).get("cohort", ""),
        competencies=state.several(view, "competencies"),
        aspiration=state.text(view, "aspiration"),
        evidence={},
        may_ask_manager="yes" in state.several(view, "manager"),
    )


def second_step(view: View) -> tuple[str, dict[str, str]]:
    """The cohort, and one text for each criterion by its id."""
    return state.ids_of(view).get("cohort", ""), state.texts(view, "evidence")


def decision(view: View) -> Decision:
    """What a program manager decided, on the version they had before them."""
    ids = state.ids_of(view)
    step = state.chosen(view, "decision")
    version = ids.get("version", "")
    return Decision(
        nomination_id=ids.get("nomination", ""),
        seen_version=int(version) if version.isdecimal() else 0,
        step=Step(step) if step in set(Step) else None,
        reason=state.text(view, "reason"),
        remark=state.text(view, "remark"),
        criteria_met=state.several(view, "criteria_met"),
    )


def shown(typed: str) -> tuple[Shown, str]:
    """What was typed after `nominations`: a part of the list, or words of a name."""
    word = "_".join(typed.lower().split())
    if word in _SHOWN:
        return _SHOWN[word], ""
    return (Shown.ALL, typed) if typed.strip() else (Shown.WAITING, "")


_SHOWN = {
    **{one.value: one for one in Shown},
    "wait_list": Shown.WAIT_LISTED,
    "missing": Shown.MORE_ASKED,
    "one_thing_missing": Shown.MORE_ASKED,
}


def place_ids(ids: Ids) -> dict[str, str]:
    """Only the ids that say which page of which list stood behind a view."""
    return {name: ids[name] for name in _PLACE if name in ids}


def place(ids: Ids) -> Place:
    """The page of the list that stood behind a view."""
    shown_part = ids.get("shown", "")
    page = ids.get("page", "")
    return (
        Shown(shown_part) if shown_part in set(Shown) else Shown.WAITING,
        ids.get("words", ""),
        int(page) if page.isdecimal() else 0,
    )


def behind_of(pressed_in: View | None) -> dict[str, str]:
    """What a nomination notes of the list it was opened from."""
    from_list = (pressed_in or {}).get("callback_id") == Nominations.STATUS_VIEW
    return {"behind": "status"} if from_list else {}


def behind(ids: Ids) -> dict[str, str]:
    """The same note, handed on."""
    return {"behind": "status"} if ids.get("behind") == "status" else {}
