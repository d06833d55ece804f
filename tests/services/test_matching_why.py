"""Why this mentor, at what price another, why not that one; what is confidential is one wording."""

from collections.abc import Callable

import pytest

from program.actor import Role
from program.matching.reasons import PRIVATE, Bar
from program.matching.records import EditKind, WithoutMentor
from program.matching_draft import Draft
from program.person import SlackPerson
from program.profile import Wishes
from program.refusal import Refusal
from services import matching_why
from services.matching_why import One, WhyNotTold
from store import profile_wishes
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.matching_drafts import (
    ADA,
    MENTEES,
    NILS,
    Ready,
    another_mentor,
    drafted,
    edit,
    pairs_of,
    set_cohort,
)
from tests.kit.pairings import disclose


@pytest.fixture
def ready(stage: Stage) -> Ready:
    stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    return set_cohort(stage, mentors=(MENTOR, LIAISON, PROGRAM_MANAGER))


@pytest.fixture
def draft(stage: Stage, ready: Ready) -> Draft:
    return drafted(stage, ready.cohort)


def one(stage: Stage, draft: Draft, mentee: str, by: SlackPerson = SPONSOR) -> One:
    with stage.desk.open_look(stage.caller(by)) as look:
        return matching_why.one(look, draft.id, mentee)


def why_not(
    stage: Stage, draft: Draft, mentee: str, mentor: str, by: SlackPerson = SPONSOR
) -> WhyNotTold:
    with stage.desk.open_look(stage.caller(by)) as look:
        return matching_why.why_not(look, draft.id, mentee, mentor)


def refused(act: Callable[..., object], *asked: object) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*asked)
    return refusal.value.code


def avoids(stage: Stage, ready: Ready, account: SlackPerson, *avoided: SlackPerson) -> None:
    with stage.desk.open_work(stage.caller(account)) as work:
        ids = tuple(stage.person_id(each) for each in avoided)
        profile_wishes.keep(work.session, Wishes(ready.cohort.id, work.me, (), ids))


def test_a_pair_comes_with_its_points_and_what_others_would_cost(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    pairs = pairs_of(stage, draft)
    for mentee in ready.mentees:
        told = one(stage, draft, mentee)
        assert told.mentor is not None
        assert told.explanation is not None
        assert told.mentor.id == told.explanation.mentor == pairs[mentee]
        points = sum(part.points for part in told.explanation.points)
        assert points == (told.explanation.score + 5) // 10
        assert {option.mentor.id for option in told.options} <= set(ready.mentors) - {pairs[mentee]}
        assert (told.edits, told.locked, told.without) == (0, False, None)


def test_taking_an_option_does_what_it_said(stage: Stage, draft: Draft, ready: Ready) -> None:
    mentee = ready.mentees[0]
    option = one(stage, draft, mentee).options[0]
    by = SPONSOR
    before = sum(
        each.explanation.score
        for each in (one(stage, draft, person) for person in ready.mentees)
        if each.explanation
    )
    edited = edit(stage, draft, EditKind.LOCK, mentee, option.mentor.id, by=by)
    assert before - edited.solution.total == option.cost
    assert set(edited.moved) == {each.id for each in option.moved}
    assert one(stage, draft, mentee).locked


def test_why_not_tells_the_price_the_option_has(stage: Stage, draft: Draft, ready: Ready) -> None:
    mentee = ready.mentees[1]
    told = one(stage, draft, mentee)
    for option in told.options:
        answer = why_not(stage, draft, mentee, option.mentor.id)
        assert (answer.bars, answer.private, answer.is_pair) == ((), False, False)
        assert (answer.option, answer.score) == (option, option.score)
    assert told.mentor is not None
    itself = why_not(stage, draft, mentee, told.mentor.id)
    assert (itself.is_pair, itself.option) == (True, None)


def test_a_veto_is_a_rule_that_is_told(stage: Stage, draft: Draft, ready: Ready) -> None:
    mentee = ready.mentees[2]
    mentor = pairs_of(stage, draft)[mentee]
    edit(stage, draft, EditKind.VETO, mentee, mentor, by=SPONSOR)
    answer = why_not(stage, draft, mentee, mentor)
    assert (answer.bars, answer.private, answer.option) == ((Bar.VETO,), False, None)


def test_what_is_confidential_cannot_be_told_apart(stage: Stage, ready: Ready) -> None:
    disclose(stage, MENTEE, MENTOR)
    avoids(stage, ready, NILS, MENTOR)
    avoids(stage, ready, MENTOR, ADA)
    draft = drafted(stage, ready.cohort)
    martin = stage.person_id(MENTOR)
    answers = [why_not(stage, draft, stage.person_id(who), martin) for who in MENTEES]
    told = {(each.bars, each.private, each.score, each.option) for each in answers}
    assert told == {((), True, None, None)}


def test_every_confidential_rule_has_the_one_answer() -> None:
    for bar in PRIVATE:
        assert matching_why.told((bar,)) == ((), True)
        assert matching_why.told((bar, Bar.PAUSED)) == ((Bar.PAUSED,), False)
    assert matching_why.told(tuple(PRIVATE)) == ((), True)
    assert matching_why.told(()) == ((), False)


def test_for_whom_nobody_is_possible_the_rules_are_counted_the_confidential_ones_together(
    stage: Stage, ready: Ready
) -> None:
    disclose(stage, MENTEE, MENTOR)
    avoids(stage, ready, MENTEE, LIAISON, PROGRAM_MANAGER)
    draft = drafted(stage, ready.cohort)
    told = one(stage, draft, stage.person_id(MENTEE))
    assert (told.mentor, told.explanation, told.options) == (None, None, ())
    assert told.without is WithoutMentor.NOBODY_POSSIBLE
    assert (dict(told.bars), told.private) == ({}, 3)


def test_a_program_manager_who_would_be_in_the_pair_is_refused(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    petra = stage.person_id(PROGRAM_MANAGER)
    pairs = pairs_of(stage, draft)
    for mentee in ready.mentees:
        code = refused(why_not, stage, draft, mentee, petra, PROGRAM_MANAGER)
        assert code == "permissions.about_yourself"
        if pairs[mentee] == petra:
            code = refused(one, stage, draft, mentee, PROGRAM_MANAGER)
            assert code == "permissions.about_yourself"
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], petra, by=SPONSOR)
    assert (
        refused(one, stage, draft, ready.mentees[0], PROGRAM_MANAGER)
        == "permissions.about_yourself"
    )


@pytest.mark.parametrize("account", [MENTEE, MENTOR, COLLEAGUE, LIAISON])
def test_nobody_else_asks(stage: Stage, draft: Draft, ready: Ready, account: SlackPerson) -> None:
    stage.give(LIAISON, Role.LIAISON)
    mentee, mentor = ready.mentees[1], ready.mentors[0]
    assert refused(one, stage, draft, mentee, account) == "permissions.not_yours"
    code = refused(why_not, stage, draft, mentee, mentor, account)
    assert code == "permissions.not_yours"


def test_somebody_who_is_no_part_of_the_draft_is_named(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    stranger = stage.person_id(COLLEAGUE)
    assert refused(one, stage, draft, stranger) == "matching.not_in_draft"
    for pair in ((stranger, ready.mentors[0]), (ready.mentees[0], stranger)):
        code = refused(why_not, stage, draft, *pair)
        assert code == "matching.not_in_draft"


def test_explanations_are_of_the_copy_and_not_of_todays_profiles(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    mentee = ready.mentees[0]
    mentor = another_mentor(ready, pairs_of(stage, draft)[mentee])
    before = one(stage, draft, mentee), why_not(stage, draft, mentee, mentor)
    account = next(each for each in MENTEES if stage.person_id(each) == mentee)
    for other in (MENTOR, LIAISON):
        avoids(stage, ready, account, other)
    assert (one(stage, draft, mentee), why_not(stage, draft, mentee, mentor)) == before


def test_no_price_and_no_margin_lets_a_program_manager_work_out_a_pair_of_their_own(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    petra = stage.person_id(PROGRAM_MANAGER)
    pairs = pairs_of(stage, draft)
    hers = {mentee for mentee, mentor in pairs.items() if mentor == petra}
    for mentee in ready.mentees:
        for mentor in ready.mentors[:2]:
            told = why_not(stage, draft, mentee, mentor)
            moved = {each.id for each in told.option.moved} if told.option else set()
            if mentee in hers or moved & hers:
                code = refused(why_not, stage, draft, mentee, mentor, PROGRAM_MANAGER)
                assert code == "permissions.about_yourself"
        if mentee in hers:
            continue
        told_her = one(stage, draft, mentee, PROGRAM_MANAGER)
        for option in told_her.options:
            assert option.mentor.id != petra
            assert not {each.id for each in option.moved} & hers
        told_all = one(stage, draft, mentee).explanation
        assert told_her.explanation is not None
        assert told_all is not None
        assert told_her.explanation.possible == told_all.possible - 1
