"""An entry and an account come together by address; once tied, only somebody's hand changes it."""

from dataclasses import replace

import pytest

from bot.roster_tasks import follow_up
from program.actor import Role
from program.person import SlackPerson
from program.refusal import Refusal
from program.roster import TiedBy
from program.roster_tie import Pair, TieQuestion, Why, sort_out
from services import people, roster_ties, rosters
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.rosters import PEOPLE, imported, roster_of
from tests.kit.trail import audit_entries, deliveries_of

MANAGER = cast.PROGRAM_MANAGER


def slack_says(stage: Stage, *accounts: SlackPerson) -> None:
    """Slack tells of accounts, as in an event, and the bot looks whose they are."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, accounts)
        roster_ties.tie_by_address(work, [one.slack_user for one in accounts])


def sweep(stage: Stage) -> None:
    follow_up(stage.desk, stage.workspace_id, ())


def questions(stage: Stage, reader: SlackPerson = MANAGER) -> tuple[TieQuestion, ...]:
    with stage.desk.open_look(stage.caller(reader)) as look:
        return roster_ties.questions(look)


def settle(stage: Stage, one: TieQuestion, *, tie: bool) -> None:
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        roster_ties.settle(work, one.id, tie=tie)


def tie(stage: Stage, name: str, account: SlackPerson | None) -> None:
    colleague = roster_of(stage)[name]
    with stage.desk.open_work(stage.caller(MANAGER)) as work:
        roster_ties.tie_by_hand(
            work, colleague.id, slack_user=account.slack_user if account else None
        )


def test_an_import_ties_whoever_has_an_account_with_the_address(stage: Stage) -> None:
    imported(stage, *PEOPLE)

    found = roster_of(stage)
    assert found["Mia Moreau"].person_id == stage.person_id(cast.MENTEE)
    assert found["Mia Moreau"].tied_by is TiedBy.ADDRESS
    assert found["Ada Nowhere"].person_id is None


def test_an_account_that_comes_later_is_tied_when_slack_tells_of_it(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    ada = replace(cast.COLLEAGUE, slack_user="U0ADA", real_name="Ada", email="Ada@example.com")

    slack_says(stage, ada)

    assert roster_of(stage)["Ada Nowhere"].person_id == stage.person_id(ada)


def test_what_an_event_missed_the_sweep_ties(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    ada = replace(cast.COLLEAGUE, slack_user="U0ADA", real_name="Ada", email="ada@example.com")
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [ada])

    sweep(stage)
    sweep(stage)

    assert roster_of(stage)["Ada Nowhere"].person_id == stage.person_id(ada)
    assert [one.entry for one in audit_entries(stage)].count("rosters.tied") == 2


def test_outsiders_and_closed_accounts_are_not_tied(stage: Stage) -> None:
    imported(
        stage,
        ("Oona Outwood", "8", "oona@example.com", "", "", "", ""),
        ("Finn Former", "9", "finn@example.com", "", "", "", ""),
        ("Gus Grove", "10", "gus@example.com", "", "", "", ""),
    )

    found = roster_of(stage)
    assert found["Oona Outwood"].person_id is None
    assert found["Finn Former"].person_id is None
    assert found["Gus Grove"].person_id == stage.person_id(cast.GUEST)


def test_lines_are_read_by_account_two_levels_up_and_beside(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    sven, martin, mia = (stage.person_id(one) for one in (cast.SPONSOR, cast.MENTOR, cast.MENTEE))

    with stage.desk.open_look(stage.caller(cast.COLLEAGUE)) as look:
        assert rosters.superiors(look, mia) == {martin, sven}
        assert rosters.superiors(look, mia, levels=1) == {martin}
        assert rosters.line_manager(look, mia) == martin
        assert rosters.in_one_line(look, sven, mia)
        assert not rosters.in_one_line(look, mia, stage.person_id(cast.LIAISON))
        assert rosters.superiors(look, stage.person_id(cast.LIAISON)) == frozenset()


def test_whoever_is_above_without_an_account_is_stepped_over(stage: Stage) -> None:
    imported(
        stage,
        ("Sven Sol", "1", "sven@example.com", "", "", "", ""),
        ("Ada Nowhere", "2", "", "", "", "", "1"),
        ("Mia Moreau", "3", "mia@example.com", "", "", "", "2"),
    )

    with stage.desk.open_look(stage.caller(cast.MENTEE)) as look:
        assert rosters.superiors(look, stage.person_id(cast.MENTEE)) == {
            stage.person_id(cast.SPONSOR)
        }
        assert rosters.line_manager(look, stage.person_id(cast.MENTEE)) is None


def test_an_address_that_moves_to_another_account_changes_no_tie_and_is_asked_about(
    stage: Stage,
) -> None:
    imported(stage, *PEOPLE)
    slack_says(stage, replace(cast.MENTEE, email="mia.new@example.com"))
    slack_says(stage, replace(cast.COLLEAGUE, email="mia@example.com"))
    sweep(stage)

    (asked,) = questions(stage)
    assert asked.why is Why.ANOTHER_ACCOUNT
    assert asked.now_tied is not None
    assert asked.now_tied.slack_user == cast.MENTEE.slack_user
    assert asked.account.slack_user == cast.COLLEAGUE.slack_user
    assert roster_of(stage)["Mia Moreau"].person_id == stage.person_id(cast.MENTEE)


def test_an_import_with_a_new_address_changes_no_tie(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    imported(stage, *PEOPLE[:2], (*PEOPLE[2][:2], "chio@example.com", *PEOPLE[2][3:]), PEOPLE[3])

    assert roster_of(stage)["Mia Moreau"].person_id == stage.person_id(cast.MENTEE)
    (asked,) = questions(stage)
    assert asked.account.slack_user == cast.COLLEAGUE.slack_user


def test_leaving_it_as_it_is_settles_it_for_good(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    slack_says(stage, replace(cast.MENTEE, email="mia.new@example.com"))
    slack_says(stage, replace(cast.COLLEAGUE, email="mia@example.com"))

    settle(stage, questions(stage)[0], tie=False)
    sweep(stage)

    assert questions(stage) == ()
    assert roster_of(stage)["Mia Moreau"].person_id == stage.person_id(cast.MENTEE)
    assert [one.entry for one in audit_entries(stage)].count("rosters.tie_settled") == 1


def test_tying_the_other_account_tells_both_and_is_noted(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    slack_says(stage, replace(cast.MENTEE, email="mia.new@example.com"))
    slack_says(stage, replace(cast.COLLEAGUE, email="mia@example.com"))

    settle(stage, questions(stage)[0], tie=True)
    sweep(stage)

    found = roster_of(stage)["Mia Moreau"]
    assert (found.person_id, found.tied_by) == (stage.person_id(cast.COLLEAGUE), TiedBy.HAND)
    assert [one.recipient for one in deliveries_of(stage, "rosters.tied")] == [
        stage.person_id(cast.COLLEAGUE)
    ]
    assert [one.recipient for one in deliveries_of(stage, "rosters.untied")] == [
        stage.person_id(cast.MENTEE)
    ]
    assert questions(stage) == ()


def test_two_entries_for_one_account_are_asked_about_and_the_tie_moves_on_a_yes(
    stage: Stage,
) -> None:
    imported(stage, *PEOPLE)
    no_mail = (*PEOPLE[2][:2], "", *PEOPLE[2][3:])
    imported(stage, *PEOPLE[:2], no_mail, ("Mia Again", "33", "mia@example.com", "", "", "", ""))

    (asked,) = questions(stage)
    assert asked.why is Why.ACCOUNT_TAKEN
    assert asked.taken_by is not None
    assert asked.taken_by.name == "Mia Moreau"
    settle(stage, asked, tie=True)
    sweep(stage)

    found = roster_of(stage)
    assert found["Mia Again"].person_id == stage.person_id(cast.MENTEE)
    assert found["Mia Moreau"].person_id is None
    assert questions(stage) == ()


def test_a_question_whose_reason_is_gone_is_taken_back(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    slack_says(stage, replace(cast.MENTEE, email="mia.new@example.com"))
    slack_says(stage, replace(cast.COLLEAGUE, email="mia@example.com"))
    assert len(questions(stage)) == 1

    slack_says(stage, replace(cast.COLLEAGUE, email="chio@example.com"))
    sweep(stage)

    assert questions(stage) == ()


def test_a_tie_by_hand_is_told_to_whose_account_it_is(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    for _ in range(2):
        tie(stage, "Ada Nowhere", cast.COLLEAGUE)

    assert roster_of(stage)["Ada Nowhere"].person_id == stage.person_id(cast.COLLEAGUE)
    assert len(deliveries_of(stage, "rosters.tied")) == 1


def test_a_tie_can_be_taken_away_by_hand(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    tie(stage, "Mia Moreau", None)
    sweep(stage)

    assert roster_of(stage)["Mia Moreau"].person_id is None
    assert [one.recipient for one in deliveries_of(stage, "rosters.untied")] == [
        stage.person_id(cast.MENTEE)
    ]


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (cast.MENTOR, "rosters.tied_elsewhere"),
        (cast.GUEST, "people.guest"),
        (cast.OUTSIDER, "people.outsider"),
        (cast.FORMER, "people.gone"),
    ],
)
def test_a_tie_by_hand_is_refused_under_its_field(
    stage: Stage, account: SlackPerson, code: str
) -> None:
    imported(stage, *PEOPLE)

    with pytest.raises(Refusal) as refused:
        tie(stage, "Ada Nowhere", account)

    (trouble,) = refused.value.troubles
    assert (trouble.code, trouble.field) == (code, "account")


@pytest.mark.parametrize("account", [cast.LIAISON, cast.SPONSOR, cast.MENTEE])
def test_only_program_managers_tie(stage: Stage, account: SlackPerson) -> None:
    stage.give(cast.LIAISON, Role.LIAISON)
    imported(stage, *PEOPLE)
    colleague = roster_of(stage)["Ada Nowhere"]

    assert questions(stage, account) == ()
    with stage.desk.open_work(stage.caller(account)) as work:
        for act in (
            lambda: roster_ties.tie_by_hand(work, colleague.id, slack_user=None),
            lambda: roster_ties.entry(work, colleague.id),
            lambda: roster_ties.settle(work, "x", tie=True),
        ):
            with pytest.raises(Refusal) as refused:
                act()
            assert refused.value.code == "permissions.not_yours"


def test_a_question_settled_meanwhile_is_said(stage: Stage) -> None:
    imported(stage, *PEOPLE)
    slack_says(stage, replace(cast.MENTEE, email="mia.new@example.com"))
    slack_says(stage, replace(cast.COLLEAGUE, email="mia@example.com"))
    (asked,) = questions(stage)
    settle(stage, asked, tie=True)

    with pytest.raises(Refusal) as refused:
        settle(stage, asked, tie=False)
    assert refused.value.code == "rosters.question_settled"


@pytest.mark.parametrize(
    ("pairs", "ties", "whys"),
    [
        ([Pair("a", "p")], 1, []),
        ([Pair("a", "p", tied_to="p")], 0, []),
        ([Pair("a", "p", tied_to="q")], 0, [Why.ANOTHER_ACCOUNT]),
        ([Pair("a", "p", taken_by="b")], 0, [Why.ACCOUNT_TAKEN]),
        ([Pair("a", "p"), Pair("b", "p")], 0, [Why.SEVERAL_ENTRIES] * 2),
        ([Pair("a", "p"), Pair("a", "q")], 0, [Why.SEVERAL_ACCOUNTS] * 2),
        ([Pair("a", "p"), Pair("b", "q")], 2, []),
    ],
)
def test_nobody_is_tied_where_there_is_a_choice(
    pairs: list[Pair], ties: int, whys: list[Why]
) -> None:
    tied, asked = sort_out(pairs)

    assert len(tied) == ties
    assert [why for _, why in asked] == whys
