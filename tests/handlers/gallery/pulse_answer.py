"""What is shown to whoever is invited to a pulse, in every state and at its fullest."""

from collections.abc import Callable
from typing import Any

from handlers.feature import View
from handlers.pulse import answer_views, messages
from services.pulse_answering import AnswerForm
from services.pulse_messages import ToldInvited, ToldReminded
from tests.kit.pulse_shown import EVERY_STATE, FULL, NOW, RTL, SURVEY, TEAM

VIEWS: dict[str, Callable[[], View]] = {
    "pulse: answer": lambda: answer_views.form(AnswerForm(SURVEY, False, TEAM[:1])),
    "pulse: answer, right to left": lambda: answer_views.form(AnswerForm(RTL, False, ())),
    "pulse: answer, full": lambda: answer_views.form(AnswerForm(FULL, False, TEAM)),
    "pulse: answered before": lambda: answer_views.form(AnswerForm(SURVEY, True, TEAM)),
    "pulse: sealed": lambda: answer_views.sealed("Fri 4 Dec, 17:00 (Berlin)"),
    "pulse: how it stays anonymous": lambda: answer_views.how(SURVEY),
    "pulse: how it stays anonymous, full": lambda: answer_views.how(FULL),
}


def shown() -> list[Any]:
    """The invitation and the reminder in every state, and the line on Home."""
    return [
        *(
            messages.invitation(ToldInvited(survey, is_open, NOW)).blocks
            for survey in (*EVERY_STATE, FULL)
            for is_open in (True, False)
        ),
        *(messages.reminder(ToldReminded(survey, NOW)).blocks for survey in (SURVEY, FULL)),
        answer_views.on_home(SURVEY),
    ]
