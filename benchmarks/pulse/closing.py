"""The opening and the close of a pulse of 2,000 people, against as many ordinary rows."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import timedelta

from benchmarks.figures import Figure, measured, report
from benchmarks.pulse.polling import ANSWER_BYTES, DATABASES, ORDINARY, Polling, polling, timed
from program.pulse.survey import SurveyState
from store.pulse import closing, counting, scrubbing
from tests.kit.pulse import OpenPulse

COUNT = 2000


def measure(count: int) -> Sequence[Figure]:
    """On each database: open, let everybody answer, close."""
    return [figure for database in DATABASES for figure in _of(database, count)]


def _of(database: str, count: int) -> Iterator[Figure]:
    with polling(database) as place:
        found: list[OpenPulse] = []
        place.opened(8)  # what is met for the first time takes longer
        opening = timed(lambda: found.append(place.opened(count)))
        for person_id in found[0].people:
            found[0].cast(person_id, comments={"better": "More time for it. " * 10})
        yield measured(
            f"opening for {count} people, {database}",
            opening,
            "s",
            reference=timed(lambda: _insert(place, count)),
        )
        yield measured(
            f"close of {count} answers, {database}",
            timed(lambda: _close(place, found[0])),
            "s",
            reference=timed(lambda: _read_and_delete(place)),
        )


def _insert(place: Polling, count: int) -> None:
    """As many rows and bytes as the opening writes, in one transaction."""
    answers = [*(secrets.token_bytes(ANSWER_BYTES) for _ in range(count)), *[b""] * (2 * count)]
    rows = [{"person": f"{at:026}", "answer": answer} for at, answer in enumerate(answers)]
    with place.store.engines.work.begin() as connection:
        connection.execute(ORDINARY.insert(), rows)


def _read_and_delete(place: Polling) -> None:
    """As the close reads and deletes rows, and nothing of what it does with them."""
    with place.store.engines.work.begin() as connection:
        connection.execute(ORDINARY.select()).all()
        connection.execute(ORDINARY.delete())


def _close(place: Polling, pulse: OpenPulse) -> None:
    store, survey_id = place.store, pulse.survey.id
    clock = store.clock
    store.clock = lambda: clock() + timedelta(days=8)
    with store.work(place.workspace_id) as session:
        closing.begin(session, survey_id)
    state = counting.count(store, place.workspace_id, survey_id)
    scrubbing.scrub(store, survey_id)
    store.clock = clock
    if state is not SurveyState.CLOSED:
        raise RuntimeError(f"it is {state}")


if __name__ == "__main__":
    report("pulse.closing", measure, count=COUNT)
