"""The words of another kind: the form, the question, what came of it, what is refused."""

from collections.abc import Mapping
from datetime import date

from handlers.feature import Sentence
from handlers.pairings.words import KINDS
from handlers.said import day, local_day, mention, said
from program.pairing import PairingKind
from program.pairing_kinds import KindAsk, KindAskState
from services.pairing_kind_messages import ToldOfKind

CHANGE_KIND = "Change the kind"
KIND_TITLE = "Change the kind"
WHAT_YOU_DO = "What you do together"
SUGGEST = "Suggest it"
AGREE = "Agree"
KEEP_KIND = "Keep as it is"
SUGGESTED_TITLE = "Suggested"
CHANGED_TITLE = "The kind is changed"


def kind(which: PairingKind) -> str:
    """Its name in the middle of a sentence: `hands-on sponsorship`."""
    return KINDS[which][0].lower()


def who_answers(other: str) -> str:
    return f"{said(other)} is asked and has 10 working days. Nothing changes without a yes."


def suggests(other: str, ask: KindAsk) -> str:
    """The question. `other`: ready for mrkdwn."""
    return f"{other} suggests moving from {kind(ask.was)} to {kind(ask.kind)}: {_meaning(ask)}"


def answer_by(ask: KindAsk, today: date) -> str:
    return f"Answer by {day(ask.answer_by, today)}; without one it stays as it is."


def suggested(other: str, ask: KindAsk, today: date) -> str:
    """For whoever asked, while the answer is awaited."""
    return (
        f"You suggested {kind(ask.kind)}. {said(other)} can answer until "
        f"{day(ask.answer_by, today)}; without an answer it stays as it is."
    )


def changed(other: str, now: PairingKind) -> str:
    return f"You and {said(other)} agree: your pairing is {kind(now)} from now on."


def became_of_question(say: ToldOfKind) -> str:
    """In place of the question, once it is answered, lapsed or moot."""
    ask, other = say.ask, mention(say.other.slack_user)
    match ask.state:
        case KindAskState.AGREED:
            return f"You agreed{_on(say)}: your pairing with {other} is {kind(ask.kind)}."
        case KindAskState.KEPT:
            return f"You kept it as it is{_on(say)}: your pairing with {other} is {kind(ask.was)}."
        case _ if say.pairing.is_running:
            lapsed = f"Nothing was answered by {day(ask.answer_by, say.today)}"
            return f"{lapsed}, so your pairing with {other} stays {kind(ask.was)}."
        case _:
            return f"No longer needed: your pairing with {other} has ended."


def told(say: ToldOfKind) -> str:
    """What whoever asked hears."""
    ask, other = say.ask, mention(say.other.slack_user)
    match ask.state:
        case KindAskState.AGREED:
            return f"{other} agrees: your pairing is {kind(ask.kind)} from now on. {_meaning(ask)}"
        case KindAskState.KEPT:
            kept = f"{other} would rather keep your pairing as it is, {kind(ask.was)}"
            return f"{kept}. Your next meeting is a good place to talk about it."
        case _:
            return (
                f"Your pairing with {other} stays {kind(ask.was)}: no answer came by "
                f"{day(ask.answer_by, say.today)}. You can suggest it again."
            )


def _meaning(ask: KindAsk) -> str:
    return KINDS[ask.kind][1]


def _on(say: ToldOfKind) -> str:
    settled = say.ask.settled_at
    return f" on {local_day(settled, say.zone, say.today)}" if settled else ""


KIND_REFUSALS: Mapping[str, Sentence] = {
    "pairings.kind_same": lambda facts: (
        f"Your pairing is {kind(facts['kind'])} already. Choose another kind, or close this."
    ),
    "pairings.kind_asked": lambda facts: (
        f"You suggested {kind(facts['kind'])} already. {said(facts['name'])} can answer until "
        f"{day(facts['answer_by'])}; then suggest another."
    ),
    "pairings.kind_asked_by_other": lambda facts: (
        f"{said(facts['name'])} suggested {kind(facts['kind'])} and waits for you. Answer that "
        "first, in the pairing itself."
    ),
    "pairings.kind_agreed": lambda facts: (
        f"You agreed to {kind(facts['kind'])} on {day(facts['day'])}. To go back, choose Change "
        "the kind in Our pairing."
    ),
    "pairings.kind_kept": lambda facts: (
        f"You kept it as it is on {day(facts['day'])}. To change it after all, choose Change the "
        "kind in Our pairing."
    ),
    "pairings.kind_lapsed": lambda facts: (
        f"The last day for this answer was {day(facts['answer_by'])}, so it stays as it is. Our "
        "pairing has Change the kind."
    ),
    "pairings.kind_gone": lambda _: (
        "This question is not there any more. Your Home has how things stand."
    ),
}
