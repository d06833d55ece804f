"""Weights and rules of a cohort's matching: read by every run, set by its program managers."""

from dataclasses import replace

from program.cohort import Cohort
from program.matching.rules import Rules, check_rules
from program.permissions import Act, Subject, require
from program.refusal import Refusal
from services import cohort_news
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import matching_rules as kept


def cohort_of(look: Look, cohort_id: str) -> Cohort:
    """The cohort a form of matching names; the caller asks for the right to what it then does.

    Raises Refusal `matching.no_cohort`, `permissions.*`.
    """
    require(look.actor, Act.COHORTS_READ)
    cohort = kept_cohorts.cohort(look.session, cohort_id)
    if cohort is None:
        raise Refusal("matching.no_cohort")
    return cohort


def rules_of(look: Look, cohort_id: str) -> Rules:
    """The rules of a cohort; version 0 and the house's own where nobody set any.

    Raises Refusal `matching.no_cohort`, `permissions.*`.
    """
    cohort = cohort_of(look, cohort_id)
    require(look.actor, Act.MATCHING_SEE, Subject(program_id=cohort.program.id))
    found = kept.of_cohort(look.session, cohort.id)
    return Rules() if found is None else found.rules


def set_rules(work: Work, cohort_id: str, rules: Rules, seen_version: int) -> Rules:
    """Put rules in place of those that were seen; drafts that are there keep their own.

    Whoever takes part hears of another rule of scarcity: the charter states it. The same again is a
    quiet success. Raises Refusal `matching.weights_sum` and others of
    `check_rules` under their fields, `matching.rules_changed_meanwhile` (facts: by, at),
    `matching.no_cohort`, `permissions.*`.
    """
    cohort = cohort_of(work, cohort_id)
    require(work.actor, Act.MATCHING_SET, Subject(program_id=cohort.program.id))
    troubles = check_rules(rules)
    if troubles:
        raise Refusal.of(troubles)
    found = kept.of_cohort(work.session, cohort.id)
    now = Rules() if found is None else found.rules
    if replace(rules, version=now.version) == now:
        return now
    if not kept.keep(work.session, cohort.id, rules, seen=seen_version, by=work.me):
        by, at = (None, work.now) if found is None else (found.set_by, found.set_at)
        raise Refusal("matching.rules_changed_meanwhile", by=by, at=at)
    if rules.scarcity is not now.scarcity:
        cohort_news.scarcity_changed(work, cohort, seen_version + 1)
    work.note("matching.rules_set", about=f"cohort:{cohort.id}", version=seen_version + 1)
    return replace(rules, version=seen_version + 1)
