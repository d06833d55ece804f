"""What is written into the forms of a nomination, and what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.cohort import Cohort
from program.nomination_steps import DECISIONS, Step
from program.refusal import Trouble

ASPIRATION_LIMIT = 600
EVIDENCE_LIMIT = 2000
REASON_LEAST, REASON_LIMIT = 20, 1000
REMARK_LIMIT = 600
MOST_COMPETENCIES = 5


@dataclass(frozen=True)
class SelfNomination:
    """What somebody who puts themselves forward wrote. No ratings of oneself."""

    cohort_id: str
    competencies: tuple[str, ...]
    """Ids of the competencies they want to grow in."""
    aspiration: str = field(repr=False)
    evidence: Mapping[str, str] = field(repr=False)
    """One text for each criterion, by its id."""
    may_ask_manager: bool = False


@dataclass(frozen=True)
class Decision:
    """A program manager's answer, with the version of the nomination they had before them."""

    nomination_id: str
    seen_version: int
    step: Step | None
    reason: str = field(repr=False)
    remark: str = field(default="", repr=False)
    criteria_met: tuple[str, ...] = field(default=(), repr=False)


def check_first_step(form: SelfNomination, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of step 1: competencies and aspiration."""
    known = {competency.id for competency in cohort.competencies}
    troubles = []
    if not form.competencies or not known.issuperset(form.competencies):
        troubles.append(Trouble("nominations.choose_competencies", field="competencies"))
    elif len(form.competencies) > MOST_COMPETENCIES:
        facts = {"most": MOST_COMPETENCIES}
        troubles.append(
            Trouble("nominations.too_many_competencies", field="competencies", facts=facts)
        )
    return (*troubles, *check_text("aspiration", form.aspiration, ASPIRATION_LIMIT))


def check_evidence(form: SelfNomination, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of step 2: one text for every criterion."""
    troubles: list[Trouble] = []
    for criterion in cohort.criteria:
        text = form.evidence.get(criterion.id, "")
        troubles += check_text(evidence_field(criterion.id), text, EVIDENCE_LIMIT)
    return tuple(troubles)


def check_decision(decision: Decision, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of a decision as it was written down."""
    troubles = []
    if decision.step not in DECISIONS:
        troubles.append(Trouble("nominations.choose_decision", field="decision"))
    if len(decision.reason) < REASON_LEAST:
        facts = {"least": REASON_LEAST}
        troubles.append(Trouble("nominations.reason_too_short", field="reason", facts=facts))
    if not {one.id for one in cohort.criteria}.issuperset(decision.criteria_met):
        troubles.append(Trouble("nominations.changed_meanwhile", field="criteria_met"))
    troubles += check_length("reason", decision.reason, REASON_LIMIT)
    troubles += check_length("remark", decision.remark, REMARK_LIMIT)
    return tuple(troubles)


def check_text(name: str, text: str, limit: int) -> tuple[Trouble, ...]:
    """A text that must say something, within `limit` characters."""
    if not any(sign.isalnum() for sign in text):
        return (Trouble("nominations.text_missing", field=name),)
    return check_length(name, text, limit)


def check_length(name: str, text: str, limit: int) -> tuple[Trouble, ...]:
    """A text of at most `limit` characters."""
    if len(text) <= limit:
        return ()
    return (Trouble("nominations.text_too_long", field=name, facts={"over": len(text) - limit}),)


def evidence_field(criterion_id: str) -> str:
    """The name of the form's field for one criterion."""
    return f"evidence:{criterion_id}"
