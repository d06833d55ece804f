"""Whatever is pressed, sent or typed in one workspace with ids of another: it is not there."""

import pytest

from program.person import SlackPerson
from tests.kit import cast
from tests.tenants.requests import every_request
from tests.tenants.two import ALPHA, BETA, TOKENS, Two, naming


@pytest.mark.parametrize(
    ("who", "turn"), [(cast.PROGRAM_MANAGER, 0), (cast.MENTEE, 1), (cast.MENTOR, 2)]
)
def test_ids_of_another_workspace_open_and_change_nothing(
    two: Two, who: SlackPerson, turn: int
) -> None:
    before, theirs = two.rows(two.alpha), two.ids(two.alpha)
    asked = 0
    for body in every_request(BETA, who.slack_user, theirs, turn, two.slack.url):
        answer = two.ask(body)
        asked += 1
        assert "Alpha" not in answer, body

    assert asked > 200
    assert two.rows(two.alpha) == before
    assert [said for said in two.slack.said if "Alpha" in said or TOKENS[ALPHA] in said] == []
    assert list(naming(two.rows(two.beta), theirs)) == []


def test_with_ids_of_one_s_own_much_happens(two: Two) -> None:
    """Or the test above would prove nothing."""
    before, own = two.rows(two.beta), two.ids(two.beta)
    petra = cast.PROGRAM_MANAGER.slack_user
    answers = [two.ask(body) for body in every_request(BETA, petra, own, 0, two.slack.url)]
    after = two.rows(two.beta)

    assert sum("Beta" in said for said in (*answers, *two.slack.said)) > 50
    assert sum(before[table] != after[table] for table in after) > 5
