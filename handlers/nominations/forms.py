"""From what was entered to the records the services take."""

from typing import Any

from handlers import state
from handlers.feature import Ids
from handlers.ids import Nominations
from program.nomination_forms import Decision, SelfNomination
from program.nomination_steps import Step

View = dict[str, Any]

_PLACE = ("list", "shown", "words", "page")


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


def place_ids(ids: Ids) -> dict[str, str]:
    """Only the ids that say which page of which list stood behind a view."""
    return {name: ids[name] for name in _PLACE if name in ids}


def behind_of(pressed_in: View | None) -> dict[str, str]:
    """What a nomination notes of the list it was opened from."""
    from_list = (pressed_in or {}).get("callback_id") == Nominations.STATUS_VIEW
    return {"behind": "status"} if from_list else {}


def behind(ids: Ids) -> dict[str, str]:
    """The same note, handed on."""
    return {"behind": "status"} if ids.get("behind") == "status" else {}
