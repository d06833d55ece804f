"""Before a run and before other weights are set: who is covered, and what would change."""

from dataclasses import replace

import pytest

from program.matching.rules import Component, Rules
from program.matching_draft import Draft
from program.person import SlackPerson
from program.profile import MenteeProfile, MentorProfile
from program.refusal import Refusal
from services import matching_preview, matching_recruiting, matching_rules
from services.matching_preview import Preview
from services.matching_recruiting import CoverTold
from store import profiles
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.matching_drafts import MENTEES, Ready, ask, drafted, pairs_of, set_cohort
from tests.kit.pairings import disclose, make_superior


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage, mentors=(MENTOR, SPONSOR), places=1)


def cover(stage: Stage, ready: Ready, by: SlackPerson = PROGRAM_MANAGER) -> CoverTold:
    with stage.desk.open_look(stage.caller(by)) as look:
        return matching_recruiting.cover(look, ready.cohort.id)


def preview(
    stage: Stage, ready: Ready, rules: Rules, by: SlackPerson = PROGRAM_MANAGER
) -> Preview | None:
    with stage.desk.open_look(stage.caller(by)) as look:
        return matching_preview.preview(look, ready.cohort.id, rules)


def weighted(**weights: int) -> Rules:
    """Weights of some components; the others count nothing."""
    named = {Component(name): weight for name, weight in weights.items()}
    return Rules(weights={**dict.fromkeys(Component, 0), **named})


def write_profiles(stage: Stage, ready: Ready) -> None:
    """Mentees want the first competency, the last mentor alone is strong in it."""
    first = ready.cohort.competencies[0].id
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for mentee in ready.mentees:
            kept = MenteeProfile(ready.cohort.id, mentee, wanted={first: (1, 3)})
            profiles.keep_mentee(work.session, kept)
        for mentor, level in zip(ready.mentors, (1, 4), strict=True):
            levels = MentorProfile(ready.cohort.id, mentor, levels={first: level})
            profiles.keep_mentor(work.session, levels)


def test_the_cover_counts_who_wants_what_and_the_places_for_it(stage: Stage, ready: Ready) -> None:
    write_profiles(stage, ready)
    told = cover(stage, ready)
    assert (told.cover.mentees, told.cover.mentors, told.cover.places) == (3, 2, 2)
    assert told.cover.short == 1
    line = told.cover.competencies[0]
    assert (line.wanted, line.offered, line.places, line.short) == (3, 1, 1, 2)
    assert told.competencies[line.competency] == ready.cohort.competencies[0].name


def test_the_cover_names_for_whom_nobody_is_possible_and_who_is_barred_by_a_line(
    stage: Stage, ready: Ready
) -> None:
    make_superior(stage, MENTOR, MENTEE)
    disclose(stage, MENTEE, SPONSOR)
    told = cover(stage, ready)
    mia = stage.person_id(MENTEE)
    (nobody,) = told.cover.nobody
    assert (nobody.mentee, sum(nobody.bars.values()), nobody.private) == (mia, 1, 1)
    assert told.cover.superior == ((mia, stage.person_id(MENTOR)),)
    assert told.people[mia].name == "Mia Moreau"


@pytest.mark.parametrize("account", [MENTEE, MENTOR, LIAISON, COLLEAGUE])
def test_only_program_managers_hear_of_the_cover_and_of_a_preview(
    stage: Stage, ready: Ready, account: SlackPerson
) -> None:
    drafted(stage, ready.cohort)
    with pytest.raises(Refusal) as refusal:
        cover(stage, ready, account)
    assert refusal.value.code == "permissions.not_yours"
    with pytest.raises(Refusal) as other:
        preview(stage, ready, Rules(), account)
    assert other.value.code == "permissions.not_yours"


def test_a_preview_says_what_a_run_by_these_weights_would_come_to(
    stage: Stage, ready: Ready
) -> None:
    write_profiles(stage, ready)
    draft = drafted(stage, ready.cohort)
    rules = weighted(skills=100)
    told = preview(stage, ready, rules)
    assert told is not None
    before = pairs_of(stage, draft)
    assert (told.draft, told.pairs) == (draft.id, len(before))
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        matching_rules.set_rules(work, ready.cohort.id, rules, 0)
    after = drafted(stage, ready.cohort)
    found = pairs_of(stage, after)
    assert told.paired == len(found)
    assert told.changed == sum(found.get(one) != mentor for one, mentor in before.items())
    assert told.mean_after == round(after.figures.total / len(found))
    assert told.weakest_after == after.figures.weakest
    assert told.mean_before == round(draft.figures.total / len(before))
    assert told.weakest_before == draft.figures.weakest


def test_a_preview_sets_nothing(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    before = pairs_of(stage, draft)
    first = preview(stage, ready, weighted(hours=100))
    assert preview(stage, ready, weighted(hours=100)) == first
    assert pairs_of(stage, draft) == before
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert matching_rules.rules_of(look, ready.cohort.id).version == 0


def test_the_rules_of_the_draft_change_nothing(stage: Stage, ready: Ready) -> None:
    drafted(stage, ready.cohort)
    told = preview(stage, ready, Rules())
    assert told is not None
    assert (told.changed, told.mean_after) == (0, told.mean_before)


def test_without_a_draft_there_is_nothing_to_compare(stage: Stage, ready: Ready) -> None:
    assert preview(stage, ready, Rules()) is None
    ask(stage, ready.cohort)
    assert preview(stage, ready, Rules()) is None


def test_weights_that_do_not_sum_are_refused_before_anything_is_counted(
    stage: Stage, ready: Ready
) -> None:
    draft: Draft = drafted(stage, ready.cohort)
    with pytest.raises(Refusal) as refusal:
        preview(stage, ready, weighted(skills=95))
    assert refusal.value.code == "matching.weights_sum"
    assert refusal.value.troubles[0].facts["total"] == 95
    assert draft.edits == 0


def test_a_mean_tells_a_program_manager_nothing_of_a_pair_they_would_be_in(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=MENTEES[:2], mentors=(PROGRAM_MANAGER,), places=2)
    drafted(stage, ready.cohort)
    told = preview(stage, ready, Rules())
    assert told is not None
    assert (told.pairs, told.mean_before, told.weakest_before) == (2, None, None)
    assert replace(told, pairs=0).mean_after is None
