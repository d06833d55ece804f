"""From both steps of composing a pulse to what its form says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers import state
from program.pulse.library import STANDARD
from program.pulse.plan import USUAL_TITLE, Plan, PlanForm
from program.pulse.survey import AnswerKind, AudienceKind, Question

ONCE = "once"
_DOT = "."


@dataclass(frozen=True)
class Entries:
    """What was entered so far; travels between the steps in the view, and is checked again."""

    title: str = USUAL_TITLE
    audience: str = ""
    """The kind, the program and the cohort in one word, as the menu has them."""
    opens: str = ""
    closes: str = ""
    every: str = ONCE
    chosen: tuple[str, ...] = tuple(one.id for one in STANDARD)
    own: str = ""
    own_kind: str = AnswerKind.SCALE
    plan: str = ""
    """The plan that is changed; empty for a new one."""
    version: str = ""
    """Of that plan, as it was seen."""

    def ids(self, *without: str) -> dict[str, str]:
        """For the view, without what its own fields hold; what is empty is left out."""
        kept = {
            "title": self.title,
            "audience": self.audience,
            "opens": self.opens,
            "closes": self.closes,
            "every": self.every,
            "chosen": ",".join(self.chosen),
            "own": self.own,
            "own_kind": self.own_kind,
            "plan": self.plan,
            "version": self.version,
        }
        return {name: value for name, value in kept.items() if value and name not in without}

    @property
    def seen_version(self) -> int:
        """One that was tampered with fits nothing."""
        return int(self.version) if self.version.isdecimal() and len(self.version) < 10 else -1


def of_plan(plan: Plan) -> Entries:
    """A plan as its form shows it; its own questions stand among those to choose from."""
    return Entries(
        title=plan.title,
        audience=audience_word(plan.audience, plan.program_id, plan.cohort_id or ""),
        opens=plan.opens_on.isoformat(),
        closes=plan.closes_on.isoformat(),
        every=str(plan.every_days) if plan.every_days else ONCE,
        chosen=tuple(one.id for one in plan.questions),
        plan=plan.id,
        version=str(plan.version),
    )


def audience_word(kind: AudienceKind, program_id: str, cohort_id: str = "") -> str:
    """The value of an entry of the menu."""
    return _DOT.join((kind, program_id, cohort_id))


def first_step(view: Mapping[str, Any]) -> Entries:
    """The fields of the first step, with what its view carries."""
    opens, closes = state.day(view, "opens"), state.day(view, "closes")
    return replace(
        _carried(view),
        title=state.line(view, "title"),
        audience=state.chosen(view, "audience") or "",
        opens=opens.isoformat() if opens else "",
        closes=closes.isoformat() if closes else "",
        every=state.chosen(view, "every") or ONCE,
    )


def second_step(view: Mapping[str, Any]) -> Entries:
    """The fields of the second step, with what its view carries of the first."""
    return replace(
        _carried(view),
        chosen=state.several(view, "questions"),
        own=state.line(view, "own"),
        own_kind=state.chosen(view, "own_kind") or AnswerKind.SCALE,
    )


def plan_form(entries: Entries, kept: Sequence[Question] = ()) -> PlanForm:
    """What both say; the rules say what is wrong with it. `kept`: own questions of the plan."""
    kind, program_id, cohort_id = (*entries.audience.split(_DOT), "", "", "")[:3]
    return PlanForm(
        program_id=program_id,
        title=entries.title,
        audience=kind,
        cohort_id=cohort_id or None,
        opens=_day(entries.opens),
        closes=_day(entries.closes),
        every="" if entries.every == ONCE else entries.every,
        chosen=entries.chosen,
        own=entries.own,
        own_kind=entries.own_kind,
        kept=tuple(kept),
    )


def _carried(view: Mapping[str, Any]) -> Entries:
    ids = state.ids_of(view)
    chosen = ids.get("chosen")
    return Entries(
        title=ids.get("title", ""),
        audience=ids.get("audience", ""),
        opens=ids.get("opens", ""),
        closes=ids.get("closes", ""),
        every=ids.get("every", ONCE),
        chosen=tuple(chosen.split(",")) if chosen else tuple(one.id for one in STANDARD),
        own=ids.get("own", ""),
        own_kind=ids.get("own_kind", AnswerKind.SCALE),
        plan=ids.get("plan", ""),
        version=ids.get("version", ""),
    )


def _day(written: str) -> date | None:
    """A day as a view carries it; one that was tampered with is none."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
