"""The rules of matching: who waits is stated in the charter, and a change of it is told."""

from dataclasses import replace

import pytest

from program.matching.rules import Component, Rules, Scarcity
from services import cohorts, matching_rules
from services.cohort_news import CHANGED
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.matching_drafts import Ready, set_cohort
from tests.kit.trail import deliveries_of

RATED = Rules(scarcity=Scarcity.POTENTIAL)


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


def keep(stage: Stage, ready: Ready, rules: Rules, seen: int = 0) -> Rules:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        return matching_rules.set_rules(work, ready.cohort.id, rules, seen)


def scarcity_in_charter(stage: Stage, ready: Ready) -> Scarcity:
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        return cohorts.charter_of(look, ready.cohort.id).scarcity


def test_the_charter_follows_the_rule_and_whoever_takes_part_hears_of_it_once(
    stage: Stage, ready: Ready
) -> None:
    assert scarcity_in_charter(stage, ready) is Scarcity.ACCEPTANCE
    kept = keep(stage, ready, RATED)
    assert keep(stage, ready, RATED) == kept
    assert scarcity_in_charter(stage, ready) is Scarcity.POTENTIAL
    told = [one.recipient or "" for one in deliveries_of(stage, CHANGED)]
    assert sorted(told) == sorted({*ready.mentees, *ready.mentors})
    assert {one.about["what"] for one in deliveries_of(stage, CHANGED)} == {"scarcity"}


def test_other_weights_are_nobodys_message(stage: Stage, ready: Ready) -> None:
    weights = {one: 100 * (one is Component.HOURS) for one in Component}
    keep(stage, ready, replace(Rules(), weights=weights))
    assert deliveries_of(stage, CHANGED) == []


def test_each_change_of_the_rule_is_told_anew(stage: Stage, ready: Ready) -> None:
    keep(stage, ready, RATED)
    keep(stage, ready, Rules(), seen=1)
    told = [one.recipient for one in deliveries_of(stage, CHANGED)]
    assert len(told) == 2 * len(set(told)) > 0
