"""Digests within Slack's limits, the chart with the same in words, and nobody's name in a count."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from handlers.feature import View
from handlers.reports import messages, views
from program.delivery import Rendered
from program.person import Person
from program.report import (
    Ask,
    AskKind,
    AskState,
    Digest,
    DigestKind,
    Figures,
    Snapshot,
    Week,
    Wish,
)
from services.report_messages import ToldSponsor, ToldTeam, ToldThanks
from services.report_team import KINDS
from services.reports import Report, Settings
from tests.kit.entering import actions_in, words_in
from tests.kit.fullest import COHORT, full
from tests.kit.limits import check_blocks, check_message, check_view

NOW = datetime(2027, 3, 8, 8, tzinfo=UTC)
TODAY = date(2027, 3, 8)
SPONSOR = Person("s" * 26, "U0SVEN", full(80), full(120))
MANAGERS = (Person("p" * 26, "U0PETRA", full(80), ""),) * 3
WEEKS = tuple(
    Week(TODAY - timedelta(days=7 * back), met=99_000 + back, planned=99_999)
    for back in range(8, 0, -1)
)
FULL = Figures(
    week=99,
    weeks_in_all=156,
    accepted=20_000,
    paired=18_000,
    attention=2_000,
    resting=1_000,
    waiting=1_500,
    places_free=400,
    mentors=12_000,
    minutes=9_000_000,
    weeks=WEEKS,
)
QUIET = replace(
    FULL,
    attention=0,
    waiting=0,
    weeks=tuple(replace(one, met=one.planned) for one in WEEKS),
)
FIRST = replace(QUIET, week=1, weeks=())
SNAPSHOT = Snapshot("n" * 26, COHORT, TODAY, FULL)


def asks(state: AskState = AskState.OPEN) -> tuple[Ask, ...]:
    answered_at = None if state is AskState.OPEN else NOW
    return tuple(
        Ask(f"{kind:>26}", COHORT.id, kind, TODAY, state, SPONSOR.id, answered_at)
        for kind in AskKind
    )


def report(figures: Figures = FULL, state: AskState | None = AskState.OPEN) -> Report:
    found = asks(state) if state else ()
    return Report(COHORT, replace(SNAPSHOT, figures=figures), found, {SPONSOR.id: SPONSOR})


DIGEST = Digest("d" * 26, DigestKind.SPONSOR, SPONSOR.id, COHORT.id, TODAY, SNAPSHOT.id, {})
NEWS = dict.fromkeys(KINDS, 12_000)
TEAM = replace(DIGEST, kind=DigestKind.TEAM, cohort_id=None, news=NEWS)
SETTINGS = Settings(Wish(), None)
DELEGATED = Settings(Wish(4, 18, SPONSOR.id, only_delegate=True), SPONSOR)


def modal(*found: Report, may: bool = True) -> View:
    return views.digest(found, MANAGERS, "UTC", TODAY, may_answer=may, may_choose=may)


VIEWS: dict[str, Callable[[], View]] = {
    "digest": lambda: modal(report(), report(), report()),
    "digest, answered": lambda: modal(report(state=AskState.DONE), may=False),
    "digest, before the first week": lambda: modal(report(FIRST, None)),
    "digest, no cohort": modal,
    "digest, when it comes": lambda: views.choose(SETTINGS),
    "digest, delegated": lambda: views.choose(DELEGATED),
}


def told(found: Report) -> Rendered:
    return messages.sponsor_digest(ToldSponsor(DIGEST, found, MANAGERS, TODAY))


def team(*, is_latest: bool = True, monday: bool = True, news: dict[str, int] = NEWS) -> Rendered:
    answered = tuple((one, SPONSOR) for one in (*asks(AskState.DONE), *asks(AskState.NOT_NOW)))
    snapshot = SNAPSHOT if monday else None
    digest = replace(TEAM, news=news)
    return messages.pm_digest(ToldTeam(digest, is_latest, snapshot, answered, TODAY))


MESSAGES: dict[str, Callable[[], Rendered]] = {
    **{f"sponsor, {state}": partial(told, report(state=state)) for state in AskState},
    "sponsor, quiet": lambda: told(report(QUIET, None)),
    "sponsor, first week": lambda: told(report(FIRST, None)),
    "team, monday": team,
    "team, other day": lambda: team(monday=False),
    "team, earlier": lambda: team(is_latest=False),
    "team, one thing": lambda: team(monday=False, news={**dict.fromkeys(NEWS, 0), "silent": 1}),
    "thanks": lambda: messages.thanks(ToldThanks(SPONSOR)),
}
HOME = [
    views.sponsor_home([report(), report(), report()], SETTINGS, MANAGERS, "UTC", TODAY),
    views.sponsor_home([report(FIRST, None)], DELEGATED, MANAGERS, "UTC", TODAY),
    views.sponsor_home([], SETTINGS, MANAGERS, "UTC", TODAY),
    views.team_home([SNAPSHOT], TODAY),
    views.team_home([replace(SNAPSHOT, figures=FIRST)], TODAY) or views.chart(WEEKS),
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


def test_nothing_new_is_one_sentence() -> None:
    made = MESSAGES["sponsor, quiet"]()
    assert "A quiet week, on course; nothing needs you." in made.text


def test_the_text_says_all_that_the_chart_shows() -> None:
    made = told(report())
    kinds = [one["type"] for one in made.blocks]
    assert "data_visualization" in kinds
    for week in WEEKS:
        assert f"{week.met} of {week.planned}" in made.text


def test_at_most_three_asks_stand_as_buttons_and_none_once_answered() -> None:
    opened = {"blocks": list(told(report()).blocks)}
    assert "reports.ask.done" in actions_in(opened)
    for state in (AskState.DONE, AskState.NOT_NOW, AskState.RETIRED):
        shown = {"blocks": list(told(report(state=state)).blocks)}
        assert actions_in(shown) == {"reports.digest.open"}


def test_a_sponsors_digest_names_nobody_of_the_pairs() -> None:
    for name in ("sponsor, open", "sponsor, quiet", "sponsor, first week"):
        made = MESSAGES[name]()
        assert "<@" not in made.text + words_in({"blocks": list(made.blocks)})


def test_before_the_first_whole_week_there_is_no_chart() -> None:
    assert views.chart(()) == []
    assert "first whole round" in told(report(replace(FIRST, attention=1), None)).text
