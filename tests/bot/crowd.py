"""People who go on pressing and writing whatever happens to the bot; and what came of it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from program.person import SlackPerson
from tests.bot.processes import PATIENCE
from tests.kit import cast
from tests.kit.sandbox import NotAllowed, PagePerson, RunningSandbox

MOST_WORDS = 6
"""Messages of one person: each is answered, and one conversation hears one message a second."""
BETWEEN = 0.15


@dataclass
class Crowd:
    """Counts what was pressed and written, and keeps what Slack said in place of an answer."""

    slack: RunningSandbox
    accounts: Sequence[SlackPerson] = (cast.MENTEE, cast.COLLEAGUE, cast.MENTOR)
    pressed: int = 0
    refused: list[str] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)
    _over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def busy(self) -> Iterator["Crowd"]:
        """Everybody is at it while the block lasts."""
        threads = [threading.Thread(target=self._act, args=[one]) for one in self.accounts]
        for one in threads:
            one.start()
        try:
            yield self
        finally:
            self.stop()
            for one in threads:
                one.join(PATIENCE)

    def stop(self) -> None:
        """Nobody begins anything more."""
        self._over.set()

    def wait_for_more(self, presses: int = 8) -> None:
        """Until so many more presses have been answered or refused."""
        goal = self.pressed + presses
        self.slack.wait_for(lambda: self.pressed >= goal, within=PATIENCE, what="presses")

    def wait_until_answered(self) -> None:
        """Until each word has its answer."""
        self.slack.wait_for(
            lambda: all(self.answers(who) >= said for who, said in self.said.items()),
            within=PATIENCE * 2,
            what=f"an answer to each of {self.said}",
        )

    def answers(self, who: str) -> int:
        """How often this person was told what the bot is for."""
        told = self.slack.person(who).messages()
        return sum("I answer buttons" in one["text"] for one in told)

    def answered(self) -> dict[str, int]:
        """How often each person was told."""
        return {who: self.answers(who) for who in self.said}

    def _act(self, account: SlackPerson) -> None:
        person = self.slack.person(account.slack_user)
        place, turn = person.dm(), 0
        while not self._over.wait(BETWEEN):
            turn += 1
            if turn % 4 == 1 and self.said.get(person.id, 0) < MOST_WORDS:
                person.say(place, f"Hello, number {turn}")
                self.said[person.id] = self.said.get(person.id, 0) + 1
            self._press(person, place)

    def _press(self, person: PagePerson, place: str) -> None:
        trouble = None
        try:
            person.command("/mentoring", channel=place)
        except NotAllowed as refusal:
            trouble = str(refusal)
        with suppress(NotAllowed):
            for view in person.views()[:1]:
                person.close(view, everything=True)
        with self._lock:
            self.pressed += 1
            if trouble is not None:
                self.refused.append(trouble)
