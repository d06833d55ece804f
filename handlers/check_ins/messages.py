"""How each message about a check-in looks, when it is sent and when it is shown anew."""

from collections.abc import Sequence

from handlers import blocks
from handlers.blocks import Entry
from handlers.check_ins import message_words, words
from handlers.check_ins.meeting_views import confirm_buttons, differ_buttons, take_back_button
from handlers.feature import Block
from handlers.ids import CheckIns, Pairings, Requests
from program.check_in import CheckInState
from program.delivery import Rendered
from program.pairing import PairingState
from services import check_in_messages as told
from services import rhythm_nudges as nudges
from services.check_in_messages import Told
from services.check_ins import Seen
from services.deliveries import Message
from services.rhythm_nudges import ToldOverdue


def confirm_ask(say: Told) -> Rendered:
    """The question while it waits; then what became of it."""
    if say.is_open and say.check_in.waits_for(say.reader.id):
        text = message_words.confirm_ask(say)
        return _message(text, confirm_buttons(_seen(say), say.today), say)
    return _message(message_words.confirm_answered(say), _add_more(say))


def mismatch(say: Told) -> Rendered:
    """Two notes to choose from, until this reader has chosen or the asking ends."""
    asked = say.check_in.state is CheckInState.DISPUTED and say.check_in.ask_ends_at is not None
    if asked and say.is_open:
        return _message(message_words.mismatch(say), differ_buttons(_seen(say), say.today), say)
    return _message(message_words.mismatch_answered(say), [])


def taken_back(say: Told) -> Rendered:
    """That the other took it back; one's own note stays unless one says otherwise."""
    check_in = say.check_in
    is_left = check_in.state is CheckInState.ONE_SIDED and check_in.claim(say.other.id) is None
    ids = {"check_in": check_in.id}
    buttons = [blocks.button(words.WE_DID_NOT, CheckIns.DENY, ids=ids)] if is_left else []
    return _message(message_words.taken_back(say), buttons)


def entered(say: Told) -> Rendered:
    """What was entered on the reader's behalf, with the ways to object."""
    side = say.check_in.side(say.reader.id)
    stands = side is not None and side.claim is not None and side.entered_by is not None
    ids = {"check_in": say.check_in.id}
    buttons = [
        blocks.button(words.CHANGE, CheckIns.CORRECT, ids=ids),
        take_back_button(_seen(say), say.today),
    ]
    return _message(message_words.entered(say), buttons if stands else [])


def overdue(say: ToldOverdue) -> Rendered:
    """The reminder while it asks for something; then why it does not."""
    ids = {"pairing": say.pairing.id}
    if not say.is_current:
        undo = blocks.button(words.UNDO, CheckIns.SNOOZE_UNDO, ids=ids)
        quiet = say.snoozed_until is not None and say.pairing.state is PairingState.ACTIVE
        return _message(message_words.not_overdue(say), [undo] if quiet else [])
    buttons = [
        blocks.button(words.LOG_IT, CheckIns.LOG, ids=ids, style="primary"),
        blocks.button(words.HAVE_DATE, CheckIns.DATE, ids=ids),
        blocks.button(words.SNOOZE, CheckIns.SNOOZE, ids=ids),
        blocks.more(
            [
                Entry(words.PAUSE, Requests.PAUSE, ids),
                Entry(words.OUR_PAIRING, Pairings.OVERVIEW, ids),
                Entry(words.NEW_PAIRING, Requests.REPAIR, ids),
            ]
        ),
    ]
    return _message(message_words.overdue(say), buttons)


def _seen(say: Told) -> Seen:
    return Seen(say.check_in, say.pairing, say.reader.id, say.other)


def _add_more(say: Told) -> list[Block]:
    if say.check_in.claim(say.reader.id) is None:
        return []
    ids = {"check_in": say.check_in.id}
    return [blocks.button(words.ADD_MORE, CheckIns.ADD, ids=ids)]


def _message(text: str, buttons: Sequence[Block], resting: Told | None = None) -> Rendered:
    rests = resting is not None and resting.pairing.state is PairingState.PAUSED
    small = (blocks.context(message_words.can_wait(resting)),) if resting and rests else ()
    row = (blocks.actions(*buttons),) if buttons else ()
    return Rendered(text=text, blocks=(blocks.section(text), *small, *row))


MESSAGES = (
    Message("check_ins.confirm_ask", told.is_to_confirm, told.told, confirm_ask),
    Message("check_ins.mismatch", told.differs, told.told, mismatch),
    Message("check_ins.taken_back", told.is_taken_back, told.told, taken_back),
    Message("check_ins.entered", told.is_entered, told.told, entered),
    Message("check_ins.overdue", nudges.is_still_overdue, nudges.told_overdue, overdue),
)
