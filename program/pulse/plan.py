"""A pulse to come: what is asked of whom on which day, once or in rounds; and its form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from program.hours import ONE_DAY
from program.pulse.library import BY_ID, QUESTION_LIMIT, own_question
from program.pulse.opening_rules import APART
from program.pulse.survey import (
    MOST_COMMENTS,
    MOST_QUESTIONS,
    AnswerKind,
    AudienceKind,
    Question,
)
from program.refusal import Trouble

TITLE_LIMIT = 75
USUAL_TITLE = "How is it going?"
FIRST_AFTER = timedelta(days=30)
"""From the start of a program's first cohort to its first pulse, unless another day is chosen."""
EVERY = 60
EVERY_DAYS = (30, 60, 90, 120)
"""Days from one pulse to the next."""
USUALLY_OPEN = 7
MOST_DAYS_OPEN = 42
MOST_MOVES = 2
"""So often a planned pulse moves to the first day the rules allow; then it is given up."""
OWN_KINDS = (AnswerKind.SCALE, AnswerKind.COMMENT)
"""How a question in somebody's own words is answered."""
FURTHEST = timedelta(days=366)
"""How far ahead a pulse may be planned."""


class PlanState(StrEnum):
    """Where a plan stands."""

    WAITS = "waits"
    """For its day."""
    OPENED = "opened"
    """Asked once, as planned."""
    REFUSED = "refused"
    """The rules said no too often; nobody was asked."""
    STOPPED = "stopped"


@dataclass(frozen=True)
class Plan:
    """What is to be asked, of whom, and when."""

    id: str
    program_id: str
    title: str
    audience: AudienceKind
    cohort_id: str | None
    """Where the audience is one cohort."""
    questions: tuple[Question, ...]
    opens_on: date
    """By the program's calendar; of one in rounds, the day of the next."""
    days_open: int
    every_days: int | None
    """None: asked once."""
    state: PlanState
    by: str
    """Person id of who composed it."""
    version: int
    moved: int = 0
    """How often its day was moved since the last round."""
    refused: str | None = None
    """The code of the rule that said no to the last round; None where it was asked."""
    survey_id: str | None = None
    """The survey it opened last."""
    look_at: datetime | None = None
    """When the clock looks at it."""

    @property
    def closes_on(self) -> date:
        """The day on which what it opens next will close."""
        return self.opens_on + self.days_open * ONE_DAY


@dataclass(frozen=True)
class PlanForm:
    """What the form says, before anything is checked."""

    program_id: str
    title: str
    audience: str
    """The word of an AudienceKind."""
    cohort_id: str | None
    opens: date | None
    closes: date | None
    every: str
    """Days from one to the next; empty: once."""
    chosen: tuple[str, ...] = ()
    """Ids of the library, or of questions the plan had before."""
    own: str = ""
    """A question in one's own words; empty: none."""
    own_kind: str = AnswerKind.SCALE
    kept: tuple[Question, ...] = ()
    """Own questions the plan has already, which may be chosen again."""

    @property
    def every_days(self) -> int | None:
        """None: once."""
        return int(self.every) if self.every.isdecimal() and len(self.every) < 4 else None

    def days(self) -> tuple[date, date]:
        """First and last day. Raises ValueError for a form that was not checked."""
        if self.opens is None or self.closes is None:
            raise ValueError("a form without its days was not checked")
        return self.opens, self.closes

    def questions(self) -> tuple[Question, ...]:
        """What is asked: in the order of the library, comments last; unknown ids are left out."""
        known = {**BY_ID, **{one.id: one for one in self.kept}}
        found = [question for one, question in known.items() if one in self.chosen]
        if self.own and self.own_kind in OWN_KINDS:
            own = own_question(self.own, AnswerKind(self.own_kind))
            found += [] if own in found else [own]
        return tuple(sorted(found, key=lambda one: one.kind is AnswerKind.COMMENT))


def check_first(form: PlanForm, today: date) -> tuple[Trouble, ...]:
    """What stands in the way of the first step, each under its field; `today` is the program's."""
    found = [*_check_title(form), *_check_days(form, today), *_check_rounds(form)]
    if form.audience not in set(AudienceKind):
        found.append(Trouble("pulse.no_such_audience", "audience"))
    return tuple(found)


def check_questions(form: PlanForm) -> tuple[Trouble, ...]:
    """What stands in the way of the questions, each under its field."""
    found = []
    over = len(form.own) - QUESTION_LIMIT
    if over > 0:
        found.append(Trouble("pulse.question_too_long", "own", {"over": over}))
    if form.own and form.own_kind not in OWN_KINDS:
        return (*found, Trouble("pulse.no_such_kind", "own_kind"))
    asked = form.questions()
    scores = [one for one in asked if one.kind is not AnswerKind.COMMENT]
    comments = len(asked) - len(scores)
    if not scores:
        found.append(Trouble("pulse.no_questions", "questions"))
    elif len(asked) > MOST_QUESTIONS:
        facts = {"most": MOST_QUESTIONS, "count": len(asked)}
        found.append(Trouble("pulse.too_many_questions", "questions", facts))
    elif comments > MOST_COMMENTS:
        facts = {"most": MOST_COMMENTS, "count": comments}
        found.append(Trouble("pulse.too_many_comments", "questions", facts))
    return tuple(found)


def usual_first_day(starts: Sequence[date], today: date) -> date:
    """The day of a program's next pulse by the usual rhythm: 30 days after its first cohort starts.

    Where that is past: so many times 60 days later. `starts` are the first days of its cohorts.
    """
    first = min(starts, default=today) + FIRST_AFTER
    behind = max(0, (today - first).days)
    rounds = -(-behind // EVERY)
    return first + rounds * EVERY * ONE_DAY


def round_after(plan: Plan, today: date) -> date | None:
    """The day of the first round after today; None for what is asked once.

    Counted from the day on which this round was asked or given up, never from one that is past.
    """
    return None if plan.every_days is None else today + plan.every_days * ONE_DAY


def _check_title(form: PlanForm) -> list[Trouble]:
    if not form.title:
        return [Trouble("pulse.no_title", "title")]
    over = len(form.title) - TITLE_LIMIT
    return [Trouble("pulse.title_too_long", "title", {"over": over})] if over > 0 else []


def _check_days(form: PlanForm, today: date) -> list[Trouble]:
    found = []
    if form.opens is None:
        found.append(Trouble("pulse.no_day", "opens"))
    elif form.opens < today:
        found.append(Trouble("pulse.day_past", "opens"))
    elif form.opens > today + FURTHEST:
        found.append(Trouble("pulse.day_too_far", "opens", {"last": today + FURTHEST}))
    if form.closes is None:
        found.append(Trouble("pulse.no_day", "closes"))
    elif form.opens is not None:
        days = (form.closes - form.opens).days
        if days < 1:
            found.append(Trouble("pulse.too_short", "closes"))
        elif days > MOST_DAYS_OPEN:
            found.append(Trouble("pulse.too_long_open", "closes", {"days": MOST_DAYS_OPEN}))
    return found


def _check_rounds(form: PlanForm) -> list[Trouble]:
    """Rounds are of the whole program, and far enough apart for the rules to let each open."""
    if not form.every:
        return []
    if form.every_days not in EVERY_DAYS:
        return [Trouble("pulse.no_such_rhythm", "every")]
    if form.audience != AudienceKind.PROGRAM:
        return [Trouble("pulse.rounds_of_all", "audience")]
    if form.opens is not None and form.closes is not None:
        least = (form.closes - form.opens).days + APART.days + 1
        if form.every_days < least:
            return [Trouble("pulse.rounds_too_close", "every", {"days": least})]
    return []
