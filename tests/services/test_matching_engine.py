"""Studies at hand: built once, whoever asks at the same time, and forgotten when told."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run
from sys import executable
from threading import Barrier

import pytest

from program.matching.records import Inputs
from services import matching_engine
from tests.program.matching import small

EVERYBODY = 6


@pytest.fixture(autouse=True)
def nothing_at_hand() -> None:
    matching_engine.forget()


def test_a_study_is_built_once_for_all_who_ask_at_the_same_time() -> None:
    together, loaded = Barrier(EVERYBODY), []

    def load() -> Inputs:
        loaded.append(1)
        return small.cohort(1)

    def ask(_: int) -> object:
        together.wait()
        return matching_engine.study("one", load)

    with ThreadPoolExecutor(EVERYBODY) as threads:
        studies = list(threads.map(ask, range(EVERYBODY)))
    assert len(loaded) == 1
    assert all(one is studies[0] for one in studies)


def test_threads_get_the_answers_that_one_alone_gets() -> None:
    study = matching_engine.study("shared", lambda: small.cohort(4))
    alone = matching_engine.apart(small.cohort(4))
    solution = alone.solve()
    mentees = alone.problem.mentees
    expected = [alone.alternatives((), solution, one) for one in mentees]
    with ThreadPoolExecutor(EVERYBODY) as threads:
        for _ in range(5):
            asked = threads.map(lambda one: study.alternatives((), solution, one), mentees)
            assert list(asked) == expected


def test_only_the_studies_last_asked_for_are_kept() -> None:
    first = matching_engine.study("0", lambda: small.cohort(1))
    for number in range(1, matching_engine.MOST_STUDIES):
        matching_engine.study(str(number), lambda: small.cohort(1))
    assert matching_engine.study("0", lambda: small.cohort(1)) is first
    for number in range(matching_engine.MOST_STUDIES):
        matching_engine.study(f"new {number}", lambda: small.cohort(1))
    assert matching_engine.study("0", lambda: small.cohort(1)) is not first


def test_what_cannot_be_loaded_leaves_nothing_behind() -> None:
    def gone() -> Inputs:
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            matching_engine.study("gone", gone)
    assert matching_engine.study("gone", lambda: small.cohort(1)).inputs == small.cohort(1)


def test_a_forgotten_study_is_built_anew() -> None:
    first = matching_engine.study("one", lambda: small.cohort(1))
    matching_engine.forget()
    assert matching_engine.study("one", lambda: small.cohort(1)) is not first


def test_warming_is_begun_once_and_waits_for_nobody() -> None:
    matching_engine.warm_soon()
    matching_engine.warm_soon()
    matching_engine.warm()


@pytest.mark.parametrize(
    "module",
    [
        "services.matching_engine",
        "services.matching_reading",
        "services.matching_why",
        "services.matching_recruiting",
        "services.matching_preview",
        "handlers.matching",
    ],
)
def test_nothing_heavy_is_loaded_before_the_first_question(module: str) -> None:
    said = f"import sys, {module}; print([x for x in ('numpy', 'ortools') if x in sys.modules])"
    root = Path(matching_engine.__file__).parents[1]
    answer = run([executable, "-c", said], capture_output=True, text=True, check=True, cwd=root)
    assert answer.stdout.strip() == "[]"
