"""What Slack calls when somebody declares a conflict of interest or takes it back."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.conduct import code_views, forms, views
from handlers.feature import Opening, unpack
from handlers.ids import Conduct
from handlers.replacing import show_anew
from program.conduct import ConflictCheck
from program.hours import local_day
from services import conduct, conflicts, pairings, people
from services.desk import Desk, Look, Work

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the disclosure and to its withdrawal."""
    listen = ConflictListeners(desk)
    app.view(Conduct.DISCLOSE_VIEW)(listen.disclose)
    app.action(Conduct.WITHDRAW)(listen.withdraw)


class ConflictListeners:
    """Each reads the form, calls the services, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def disclose(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """In force at once; where it completes the code of conduct, that is accepted with it."""
        slack_user, form = forms.disclosure(view)
        version = forms.accepts(view)
        if slack_user is not None:
            self._desk.meet(context["caller"], slack_user)
        with self._desk.open_work(context["caller"]) as work:
            declared = conflicts.disclose(work, slack_user, form)
            in_a_pairing = _has_pairing_with(work, declared.other.id)
            pairings.conflict_declared(work, declared.author.id, declared.other.id)
            accepts = version is not None and version == conduct.version_in_force(work)
            if accepts and version is not None:
                conduct.accept(work, version=version, check=ConflictCheck.HAS_ONE)
                pairings.go_on(work, declared.author.id)
        said = views.in_force(declared.other, in_a_pairing=in_a_pairing)
        ack(response_action="update", view=said)
        if accepts and version is not None and view.get("previous_view_id"):
            show_anew(client, view["previous_view_id"], code_views.accepted(version))

    def withdraw(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """No longer in force; the form shows what is left."""
        conflict_id = unpack(body["actions"][0].get("value")).get("conflict", "")
        with self._desk.open_work(context["caller"]) as work:
            conflicts.withdraw(work, conflict_id)
            left = conflicts.mine(work)
        accepts = forms.accepts(body["view"])
        show_anew(client, body["view"]["id"], views.disclose(left, accepts=accepts))
        ack()


def open_disclose(desk: Desk, opening: Opening) -> None:
    """The form, filled in with who was mentioned or is the other of the pairing behind it."""
    with desk.open_look(opening.caller) as look:
        own = conflicts.mine(look)
        account = forms.mentioned(opening.words) or _other_of(look, opening.ids.get("pairing"))
    opening.show(views.disclose(own, account=account))


def open_conflict(desk: Desk, opening: Opening) -> None:
    """One conflict, for its author and program managers who are not in it; noted."""
    with desk.open_work(opening.caller) as work:
        one = conflicts.open_one(work, opening.ids.get("conflict", ""))
        zone = work.actor.zone
        view = views.read(one, zone, local_day(work.now, zone))
    opening.show(view)


def _other_of(look: Look, pairing_id: str | None) -> str | None:
    """The Slack id of the other in one of one's own running pairings."""
    me = look.me
    others = [one.other(me) for one in pairings.mine(look) if one.id == pairing_id]
    return people.named(look, others)[others[0]].slack_user if others else None


def _has_pairing_with(work: Work, other: str) -> bool:
    """Whether the two are in a pairing that its author knows of: only that is spoken of."""
    me = work.me
    return any(one.other(me) == other for one in pairings.mine(work))
