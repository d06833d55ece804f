"""How digests and thanks look, when they are sent and when they are shown anew."""

from collections.abc import Sequence

from handlers import blocks, pulse_line
from handlers.feature import Block
from handlers.ids import Home, Nominations, Pairings, PulseResult, Reports, Requests
from handlers.reports import team_words, views, words
from handlers.said import mention, said
from program.delivery import Rendered
from program.report import most_pressing
from services import report_messages as told
from services.deliveries import Message
from services.report_messages import ToldSponsor, ToldTeam, ToldThanks
from services.report_team import counts_of

MOST_LINES = 4
MOST_PULSES = 2
_FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "requests": (Requests.LIST, {"shown": "due"}),
    "not_taken_up": (Pairings.LIST, {"shown": "not_taken_up"}),
    "silent": (Pairings.LIST, {"shown": "silent"}),
    "overdue": (Pairings.LIST, {"shown": "not_met"}),
    "nominations": (Nominations.QUEUE, {}),
}


def sponsor_digest(say: ToldSponsor) -> Rendered:
    """The week, the chart with the same in words, and what can be done, one button each."""
    assert say.report.snapshot is not None  # noqa: S101 - a digest is made of a snapshot
    figures = say.report.snapshot.figures
    text = words.digest(say.report, figures)
    asked = views.message_asks(say.report, figures, say.digest.id, say.managers, say.today)
    latest = blocks.actions(blocks.button(words.LATEST, Reports.DIGEST))
    closed = [pulse_line.in_digest(one, say.today) for one in say.pulses.results[:1]]
    pulse = [blocks.section(one) for one in closed]
    shown = (blocks.section(text), *views.chart(figures.weeks), *pulse, *asked, latest)
    spoken = [text, *([words.chart(figures.weeks)] if figures.weeks else []), *closed]
    return Rendered(" ".join([*spoken, *_said_in(asked)]), shown)


def pm_digest(say: ToldTeam) -> Rendered:
    """What waits, each with its list; on Mondays with the week of the cohort."""
    if not say.is_latest:
        return Rendered(team_words.passed(), (blocks.section(team_words.passed()),))
    text = team_words.today(say.digest.news)
    shown: list[Block] = [blocks.section(text)]
    if say.snapshot is not None:
        week = team_words.week(said(say.snapshot.cohort.name), say.snapshot.figures)
        text = f"{text} {week}"
        shown += [blocks.section(week), *views.chart(say.snapshot.figures.weeks)]
    pulses = _pulses(say)
    text = " ".join([text, *_said_in(pulses)])
    shown += [*pulses, *(_line(name, number) for name, number in _lines(say))]
    shown += [blocks.context(words.team_answer(ask, who)) for ask, who in say.answered[:3]]
    inbox = blocks.button(words.OPEN_INBOX, Home.INBOX, style="primary")
    return Rendered(text, (*shown, blocks.actions(inbox)))


def thanks(say: ToldThanks) -> Rendered:
    text = f"{mention(say.sponsor.slack_user)} {words.THANKS_TEXT}"
    return Rendered(text, (blocks.section(text),))


def _pulses(say: ToldTeam) -> list[Block]:
    """On Mondays: what came of the latest pulse, and how far the open ones are."""
    zone = say.zone
    shown = [
        blocks.section(
            pulse_line.in_digest(one, say.today),
            blocks.button(words.SEE_PULSE, PulseResult.OPEN, ids={"pulse": one.survey.id}),
        )
        for one in say.pulses.results[:1]
    ]
    opened = say.pulses.under_way[:MOST_PULSES]
    return [
        *shown,
        *(blocks.section(pulse_line.open_in_digest(one, zone, say.today)) for one in opened),
    ]


def _lines(say: ToldTeam) -> list[tuple[str, int]]:
    counts = dict(counts_of(say.digest.news))
    names = most_pressing([(name, counts[name]) for name in _FORMS], MOST_LINES)
    return [(name, counts[name]) for name in names]


def _line(name: str, number: int) -> Block:
    form, ids = _FORMS[name]
    button = blocks.button(words.OPEN, form, ids=ids or None, spoken=team_words.spoken(name))
    return blocks.section(team_words.line(name, number), button)


def _said_in(shown: Sequence[Block]) -> list[str]:
    return [str(one["text"]["text"]) for one in shown if one["type"] == "section"]


MESSAGES = (
    Message("reports.sponsor_digest", told.is_read, told.told_sponsor, sponsor_digest),
    Message("reports.pm_digest", told.is_on_team, told.told_team, pm_digest),
    Message("reports.thanks", told.is_known, told.told_thanks, thanks),
)
