"""Digests as they are shown: in messages, in Home, in a modal; and when they come."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, charts, inputs
from handlers.blocks import Choice
from handlers.charts import Series
from handlers.feature import Block, View
from handlers.ids import Reports
from handlers.reports import words
from program.person import Person
from program.report import (
    FIRST_HOUR,
    LAST_HOUR,
    MOST_ASKS,
    Ask,
    AskKind,
    AskState,
    Figures,
    Snapshot,
    Week,
)
from services.reports import Report, Settings


def chart(weeks: Sequence[Week]) -> list[Block]:
    """The weeks as a chart, and the same in words; nothing before the first whole week."""
    if not weeks:
        return []
    labels = [words.week_label(one) for one in weeks]
    series = [
        Series(words.MET, [one.met for one in weeks]),
        Series(words.PLANNED, [one.planned for one in weeks]),
    ]
    drawn = charts.chart(words.CHART, "bar", labels, series)
    return [drawn, blocks.context(words.chart(weeks))]


def health(figures: Figures) -> Block:
    """Up to five figures side by side."""
    shown = [f"{word} *{value}*" for word, value in words.health(figures)]
    return blocks.fields(shown)


def asks(
    report: Report,
    figures: Figures,
    managers: Sequence[Person],
    zone: str,
    today: date,
    *,
    may_answer: bool = True,
) -> list[Block]:
    """What is asked, each with its answer and *Not now*; answered ones say what became of them."""
    shown: list[Block] = []
    for one in report.asks[:MOST_ASKS]:
        text = words.ask(one.kind, figures)
        if one.state is not AskState.OPEN:
            became = words.answered(one, managers, zone, today)
            shown += [blocks.section(text), blocks.context(became)]
        else:
            shown.append(blocks.section(text))
            shown += [blocks.actions(*_answers(one, ""))] if may_answer else []
    return shown


def message_asks(
    report: Report, figures: Figures, digest_id: str, managers: Sequence[Person], today: date
) -> list[Block]:
    """The same in a message: one button each."""
    zone = report.cohort.program.zone
    shown: list[Block] = []
    for one in report.asks[:MOST_ASKS]:
        text = words.ask(one.kind, figures)
        if one.state is AskState.OPEN:
            shown.append(blocks.section(text, _answers(one, digest_id)[0]))
        else:
            shown.append(blocks.section(words.answered(one, managers, zone, today)))
    return shown


def digest(
    reports: Sequence[Report],
    managers: Sequence[Person],
    zone: str,
    today: date,
    *,
    may_answer: bool,
    may_choose: bool,
) -> View:
    """The latest figures with what is asked; Slack's modals hold no charts, so in words."""
    shown: list[Block] = []
    for report in reports:
        if report.snapshot is None:
            continue
        figures = report.snapshot.figures
        shown += [
            blocks.section(words.titled(report.snapshot, today)),
            health(figures),
            *([blocks.context(words.chart(figures.weeks))] if figures.weeks else []),
            *asks(report, figures, managers, zone, today, may_answer=may_answer),
            blocks.divider(),
        ]
    choose = [blocks.actions(choose_button())] if may_choose else []
    return blocks.modal(
        Reports.DIGEST_VIEW,
        words.DIGEST_TITLE,
        [*(shown or [blocks.section(words.NO_COHORT)]), *choose, blocks.context(words.COUNTS_ONLY)],
    )


def sponsor_home(
    reports: Sequence[Report],
    settings: Settings,
    managers: Sequence[Person],
    zone: str,
    today: date,
) -> list[Block]:
    """The sponsor's tab: what needs them, how it goes, the weeks."""
    counted = [(one, one.snapshot) for one in reports if one.snapshot is not None]
    needs = [
        block
        for report, snapshot in counted
        for block in asks(report, snapshot.figures, managers, zone, today)
    ]
    nothing = words.NOTHING if counted else words.NO_COHORT
    shown: list[Block] = [
        blocks.header(words.NEEDS_YOU),
        *(needs or [blocks.section(nothing)]),
    ]
    for _, snapshot in counted:
        shown += [blocks.header(words.HEALTH), *_counted(snapshot, today)]
    latest = [blocks.button(words.LATEST, Reports.DIGEST)] if counted else []
    return [
        *shown,
        blocks.actions(*latest, choose_button()),
        blocks.context(words.home_hours(settings), words.COUNTS_ONLY),
    ]


def team_home(snapshots: Sequence[Snapshot], today: date) -> list[Block]:
    """The program team's chart, for the first cohort that runs."""
    for one in snapshots[:1]:
        drawn = chart(one.figures.weeks)
        return [blocks.context(words.titled(one, today)), *drawn] if drawn else []
    return []


def choose(settings: Settings) -> View:
    """Day, hour and delegate."""
    wish = settings.wish
    days = [Choice(str(number), name) for number, name in enumerate(words.DAYS)]
    hours = [Choice(str(one), f"{one:02}:00") for one in range(FIRST_HOUR, LAST_HOUR + 1)]
    how = [Choice("too", words.TOO), Choice("instead", words.INSTEAD)]
    delegate = settings.delegate.slack_user if settings.delegate else None
    return blocks.modal(
        Reports.CHOOSE_VIEW,
        words.CHOOSE_TITLE,
        [
            blocks.section(words.chosen(settings)),
            inputs.select_input("weekday", words.WEEKDAY, days, str(wish.weekday)),
            inputs.select_input("hour", words.HOUR, hours, str(wish.hour)),
            inputs.account_input(
                "delegate",
                words.DELEGATE,
                initial=delegate,
                hint=words.DELEGATE_HINT,
                optional=True,
            ),
            inputs.radio_input("how", words.HOW, how, "instead" if wish.only_delegate else "too"),
        ],
        submit=words.SAVE,
    )


def choose_button() -> Block:
    return blocks.button(words.CHOOSE, Reports.CHOOSE)


def _counted(snapshot: Snapshot, today: date) -> list[Block]:
    return [
        blocks.section(words.titled(snapshot, today)),
        health(snapshot.figures),
        *chart(snapshot.figures.weeks),
    ]


def _answers(one: Ask, digest_id: str) -> list[Block]:
    ids = {"ask": one.id, "digest": digest_id}
    style = "primary" if one.kind is AskKind.PLACES else None
    return [
        blocks.button(words.ACTS[one.kind], Reports.DONE, ids=ids, style=style),
        blocks.button(
            words.NOT_NOW,
            Reports.NOT_NOW,
            ids=ids,
            spoken=f"{words.NOT_NOW}: {words.ACTS[one.kind]}",
        ),
    ]
