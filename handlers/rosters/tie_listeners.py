"""Ties made and settled by hand, and the inbox lines that ask for it."""

from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import App, BoltContext

from handlers import state
from handlers.feature import InboxItem, Opening, Rank
from handlers.ids import Rosters
from handlers.rosters import tie_views, tie_words
from handlers.said import local_day, mention
from program.refusal import Refusal
from program.roster_tie import TieQuestion
from services import roster_ties
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def open_tie(desk: Desk, opening: Opening) -> None:
    """The form that ties one entry to an account."""
    with desk.open_look(opening.caller) as look:
        entry, account = roster_ties.entry(look, opening.ids.get("colleague", ""))
    opening.show(tie_views.tie(entry, account))


def open_question(desk: Desk, opening: Opening) -> None:
    """The form that settles one question."""
    with desk.open_look(opening.caller) as look:
        asked = roster_ties.question(look, opening.ids.get("question", ""))
    opening.show(tie_views.question(asked))


def inbox(look: Look) -> Sequence[InboxItem]:
    """A line for each tie somebody has to decide on."""
    return [inbox_item(one, look.actor.zone) for one in roster_ties.questions(look)]


def inbox_item(one: TieQuestion, zone: str) -> InboxItem:
    """One line of the inbox."""
    since = local_day(one.asked_at, zone)
    return InboxItem(
        rank=Rank.CONFLICT,
        text=tie_words.inbox_line(one, mention(one.account.slack_user), since),
        form=Rosters.QUESTION,
        ids={"question": one.id},
        spoken=tie_words.about_account_of(one.colleague.name),
    )


def register(app: App, desk: Desk) -> None:
    """Listen to both forms."""

    def tie(ack: Ack, view: Body, context: BoltContext) -> None:
        account = state.account(view, tie_views.ACCOUNT)
        if account is not None:
            desk.meet(context["caller"], account)
        with desk.open_work(context["caller"]) as work:
            colleague = state.ids_of(view).get("colleague", "")
            roster_ties.tie_by_hand(work, colleague, slack_user=account)
        ack()

    def settle(ack: Ack, view: Body, context: BoltContext) -> None:
        decision = state.chosen(view, tie_views.DECISION)
        if decision is None:
            raise Refusal("rosters.decision_missing", field=tie_views.DECISION)
        with desk.open_work(context["caller"]) as work:
            question = state.ids_of(view).get("question", "")
            roster_ties.settle(work, question, tie=decision == tie_views.TIE)
        ack()

    app.view(Rosters.TIE_VIEW)(tie)
    app.view(Rosters.QUESTION_VIEW)(settle)
