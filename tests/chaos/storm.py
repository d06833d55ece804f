"""Kills out of nowhere, one after the other, while people press and messages fall due."""

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from program.delivery import DeliveryState, Method
from program.person import SlackPerson
from program.roster_import import ImportState
from tests.chaos import bad_luck
from tests.chaos.lives import Life
from tests.chaos.orders import FROM_SETTLING, SERVE
from tests.chaos.rosters import ask_to_apply, state_of
from tests.chaos.submitting import begun, confirms, has_applied, sends
from tests.chaos.town import Town
from tests.chaos.verdict import Tally, judge
from tests.kit.nominations import open_cohort

METHODS = (*[Method.POST] * 6, Method.PUBLISH, Method.UPLOAD, Method.CHANNEL_POST)
MOST_STEPS = 60
"""A life is killed after a number of steps drawn from here: about as many as a round has."""
LONGEST = 1.5
"""Seconds after which it is killed wherever it is."""
SECONDS_TO_ANSWER = 1.0
A_SECOND = 50.0
"""Messages: slow enough that replicas share the limit, quick enough for a short life."""


@dataclass
class Storm:
    """One town and what was promised in it."""

    town: Town
    lot: Random
    variant: str = ""
    replicas: int = 1
    forms: dict[str, Any] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    imports: list[str] = field(default_factory=list)
    queued: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    doubted: set[str] = field(default_factory=set)
    kills: int = 0

    def run(self, kills: int) -> Tally:
        """So many kills, then calm weather, then the count."""
        self._prepare()
        while self.kills < kills:
            self._round()
        self.town.sandbox.behave()
        people = self.town.people
        lost = [one for one in sorted(self.confirmed) if not has_applied(self.town, one)]
        self._send_what_was_not_confirmed()
        self.town.settle()
        found = judge(self.town, self.doubted, self.touched)
        found.kills, found.forms, found.imports = self.kills, len(people), len(self.imports)
        found.lost += [f"the form of {one}" for one in lost]
        found.lost += [f"import {one}" for one in self.imports if not self._has_ended(one)]
        found.given_up = sum(not self._is_imported(one) for one in self.imports)
        for one in people:
            told = sum("is received" in said["text"] for said in self.town.read(one))
            found.lost += [f"the answer to {one.slack_user}"] * (told == 0)
            found.doubled += [f"the answer to {one.slack_user}"] * (told > 1)
        return found

    def _prepare(self) -> None:
        self.town.settle()
        open_cohort(self.town.stage)
        self.forms = begun(self.town, self.town.people)

    def _round(self) -> None:
        self._owe()
        for rule in bad_luck.before_connecting(self.lot):
            self.town.sandbox.misbehave(**rule)
        lives = [self._begin() for _ in range(self.lot.randint(1, self.replicas))]
        with ThreadPoolExecutor(3) as crowd:
            pressed = self._press(crowd)
            for life in lives:
                self._let_live(life)
                for rule in bad_luck.amid(self.lot):
                    self.town.sandbox.misbehave(**rule)
                life.end_at_once()
                self.kills += 1
            self.confirmed |= {who for who, done in pressed.items() if done.result()}
        self.town.sandbox.behave()
        unsure = (DeliveryState.CLAIMED, DeliveryState.UNKNOWN)
        self.doubted |= {one.id for one in self.town.rows() if one.state in unsure}
        self.town.let_pass()

    def _begin(self) -> Life:
        return self.town.begin(
            act=SERVE,
            counted_from=FROM_SETTLING,
            variant=self.variant,
            seconds_to_answer=SECONDS_TO_ANSWER,
            a_second=A_SECOND,
        )

    def _let_live(self, life: Life) -> None:
        """Until it has taken a number of steps drawn by lot, or long enough."""
        wanted, until = self.lot.randint(1, MOST_STEPS), time.monotonic() + LONGEST
        while len(life.steps()) < wanted and time.monotonic() < until and life.is_alive():
            time.sleep(0.002)

    def _owe(self) -> None:
        """Messages of every kind, an old one to be shown anew, now and then an import."""
        for _ in range(self.lot.randint(2, 6)):
            key = f"note:{len(self.queued)}"
            self.town.queue(key, self.lot.choice(METHODS), to=self.lot.choice(self.town.people))
            self.queued.append(key)
        old = self.town.row(self.lot.choice(self.queued))
        if old.state == DeliveryState.SENT and old.method == Method.POST:
            self.town.retouch(old.key)
            self.touched.add(old.key)
        if self.lot.random() < 0.1 and all(self._has_ended(one) for one in self.imports):
            self.imports.append(ask_to_apply(self.town, colleagues=10 + len(self.imports)))

    def _press(self, crowd: ThreadPoolExecutor) -> dict[str, "Future[bool]"]:
        """Some of those who still wait for a yes send their form."""
        waiting = [one for one in self.town.people if one.slack_user not in self.confirmed]
        chosen: Sequence[SlackPerson] = self.lot.sample(waiting, min(len(waiting), 1))
        return {
            who.slack_user: crowd.submit(
                confirms, self.town.person(who), self.forms[who.slack_user]
            )
            for who in chosen
        }

    def _send_what_was_not_confirmed(self) -> None:
        life = self.town.begin(act=SERVE).wait_until_connected()
        for one in self.town.people:
            if one.slack_user not in self.confirmed:
                sends(self.town.person(one), self.forms[one.slack_user])
        life.kill()

    def _is_imported(self, import_id: str) -> bool:
        return state_of(self.town, import_id) is ImportState.IMPORTED

    def _has_ended(self, import_id: str) -> bool:
        """Written, or given up after five lives that all died with it, and said so."""
        keys = [one.key for one in self.town.rows() if one.kind == "rosters.refused"]
        return self._is_imported(import_id) or any(import_id in key for key in keys)
