"""The pulses of the story: one that is closed and can be read, one that waits for your answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.practice.acting import Act, caller, on, program_of
from bot.practice.story import HELEN
from program.pulse.library import STANDARD
from program.pulse.plan import PlanForm
from program.pulse.survey import AnswerKind, Answers, AudienceKind, Readers
from services import charters, pulse_answering, pulse_plans
from services.desk import Desk

Do = Callable[[Desk], None]
FIRST, SECOND = "The first weeks", "How is it going?"
_SCALES = tuple(one.id for one in STANDARD if one.kind is AnswerKind.SCALE)
_COMMENT = next(one.id for one in STANDARD if one.kind is AnswerKind.COMMENT)

FIRST_ANSWERS: Mapping[str, tuple[Sequence[int], str]] = {
    "Adaeze Eze": ((5, 5, 4, 3, 5), ""),
    "Benedikt Frei": ((4, 4, 3, 2, 4), "Fewer forms before the first meeting."),
    "Emily Hartman": ((3, 4, 3, 3, 4), ""),
    "Fatima Zahra": ((5, 5, 4, 3, 5), "Tell line managers what this is, and that it takes time."),
    "Gabriel Santos": ((5, 5, 4, 2, 5), ""),
    "Ivan Petrov": ((2, 4, 2, 3, 4), ""),
    "Oliver Grant": ((4, 5, 3, 3, 4), "An hour that suits more than one time zone."),
    "Rosa Delgado": ((5, 4, 4, 4, 5), ""),
    "Tamsin Reid": ((3, 4, 2, 2, 4), "I would have liked to know sooner who my mentor is."),
    "Uma Krishnan": ((3, 4, 2, 3, 3), ""),
    "Patricia Moreau": ((4, 5, 4, 3, 5), ""),
    "Nathan Brooks": ((4, 4, 3, 3, 4), "A short note on what other mentors do in the first hour."),
    "Isabel Fuentes": ((3, 4, 3, 2, 4), ""),
    "Eleanor Whitfield": ((5, 5, 4, 4, 5), ""),
    "Diego Carvalho": ((4, 5, 3, 3, 5), ""),
    "Hiroshi Tanabe": ((4, 4, 3, 3, 4), ""),
    "Grace Lindqvist": ((5, 5, 4, 4, 5), ""),
}
"""What each marks, in the order of the questions, and writes; nobody will ever find it again."""
SECOND_ANSWERS: Mapping[str, tuple[Sequence[int], str]] = {
    "Fatima Zahra": ((5, 5, 4, 3, 5), ""),
    "Oliver Grant": ((4, 5, 4, 3, 5), "Keep the guide for the second meeting; it helped."),
    "Rosa Delgado": ((5, 5, 4, 4, 5), ""),
    "Eleanor Whitfield": ((5, 5, 4, 3, 5), ""),
    "Diego Carvalho": ((4, 5, 4, 3, 5), ""),
    "Grace Lindqvist": ((5, 5, 5, 4, 5), ""),
}


def acts() -> list[Act]:
    """Sponsors read results; one pulse in the first week, the second in the week before yours."""
    return [
        Act(on(2, 20, 9, 30), HELEN, _let_sponsors_read),
        Act(on(2, 20, 9, 40), HELEN, _plan(FIRST, date(2026, 2, 23), date(2026, 2, 25), every="")),
        Act(on(2, 24, 17, 20), "several people", _answer(FIRST_ANSWERS)),
        Act(on(2, 27, 9, 20), HELEN, _plan(SECOND, date(2026, 3, 5), date(2026, 3, 12), "60")),
        Act(on(3, 6, 17, 20), "several people", _answer(SECOND_ANSWERS)),
    ]


def _let_sponsors_read(desk: Desk) -> None:
    with desk.open_work(caller(HELEN)) as work:
        program = program_of(work)
        version = charters.of_program(work, program.id).charter.version
        charters.change_pulse_readers(work, program.id, version, Readers.SPONSORS)


def _plan(title: str, opens: date, closes: date, every: str) -> Do:
    def plan(desk: Desk) -> None:
        with desk.open_work(caller(HELEN)) as work:
            form = PlanForm(
                program_id=program_of(work).id,
                title=title,
                audience=AudienceKind.PROGRAM,
                cohort_id=None,
                opens=opens,
                closes=closes,
                every=every,
                chosen=tuple(one.id for one in STANDARD),
            )
            pulse_plans.compose(work, form)

    return plan


def _answer(told: Mapping[str, tuple[Sequence[int], str]]) -> Do:
    """Each by the same ballot as in Slack; who answered before the story was cut short has."""

    def answer(desk: Desk) -> None:
        for name, (scores, words) in told.items():
            with desk.open_look(caller(name)) as look:
                (survey,) = pulse_answering.open_for_me(look)
            given = Answers(dict(zip(_SCALES, scores, strict=True)), {_COMMENT: words})
            with desk.open_ballot(caller(name)) as ballot:
                pulse_answering.answer(ballot, survey.id, survey.digest, given)

    return answer
