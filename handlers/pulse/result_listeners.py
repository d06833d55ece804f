"""What Slack calls when somebody reads a result, or says what was heard in it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import blocks, state
from handlers.feature import (
    Command,
    Form,
    HomeSection,
    ListOf,
    Opening,
    Row,
    Tab,
)
from handlers.ids import PulseResult
from handlers.notice import notice
from handlers.pulse import (
    heard_views,
    heard_words,
    result_home,
    result_lines,
    result_messages,
    result_views,
    result_words,
)
from handlers.pulse.result_lines import Line
from handlers.replacing import show_anew
from program.hours import local_day
from program.pulse.heard import FIELDS, Heard
from program.refusal import Refusal
from program.text import one_line
from services import pulse_heard, pulse_results
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the form of what was heard, its preview and the way back."""

    def preview(ack: Ack, view: Body, context: BoltContext) -> None:
        entered = Heard(*(one_line(state.text(view, one)) for one in FIELDS))
        with desk.open_work(context["caller"]) as work:
            survey_id = state.ids_of(view).get("pulse", "")
            shown = heard_views.preview(pulse_heard.preview(work, survey_id, entered))
        ack(response_action="update", view=shown)

    def back(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        with desk.open_look(context["caller"]) as look:
            survey_id = state.ids_of(body["view"]).get("pulse", "")
            shown = heard_views.form(pulse_heard.composing(look, survey_id))
        show_anew(client, body["view"]["id"], shown)
        ack()

    def say(ack: Ack, view: Body, context: BoltContext) -> None:
        ids = state.ids_of(view)
        with desk.open_work(context["caller"]) as work:
            composing = pulse_heard.composing(work, ids.get("pulse", ""))
            seen = _moment(ids.get("seen", ""))
            pulse_heard.say(work, composing.survey.id, composing.entered, seen=seen)
        done = heard_words.CORRECTED if seen else heard_words.sent(composing.invited)
        ack(response_action="update", view=notice(done, title=heard_words.TITLE))

    app.view(PulseResult.HEARD_VIEW)(preview)
    app.view(PulseResult.HEARD_SURE_VIEW)(say)
    app.action(PulseResult.HEARD_BACK)(back)


def open_result(desk: Desk, opening: Opening) -> None:
    """The release of a survey; without one named, the latest the reader may read."""
    with desk.open_look(opening.caller) as look:
        survey_id = opening.ids.get("pulse") or _latest(look)
        result = pulse_results.read(look, survey_id)
        zone = look.actor.zone
        view = result_views.whole(result, zone, local_day(look.now, zone))
    opening.show(view)


def open_heard(desk: Desk, opening: Opening) -> None:
    """The form of what was heard."""
    with desk.open_look(opening.caller) as look:
        view = heard_views.form(pulse_heard.composing(look, opening.ids.get("pulse", "")))
    opening.show(view)


def _latest(look: Look) -> str:
    closed = pulse_results.readable(look)
    if not closed:
        raise Refusal("pulse.no_result")
    return closed[0].id


def _moment(written: str) -> datetime | None:
    """The moment a view carries; one that was tampered with fits nothing that was said."""
    try:
        return datetime.fromisoformat(written) if written else None
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)


def _filters(look: Look) -> Mapping[str, str]:
    today = local_day(look.now, look.actor.zone)
    return {one.id: result_words.chosen(one, today) for one in pulse_results.readable(look)}


def _rows(look: Look, shown: str, typed: str) -> Sequence[Line]:
    if shown not in _filters(look):
        return ()
    found = result_lines.lines(pulse_results.read(look, shown))
    return tuple(one for one in found if not typed or one.says(typed))


def _reads_any(look: Look) -> bool:
    return bool(pulse_results.readable(look))


LISTS = (
    ListOf(
        name="pulse.results",
        title=result_words.LIST_TITLE,
        form=PulseResult.LINES,
        may=_reads_any,
        filters=_filters,
        rows=_rows,
        show=lambda line, _: result_lines.row(line),
        sheet=lambda found, _: result_lines.sheet(found),
        empty=lambda *_: [blocks.section(result_words.NO_RESULT)],
        find=result_words.FIND,
    ),
)
FORMS = (Form(PulseResult.OPEN, open_result), Form(PulseResult.HEARD, open_heard))
COMMANDS = (
    Command(
        word="results",
        form=PulseResult.OPEN,
        label=result_words.LATEST,
        what="what came of the latest anonymous pulse",
        may=_reads_any,
        row=Row.YOU,
        whose_words=result_words.WHOSE,
    ),
)
HOME = (
    HomeSection(Tab.PROGRAM, 26, result_home.card),
    HomeSection(Tab.SPONSOR, 14, result_home.of_sponsor),
    HomeSection(Tab.YOU, 34, result_home.of_invited),
)
MESSAGES = result_messages.MESSAGES
REFUSALS = {**result_words.REFUSALS, **heard_words.REFUSALS}
