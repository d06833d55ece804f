"""What Slack calls while somebody writes their profile as a mentee, and what opens any of it."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Profiles
from handlers.profiles import forms, mentee_views, mentor_views, views
from handlers.replacing import replace, show_anew
from program.refusal import Refusal
from services import profile_mentee, profile_mentor, profiles
from services.desk import Desk, Look
from services.profiles import Side

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the three steps and to what leads from one to the other."""
    listen = MenteeListeners(desk)
    app.view(Profiles.MENTEE_VIEW)(listen.first_step)
    app.view(Profiles.AIMS_VIEW)(listen.second_step)
    app.view(Profiles.REST_VIEW)(listen.third_step)
    app.action(Profiles.AIMS_BACK)(listen.back_to_first)
    app.action(Profiles.REST_BACK)(listen.back_to_second)
    app.action(Profiles.RESUME)(listen.resume)


class MenteeListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def first_step(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """What to learn; the second step takes its place."""
        chosen, function = forms.first_step(view)
        with self._desk.open_work(context["caller"]) as work:
            begun = profile_mentee.keep_wanted(work, forms.cohort_of(view), chosen, function)
        replace(ack, client, view, mentee_views.second_step(begun))

    def second_step(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """From where to where; the third step takes its place."""
        with self._desk.open_work(context["caller"]) as work:
            begun = profile_mentee.keep_aims(work, forms.cohort_of(view), forms.aims(view))
        replace(ack, client, view, mentee_views.third_step(begun))

    def third_step(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Kept, with the steps before."""
        with self._desk.open_work(context["caller"]) as work:
            mine = profile_mentee.send(work, forms.rest(view))
        ack(response_action="update", view=views.kept(mine))

    def back_to_first(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again; what stands in the second is kept."""
        view = body["view"]
        cohort_id = forms.cohort_of(view)
        with self._desk.open_work(context["caller"]) as work:
            begun = profile_mentee.keep_aims(work, cohort_id, forms.aims(view), back=True)
        show_anew(client, view["id"], mentee_views.first_step(begun))
        ack()

    def back_to_second(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The second step again; what stands in the third is kept."""
        with self._desk.open_work(context["caller"]) as work:
            begun = profile_mentee.keep_rest(work, forms.rest(body["view"]))
        show_anew(client, body["view"]["id"], mentee_views.second_step(begun))
        ack()

    def resume(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Where somebody stopped, on either side."""
        ids = unpack(body["actions"][0].get("value"))
        with self._desk.open_look(context["caller"]) as look:
            view = _resumed(look, ids.get("cohort", ""), ids.get("side"))
        show_anew(client, body["view"]["id"], view)
        ack()


def open_profile(desk: Desk, opening: Opening) -> None:
    """The profile that is named, or the only one; with several, the choice."""
    with desk.open_look(opening.caller) as look:
        view = _profile(look, opening.ids.get("cohort"), opening.ids.get("side"))
    pressed_in = opening.pressed_in or {}
    in_choice = pressed_in.get("callback_id") == Profiles.CHOOSE_VIEW
    (opening.show_beside if in_choice else opening.show)(view)


def _profile(look: Look, cohort_id: str | None, side: str | None) -> View:
    mine = profiles.mine(look)
    named = [
        one for one in mine if cohort_id in (None, one.cohort.id) and side in (None, one.side.value)
    ]
    choice = named or mine
    if not choice:
        raise Refusal("profiles.takes_no_part")
    if len(choice) > 1:
        return views.choose(choice)
    one = choice[0]
    if one.side is Side.MENTEE:
        return mentee_views.first_step(profile_mentee.begin(look, one.cohort.id))
    return mentor_views.first_step(profile_mentor.begin(look, one.cohort.id))


def _resumed(look: Look, cohort_id: str, side: str | None) -> View:
    if side == Side.MENTOR:
        return mentor_views.second_step(profile_mentor.resume(look, cohort_id))
    begun = profile_mentee.resume(look, cohort_id)
    has_aims = set(begun.draft.chosen) <= set(begun.draft.profile.wanted)
    return (mentee_views.third_step if has_aims else mentee_views.second_step)(begun)
