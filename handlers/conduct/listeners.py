"""What Slack calls when somebody accepts the code of conduct."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext

from handlers import articles
from handlers.conduct import code_views, forms, views
from handlers.feature import Opening, View
from handlers.ids import Conduct
from program.conduct import ConflictCheck
from program.hours import local_day
from services import conduct, conduct_text, conflicts, pairings
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps."""
    listen = CodeListeners(desk)
    app.view(Conduct.CODE_VIEW)(listen.first_step)
    app.view(Conduct.CHECK_VIEW)(listen.second_step)


class CodeListeners:
    """Each reads the form, calls the services, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def first_step(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """From the text to the conflict question."""
        version = forms.version_read(view)
        with self._desk.open_look(context["caller"]) as look:
            conduct.before_check(look, version=version, ticked=forms.has_ticked(view))
        ack(response_action="update", view=code_views.conflict_check(version))

    def second_step(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Accept; or declare the conflict first, which then accepts as well."""
        version, check = forms.version_read(view), forms.check(view)
        if check is ConflictCheck.HAS_ONE:
            with self._desk.open_look(context["caller"]) as look:
                form = views.disclose(conflicts.mine(look), accepts=version)
            ack(response_action="push", view=form)
            return
        with self._desk.open_work(context["caller"]) as work:
            conduct.accept(work, version=version, check=check)
            pairings.go_on(work, work.me)
        ack(response_action="update", view=code_views.accepted(version))


def open_read(desk: Desk, opening: Opening) -> None:
    """The code of conduct: to be accepted, or with the day it was."""
    with desk.open_look(opening.caller) as look:
        view = _code(look)
    opening.show(view)


def _code(look: Look) -> View:
    code = conduct_text.code(look)
    text = [block for page in articles.pages(code.text) for block in articles.shown(page)]
    accepted = conduct.mine(look)
    if accepted is None or accepted.version != code.version:
        return code_views.read_and_accept(text, code.version)
    zone = look.actor.zone
    return code_views.accepted_before(text, accepted, zone, local_day(look.now, zone))
