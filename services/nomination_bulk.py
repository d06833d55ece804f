"""One decision on several nominations: chosen, looked at as a whole, then taken one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from program.nomination import Standing, subject_of
from program.nomination_forms import (
    REASON_LEAST,
    REASON_LIMIT,
    REMARK_LIMIT,
    Decision,
    check_length,
)
from program.nomination_steps import Step, may_follow
from program.permissions import Act, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal, Trouble
from services import (
    drafts,
    nomination_deciding,
    nomination_news,
    nomination_queue,
    nomination_standing,
    people,
    rosters,
)
from services.desk import Look, Work
from services.nomination_queue import MOST_AT_ONCE, QueueLine, Shown
from store import nominations as kept

FORM = "nominations.bulk"
"""The name of the draft in which a decision on several waits for its preview."""
POSSIBLE = (Step.ACCEPTED, Step.WAIT_LISTED, Step.DECLINED)
"""A question is asked of one nominee at a time."""


@dataclass(frozen=True)
class Several:
    """One decision on several nominations, as it was entered."""

    chosen: tuple[str, ...]
    """Ids of nominations."""
    step: Step | None
    reason: str = field(repr=False)
    remark: str = field(default="", repr=False)


@dataclass(frozen=True)
class Preview:
    """Who would read what, before anything is decided."""

    step: Step
    lines: tuple[QueueLine, ...]
    authors: int
    """How many colleagues put them forward and hear of it."""
    managers: int
    """How many line managers hear of the time that is promised."""
    has_remark: bool
    reason: str = field(repr=False)


class Done(StrEnum):
    """What became of one of several."""

    DECIDED = "decided"
    CHANGED = "changed"
    """Somebody was earlier, or the nominee withdrew: nothing was done."""


@dataclass(frozen=True)
class Result:
    """What became of each nomination, by nominee."""

    decided: tuple[Person, ...]
    skipped: tuple[Person, ...]


def choices(look: Look, shown: Shown, words: str) -> tuple[QueueLine, ...]:
    """What of a list can be decided now, at most a hundred. Raises Refusal `permissions.*`."""
    return nomination_queue.decidable(look, shown, words)


def entered(look: Look) -> Several | None:
    """What was entered and not applied, if it is kept."""
    _require(look)
    found = drafts.find(look, FORM)
    return None if found is None else _several(found)


def preview(work: Work, several: Several) -> Preview:
    """Keep what was entered and show who would read what; nothing is decided yet.

    Raises Refusal under `chosen`, `decision`, `reason` or `remark`, or `permissions.*`.
    """
    _require(work)
    standings = _decidable(work, several)
    troubles = _check(several, standings)
    if troubles:
        raise Refusal.of(troubles)
    assert several.step is not None  # noqa: S101  checked a moment ago
    drafts.keep(work, FORM, _kept(several, standings))
    known = people.named(work, [one.nominee for one in standings])
    authors = {one for each in standings for one in nomination_news.authors_of(work, each)}
    led_by = {rosters.line_manager(work, one.nominee) for one in standings} - {None}
    return Preview(
        step=several.step,
        lines=tuple(QueueLine(one, known[one.nominee], may_review=True) for one in standings),
        authors=len(authors),
        managers=len(led_by) if several.step is Step.ACCEPTED else 0,
        has_remark=bool(several.remark),
        reason=several.reason,
    )


def decisions(look: Look) -> tuple[Decision, ...]:
    """The decisions of the preview, each on the version that was seen.

    Raises Refusal `nominations.bulk_gone` once they were applied or put aside for too long.
    """
    _require(look)
    found = drafts.find(look, FORM)
    if found is None:
        raise Refusal("nominations.bulk_gone")
    several = _several(found)
    seen: Mapping[str, int] = found["seen"]
    return tuple(
        Decision(one, seen[one], several.step, several.reason, several.remark)
        for one in several.chosen
    )


def decide_one(work: Work, decision: Decision) -> tuple[Done, Person]:
    """Take one of several decisions; what changed meanwhile is left as it is.

    Twice is once. Raises Refusal `permissions.*` where the right to decide has ended.
    """
    _require(work)
    standing = nomination_standing.need(work, decision.nomination_id)
    nominee = people.named(work, [standing.nominee])[standing.nominee]
    try:
        nomination_deciding.decide(work, decision)
    except Refusal as refusal:
        if refusal.code.startswith("permissions."):
            raise
        return Done.CHANGED, nominee
    return Done.DECIDED, nominee


def finish(work: Work) -> None:
    """Forget what was entered: it was applied."""
    _require(work)
    drafts.drop(work, FORM)


def _require(look: Look) -> None:
    if not may_somewhere(look.actor, Act.NOMINATIONS_DECIDE):
        require(look.actor, Act.NOMINATIONS_DECIDE)


def _decidable(look: Look, several: Several) -> tuple[Standing, ...]:
    """Those of the chosen on which the actor may decide so: ids from a form are never trusted."""
    found = kept.standings_by_id(look.session, several.chosen[:MOST_AT_ONCE])
    return tuple(
        one
        for one in found
        if may(look.actor, Act.NOMINATIONS_DECIDE, subject_of(one))
        and (several.step is None or may_follow(one.state, several.step))
    )


def _check(several: Several, standings: Sequence[Standing]) -> list[Trouble]:
    troubles: list[Trouble] = []
    if not several.chosen:
        troubles.append(Trouble("nominations.choose_several", field="chosen"))
    elif not standings:
        troubles.append(Trouble("nominations.none_decidable", field="chosen"))
    if several.step not in POSSIBLE:
        troubles.append(Trouble("nominations.choose_decision", field="decision"))
    if len(several.reason) < REASON_LEAST:
        facts = {"least": REASON_LEAST}
        troubles.append(Trouble("nominations.reason_too_short", field="reason", facts=facts))
    troubles += check_length("reason", several.reason, REASON_LIMIT)
    troubles += check_length("remark", several.remark, REMARK_LIMIT)
    return troubles


def _kept(several: Several, standings: Sequence[Standing]) -> dict[str, Any]:
    return {
        "chosen": [one.id for one in standings],
        "seen": {one.id: one.version for one in standings},
        "step": several.step,
        "reason": several.reason,
        "remark": several.remark,
    }


def _several(found: Mapping[str, Any]) -> Several:
    return Several(
        chosen=tuple(found["chosen"]),
        step=Step(found["step"]) if found["step"] else None,
        reason=found["reason"],
        remark=found["remark"],
    )
