"""What Slack calls when a program manager launches the pairings of a draft."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.blocks import options
from handlers.feature import Command, Form, Opening, Row, View, needs
from handlers.ids import Matching, Release
from handlers.matching import release_views, release_words, run_views
from handlers.replacing import meanwhile, opened_meanwhile, show_anew
from program.actor import Role
from program.hours import local_day
from program.permissions import Act
from program.refusal import Refusal
from program.release import Choice, What
from services import matching_choices, matching_drafts, release, release_checklist, releases
from services.desk import Caller, Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps, the way back and the search for pairs."""
    listen = ReleaseListeners(desk)
    app.view(Release.LAUNCH_VIEW)(listen.check)
    app.view(Release.LAUNCH_SURE_VIEW)(listen.launch)
    app.action(Release.BACK)(listen.back)
    app.options(Release.PAIRS)(listen.pairs)


class ReleaseListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """The first step: what this choice means."""
        caller, draft_id = context["caller"], state.ids_of(view).get("draft", "")
        choice = _entered(view)
        with self._desk.open_look(caller) as look:
            release.require_pairs(look, draft_id, choice)

        def made() -> View:
            with self._desk.open_look(caller) as look:
                return release_views.second(release_checklist.check(look, draft_id, choice))

        meanwhile(ack, context, client, view, made)

    def launch(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """The second: it is decided, and mentors are asked."""
        ids = state.ids_of(view)
        with self._desk.open_work(context["caller"]) as work:
            made = release.release(
                work,
                ids.get("draft", ""),
                release_views.choice_of(ids),
                made_on=_number(ids.get("made_on", "")),
                seen=_number(ids.get("seen", "")),
            )
            draft = matching_drafts.draft(work, made.draft_id)
            pairs = release.pairs_of(work, made)
        ack(response_action="update", view=release_views.asked(draft, pairs))

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again, with what was chosen."""
        ack()
        ids = state.ids_of(body["view"])
        view = _first(self._desk, context["caller"], ids["draft"], release_views.choice_of(ids))
        show_anew(client, body["view"]["id"], view)

    def pairs(self, ack: Ack, payload: Body, body: Body, context: BoltContext) -> None:
        """Pairs of the draft that were not launched yet, by what was typed."""
        draft_id = state.ids_of(body.get("view") or {}).get("draft", "")
        with self._desk.open_look(context["caller"]) as look:
            found = release_checklist.pairs_found(look, draft_id, payload["value"])
        entries = [release_views.pair_entry(*one) for one in found]
        ack(options=[one.to_dict() for one in options(entries).values()])


def open_launch(desk: Desk, opening: Opening) -> None:
    """*Launch the pairings* of the draft a button names, or of one's only cohort."""

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            draft_id = opening.ids.get("draft") or _newest(look, opening)
            if draft_id is None:
                cohorts = matching_choices.cohorts_to_match(look)
                today = local_day(look.now, look.actor.zone)
                return run_views.choose_cohort(cohorts, today, Release.LAUNCH)
        return _first(desk, opening.caller, draft_id, Choice())

    beside = (opening.pressed_in or {}).get("callback_id") in (
        Matching.CHOOSE_VIEW,
        Release.STANDING_VIEW,
    )
    opened_meanwhile(opening, release_words.TITLE, made, beside=beside)


def open_standing(desk: Desk, opening: Opening) -> None:
    """What became of the launches of a draft."""
    draft_id = opening.ids.get("draft", "")
    with desk.open_look(opening.caller) as look:
        launched = releases.of_draft(look, draft_id)
        if not launched:
            raise Refusal("matching.no_release")
        gone = [
            release_words.impossible(one)
            for each in launched
            for one in releases.not_possible(look, each.release.id)
        ]
        rest = release_checklist.rest_of(look, draft_id)
        view = release_views.standing(launched, gone, look.actor.zone, rest=rest)
    opening.show_beside(view) if _is_ours(opening) else opening.show(view)


def _first(desk: Desk, caller: Caller, draft_id: str, choice: Choice) -> View:
    with desk.open_look(caller) as look:
        check = release_checklist.check(look, draft_id, choice)
        return release_views.first(check, look.actor.zone)


def _newest(look: Look, opening: Opening) -> str | None:
    """The newest draft of the cohort that is named, or of the only one; None: which cohort?"""
    cohorts = matching_choices.cohorts_to_match(look)
    named = [one for one in cohorts if one.id == opening.ids.get("cohort")]
    chosen = named or list(cohorts)
    if len(chosen) > 1:
        return None
    newest = matching_drafts.newest(look, chosen[0].id)
    if newest is None:
        raise Refusal("matching.nothing_to_launch_yet")
    return newest.id


def _entered(view: Body) -> Choice:
    chosen = state.chosen(view, "what") or What.ALL
    what = What(chosen) if chosen in set(What) else What.ALL
    return Choice(what, state.several(view, "chosen") if what is What.CHOSEN else ())


def _is_ours(opening: Opening) -> bool:
    pressed_in = opening.pressed_in or {}
    return bool(pressed_in.get("callback_id") == Release.STANDING_VIEW)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


FORMS = (
    Form(Release.LAUNCH, open_launch),
    Form(Release.STANDING, open_standing),
)
COMMANDS = (
    Command(
        word="launch",
        form=Release.LAUNCH,
        label=release_words.TITLE,
        what="have the mentors of a draft asked: all, the locked ones, or chosen ones",
        may=needs(Act.MATCHING_RELEASE),
        admin=True,
        row=Row.PROGRAM,
        whose=Role.PROGRAM_MANAGER,
    ),
)
