"""The close: counted once, or deleted unread; nothing in between, and nothing left."""

from datetime import timedelta

import pytest

from program.pulse import document
from program.pulse.survey import Pile, Policy, SurveyState
from store.pulse import closing, counting, janitor, slips, surveys
from store.pulse.derived import SurveyKeys
from store.pulse.troubles import PulseTrouble
from store.pulse.voting import Cast
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse_closed import NO_ROWS, answered, begin, close, of


def test_a_close_leaves_the_release_and_nothing_else(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(store, home.id, votes=11)

    assert close(pulse, clock) is SurveyState.CLOSED

    ended = of(pulse)
    assert (ended.state, ended.why_void, ended.answers) == (SurveyState.CLOSED, None, 11)
    assert not ended.has_share
    assert ended.rows == NO_ROWS
    assert store.vault.shares() == ()
    assert ended.document is not None
    release = document.read(ended.document)
    assert (release.answers, release.invited) == (11, 12)
    assert release.comments["better"] == ("More time.",) * 11


def test_a_second_close_changes_nothing(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=6)
    close(pulse, clock)
    first = of(pulse)

    assert not begin(pulse)
    assert janitor.finish(sqlite_store, home_alone.id, pulse.survey.id) is SurveyState.CLOSED
    janitor.sweep(sqlite_store)
    assert of(pulse) == first


def test_before_its_time_nothing_closes_and_votes_go_on(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=6)
    clock.move(days=3)

    assert not begin(pulse)
    assert janitor.finish(sqlite_store, home_alone.id, pulse.survey.id) is SurveyState.OPEN
    assert pulse.cast(pulse.people[7]) is Cast.COUNTED


def test_a_clock_moved_back_opens_nothing_again(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=6)
    clock.set(pulse.survey.closes_at)
    assert begin(pulse)

    clock.move(days=-5)

    assert begin(pulse), "it goes on closing"
    assert pulse.cast(pulse.people[7]) is Cast.CLOSED
    assert janitor.finish(sqlite_store, home_alone.id, pulse.survey.id) is SurveyState.CLOSED
    assert pulse.cast(pulse.people[7]) is Cast.CLOSED
    assert of(pulse).answers == 6


def test_a_close_that_was_moved_out_is_waited_for(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=6)
    later = pulse.survey.closes_at + timedelta(days=2)
    with sqlite_store.work(home_alone.id) as session:
        surveys.extend(session, pulse.survey.id, later)
    clock.set(pulse.survey.closes_at)

    assert not begin(pulse)
    with sqlite_store.look(home_alone.id) as session:
        assert closing.next_close(session) == later
        assert closing.due(session, 5) == []


def counted_openings(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    opened: list[bytes] = []
    unsealed = slips._unsealed

    def counting_them(keys: SurveyKeys, sealed: bytes) -> bytes:
        opened.append(sealed)
        return unsealed(keys, sealed)

    monkeypatch.setattr(slips, "_unsealed", counting_them)
    return opened


@pytest.mark.parametrize("votes", [0, 1, 4])
def test_below_the_minimum_nothing_is_opened(
    store: Store, home: Workspace, clock: FrozenClock, votes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = counted_openings(monkeypatch)
    pulse = answered(store, home.id, votes)

    assert close(pulse, clock) is SurveyState.VOID

    ended = of(pulse)
    assert opened == []
    assert (ended.why_void, ended.answers, ended.document) == ("few", None, None)
    assert ended.rows == NO_ROWS
    assert not ended.has_share
    assert store.vault.shares() == ()


def test_the_minimum_itself_is_enough(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = counted_openings(monkeypatch)
    pulse = answered(sqlite_store, home_alone.id, votes=5)

    assert close(pulse, clock) is SurveyState.CLOSED
    assert of(pulse).answers == 5
    assert len(opened) == 15, "the count sees what is opened"


def test_a_release_that_cannot_be_made_leaves_everything_for_the_next_try(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    def breaks(policy: Policy, pile: Pile) -> str:
        raise ZeroDivisionError

    pulse = answered(sqlite_store, home_alone.id, votes=6)
    clock.set(pulse.survey.closes_at)
    begin(pulse)
    before = of(pulse)

    with pytest.raises(ZeroDivisionError):
        counting.count(sqlite_store, home_alone.id, pulse.survey.id, breaks)

    assert of(pulse) == before
    assert before.state is SurveyState.CLOSING
    assert close(pulse, clock) is SurveyState.CLOSED


def test_each_pile_is_handed_on_in_an_order_of_its_own(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    piles: list[Pile] = []
    pulse = answered(sqlite_store, home_alone.id, votes=0)
    for number, person in enumerate(pulse.people):
        pulse.cast(person, {"fit": 1 + number % 5}, {"better": f"{number}"})
    clock.set(pulse.survey.closes_at)
    begin(pulse)

    def keep(_: Policy, pile: Pile) -> str:
        piles.append(pile)
        return "{}"

    counting.count(sqlite_store, home_alone.id, pulse.survey.id, keep)

    (pile,) = piles
    assert sorted(pile.comments["better"], key=int) == [f"{n}" for n in range(12)]
    assert pile.comments["else"] == ("",) * 12
    assert sorted(one.scores["fit"] for one in pile.slips) == sorted(1 + n % 5 for n in range(12))


def test_without_the_folder_of_the_keys_a_close_waits(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=6)
    away = sqlite_store.vault.folder.rename(sqlite_store.vault.folder.with_name("away"))

    with pytest.raises(PulseTrouble, match=r"pulse\.no_folder"):
        close(pulse, clock)
    assert of(pulse).state is SurveyState.CLOSING

    away.rename(sqlite_store.vault.folder)
    assert close(pulse, clock) is SurveyState.CLOSED


def test_a_share_that_is_lost_voids_the_survey(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(store, home.id, votes=6)
    store.vault.destroy(pulse.survey.id)

    assert close(pulse, clock) is SurveyState.VOID

    ended = of(pulse)
    assert (ended.why_void, ended.answers, ended.document) == ("key_gone", None, None)
    assert ended.rows == NO_ROWS
