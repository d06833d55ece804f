"""Opening a pulse and sending one's answers: the one listener that leaves no trace."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext

from handlers import state
from handlers.feature import Command, Form, Opening, Row, needs
from handlers.ids import PulseAnswer
from handlers.pulse import answer_views as views
from handlers.pulse import answer_words as words
from handlers.pulse.messages import MESSAGES
from program.permissions import Act
from program.pulse.survey import Answers
from services import pulse_answering
from services.desk import Desk
from services.pulse_answering import Cast

__all__ = ["COMMANDS", "FORMS", "MESSAGES", "REFUSALS", "register"]

REFUSALS = words.REFUSALS
_FIELD = pulse_answering.question_field("")
_LONGEST_NUMBER = 3


def register(app: App, desk: Desk) -> None:
    """Listen to the one form."""

    def send(ack: Callable[..., Any], view: dict[str, Any], context: BoltContext) -> None:
        ids = state.ids_of(view)
        with desk.open_ballot(context["caller"]) as ballot:
            cast = pulse_answering.answer(
                ballot, ids.get("pulse", ""), ids.get("digest", ""), _answers(view)
            )
        shown = views.already() if cast is Cast.ALREADY else views.sealed(ids.get("closes", ""))
        ack(response_action="update", view=shown)

    app.view(PulseAnswer.VIEW)(send)


def open_form(desk: Desk, opening: Opening) -> None:
    """The questions of the pulse the button names, or of the first that is open for the reader."""
    with desk.open_look(opening.caller) as look:
        shown = pulse_answering.form(look, opening.ids.get("pulse"))
    opening.show(views.form(shown))


def open_how(desk: Desk, opening: Opening) -> None:
    """The promise, how it is kept, and what cannot be excluded."""
    with desk.open_look(opening.caller) as look:
        survey = pulse_answering.rules(look, opening.ids.get("pulse"))
    opening.show(views.how(survey))


def _answers(view: dict[str, Any]) -> Answers:
    """By question; what a form of ours does not offer is refused where the answers are sealed."""
    scores: dict[str, int] = {}
    comments: dict[str, str] = {}
    for field in view["state"]["values"]:
        question = field.removeprefix(_FIELD)
        chosen = state.chosen(view, field)
        if chosen is not None and chosen.isdecimal() and len(chosen) < _LONGEST_NUMBER:
            scores[question] = int(chosen)
        written = state.text(view, field)
        if written:
            comments[question] = written
    return Answers(scores, comments)


FORMS = (Form(PulseAnswer.OPEN, open_form), Form(PulseAnswer.HOW, open_how))
COMMANDS = (
    Command(
        word="pulse",
        also=("survey",),
        form=PulseAnswer.OPEN,
        label="Anonymous pulse",
        what="answer the open pulse, anonymously and in under a minute",
        may=needs(Act.HOME_OPEN),
        row=Row.YOU,
    ),
)
