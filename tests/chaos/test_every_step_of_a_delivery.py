"""Killed at every step of a delivery, and again at every step of finding out: once, or in doubt."""

from collections.abc import Callable

from program.delivery import DeliveryState, Method
from tests.chaos.feature import ANEW
from tests.chaos.town import NEWS, Town
from tests.kit.cast import COLLEAGUE

MOST_STEPS = 60
POSTED = ["before chat.postMessage leaves", "chat.postMessage is on its way",
          "chat.postMessage is answered"]  # fmt: skip
AN_UPLOAD = ["before files.getUploadURLExternal leaves", "the file is on its way",
             "files.completeUploadExternal is on its way",
             "files.completeUploadExternal is answered"]  # fmt: skip


def killed_at_every_step(
    town: Town, owe: Callable[[str], object], *, every: int = 1
) -> tuple[list[str], list[str]]:
    """Owe something and die while it is delivered, one step later each time.

    The keys of what was owed, and the steps of the life that came to its end.
    """
    keys = []
    for step in range(1, MOST_STEPS, every):
        keys.append(f"killed:{step}")
        owe(keys[-1])
        how, steps = town.live(at_step=step)
        if how == "ended":
            town.settle()
            return keys, steps
        if not all(one.look_at is None or one.look_at > town.clock() for one in town.rows()):
            town.settle()  # what was not even claimed would mingle with the next
    raise AssertionError("no life came to its end")


def test_a_message_arrives_once_wherever_its_courier_is_killed(both_towns: Town) -> None:
    every = 1 if both_towns.store.engines.is_sqlite else 2

    keys, steps = killed_at_every_step(both_towns, both_towns.queue, every=every)

    assert set(POSTED) <= set(steps)
    assert steps.count("before a commit") >= 2
    assert both_towns.copies() == dict.fromkeys(keys, 1)
    assert {both_towns.row(key).state for key in keys} == {DeliveryState.SENT}
    assert both_towns.broken_chains() == []


def test_killed_again_while_it_asks_slack_it_still_arrives_once(town: Town) -> None:
    def owe(key: str) -> None:
        town.queue(key)
        assert town.live(at="chat.postMessage is answered")[0] == "killed"
        town.let_pass()

    keys, steps = killed_at_every_step(town, owe)

    assert "before conversations.history leaves" in steps
    assert "conversations.history is answered" in steps
    assert "before chat.postMessage leaves" not in steps
    assert town.copies() == dict.fromkeys(keys, 1)


def test_what_is_shown_anew_ends_as_its_newest_wherever_its_courier_is_killed(town: Town) -> None:
    def owe(key: str) -> None:
        town.queue(key)
        town.settle()
        town.retouch(key)

    keys, steps = killed_at_every_step(town, owe)

    assert "chat.update is on its way" in steps
    assert sorted(one["text"] for one in town.read()) == sorted(key + ANEW for key in keys)


def test_a_home_is_published_wherever_its_courier_is_killed(town: Town) -> None:
    keys, steps = killed_at_every_step(town, lambda key: town.queue(key, Method.PUBLISH))

    assert "views.publish is on its way" in steps
    assert {town.row(key).state for key in keys} == {DeliveryState.SENT}
    assert town.person(COLLEAGUE).home() is not None


def test_a_file_arrives_once_or_its_doubt_is_shown_to_the_operator(town: Town) -> None:
    keys, steps = killed_at_every_step(town, lambda key: town.queue(key, Method.UPLOAD))

    assert set(AN_UPLOAD) <= set(steps)
    files = [file["title"] for one in town.read() for file in one.get("files") or []]
    assert len(files) == len(set(files))
    for key in keys:
        assert key in files or town.is_doubtful(key)
        assert town.row(key).state == DeliveryState.SENT or town.is_doubtful(key)


def test_news_in_a_channel_are_said_once_or_their_doubt_is_shown_to_the_operator(
    town: Town,
) -> None:
    keys, _ = killed_at_every_step(town, lambda key: town.queue(key, Method.CHANNEL_POST))

    said = town.copies(channel=NEWS)
    assert set(said.values()) == {1}
    for key in keys:
        assert key in said or town.is_doubtful(key)
