"""Whether the bot is ready for work, part by part, each with what is in the way."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.health.patience import Patience
from bot.house import House

DATABASE_SECONDS = 1.0
LONGEST_QUIET = 60.0
"""Seconds: Slack and we greet each other many times in a minute."""
LONGEST_WITHOUT_A_PLAN = 180.0
"""Seconds: the planner looks every minute."""


@dataclass(frozen=True)
class Part:
    """One part of the bot. `why` says in a few words of ours what is in the way."""

    name: str
    why: str = ""

    @property
    def ready(self) -> bool:
        return not self.why


class Readiness:
    """Asked by whoever sends work our way: a balancer, Docker, systemd, a person."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._database = Patience(lambda: bool(house.desk.workspaces()), DATABASE_SECONDS)

    def parts(self) -> tuple[Part, ...]:
        """Every part; the bot is ready when all of them are."""
        checks: tuple[Callable[[], Part], ...] = (
            self._not_stopping,
            self._database_answers,
            self._doors_are_open,
            self._planner_looks,
            self._rounds_go_on,
        )
        return tuple(check() for check in checks)

    def _not_stopping(self) -> Part:
        return Part("running", "it is stopping" if self._house.draining else "")

    def _database_answers(self) -> Part:
        answered = self._database.answer() is not None
        return Part("database", "" if answered else "no answer within a second")

    def _doors_are_open(self) -> Part:
        states = [door.state() for door in self._house.open_doors]
        if not states:
            return Part("slack", "not connected yet")
        away = [one.name for one in states if not one.connected]
        if away:
            return Part("slack", f"not connected: {', '.join(away)}")
        quiet = [one.name for one in states if (one.quiet_for or 0) > LONGEST_QUIET]
        return Part("slack", f"no sign of life: {', '.join(quiet)}" if quiet else "")

    def _planner_looks(self) -> Part:
        late = self._house.vitals.planner_quiet_for() > LONGEST_WITHOUT_A_PLAN
        return Part("planner", "it has not looked for three minutes" if late else "")

    def _rounds_go_on(self) -> Part:
        gone = [one.name for one in self._house.rounds if not one.is_alive()]
        return Part("rounds", f"not running: {', '.join(gone)}" if gone else "")
