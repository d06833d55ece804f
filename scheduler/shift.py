"""A courier's shift in one workspace: it goes on until nothing is due there any more."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from program.delivery import Delivery
from program.outcome import Delivered, HandedBack, Outcome
from program.speed import Lane, lane_of
from scheduler.carrier import Ask, Carrier, Verdict
from scheduler.pace import Pace
from scheduler.together import Together
from scheduler.told import named, told
from scheduler.traces import trace_of
from scheduler.witness import Witness
from services import carrying, deliveries
from services.carrying import InHand
from services.deliveries import Ready
from services.desk import Desk, Work

_LOG = logging.getLogger(__name__)

A_BATCH = 100
"""Rows claimed at a time where nothing is waited for."""
_LONGEST = timedelta(seconds=10)
"""After that it is another workspace's turn, if one waits."""
_MOST_BATCHES = 1000
"""A shift whose clock stands still ends all the same."""
_PRIVATE = "pulse."
"""Who is reminded of a pulse is nobody's business, so its kinds stand in no log."""


class Shift:
    """Claims, has it carried by the crew (or by itself, where there is none), and records."""

    def __init__(
        self,
        carrier: Carrier,
        witness: Witness,
        crew: ThreadPoolExecutor | None,
        may_go_on: Callable[[], bool],
    ) -> None:
        self._carrier = carrier
        self._workspace_id = carrier.workspace_id
        self._desk: Desk = carrier.desk
        self._pace: Pace = carrier.pace
        self._witness = witness
        self._crew = crew
        self._may_go_on = may_go_on
        self._pending: set[Future[tuple[Delivery, Outcome]]] = set()
        self._finished: list[tuple[Delivery, Outcome]] = []
        self._unused: Counter[Lane] = Counter()
        self._together = Together()

    def work_off(self) -> int:
        """Deliver until nothing is due; how many were brought to an outcome."""
        done = 0
        ends = self._pace.now() + _LONGEST
        for _ in range(_MOST_BATCHES):
            done += sum(not isinstance(what, HandedBack) for _, what in self._finished)
            batch = self._turn_over(claims=self._may_go_on() and self._pace.now() <= ends)
            if not batch and not self._pending:
                return done
            self._hand_out(batch)
            self._gather(leave=max(2, len(batch) // 8) if batch else 0)
        return done

    def _turn_over(self, *, claims: bool) -> list[InHand]:
        """Record what is finished and claim what comes next, in one transaction."""
        if not self._finished and not (claims and self._is_due()):
            return []
        try:
            with self._desk.open_work_in(self._workspace_id) as work:
                spare = self._record(work)
                batch = self._claim(work) if claims else []
        except Exception:
            self._record_at_last()
            raise
        self._finished.clear()
        self._unused.clear()
        for one in spare:
            self._carrier.take_back(one)
        return batch

    def _is_due(self) -> bool:
        with self._desk.open_look_in(self._workspace_id) as look:
            due = deliveries.next_due(look)
        return due is not None and due <= self._desk.now()

    def _claim(self, work: Work) -> list[InHand]:
        if self._pace.is_kept:
            return carrying.claim_in_turn(work, self._pace.now(), self._pace.ceilings)
        return carrying.claim(work, A_BATCH)

    def _record(self, work: Work) -> list[Delivered]:
        """Answers what is in Slack once too often."""
        spare = carrying.record_all(work, self._finished)
        if self._unused:
            carrying.give_back(work, self._pace.now(), self._unused, self._pace.ceilings)
        return spare

    def _record_at_last(self) -> None:
        """The database did not take it: once more for each that is finished, while it is ours.

        What it does not take then either is asked about when its lease is over.
        """
        for delivery, outcome in self._finished:
            with suppress(Exception), self._desk.open_work_in(self._workspace_id) as work:
                carrying.record_all(work, [(delivery, outcome)])

    def _hand_out(self, batch: Sequence[InHand]) -> None:
        self._together.begin(one.delivery for one in batch)
        for one, verdict in self._dealt(batch, self._judged(batch)):
            if self._crew is None:
                self._finish(*self._carried(one, verdict))
            else:
                self._pending.add(self._crew.submit(self._carried, one, verdict))

    def _judged(self, batch: Sequence[InHand]) -> list[Verdict]:
        try:
            return self._carrier.judge(batch)
        except Exception as error:  # noqa: BLE001  the database is away: nothing was begun
            _LOG.error("Deliveries were handed back: %s", trace_of(error))
            self._may_go_on = lambda: False
            return [HandedBack()] * len(batch)

    def _dealt(
        self, batch: Sequence[InHand], verdicts: Sequence[Verdict]
    ) -> list[tuple[InHand, Verdict]]:
        """What Slack is called for, each with the next moment of its lane; the rest is finished."""
        moments: dict[Lane, list[datetime]] = defaultdict(list)
        for one in batch:
            if one.at is not None:
                moments[lane_of(one.delivery)].append(one.at)
        dealt: list[tuple[InHand, Verdict]] = []
        for one, verdict in zip(batch, verdicts, strict=True):
            if not isinstance(verdict, Ready | Ask):
                self._finish(one.delivery, verdict)
                continue
            free = moments[lane_of(one.delivery)]
            dealt.append((replace(one, at=free.pop(0) if free else None), verdict))
        self._unused.update({lane: len(free) for lane, free in moments.items() if free})
        return sorted(dealt, key=_moment)

    def _carried(self, one: InHand, verdict: Verdict) -> tuple[Delivery, Outcome]:
        try:
            return one.delivery, self._carrier.carry(one, verdict)
        except Exception as error:  # noqa: BLE001  one delivery must not stop the others
            _LOG.error("A delivery broke: %s", trace_of(error), extra=named(one.delivery))
            return one.delivery, self._carrier.unforeseen(one.delivery)

    def _gather(self, leave: int) -> None:
        """Wait until so many are still on their way, and take in what came back."""
        while len(self._pending) > leave:
            came, self._pending = wait(self._pending, return_when=FIRST_COMPLETED)
            for one in came:
                self._finish(*one.result())

    def _finish(self, delivery: Delivery, outcome: Outcome) -> None:
        self._finished += self._together.finish((delivery, outcome))
        if delivery.is_untraced:
            return
        self._witness.carried(delivery, outcome)
        say = told(outcome)
        if say is not None:
            sentence, facts = say
            kind = {} if delivery.kind.startswith(_PRIVATE) else {"kind": delivery.kind}
            _LOG.info(sentence, extra={**named(delivery), **kind, **facts})


def _moment(dealt: tuple[InHand, Verdict]) -> float:
    at = dealt[0].at
    return at.timestamp() if at else 0.0
