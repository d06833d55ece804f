"""A roster workbook of 10,000 people read by us, against openpyxl reading the same bytes alone."""

import io
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial

from openpyxl import load_workbook

from benchmarks.figures import Figure, measured, median, report
from documents.roster_file import read_tables
from documents.sheet import Sheet, workbook

RUNS = 5
PEOPLE = 10_000
HEADING = (
    "Employee ID", "Name", "E-mail", "Title", "Level", "Function", "Location", "Manager",
    "Manager e-mail", "Dotted line", "Languages", "Hired on", "Cost centre", "Country",
    "Full time", "Comment",
)  # fmt: skip

Run = tuple[float, float]  # seconds, megabytes at the peak


def measure() -> Sequence[Figure]:
    """Both read the same bytes by turns, each time in a fresh process; the middle run counts."""
    content = roster()
    ours, alone = [], []
    for _ in range(RUNS):
        ours.append(apart(partial(_ours, content)))
        alone.append(apart(partial(openpyxl_alone, content)))
    return [
        measured(
            "read a workbook of 10,000 people",
            median([seconds for seconds, _ in ours]),
            "s",
            reference=median([seconds for seconds, _ in alone]),
            at_most=3,
            judged="ratio",
        ),
        measured(
            "memory at the peak, with the process that reads",
            max(megabytes for _, megabytes in ours),
            "MB",
            reference=max(megabytes for _, megabytes in alone),
            at_most=300,
        ),
    ]


def roster(titled: str = "Title") -> bytes:
    """The workbook: texts that repeat and texts that do not, days, numbers and blanks."""
    rows = [_person(number, titled) for number in range(PEOPLE)]
    return workbook([Sheet("People", HEADING, rows)])


def _person(number: int, titled: str) -> tuple[str | int | bool | date | None, ...]:
    above = number // 8
    return (
        f"{number:06}", f"Person {number} Surname{number % 977}", f"person.{number}@example.com",
        f"{titled} {number % 300}", number % 9, f"Function {number % 14}", f"City {number % 40}",
        f"Person {above} Surname{above % 977}", f"person.{above}@example.com",
        f"{above:06}" if number % 5 == 0 else None, "English, German" if number % 3 else "English",
        date(2000, 1, 1) + timedelta(days=number % 9_000), 4000 + number % 120, "DE",
        number % 10 > 0, None if number % 4 else "On leave until the end of the quarter",
    )  # fmt: skip


def apart(run: Callable[[], Run]) -> Run:
    """In a process of its own, so that peaks are its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(run).result()


def _ours(content: bytes) -> Run:
    began = time.perf_counter()
    (table,) = read_tables(content, "roster.xlsx", set(HEADING).__contains__)
    seconds = time.perf_counter() - began
    assert len(table.rows) == PEOPLE
    return seconds, peak(resource.RUSAGE_SELF) + peak(resource.RUSAGE_CHILDREN)


def openpyxl_alone(content: bytes) -> Run:
    """What openpyxl needs to read the same bytes, all values and nothing else."""
    began = time.perf_counter()
    page = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    seconds = time.perf_counter() - began
    assert len(rows) == PEOPLE + 1
    return seconds, peak(resource.RUSAGE_SELF)


def peak(whose: int) -> float:
    """The most memory ever held, in MB."""
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(whose).ru_maxrss / unit


if __name__ == "__main__":
    report("roster_reading", measure)
