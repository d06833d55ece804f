"""What Slack calls when a program manager pairs by hand, and searches for the two."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.blocks import Choice, options
from handlers.feature import Ids, Opening, View, unpack
from handlers.ids import Pairings
from handlers.pairings import forms, views
from handlers.replacing import replace, show_anew
from handlers.state import ids_of
from program.hours import local_day
from program.person import Person
from program.refusal import Refusal
from services import pairing_choices, pairing_proposals, people, request_cases
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps, the way back, and the two searches."""
    listen = ProposeListeners(desk)
    app.view(Pairings.PROPOSE_VIEW)(listen.prepare)
    app.view(Pairings.PROPOSE_TOLD_VIEW)(listen.propose)
    app.action(Pairings.PROPOSE_BACK)(listen.back)
    app.options(Pairings.MENTEE)(listen.mentees)
    app.options(Pairings.MENTOR)(listen.mentors)


class ProposeListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def prepare(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """The first step: check it, and show who is told what."""
        with self._desk.open_work(context["caller"]) as work:
            prepared = pairing_proposals.prepare(work, forms.proposal(view))
            zone = work.actor.zone
            shown = views.told(prepared, zone, local_day(work.now, zone))
        replace(ack, client, view, shown)

    def propose(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """The second: ask the mentor."""
        ids = ids_of(view)
        mentee, mentor = ids.get("mentee", ""), ids.get("mentor", "")
        with self._desk.open_work(context["caller"]) as work:
            pairing = pairing_proposals.propose(
                work, ids.get("cohort", ""), mentee=mentee, mentor=mentor
            )
            if pairing.instead_of is not None:
                request_cases.somebody_asked_instead(work, pairing.instead_of)
            known = people.named(work, [mentee, mentor])
            today = local_day(work.now, work.actor.zone)
            shown = views.asked(pairing, known[mentor], known[mentee], today)
        replace(ack, client, view, shown)

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again, with what was entered."""
        ids = unpack(body["actions"][0].get("value"))
        kept = {name: ids[name] for name in ("cohort", "request") if ids.get(name)}
        with self._desk.open_look(context["caller"]) as look:
            shown = propose_view(look, kept)
        show_anew(client, body["view"]["id"], shown)
        ack()

    def mentees(self, ack: Ack, payload: Body, body: Body, context: BoltContext) -> None:
        """Accepted mentees whom nobody is asked for, by what was typed."""
        with self._desk.open_look(context["caller"]) as look:
            found = pairing_choices.mentees_found(look, _cohort(body), payload["value"])
        ack(options=_options([views.person_choice(one) for one in found]))

    def mentors(self, ack: Ack, payload: Body, body: Body, context: BoltContext) -> None:
        """Mentors with a free place, by what was typed."""
        with self._desk.open_look(context["caller"]) as look:
            found = pairing_choices.mentors_found(look, _cohort(body), payload["value"])
        ack(options=_options([views.mentor_choice(one, free) for one, free in found]))


def open_propose(desk: Desk, opening: Opening) -> None:
    """The form, filled in with whom the button or the words name; or the choice of a cohort."""
    with desk.open_look(opening.caller) as look:
        view = propose_view(look, opening.ids, opening.words)
    opening.show(view)


def propose_view(look: Look, ids: Ids, typed: str = "") -> View:
    """The first step, or which cohort it is for where several run."""
    cohorts = pairing_choices.cohorts_to_pair(look)
    if not cohorts:
        pairing_choices.require_any(look)
        raise Refusal("pairings.no_cohort_runs")
    today = local_day(look.now, look.actor.zone)
    named = _named(look, ids, typed)
    chosen = [one for one in cohorts if one.id == ids.get("cohort")] or list(cohorts)
    if len(chosen) > 1:
        picked = {part: person.id for part, person in named.items()}
        return views.choose_cohort(chosen, today, picked)
    filled = pairing_proposals.resume(look, chosen[0].id) if not named else None
    if filled is not None:
        named = _named(look, {"mentee": filled.mentee or "", "mentor": filled.mentor or ""})
    return views.propose(
        chosen[0],
        today,
        mentee=named.get("mentee"),
        mentor=named.get("mentor"),
        filled=filled,
        request=ids.get("request", ""),
    )


def _named(look: Look, ids: Ids, typed: str = "") -> dict[str, Person]:
    """Whom a button names by id, or words by mentions: the mentee first."""
    parts = ("mentee", "mentor")
    known = people.named(look, [ids[part] for part in parts if ids.get(part)])
    found = {part: known[ids[part]] for part in parts if ids.get(part) in known}
    for part, slack_user in zip(parts, forms.mentioned(typed), strict=False):
        found[part] = people.by_slack_user(look, slack_user)
    return found


def _cohort(body: Body) -> str:
    return ids_of(body.get("view") or {}).get("cohort", "")


def _options(choices: list[Choice]) -> list[dict[str, Any]]:
    return [one.to_dict() for one in options(choices).values()]
