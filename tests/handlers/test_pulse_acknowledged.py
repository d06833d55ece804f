"""Slack hears that an answer is in after it is committed, and hears nothing good before."""

from typing import Any

import pytest
from slack_sdk.socket_mode.client import BaseSocketModeClient

from handlers.ids import Command, PulseAnswer
from store.pulse.voting import Cast
from tests.kit import cast
from tests.kit.entering import picked, typed
from tests.kit.house import Town
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_results import asked
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]


@pytest.fixture
def pulse(town: Town) -> OpenPulse:
    return asked(town.stage, town.house.store, people=8)


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(cast.MENTOR)


@pytest.fixture
def kept_at_each_ack(
    town: Town, pulse: OpenPulse, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[int, int]]:
    """At each acknowledgement: commits that had returned, and answers another connection sees."""
    seen: list[tuple[int, int]] = []
    commits: list[object] = []
    dialect = town.house.store.engines.work.dialect
    commit, ack = dialect.do_commit, BaseSocketModeClient.send_socket_mode_response

    def commit_and_tell(raw: Any) -> None:
        commit(raw)
        commits.append(raw)

    def ack_and_tell(self: BaseSocketModeClient, response: Any) -> None:
        seen.append((len(commits), pulse.marked()))
        ack(self, response)

    monkeypatch.setattr(dialect, "do_commit", commit_and_tell)
    monkeypatch.setattr(BaseSocketModeClient, "send_socket_mode_response", ack_and_tell)
    return seen


def form_of(martin: PagePerson) -> Json:
    martin.command(Command.MENTORING, "pulse")
    return martin.wait_for_modal(PulseAnswer.VIEW)


def entered(form: Json) -> Json:
    return {**picked(form, "question:fit", "4"), **typed(**{"question:better": "More time."})}


def test_the_answer_is_committed_before_slack_hears_of_it(
    martin: PagePerson, kept_at_each_ack: list[tuple[int, int]]
) -> None:
    form = form_of(martin)
    kept_at_each_ack.clear()

    assert martin.submit(form, entered(form))["result"] == "updated"

    commits, answers = kept_at_each_ack[0]
    assert commits >= 1
    assert answers == 1


def test_a_form_that_comes_after_the_close_has_begun_is_told_so_and_changes_nothing(
    town: Town, martin: PagePerson, pulse: OpenPulse
) -> None:
    form = form_of(martin)
    town.house.store.clock.set(pulse.survey.closes_at)  # type: ignore[attr-defined]
    answer = martin.submit(form, entered(form))

    assert "closed" in str(answer).lower()
    assert pulse.marked() == 0
    assert pulse.cast(pulse.people[4]) is Cast.CLOSED
