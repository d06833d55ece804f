"""What of a pulse is published: groups, comments, nothing that the policy does not know."""

import json
import random

import pytest

from program.pulse.document import read
from program.pulse.groups import Groups, to_publish, to_show
from program.pulse.promise import promise
from program.pulse.publishing import NotOfThisSurvey, publish
from program.pulse.survey import AudienceKind, Pile, Slip
from tests.program.pulse.surveys import (
    CHANGE,
    KEEP,
    LOCATION,
    RHYTHM,
    ROLE,
    SAFETY,
    policy,
    released,
    scored,
    told,
)

BOTH = {ROLE: ("mentee", "mentor")}


def people(**groups: int) -> list[Groups]:
    """So many people of each location."""
    return [{LOCATION: name} for name, many in groups.items() for _ in range(many)]


# Which groups are stamped at all


def test_a_group_is_stamped_if_it_and_the_others_have_five_people() -> None:
    assert to_show(people(Berlin=5, Lisbon=5)) == {LOCATION: ("Berlin", "Lisbon")}
    assert to_show(people(Berlin=6, Lisbon=4)) == {}
    assert to_show(people(Berlin=12)) == {}


def test_those_without_a_stamp_are_nobody_or_five() -> None:
    assert to_show(people(Berlin=9, Lisbon=7, Oslo=3)) == {LOCATION: ("Berlin",)}
    assert to_show(people(Berlin=9, Lisbon=7, Oslo=3, Rome=2)) == {LOCATION: ("Berlin", "Lisbon")}


def test_people_without_a_location_are_a_group_nobody_names() -> None:
    nowhere: list[Groups] = [{}] * 3
    assert to_show([*people(Berlin=9, Lisbon=7), *nowhere]) == {LOCATION: ("Berlin",)}


# Which of them are published


def test_a_group_next_to_a_small_one_is_left_out_too() -> None:
    answered = people(Berlin=9, Lisbon=6, Oslo=3)
    shown = to_publish(answered, {LOCATION: ("Berlin", "Lisbon", "Oslo")})
    assert shown == {LOCATION: ("Berlin",)}


def test_groups_that_differ_by_few_people_are_not_both_shown() -> None:
    nearly = [{ROLE: "mentor", LOCATION: "Berlin"}] * 9 + [{ROLE: "mentor", LOCATION: "Oslo"}] * 2
    answered = [*nearly, *[{ROLE: "mentee", LOCATION: "Oslo"}] * 9]
    shown = to_publish(answered, {**BOTH, LOCATION: ("Berlin", "Oslo")})
    assert len(shown) == 1


def test_a_role_less_five_locations_is_computed_too() -> None:
    """Mentors less the four locations of mentors only are three people."""
    answered = [{ROLE: "mentor", LOCATION: name} for name in ("A", "B", "C", "D") for _ in range(6)]
    answered += [{ROLE: "mentor", LOCATION: "E"}] * 3 + [{ROLE: "mentee", LOCATION: "E"}] * 9
    shown = to_publish(answered, {**BOTH, LOCATION: ("A", "B", "C", "D", "E")})
    assert shown == {**BOTH, LOCATION: ("A", "B", "C")}


def test_whoever_lowers_k_gets_nothing_more() -> None:
    answered = people(Berlin=9, Lisbon=4)
    assert to_publish(answered, {LOCATION: ("Berlin", "Lisbon")}, k=2, least=1) == {}


def test_a_release_says_where_groups_are_left_out_and_of_how_many_people_it_never_says() -> None:
    rules = policy(groups=BOTH)
    slips = [
        *scored(*[4] * 12, groups={ROLE: "mentor"}),
        *scored(*[2] * 3, groups={ROLE: "mentee"}),
    ]
    few = told(released(rules, slips))
    assert (few.groups, few.left_out) == ((), (ROLE,))
    slips += scored(*[2] * 3, groups={ROLE: "mentee"})
    both = told(released(rules, slips))
    assert both.left_out == ()
    assert {one.group: one.figure.mean for one in both.of(ROLE)} == {"mentee": 20, "mentor": 40}


def test_each_question_has_groups_of_its_own() -> None:
    """Whoever skips a question is in no group of it."""
    rules = policy([SAFETY, RHYTHM], groups=BOTH)
    slips = [Slip({ROLE: "mentor"}, {SAFETY.id: 4, RHYTHM.id: 0})] * 12
    slips += [Slip({ROLE: "mentee"}, {SAFETY.id: 4})] * 8
    release = released(rules, slips)
    assert [one.group for one in told(release, SAFETY).groups] == ["mentee", "mentor"]
    assert [one.group for one in told(release, RHYTHM).groups] == ["mentor"]


# Comments


def test_comments_are_shown_from_ten_answers_and_three_comments_on() -> None:
    rules = policy([SAFETY, KEEP])
    three = ["Our talks", "The agenda", "Lunch"]
    assert released(rules, scored(*[3] * 9), keep=three + [""] * 6).comments == {KEEP.id: None}
    assert released(rules, scored(*[3] * 10), keep=three[:2] + [""] * 8).comments == {KEEP.id: None}
    shown = released(rules, scored(*[3] * 10), keep=three + [""] * 7).comments[KEEP.id]
    assert set(shown or ()) == set(three)


def test_a_comment_of_nothing_anybody_sees_does_not_count() -> None:
    rules = policy([SAFETY, KEEP])
    texts = ["One", "Two", "\u200b\u200d", " \n ", *[""] * 6]
    assert released(rules, scored(*[3] * 10), keep=texts).comments == {KEEP.id: None}


def test_comments_are_in_the_order_that_was_drawn() -> None:
    rules = policy([SAFETY, KEEP])
    pile = Pile(scored(*[3] * 10), {KEEP.id: tuple("abcdefghij")})
    document = publish(rules, pile, shuffle=lambda texts: texts.reverse())
    assert document.comments[KEEP.id] == tuple("jihgfedcba")


def test_two_comment_questions_are_two_lists() -> None:
    rules = policy([SAFETY, KEEP, CHANGE])
    slips = scored(*[3] * 12)
    keep, change = [f"keep {n}" for n in range(12)], ["more", "less", *[""] * 10]
    document = released(rules, slips, keep=keep, change=change)
    assert document.comments[CHANGE.id] is None
    assert set(document.comments[KEEP.id] or ()) == set(keep)


# What no policy can have made


@pytest.mark.parametrize(
    "odd",
    [
        Slip({ROLE: "sponsor"}, {SAFETY.id: 3}),
        Slip({LOCATION: "Berlin"}, {SAFETY.id: 3}),
        Slip({}, {SAFETY.id: 6}),
        Slip({}, {"other": 3}),
    ],
    ids=["group", "dimension", "score", "question"],
)
def test_a_slip_that_the_policy_does_not_know_stops_everything(odd: Slip) -> None:
    with pytest.raises(NotOfThisSurvey):
        released(policy(groups=BOTH), [*scored(3, 3, 3, 3, 3), odd])


def test_too_few_slips_or_too_many_or_a_comment_missing_stops_everything() -> None:
    with pytest.raises(NotOfThisSurvey):
        released(policy(), scored(3, 3, 3, 3))
    with pytest.raises(NotOfThisSurvey):
        released(policy(invited=8), scored(*[3] * 9))
    with pytest.raises(NotOfThisSurvey):
        released(policy([SAFETY, KEEP]), scored(*[3] * 10), keep=["one"])


# The document itself


def test_a_release_is_read_as_it_was_written_and_nothing_else_is_a_release() -> None:
    rules = policy([SAFETY, RHYTHM, KEEP, CHANGE], groups=BOTH)
    slips = [
        Slip({ROLE: "mentor" if at % 2 else "mentee"}, {SAFETY.id: at % 5 + 1, RHYTHM.id: at % 3})
        for at in range(40)
    ]
    document = released(rules, slips, keep=["\u202e =1+1 <!channel>"] * 40)
    assert read(document.written()) == document
    assert read(document.written()).written() == document.written()
    for other in ("[]", "{}", '{"invited":1}'):
        with pytest.raises(ValueError, match="not a release"):
            read(other)


def test_no_label_outside_the_policy_and_no_text_of_a_question_is_in_a_release() -> None:
    """T25, of the document: its labels are the policy's, and comments have none beside them."""
    rules = policy([SAFETY, KEEP], groups=BOTH)
    slips = [Slip({ROLE: ("mentee", "mentor")[at % 2]}, {SAFETY.id: 4}) for at in range(24)]
    plain = json.loads(released(rules, slips, keep=[f"text {n}" for n in range(24)]).written())
    assert {(one["in"], one["group"]) for one in plain["questions"][0]["groups"]} == {
        ("role", "mentee"),
        ("role", "mentor"),
    }
    assert SAFETY.text not in json.dumps(plain)
    assert set(plain["comments"]) == {KEEP.id}
    assert all(isinstance(one, str) for one in plain["comments"][KEEP.id])


def test_a_release_does_not_depend_on_the_order_of_the_slips() -> None:
    rules = policy([SAFETY, RHYTHM], groups=BOTH)
    slips = [
        Slip({ROLE: "mentor" if at % 3 else "mentee"}, {SAFETY.id: at % 5 + 1, RHYTHM.id: at % 3})
        for at in range(30)
    ]
    first = released(rules, slips)
    random.Random(3).shuffle(slips)  # noqa: S311  any other order
    assert released(rules, slips).written() == first.written()


# What is said beforehand


def test_a_promise_has_the_numbers_and_groups_of_the_policy() -> None:
    rules = policy([SAFETY, KEEP], invited=24, groups=BOTH)
    said = promise(rules)
    assert (said.invited, said.k, said.comments_from, said.fewest_comments) == (24, 5, 10, 3)
    assert (said.shown, said.not_shown) == (BOTH, (LOCATION,))
    assert (said.comments, said.closes_at) == (True, rules.closes_at)
    assert not promise(policy([SAFETY])).comments


def test_no_release_shows_a_group_that_was_not_promised() -> None:
    rules = policy(groups=BOTH)
    slips = [Slip({ROLE: ("mentee", "mentor")[at % 2]}, {SAFETY.id: 4}) for at in range(24)]
    shown = told(released(rules, slips)).groups
    assert {one.group for one in shown} <= set(promise(rules).shown[ROLE])


def test_of_an_audience_of_one_role_nothing_is_said_about_roles() -> None:
    assert promise(policy(audience=AudienceKind.MENTORS)).not_shown == (LOCATION,)
    assert promise(policy(audience=AudienceKind.PROGRAM)).not_shown == (ROLE, LOCATION)
