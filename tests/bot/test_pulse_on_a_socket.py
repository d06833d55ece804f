"""T18, T19 by Socket Mode: Slack's own client has every answer in hand, and writes none of it."""

import logging
import secrets
from pathlib import Path

from handlers.ids import PulseAnswer
from program.person import SlackPerson
from program.pulse.survey import Dimension
from services.pulse_answering import question_field
from store import cohorts
from store.keys import Keyring
from store.pulse.opening import open_survey
from tests.bot.pulse_lines import all_ears, figures_of
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.entering import typed
from tests.kit.house import Town, running_town
from tests.kit.pulse import BETTER, policy_for
from tests.kit.pulse import invite as invited_by_the_kit


def test_a_socket_at_debug_writes_nothing_of_what_came_by_it(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> None:
    """Slack's own client writes every envelope at DEBUG: the second answer is the control."""
    theirs = ("websockets", "uvicorn", "httpx", "httpcore", "asyncio")
    words = [secrets.token_hex(12) for _ in range(2)]
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path) as town, all_ears(but=theirs) as heard:
        invite(town)
        before = figures_of(town.house)
        answer_in(town, cast.MENTEE, words[0])
        assert before == figures_of(town.house)
        quiet = list(heard.others)
        assert not any(words[0] in line for line in heard.lines)
        logging.setLogRecordFactory(logging.LogRecord)
        answer_in(town, cast.MENTOR, words[1])
        assert any(words[1] in line for line in heard.others)
        assert not any(words[1] in line for line in heard.ours.text().splitlines())
    assert not any("view_submission" in line for line in quiet)


def invite(town: Town) -> None:
    """Open a pulse for two of the cast and eight others."""
    store, stage = town.house.store, town.stage
    others = invited_by_the_kit(store, stage.workspace_id, 8)
    people = [*others, stage.person_id(cast.MENTEE), stage.person_id(cast.MENTOR)]
    with store.work(stage.workspace_id) as session:
        program = cohorts.add_program(session, "Horizon", "Europe/Berlin")
        rules = policy_for(store, len(people), comments=1)
        groups = {one: {Dimension.ROLE: "mentee"} for one in people}
        open_survey(session, program.id, rules, groups, remind_at=None, look_at=None)


def answer_in(town: Town, account: SlackPerson, words: str) -> None:
    """Somebody types the word, fills in the comment and sends it."""
    person = town.person(account)
    person.command("/mentoring", "pulse")
    form = person.wait_for_modal(PulseAnswer.VIEW)
    answer = person.submit(form, typed(**{question_field(BETTER.id): words}))
    assert answer["result"] == "updated"
