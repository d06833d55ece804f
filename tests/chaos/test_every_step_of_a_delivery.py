"""Killed at every step of a delivery, and again at every step of finding out: once, or in doubt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from program.delivery import DeliveryState, Method
from program.person import SlackPerson
from tests.chaos.feature import ANEW
from tests.chaos.town import NEWS, Town

DOUBTFUL_STEPS = 6
"""From the note that the last call begins to the note that it was answered; before, nothing is."""
POSTED = ["before chat.postMessage leaves", "chat.postMessage is on its way",
          "chat.postMessage is answered"]  # fmt: skip
AN_UPLOAD = ["before files.getUploadURLExternal leaves", "the file is on its way",
             "files.completeUploadExternal is on its way",
             "files.completeUploadExternal is answered"]  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What was owed under which key to whom, and the steps of the life that came to its end."""

    owed: Mapping[str, SlackPerson]
    steps: Sequence[str]

    def copies(self, town: Town) -> dict[str, int]:
        """How often each key was said to whom it was owed."""
        return {key: town.copies(who)[key] for key, who in self.owed.items()}

    def once(self) -> dict[str, int]:
        """Each key once."""
        return dict.fromkeys(self.owed, 1)


def killed_at_every_step(
    town: Town, owe: Callable[[str, SlackPerson], object], *, every: int = 1
) -> Run:
    """Owe something and die while it is delivered, one step later each time."""
    owed = {}
    for step, who in zip(count(1, every), town.people, strict=False):
        key = f"killed:{step}"
        owed[key] = who
        owe(key, who)
        how, steps = town.live(at_step=step)
        if how == "ended":
            town.settle()
            return Run(owed, steps)
        if not all(one.look_at is None or one.look_at > town.clock() for one in town.rows()):
            town.settle()  # what was not even claimed would mingle with the next
    raise AssertionError("no life came to its end")


def owed_as(town: Town, method: Method) -> Callable[[str, SlackPerson], object]:
    return lambda key, who: town.queue(key, method, to=who)


def test_a_message_arrives_once_wherever_its_courier_is_killed(both_towns: Town) -> None:
    every = 1 if both_towns.store.engines.is_sqlite else 2

    run = killed_at_every_step(both_towns, owed_as(both_towns, Method.POST), every=every)

    assert set(POSTED) <= set(run.steps)
    assert run.steps.count("before a commit") >= 2
    assert run.copies(both_towns) == run.once()
    assert {both_towns.row(key).state for key in run.owed} == {DeliveryState.SENT}
    assert both_towns.broken_chains() == []


def test_killed_again_while_it_asks_slack_it_still_arrives_once(town: Town) -> None:
    def owe(key: str, who: SlackPerson) -> None:
        town.settle()
        town.queue(key, to=who)
        assert town.live(at="chat.postMessage is answered")[0] == "killed"
        town.let_pass()

    run = killed_at_every_step(town, owe, every=3)

    assert "before conversations.history leaves" in run.steps
    assert "conversations.history is answered" in run.steps
    assert "before chat.postMessage leaves" not in run.steps
    assert run.copies(town) == run.once()


def test_what_is_shown_anew_ends_as_its_newest_wherever_its_courier_is_killed(town: Town) -> None:
    def owe(key: str, who: SlackPerson) -> None:
        town.queue(key, to=who)
        town.settle()
        town.retouch(key)

    run = killed_at_every_step(town, owe)

    assert "chat.update is on its way" in run.steps
    for key, who in run.owed.items():
        assert [one["text"] for one in town.read(who)] == [key + ANEW]


def test_a_home_is_published_wherever_its_courier_is_killed(town: Town) -> None:
    run = killed_at_every_step(town, owed_as(town, Method.PUBLISH))

    assert "views.publish is on its way" in run.steps
    assert {town.row(key).state for key in run.owed} == {DeliveryState.SENT}
    assert all(town.person(who).home() for who in run.owed.values())


def test_a_file_arrives_once_or_its_doubt_is_shown_to_the_operator(town: Town) -> None:
    run = killed_at_every_step(town, owed_as(town, Method.UPLOAD))

    assert set(AN_UPLOAD) <= set(run.steps)
    for key, who in run.owed.items():
        files = [file["title"] for one in town.read(who) for file in one.get("files") or []]
        assert files in ([key], [])
        assert files == [key] or town.is_doubtful(key)
        assert town.row(key).state == DeliveryState.SENT or town.is_doubtful(key)
    assert sum(town.is_doubtful(key) for key in run.owed) <= DOUBTFUL_STEPS


def test_news_in_a_channel_are_said_once_or_their_doubt_is_shown_to_the_operator(
    town: Town,
) -> None:
    run = killed_at_every_step(town, owed_as(town, Method.CHANNEL_POST))

    said = town.copies(channel=NEWS)
    assert set(said.values()) == {1}
    assert all(key in said or town.is_doubtful(key) for key in run.owed)
    assert sum(town.is_doubtful(key) for key in run.owed) <= DOUBTFUL_STEPS
