"""The way to the engine, which counts with libraries too heavy to be loaded at the start."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock, Thread
from typing import TYPE_CHECKING

from program.matching.records import Inputs

if TYPE_CHECKING:
    from program.matching.engine import Study

MOST_STUDIES = 6
"""Studies kept at hand; one of 2,000 mentees and 800 mentors takes about 20 MB."""
MOST_PAIRS = 40_000_000
"""Possible pairs of all studies at hand together, about 400 MB; the last one is always kept."""


class _Studies:
    """The studies last used, shared by all threads; each is built once, whoever asks meanwhile."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[str, Study] = OrderedDict()
        self._building: dict[str, Lock] = {}

    def study(self, key: str, load: Callable[[], Inputs]) -> Study:
        with self._lock:
            one_at_a_time = self._building.setdefault(key, Lock())
        with one_at_a_time:
            try:
                found = self._find(key)
                if found is None:
                    found = apart(load())
                self._keep(key, found)
                return found
            finally:
                with self._lock:
                    self._building.pop(key, None)

    def _find(self, key: str) -> Study | None:
        with self._lock:
            return self._kept.get(key)

    def _keep(self, key: str, study: Study) -> None:
        with self._lock:
            self._kept[key] = study
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self._is_too_much():
                self._kept.popitem(last=False)

    def _is_too_much(self) -> bool:
        pairs = sum(one.pairs for one in self._kept.values())
        return len(self._kept) > self._most or pairs > MOST_PAIRS

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


_STUDIES = _Studies(MOST_STUDIES)
_WARMED = Lock()


def study(key: str, load: Callable[[], Inputs]) -> Study:
    """The study of these inputs, from the few at hand or built now.

    `key` names the inputs for good: other inputs (also the same draft after an erasure) have
    another key. The caller has asked for the right to what `load` answers.
    """
    return _STUDIES.study(key, load)


def apart(inputs: Inputs) -> Study:
    """A study that is not kept: of what would be, not of what is."""
    _one_thread()
    from program.matching.engine import Study  # about a third of a second

    return Study(inputs)


def forget() -> None:
    """Drop every study at hand, for when somebody asked to be erased."""
    _STUDIES.forget()


def warm() -> None:
    """Load it and solve something tiny, so that the first person who asks does not wait for it."""
    _one_thread()
    from program.matching import engine  # about a third of a second

    engine.warm()


def warm_soon() -> None:
    """Begin to warm the engine beside everything else, once for each process; never waits."""
    if _WARMED.acquire(blocking=False):
        Thread(target=warm, name="matching-warm", daemon=True).start()


def _one_thread() -> None:
    """Have numpy count with one thread, said before it is loaded.

    Its own threads wait busily for each other, which on a busy machine costs seven times the work;
    the bot has threads enough.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
