"""What Slack calls while somebody puts a colleague forward, follows it or takes it back."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Nominations, Shortcut
from handlers.nominations import voice_forms as forms
from handlers.nominations import voice_views as views
from handlers.replacing import replace, show_anew
from program.hours import local_day
from services import nomination_followed, nomination_voices
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the three steps, the ways back, both shortcuts, and what becomes of it."""
    listen = VoiceListeners(desk)
    app.view(Nominations.OTHER_VIEW)(listen.who)
    app.view(Nominations.OTHER_WORDS_VIEW)(listen.what)
    app.view(Nominations.OTHER_RATINGS_VIEW)(listen.how)
    app.action(Nominations.OTHER_RESUME)(listen.resume)
    app.action(Nominations.OTHER_BACK)(listen.back_to_who)
    app.action(Nominations.OTHER_RATINGS_BACK)(listen.back_to_what)
    app.action(Nominations.VOICE_WITHDRAW)(listen.withdraw)
    app.action(Nominations.AGAIN)(listen.ask_again)
    app.shortcut(Shortcut.NOMINATE)(listen.shortcut)
    app.shortcut(Shortcut.NOMINATE_AUTHOR)(listen.shortcut)


class VoiceListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def who(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep the first step; the second takes its place."""
        form, account = forms.who(view)
        if account is not None:
            self._desk.meet(context["caller"], account)
        with self._desk.open_work(context["caller"]) as work:
            going = nomination_voices.keep_who(work, form, account)
        replace(ack, client, view, views.what(going))

    def what(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep the second step; the third takes its place."""
        with self._desk.open_work(context["caller"]) as work:
            going = nomination_voices.keep_words(work, *forms.whom(view), *forms.words(view))
        replace(ack, client, view, views.how(going))

    def how(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Put forward, with the steps that were kept."""
        with self._desk.open_work(context["caller"]) as work:
            followed = nomination_voices.nominate(work, *forms.whom(view), *forms.ratings(view))
        ack(response_action="update", view=views.received(followed))

    def resume(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Where somebody stopped: the second step, as it was left."""
        with self._desk.open_look(context["caller"]) as look:
            going = nomination_voices.resume(look)
        show_anew(client, body["view"]["id"], views.what(going))
        ack()

    def back_to_who(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again; what stands in the second is kept."""
        entered = forms.words(body["view"])
        with self._desk.open_work(context["caller"]) as work:
            going = nomination_voices.keep_words(
                work, *forms.whom(body["view"]), *entered, whole=False
            )
            begun = nomination_voices.begin(work)
            today = local_day(work.now, work.actor.zone)
        account = going.nominee.slack_user
        view = views.who(begun, today, account=account, filled=going.draft)
        show_anew(client, body["view"]["id"], view)
        ack()

    def back_to_what(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The second step again; what stands in the third is kept."""
        entered = forms.ratings(body["view"])
        with self._desk.open_work(context["caller"]) as work:
            going = nomination_voices.keep_ratings(work, *forms.whom(body["view"]), *entered)
        show_anew(client, body["view"]["id"], views.what(going))
        ack()

    def withdraw(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Take one's words back, from wherever the button stood."""
        nomination_id = unpack(body["actions"][0].get("value")).get("nomination", "")
        with self._desk.open_work(context["caller"]) as work:
            nomination_followed.withdraw_voice(work, nomination_id)
        ack()
        if body.get("view", {}).get("type") == "modal":
            show_anew(client, body["view"]["id"], views.taken_back())

    def ask_again(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Ask a nominee once more who did not answer in time."""
        nomination_id = unpack(body["actions"][0].get("value")).get("nomination", "")
        with self._desk.open_work(context["caller"]) as work:
            nomination_followed.ask_again(work, nomination_id)
            view = theirs_view(work, nomination_id)
        ack()
        if body.get("view", {}).get("type") == "modal":
            show_anew(client, body["view"]["id"], view)

    def shortcut(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The form from anywhere; from a message, with whoever wrote it."""
        author = body.get("message", {}).get("user")
        ids = {"account": author} if author else {}
        open_other(self._desk, Opening(context["caller"], client, body["trigger_id"], ids=ids))
        ack()


def open_other(desk: Desk, opening: Opening) -> None:
    """The first step, with whoever was named behind the word or beside the button."""
    account = forms.account_in(opening.words) or opening.ids.get("account")
    with desk.open_look(opening.caller) as look:
        begun = nomination_voices.begin(look)
        view = views.who(
            begun,
            local_day(look.now, look.actor.zone),
            account=account,
            cohort_id=opening.ids.get("cohort"),
        )
    opening.show(view)


def open_theirs(desk: Desk, opening: Opening) -> None:
    """One of those somebody put forward."""
    with desk.open_look(opening.caller) as look:
        view = theirs_view(look, opening.ids.get("nomination", ""))
    opening.show(view)


def theirs_view(look: Look, nomination_id: str) -> View:
    """The same for a reader, as they may see it."""
    zone = look.actor.zone
    read, nominee = nomination_followed.follow(look, nomination_id)
    return views.theirs(read, nominee, zone, local_day(look.now, zone))
