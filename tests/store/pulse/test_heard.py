"""What was heard in a pulse is kept once, and corrected over what somebody saw."""

from datetime import timedelta

from program.pulse.heard import Heard, Said
from store.pulse import heard, results
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse import open_pulse

FIRST, SECOND = Heard("time is short", "keep Fridays free"), Heard("time is short", "ask managers")


def test_it_is_said_once_and_only_what_was_seen_is_corrected(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    pulse = open_pulse(store, home.id, people=8)
    survey, by = pulse.survey.id, pulse.people[0]
    with store.work(home.id) as work:
        assert heard.of_survey(work, survey) is None
        assert heard.say(work, survey, FIRST, by=by)
        assert not heard.say(work, survey, SECOND, by=by)
        first = heard.of_survey(work, survey)
    assert first == Said(FIRST, by, clock())
    clock.move(hours=1)
    with store.work(home.id) as work:
        assert heard.correct(work, survey, SECOND, by=pulse.people[1], seen=first.at)
        assert not heard.correct(work, survey, FIRST, by=by, seen=first.at)
        assert not heard.correct(work, survey, FIRST, by=by, seen=clock() + timedelta(days=1))
    with store.look(home.id) as look:
        assert heard.of_survey(look, survey) == Said(SECOND, pulse.people[1], clock())


def test_another_workspace_sees_neither_words_nor_release(
    store: Store, home: Workspace, other: Workspace
) -> None:
    survey = open_pulse(store, home.id, people=8).survey.id
    with store.work(home.id) as work:
        heard.say(work, survey, FIRST, by="p" * 26)
    with store.look(other.id) as look:
        assert heard.of_survey(look, survey) is None
        assert results.document(look, survey) is None
        assert results.why_void(look, survey) is None
