"""How each message about a nomination looks, when it is sent and when it is shown anew."""

from collections.abc import Sequence

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Nominations, Profiles
from handlers.nominations import message_words as words
from handlers.nominations import voice_views
from handlers.nominations.consent_views import consent_buttons, view_buttons
from handlers.nominations.review_words import REVIEW_LABEL
from handlers.nominations.views import add_button, see_button, withdraw_button
from handlers.nominations.words import ADD_IT, READ_REASON, WRITE_PROFILE
from program.delivery import Rendered
from program.nomination_steps import UNDECIDED, NominationState, Step, may_follow
from program.nomination_voice import ViewState
from services import nomination_messages as told
from services import nomination_told as around
from services.deliveries import Message
from services.nomination_messages import ToldNominee, ToldReviewer
from services.nomination_told import ToldAsked, ToldAuthor, ToldManager


def received(say: ToldNominee | ToldAuthor) -> Rendered:
    """Follows the state, and offers what is still possible."""
    if isinstance(say, ToldAuthor):
        return _received_for(say)
    nomination_id = say.standing.id
    buttons = [see_button(nomination_id)]
    if may_follow(say.standing.state, Step.WITHDRAWN):
        buttons.append(withdraw_button(nomination_id))
    return _message(words.received(say), buttons)


def _received_for(say: ToldAuthor) -> Rendered:
    buttons = [voice_views.see_button(say.standing.id)]
    if say.standing.state in (NominationState.CONSENT_ASKED, *UNDECIDED):
        buttons.append(voice_views.take_back_button(say.standing.id, say.nominee))
    return _message(words.received_for(say), buttons)


def consent_ask(say: ToldAsked) -> Rendered:
    """The question; once it is answered or over, what became of it."""
    state = say.standing.state
    if state is NominationState.CONSENT_ASKED:
        return _message(words.consent_ask(say), consent_buttons(say.standing.id))
    is_theirs = say.standing.review_from is not None
    buttons = [see_button(say.standing.id)] if is_theirs else []
    return _message(words.consent_answered(say), buttons)


def news(say: ToldAuthor) -> Rendered:
    """What happened to somebody one put forward."""
    return _message(words.news(say), [voice_views.see_button(say.standing.id)])


def view_ask(say: ToldManager) -> Rendered:
    """The question to a manager; once it is answered or over, what became of it."""
    if say.view.state is not ViewState.ASKED or say.standing.state not in UNDECIDED:
        return _message(words.view_answered(say), [])
    return _message(words.view_ask(say), view_buttons(say.standing.id, say.nominee))


def waiting(say: ToldNominee) -> Rendered:
    """That it goes on; later, where it stands."""
    buttons = [see_button(say.standing.id)]
    if may_follow(say.standing.state, Step.WITHDRAWN):
        buttons.append(withdraw_button(say.standing.id))
    return _message(words.waiting(say), buttons)


def manager_told(say: ToldAuthor) -> Rendered:
    """The time that was promised; nothing to press."""
    still = say.standing.state is NominationState.ACCEPTED
    return _message(words.manager_told(say) if still else words.manager_corrected(say), [])


def more_ask(say: ToldNominee) -> Rendered:
    """The question; once it is answered or moot, what became of it."""
    if say.standing.state is not NominationState.MORE_ASKED or say.answered_at:
        return _message(words.answered(say), [see_button(say.standing.id)])
    nomination_id = say.standing.id
    return _message(
        words.more_ask(say), [add_button(nomination_id, ADD_IT), withdraw_button(nomination_id)]
    )


def accepted(say: ToldNominee) -> Rendered:
    if say.corrected is not None:
        return _message(words.corrected(say), [see_button(say.standing.id)])
    ids = {"cohort": say.standing.cohort.id, "side": "mentee"}
    write = blocks.button(WRITE_PROFILE, Profiles.OPEN, ids=ids, style="primary")
    return _message(words.accepted(say), [write, see_button(say.standing.id, READ_REASON)])


def wait_listed(say: ToldNominee) -> Rendered:
    """The place follows the list."""
    nomination_id = say.standing.id
    buttons = [see_button(nomination_id, READ_REASON)]
    if say.standing.state is NominationState.WAIT_LISTED:
        buttons.append(withdraw_button(nomination_id))
    return _message(words.wait_listed(say), buttons)


def declined(say: ToldNominee) -> Rendered:
    if say.corrected is not None:
        return _message(words.corrected(say), [see_button(say.standing.id)])
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
    Message("nominations.received", told.is_undecided, told.told_received, received),
    Message("nominations.consent_ask", around.is_asked_for_yes, around.told_asked, consent_ask),
    Message("nominations.news", around.is_news, around.told_author, news),
    Message("nominations.view_ask", around.is_view_open, around.told_manager, view_ask),
    Message("nominations.waiting", told.is_in_review, told.told_nominee, waiting),
    Message("nominations.manager_told", around.is_still_accepted, around.told_time, manager_told),
    Message("nominations.more_ask", told.is_asked, told.told_question, more_ask),
    Message("nominations.accepted", told.is_accepted, told.told_decision, accepted),
    Message("nominations.wait_listed", told.is_wait_listed, told.told_decision, wait_listed),
    Message("nominations.declined", told.is_declined, told.told_decision, declined),
    Message("nominations.to_review", told.is_anything_waiting, told.told_reviewer, to_review),
)
