"""What Slack calls when somebody keeps wishes and avoid list, or says something of themselves."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext

from handlers.feature import Opening, View
from handlers.ids import Profiles
from handlers.profiles import forms, views
from services import profile_about, profile_wishes
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both forms."""

    def keep_wishes(ack: Ack, view: Body, context: BoltContext) -> None:
        """Both lists; accounts never seen before are asked of Slack first."""
        wished, avoided = forms.wishes(view)
        for one in {*wished.values(), *avoided}:
            desk.meet(context["caller"], one)
        with desk.open_work(context["caller"]) as work:
            profile_wishes.keep(work, forms.cohort_of(view), wished, avoided)
        ack()

    def keep_about(ack: Ack, view: Body, context: BoltContext) -> None:
        with desk.open_work(context["caller"]) as work:
            profile_about.keep(work, forms.about(view))
        ack()

    app.view(Profiles.WISHES_VIEW)(keep_wishes)
    app.view(Profiles.ABOUT_VIEW)(keep_about)


def open_wishes(desk: Desk, opening: Opening) -> None:
    """The lists of the cohort that is named, or the only one; with several, the choice."""
    with desk.open_look(opening.caller) as look:
        view = _wishes(look, opening.ids.get("cohort"))
    pressed_in = opening.pressed_in or {}
    in_choice = pressed_in.get("callback_id") == Profiles.CHOOSE_VIEW
    (opening.show_beside if in_choice else opening.show)(view)


def open_about(desk: Desk, opening: Opening) -> None:
    """What somebody said of themselves, for that somebody."""
    with desk.open_look(opening.caller) as look:
        said = profile_about.mine(look)
    opening.show(views.about(said))


def _wishes(look: Look, wanted: str | None) -> View:
    found = profile_wishes.cohorts(look)
    choice = [one for one in found if one.id == wanted] or found
    if len(choice) > 1:
        return views.choose_wishes(choice)
    return views.wishes(profile_wishes.mine(look, choice[0].id))
