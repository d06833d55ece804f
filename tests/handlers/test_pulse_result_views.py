"""What came of a pulse at its fullest and in the words of strangers; nothing beyond the release."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from documents.sheet import workbook
from handlers import pulse_line
from handlers.feature import View
from handlers.ids import PulseResult
from handlers.pulse import heard_views, heard_words, result_lines, result_messages, result_views
from handlers.pulse import result_words as words
from program.delivery import Rendered
from program.pulse.document import Document, Figure, GroupFigure, QuestionFigures, Share
from program.pulse.heard import Heard, Said
from program.pulse.library import BY_ID, STANDARD
from program.pulse.rounding import Band
from program.pulse.survey import (
    AnswerKind,
    Dimension,
    Policy,
    Question,
    Readers,
    Survey,
    SurveyState,
)
from program.pulse.trend import Change
from services.pulse_digest import Pulses
from services.pulse_heard import Composing
from services.pulse_results import Earlier, Result
from services.pulse_told import ToldHeard, ToldResult, ToldVoid
from tests.handlers.test_nomination_views import PERSON
from tests.kit.entering import actions_in, words_in
from tests.kit.fullest import full
from tests.kit.limits import check_blocks, check_message, check_view
from tests.program.pulse.surveys import policy

TODAY, NOW = date(2026, 6, 14), datetime(2026, 6, 14, 9, tzinfo=UTC)
CLOSED = datetime(2026, 6, 12, 15, tzinfo=UTC)
FINE = Figure(Band.TWENTY, mean=41, favourable=70, middle=20, unfavourable=10)
COARSE = Figure(Band.FIVE, mean=30)
OWN = tuple(Question(f"own.{n}", AnswerKind.SCALE, full(148) + str(n)) for n in range(3))
CHOICE = BY_ID["time.obstacle"]
COMMENTS = (
    Question("own.keep", AnswerKind.COMMENT, full(150)),
    Question("own.change", AnswerKind.COMMENT, "What should change?"),
)
SITES = tuple(full(250) + str(n) for n in range(40))


def figures(question: Question, figure: Figure = FINE) -> QuestionFigures:
    groups = (
        GroupFigure(Dimension.ROLE, "mentee", FINE),
        *(GroupFigure(Dimension.LOCATION, one, COARSE) for one in SITES),
    )
    return QuestionFigures(question.id, figure, groups, tuple(Dimension))


SHARES = Figure(Band.TEN, shares=(*(Share(n, 10 * n) for n in range(1, 6)), Share(None, 10)))
FULLEST_POLICY = replace(
    policy((*OWN, CHOICE, *COMMENTS)), title=full(75), program=full(75), readers=Readers.ALL
)
FULLEST = Document(
    invited=2000,
    answers=1999,
    questions=(*(figures(one) for one in OWN), figures(CHOICE, SHARES)),
    comments={"own.keep": (full(600),) * 900, "own.change": None},
)
PLAIN_POLICY = policy(STANDARD)
PLAIN = Document(
    invited=24,
    answers=17,
    questions=(
        *(
            QuestionFigures(one.id, Figure(Band.TEN, mean=mean, favourable=60))
            for one, mean in zip(STANDARD[:4], (40, 45, 40, 30), strict=True)
        ),
        QuestionFigures(STANDARD[4].id, None),
    ),
    comments={"support.change": None},
)
SAID = Said(Heard(full(140), full(140)), PERSON.id, NOW)


def survey(rules: Policy, state: SurveyState = SurveyState.CLOSED) -> Survey:
    return Survey("a" * 32, "p" * 26, state, rules, "d" * 16, CLOSED, 17, 40, date(2026, 6, 10))


def earlier(*questions: Question, before: int = 45, now: int = 30) -> tuple[Earlier, ...]:
    return (Earlier(date(2026, 4, 1), {one.id: Change(before, now) for one in questions}),) * 3


RESULT = Result(survey(PLAIN_POLICY), PLAIN, earlier(STANDARD[3]))
ALL_OF_IT = Result(survey(FULLEST_POLICY), FULLEST, earlier(*OWN), SAID, PERSON, may_say=True)
VOID = Result(replace(survey(FULLEST_POLICY, SurveyState.VOID), answers=None), None)
FIRST = Composing(survey(FULLEST_POLICY), Heard("", ""), None, None, 2000)
AGAIN = replace(FIRST, entered=SAID.heard, said=SAID, said_by=PERSON)

VIEWS: dict[str, Callable[[], View]] = {
    "pulse result, full": lambda: result_views.whole(ALL_OF_IT, "UTC", TODAY),
    "pulse result, of program managers": lambda: result_views.whole(
        replace(RESULT, may_say=True), "UTC", TODAY
    ),
    "pulse result": lambda: result_views.whole(RESULT, "UTC", TODAY),
    "pulse result, void": lambda: result_views.whole(VOID, "UTC", TODAY),
    "what we heard": lambda: heard_views.form(FIRST),
    "what we heard, again": lambda: heard_views.form(AGAIN),
    "what we heard, preview": lambda: heard_views.preview(replace(FIRST, entered=SAID.heard)),
    "what we heard, correction": lambda: heard_views.preview(AGAIN),
}


def void(*, few: bool, code: str | None = None) -> Rendered:
    return result_messages.void(ToldVoid(VOID.survey, few, code))


MESSAGES: dict[str, Callable[[], Rendered]] = {
    "result, full": lambda: result_messages.result(ToldResult(ALL_OF_IT, TODAY)),
    "result": lambda: result_messages.result(ToldResult(RESULT, TODAY)),
    "void, few": lambda: void(few=True),
    "void, check": lambda: void(few=False, code="check-aaaaaaaa"),
    "void, to others": lambda: void(few=False),
    "heard": lambda: result_messages.heard(ToldHeard(VOID.survey, SAID, PERSON, may_read=True)),
    "heard, not read": lambda: result_messages.heard(
        ToldHeard(VOID.survey, SAID, None, may_read=False)
    ),
}
OPEN = tuple(survey(FULLEST_POLICY, state) for state in (SurveyState.OPEN, SurveyState.CLOSING))
HOME: list[list[Any]] = [
    result_views.team_home(Pulses(OPEN * 3, (ALL_OF_IT,) * 3), "UTC", TODAY),
    result_views.team_home(Pulses(OPEN), "UTC", TODAY),
    result_views.others_home(Pulses((), (RESULT,)), TODAY),
]


@pytest.mark.parametrize("build", VIEWS.values(), ids=VIEWS)
def test_a_view_is_taken_by_slack(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_taken_by_slack(build: Callable[[], Rendered]) -> None:
    made = build()
    check_message({"channel": "D1", "text": made.text, "blocks": list(made.blocks)})


def test_parts_of_home_are_taken_by_slack() -> None:
    for shown in HOME:
        check_blocks(shown, surface="home")


def test_every_line_of_the_list_is_taken_by_slack_and_none_becomes_a_formula() -> None:
    found = result_lines.lines(ALL_OF_IT)
    for line in found:
        check_blocks(result_lines.row(line), surface="modal")
    assert workbook([result_lines.sheet(found)], zone="UTC")


def test_the_result_is_said_in_two_or_three_sentences() -> None:
    made = MESSAGES["result"]()
    assert str(made.blocks[0]["text"]["text"]) == (
        "17 answers, closed Fri 12 Jun. Safety about 4.5; time about 3, lower than last time. "
        "Small groups are left out, figures are rounded on purpose."
    )


def test_the_chart_and_the_sentence_say_the_same() -> None:
    made = MESSAGES["result"]()
    (drawn,) = [one for one in made.blocks if one["type"] == "data_visualization"]
    (series,) = drawn["chart"]["series"]
    shown = {one["label"]: one["value"] for one in series["data"]}
    assert shown == {"Fit": 4.0, "Safety": 4.5, "Progress": 4.0, "Time": 3.0}
    said = pulse_line.averages(RESULT)
    for label, value in shown.items():
        assert f"{label} about {value:g}" in said
    assert said in made.text


def test_the_pulse_before_stands_in_the_chart_where_it_told_of_every_question() -> None:
    asked = [one for one in STANDARD if one.kind is AnswerKind.SCALE][:4]
    result = replace(RESULT, earlier=earlier(*asked))
    drawn = result_views.chart(result)[0]
    assert [one["name"] for one in drawn["chart"]["series"]] == ["This pulse", "The one before"]
    assert len(result_views.chart(RESULT)[0]["chart"]["series"]) == 1


def test_questions_of_one_theme_have_names_of_their_own_in_the_chart() -> None:
    asked = (BY_ID["fit.right"], BY_ID["fit.talk"], OWN[0])
    told = tuple(QuestionFigures(one.id, COARSE) for one in asked)
    document = replace(PLAIN, questions=told)
    result = Result(survey(policy(asked)), document)
    assert [one.name for one in pulse_line.scales(result)] == ["Fit", "Fit 2", "Question 3"]


def test_the_view_says_what_is_left_out_and_who_reads_it() -> None:
    shown = words_in(VIEWS["pulse result"]())
    assert "17 answers · closed Fri 12 Jun. Small groups are left out, and so is" in shown
    assert "The program team reads this, and nobody else." in shown
    assert words.TOO_FEW in shown
    assert "Comments are shown from 3 on, and once 10 people have answered." in shown


def test_other_groups_are_one_line_without_a_number() -> None:
    shown = words_in(VIEWS["pulse result, full"]())
    assert shown.count("Other roles: not shown separately") == 4
    assert shown.count("Other locations: not shown separately") == 4
    assert "28 groups more in the list" in shown


def test_without_a_group_to_show_there_are_no_others() -> None:
    told = QuestionFigures(OWN[0].id, COARSE, left_out=(Dimension.ROLE,))
    assert words.groups(OWN[0], told, Dimension.ROLE) == ["Roles: not shown separately"]


def test_a_figure_reads_as_one_would_say_it() -> None:
    assert words.figure(OWN[0], COARSE) == "about 3"
    assert words.figure(OWN[0], replace(COARSE, favourable=70)) == "about 3; 70 % chose 4 or 5"
    assert words.figure(OWN[0], FINE) == (
        "about 4.1; 70 % chose 4 or 5, 20 % chose 3, 10 % or less chose 1 or 2"
    )
    told = words.figure(CHOICE, replace(SHARES, shares=(Share(1, 60), Share(None, 40))))
    assert told == "Too much other work: 60 %, Other options: 40 %"


@pytest.mark.parametrize(
    ("share", "said"), [(10, "10 % or less"), (40, "40 %"), (90, "90 % or more")]
)
def test_the_ends_of_a_share_say_no_more_than_that(share: int, said: str) -> None:
    assert words.percent(share) == said


def test_only_a_program_manager_finds_the_way_to_what_we_heard() -> None:
    assert PulseResult.HEARD not in actions_in(VIEWS["pulse result"]())
    assert PulseResult.HEARD in actions_in(VIEWS["pulse result, of program managers"]())


def test_few_is_said_alike_whatever_the_number_and_a_check_only_to_program_managers() -> None:
    assert MESSAGES["void, few"]().text == (
        "Fewer than 5 people answered. The answers were deleted unread."
    )
    assert "Support code: check-aaaaaaaa" in MESSAGES["void, check"]().text
    others = MESSAGES["void, to others"]().text
    assert others == "This pulse has no result. The answers were deleted unread."


def test_what_was_heard_reads_as_it_was_previewed() -> None:
    heard = Heard("that time is short", "keep Fridays free.")
    said = ToldHeard(VOID.survey, replace(SAID, heard=heard), PERSON, may_read=False)
    made = result_messages.heard(said)
    assert made.text == "We heard: that time is short. We will: keep Fridays free."
    preview = words_in(heard_views.preview(replace(FIRST, entered=heard)))
    assert made.text in preview
    assert "This goes to everyone who was invited, 2,000 people" in preview
    assert heard_words.ONCE in preview
    assert actions_in({"blocks": list(made.blocks)}) == set()


def test_an_invitation_closes_with_the_same_line_whatever_came_of_it() -> None:
    for state in (SurveyState.CLOSING, SurveyState.CLOSED, SurveyState.VOID):
        assert (
            words.closed_on(survey(PLAIN_POLICY, state)) == "Anonymous pulse. Closed on Fri 12 Jun."
        )
