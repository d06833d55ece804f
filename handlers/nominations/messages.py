"""How each message about a nomination looks, when it is sent and when it is shown anew."""

from collections.abc import Sequence

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Nominations
from handlers.nominations import message_words as words
from handlers.nominations.views import add_button, see_button, withdraw_button
from handlers.nominations.words import ADD_IT, READ_REASON, REVIEW_LABEL
from program.delivery import Rendered
from program.nomination import NominationState, Step, may_follow
from services import nomination_messages as told
from services.deliveries import Message
from services.nomination_messages import ToldNominee, ToldReviewer


def received(say: ToldNominee) -> Rendered:
    """Follows the state, and offers what is still possible."""
    nomination_id = say.standing.id
    buttons = [see_button(nomination_id)]
    if may_follow(say.standing.state, Step.WITHDRAWN):
        buttons.append(withdraw_button(nomination_id))
    return _message(words.received(say), buttons)


def more_ask(say: ToldNominee) -> Rendered:
    """The question; once it is answered or moot, what became of it."""
    if say.standing.state is not NominationState.MORE_ASKED or say.answered_at:
        return _message(words.answered(say), [see_button(say.standing.id)])
    nomination_id = say.standing.id
    return _message(
        words.more_ask(say), [add_button(nomination_id, ADD_IT), withdraw_button(nomination_id)]
    )


def accepted(say: ToldNominee) -> Rendered:
    return _message(words.accepted(say), [see_button(say.standing.id, READ_REASON)])


def wait_listed(say: ToldNominee) -> Rendered:
    """The place follows the list."""
    nomination_id = say.standing.id
    buttons = [see_button(nomination_id, READ_REASON)]
    if say.standing.state is NominationState.WAIT_LISTED:
        buttons.append(withdraw_button(nomination_id))
    return _message(words.wait_listed(say), buttons)


def declined(say: ToldNominee) -> Rendered:
    return _message(words.declined(say), [see_button(say.standing.id, READ_REASON)])


def to_review(say: ToldReviewer) -> Rendered:
    """How many wait now; the button stays while any do, until the day is over."""
    if not say.waiting:
        return _message(words.nothing_waits(), [])
    if say.morning < say.today:
        return _message(words.moved_on(say), [])
    button = blocks.button(REVIEW_LABEL, Nominations.QUEUE, style="primary")
    return _message(words.to_review(say.waiting), [button])


def _message(text: str, buttons: Sequence[Block]) -> Rendered:
    row = (blocks.actions(*buttons),) if buttons else ()
    return Rendered(text=text, blocks=(blocks.section(text), *row))


MESSAGES = (
    Message("nominations.received", told.is_undecided, told.told_nominee, received),
    Message("nominations.more_ask", told.is_asked, told.told_question, more_ask),
    Message("nominations.accepted", told.is_accepted, told.told_nominee, accepted),
    Message("nominations.wait_listed", told.is_wait_listed, told.told_nominee, wait_listed),
    Message("nominations.declined", told.is_declined, told.told_nominee, declined),
    Message("nominations.to_review", told.is_anything_waiting, told.told_reviewer, to_review),
)
