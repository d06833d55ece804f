"""What Slack calls before a draft is there: the run, what counts, and the ways into a draft."""

import time
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View
from handlers.ids import Matching
from handlers.matching import (
    board_listeners,
    form_words,
    forms,
    run_views,
    showing,
    weights_views,
    words,
)
from handlers.matching import refusals as refused
from handlers.matching.place import Place
from handlers.replacing import ANSWER_ARRIVES, opened_meanwhile, show_anew
from handlers.state import ids_of
from program.cohort import Cohort
from program.hours import local_day
from program.matching.rules import Rules, check_rules
from program.matching_draft import Draft
from services import (
    matching_choices,
    matching_drafts,
    matching_engine,
    matching_lines,
    matching_preview,
    matching_reading,
    matching_rules,
    matching_runs,
)
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both forms and the preview."""
    listen = RunListeners(desk)
    app.view(Matching.RUN_VIEW)(listen.run)
    app.view(Matching.WEIGHTS_VIEW)(listen.keep)
    app.action(Matching.PREVIEW)(listen.preview)


class RunListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep what goes first, have the pairs found, and follow how far that is."""
        caller, cohort_id = context["caller"], ids_of(view).get("cohort", "")
        with self._desk.open_work(caller) as work:
            before = matching_rules.rules_of(work, cohort_id)
            wished = forms.run_rules(view, before)
            if wished != before:
                matching_rules.set_rules(work, cohort_id, wished, forms.seen_version(view))
            draft = matching_runs.ask(work, cohort_id)
        ack(response_action="update", view=run_views.waiting(draft, 0, None))
        time.sleep(ANSWER_ARRIVES)
        board_listeners.follow(self._desk, caller, client, view["id"], Place(draft.id))

    def keep(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Keep what counts from the next run on."""
        cohort_id = ids_of(view).get("cohort", "")
        with self._desk.open_work(context["caller"]) as work:
            cohort = matching_rules.cohort_of(work, cohort_id)
            wished = forms.rules(view, matching_rules.rules_of(work, cohort_id))
            matching_rules.set_rules(work, cohort_id, wished, forms.seen_version(view))
        ack(response_action="update", view=weights_views.kept(cohort))

    def preview(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """What these weights would change; nothing of it is kept."""
        ack()
        view, cohort_id = body["view"], ids_of(body["view"]).get("cohort", "")
        with self._desk.open_look(context["caller"]) as look:
            cohort = matching_rules.cohort_of(look, cohort_id)
            rules = matching_rules.rules_of(look, cohort_id)
            wished = forms.rules(view, rules)
            troubles = check_rules(wished)
            note = refused.said(troubles) if troubles else _previewed(look, cohort, wished, rules)
        show_anew(client, view["id"], weights_views.weights(cohort, rules, note=note))


def open_matching(desk: Desk, opening: Opening) -> None:
    """The draft there is, else the first run; which cohort, where several run."""

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            return _way_in(look, opening)

    _open_and_follow(desk, opening, form_words.RUN_TITLE, made)


def open_board(desk: Desk, opening: Opening) -> None:
    """The list of a draft; where several cohorts run, of those that have one."""

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            found = () if opening.ids else _with_drafts(look)
            if len(found) == 1:
                return showing.board(look, Place(found[0].id))
            return _way_in(look, opening)

    _open_and_follow(desk, opening, words.BOARD_TITLE, made)


def open_run(desk: Desk, opening: Opening) -> None:
    """*Run the matching*, for the cohort a button names or the only one."""

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            cohorts = _chosen(look, opening)
            if len(cohorts) > 1:
                today = local_day(look.now, look.actor.zone)
                return run_views.choose_cohort(cohorts, today, Matching.RUN)
            return showing.run(look, cohorts[0].id)

    matching_engine.warm_soon()
    opened_meanwhile(opening, form_words.RUN_TITLE, made, beside=_is_ours(opening))


def open_weights(desk: Desk, opening: Opening) -> None:
    """*What counts*, for the cohort a button names or the only one."""
    with desk.open_look(opening.caller) as look:
        cohorts = _chosen(look, opening)
        if len(cohorts) > 1:
            today = local_day(look.now, look.actor.zone)
            view = run_views.choose_cohort(cohorts, today, Matching.WEIGHTS)
        else:
            rules = matching_rules.rules_of(look, cohorts[0].id)
            view = weights_views.weights(cohorts[0], rules)
    matching_engine.warm_soon()
    if (opening.pressed_in or {}).get("callback_id") == Matching.CHOOSE_VIEW:
        opening.show_beside(view)
    else:
        opening.show(view)


def open_recruit(desk: Desk, opening: Opening) -> None:
    """What kind of mentor one more would help most."""

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            return run_views.recruit(matching_reading.proposal(look, opening.ids.get("draft", "")))

    opened_meanwhile(opening, form_words.RECRUIT_TITLE, made)


def open_explain(desk: Desk, opening: Opening) -> None:
    """One mentee by a word that was typed, or with a mentor: why not this one? Else the list."""

    def made() -> View:
        with desk.open_look(opening.caller) as look:
            cohorts = matching_choices.cohorts_to_match(look)
            found = showing.named(look, cohorts, opening.words)
            return found or _way_in(look, opening)

    matching_engine.warm_soon()
    opened_meanwhile(opening, form_words.RUN_TITLE, made)


def _open_and_follow(desk: Desk, opening: Opening, title: str, made: Callable[[], View]) -> None:
    """Open it; where a draft is being worked out, show how far that is until it is ready."""
    matching_engine.warm_soon()
    view_id, shown = opened_meanwhile(opening, title, made, beside=_is_ours(opening))
    waits_for = ids_of(shown).get("draft")
    if shown["callback_id"] == Matching.WAIT_VIEW and waits_for:
        board_listeners.follow(desk, opening.caller, opening.client, view_id, Place(waits_for))


def _way_in(look: Look, opening: Opening) -> View:
    """The list of a named draft, or of the newest of one's only cohort, or its first run."""
    if opening.ids.get("draft"):
        return showing.board(look, Place(opening.ids["draft"]))
    cohorts = _chosen(look, opening)
    if len(cohorts) > 1:
        today = local_day(look.now, look.actor.zone)
        return run_views.choose_cohort(cohorts, today, Matching.OPEN)
    newest = matching_drafts.newest(look, cohorts[0].id)
    if newest is None:
        return showing.run(look, cohorts[0].id)
    return showing.board(look, Place(newest.id))


def _with_drafts(look: Look) -> tuple[Draft, ...]:
    """The newest draft of each cohort that has one."""
    cohorts = matching_choices.cohorts_to_match(look)
    newest = (matching_drafts.newest(look, one.id) for one in cohorts)
    return tuple(one for one in newest if one is not None)


def _chosen(look: Look, opening: Opening) -> tuple[Cohort, ...]:
    """The cohort that is named, or all there are to choose from."""
    cohorts = matching_choices.cohorts_to_match(look)
    named = opening.ids.get("cohort")
    return tuple(one for one in cohorts if one.id == named) or cohorts


def _previewed(look: Look, cohort: Cohort, wished: Rules, rules: Rules) -> str:
    """What these rules would change, and whom another depth would keep apart."""
    found = matching_preview.preview(look, cohort.id, wished)
    told = form_words.NO_DRAFT_YET if found is None else form_words.preview(found)
    if wished.depth == rules.depth:
        return told
    apart = matching_lines.kept_apart(look, cohort.id, wished.depth)
    return f"{told}\n{form_words.lines(apart) if apart else form_words.NO_LINES}"


def _is_ours(opening: Opening) -> bool:
    """Was it pressed in a view that has done its part, so that this one takes its place?"""
    done = (Matching.CHOOSE_VIEW, Matching.WAIT_VIEW, Matching.WEIGHTS_VIEW)
    return (opening.pressed_in or {}).get("callback_id") in done
