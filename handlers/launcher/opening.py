"""Commands, the launcher and every form by its id: how anything is opened, and nothing acted on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import ids
from handlers.feature import (
    Command,
    Feature,
    Form,
    NextStep,
    Opening,
    Row,
    View,
    needs,
    unpack,
)
from handlers.home.inbox import is_on_the_team
from handlers.ids import Library
from handlers.launcher import views, wording, words
from handlers.notice import notice
from handlers.replacing import WAITING_VIEW
from handlers.words import from_an_earlier_version
from program.actor import Role
from program.permissions import Act, require
from services import governance
from services.desk import Desk, Look

_HELP = Command(
    word="help",
    also=("?", "commands"),
    form=ids.Launcher.HELP,
    label="Help",
    what="the words you can type, and what each opens",
    may=needs(Act.HOME_OPEN),
    row=Row.PROGRAM,
)


_INBOX = Command(
    word="inbox",
    form=ids.Home.INBOX,
    label="Inbox",
    what="what waits for the program team, the most pressing first",
    may=is_on_the_team,
    admin=True,
    row=Row.PROGRAM,
    whose=Role.PROGRAM_MANAGER,
)


# The same word under `/mentoring-admin`; one entry of it in help is enough.
_HELP_TOO = replace(_HELP, admin=True, listed=False)


class Words:
    """All words people can type and the forms they open, gathered from the features."""

    def __init__(self, features: Sequence[Feature], lists: Sequence[Form] = ()) -> None:
        self.commands = (
            *(one for feature in features for one in feature.commands),
            _INBOX,
            _HELP,
            _HELP_TOO,
        )
        own = (Form(ids.Launcher.HELP, self.help), Form(ids.Launcher.OPEN, self.launcher))
        forms = (*own, *lists, *(form for feature in features for form in feature.forms))
        self.forms = {form.id: form for form in forms}
        self._steps = tuple(feature.next_step for feature in features)

    def open_to(self, look: Look, *, admin: bool) -> list[Command]:
        """The words of one slash command that this reader may use."""
        return [one for one in self.commands if one.admin is admin and one.may(look)]

    def next_step(self, look: Look) -> NextStep | None:
        """The one thing this reader should do next, over all features."""
        found = [step for ask in self._steps if (step := ask(look)) is not None]
        return min(found, key=lambda step: step.rank, default=None)

    def typed(self, desk: Desk, opening: Opening, *, admin: bool) -> None:
        """Open what was typed: a form, or the launcher with what was not understood."""
        with desk.open_look(opening.caller) as look:
            require(look.actor, Act.HOME_OPEN)
            mine = self.open_to(look, admin=admin)
            asked = self._read(opening.words, admin=admin)
            view = None
            if asked.command is None or not asked.command.may(look):
                view = self._launcher(look, asked, mine, admin=admin)
        if view is not None:
            opening.show(view)
        elif asked.command is not None:
            self._open(desk, asked.command.form, opening, words=asked.words)

    def _read(self, text: str, *, admin: bool) -> wording.Typed:
        """What was typed; a word of the other slash command is understood as well."""
        here = wording.read(text, [one for one in self.commands if one.admin is admin])
        if here.command is not None:
            return here
        return wording.read(text, [one for one in self.commands if one.admin is not admin])

    def _open(self, desk: Desk, form: str, opening: Opening, *, words: str) -> None:
        self.forms[form].opens(desk, replace(opening, words=words))

    def _launcher(
        self, look: Look, asked: wording.Typed, mine: list[Command], *, admin: bool
    ) -> View:
        """The launcher, led by what became of the word that was typed."""
        first: str | None = None
        guess: Command | None = None
        search: str | None = None
        listed = [one for one in mine if one.listed]
        if asked.command is not None:
            first = words.of_another_role(asked.command, governance.program_managers(look))
        elif admin and not listed:
            first = words.for_program_managers(governance.program_managers(look))
        if not listed:
            listed = [one for one in self.open_to(look, admin=False) if one.listed]
        if first is None and asked.words:
            guess = wording.nearest(asked.words, listed)
            first = words.near(asked.words) if guess else words.unknown(asked.words)
            search = None if guess or Library.LIST not in self.forms else asked.words
        step = self.next_step(look)
        return views.launcher(listed, step, first=first, guess=guess, search=search)

    def help(self, desk: Desk, opening: Opening) -> None:
        """The words this person can type; with one of them behind `help`, that entry alone."""
        with desk.open_look(opening.caller) as look:
            require(look.actor, Act.HOME_OPEN)
            mine = [*self.open_to(look, admin=False), *self.open_to(look, admin=True)]
        asked = wording.read(opening.words, mine).command
        shown = [asked] if asked else [one for one in mine if one.listed]
        opening.show(views.entries(shown))

    def chosen(self, desk: Desk, opening: Opening) -> None:
        """The form that an entry of a `More` menu names; one of another version opens nothing."""
        form = self.forms.get(opening.ids.get("form", ""))
        if form is None:
            opening.show(notice(from_an_earlier_version()))
            return
        form.opens(desk, opening)

    def launcher(self, desk: Desk, opening: Opening) -> None:
        """The launcher itself, from a button or a shortcut."""
        self.typed(desk, opening, admin=False)


def register(app: App, desk: Desk, spoken: Words) -> None:
    """Listen to both commands, the shortcut, and the id of every form."""
    app.command(ids.Command.MENTORING)(_command(desk, spoken, admin=False))
    app.command(ids.Command.ADMIN)(_command(desk, spoken, admin=True))
    app.shortcut(ids.Shortcut.OPEN_MENTORING)(_opener(desk, spoken.launcher))
    app.action(ids.Home.MORE)(_opener(desk, spoken.chosen))
    for form in spoken.forms.values():
        app.action(form.id)(_opener(desk, form.opens))


def _command(desk: Desk, spoken: Words, *, admin: bool) -> Callable[..., None]:
    def listen(
        ack: Callable[..., Any], command: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        typed = command.get("text", "")
        opening = Opening(
            context["caller"],
            client,
            command["trigger_id"],
            words=typed,
            answered=_answering(ack, context),
        )
        spoken.typed(desk, opening, admin=admin)
        ack()

    return listen


def _opener(desk: Desk, opens: Callable[[Desk, Opening], object]) -> Callable[..., None]:
    def listen(
        ack: Callable[..., Any], body: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        opening = opening_of(body, context, client)
        opens(desk, replace(opening, answered=_answering(ack, context)))
        ack()

    return listen


def _answering(ack: Callable[..., Any], context: BoltContext) -> Callable[[str], None]:
    """For a form that takes long: Slack has its answer, and a refusal knows where it is said."""

    def answered(view_id: str) -> None:
        context[WAITING_VIEW] = view_id
        ack()

    return answered


def opening_of(body: Mapping[str, Any], context: BoltContext, client: WebClient) -> Opening:
    """The wish to see a form, from a button, a menu or a shortcut."""
    pressed = (body.get("actions") or [{}])[0]
    value = pressed.get("value") or pressed.get("selected_option", {}).get("value")
    view = body.get("view")
    return Opening(
        caller=context["caller"],
        client=client,
        trigger_id=body["trigger_id"],
        ids=unpack(value),
        pressed_in=view if view and view.get("type") == "modal" else None,
    )
