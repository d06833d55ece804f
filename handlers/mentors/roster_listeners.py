"""What Slack calls when a program manager invites mentors or reads the roster."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext

from handlers.feature import Opening
from handlers.ids import Mentors
from handlers.mentors import forms, roster_views
from program.hours import local_day
from program.permissions import Act, may
from services import mentor_invitations, mentor_roster
from services.desk import Desk

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the invitation form."""

    def invite(ack: Ack, view: Body, context: BoltContext) -> None:
        """Ask everybody chosen; accounts never seen before are asked of Slack first."""
        cohort_id, slack_users, line = forms.invitation(view)
        for one in slack_users:
            desk.meet(context["caller"], one)
        with desk.open_work(context["caller"]) as work:
            became = mentor_invitations.invite(work, cohort_id, slack_users, line)
        ack(response_action="update", view=roster_views.invited(became))

    app.view(Mentors.INVITE_VIEW)(invite)


def open_invite(desk: Desk, opening: Opening) -> None:
    """The invitation form, filled in with who was mentioned or stood on the button."""
    with desk.open_look(opening.caller) as look:
        choice = mentor_invitations.cohorts_to_invite(look)
    account = opening.ids.get("account")
    accounts = (account,) if account else forms.mentioned(opening.words)
    opening.show(roster_views.invite(choice, accounts, opening.ids.get("cohort")))


def open_read(desk: Desk, opening: Opening) -> None:
    """One mentor, with their words; that they were opened is noted."""
    with desk.open_work(opening.caller) as work:
        opened = mentor_roster.open_one(work, opening.ids.get("mentor", ""))
        today = local_day(work.now, work.actor.zone)
        may_act = may(work.actor, Act.MENTORS_INVITE, opened.offer.subject)
    opening.show(roster_views.read(opened, today, may_act=may_act))
