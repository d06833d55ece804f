"""How each message about a request looks, when it is sent and when it is shown anew."""

from collections.abc import Sequence

from handlers import blocks
from handlers.blocks import Entry
from handlers.feature import Block
from handlers.ids import Requests
from handlers.requests import case_views, case_words, views
from handlers.requests import message_words as words
from program.delivery import Rendered
from program.request import RequestState
from services import request_messages as told
from services.deliveries import Message
from services.request_messages import ToldAsker, ToldOfPassing, ToldOwner


def received(say: ToldAsker) -> Rendered:
    """Follows the state; can be taken back while it is open."""
    buttons = [views.see_button(say.seen.id)]
    if say.seen.is_open:
        buttons.append(views.withdraw_button(say.seen.id))
    return _message(words.received(say), buttons)


def card(say: ToldOwner) -> Rendered:
    """For whoever answers it: which pairing, until when, and what can be done."""
    return _message(case_words.card(say), _owner_buttons(say))


def due_soon(say: ToldOwner) -> Rendered:
    return _message(case_words.due_soon(say), _owner_buttons(say))


def passed_on(say: ToldOfPassing) -> Rendered:
    """To whoever has it now, and to whoever asked."""
    if say.owner is not None:
        return _message(case_words.passed_on(say.owner), _owner_buttons(say.owner))
    assert say.asker is not None  # noqa: S101 - it is the one or the other
    return _message(words.passed_on(say.asker), [views.see_button(say.asker.seen.id)])


def talk_first(say: ToldAsker) -> Rendered:
    return _message(words.talk_first(say), [views.see_button(say.seen.id)])


def answered(say: ToldAsker) -> Rendered:
    return _message(words.answered(), [views.see_button(say.seen.id)])


def _owner_buttons(say: ToldOwner) -> list[Block]:
    """Only while it is open and theirs."""
    request = say.request
    if not (request.is_open and say.is_mine):
        return []
    shown = [case_views.read_button(request)]
    if request.state is not RequestState.TALKING:
        shown.append(case_views.talk_button(request))
    if say.may_propose:
        shown.append(case_views.propose_button(request))
    ids = {"request": request.id}
    further = [
        Entry(case_words.CLOSE, Requests.CLOSE, ids),
        Entry(case_words.HAND_OVER, Requests.HAND_OVER, ids),
    ]
    return [*shown, blocks.more(further)]


def _message(text: str, buttons: Sequence[Block]) -> Rendered:
    row = (blocks.actions(*buttons),) if buttons else ()
    return Rendered(text=text, blocks=(blocks.section(text), *row))


MESSAGES = (
    Message("requests.received", told.is_mine_and_open, told.told_asker, received),
    Message("requests.repair_card", told.is_mine_and_open, told.told_owner, card),
    Message("requests.due_soon", told.is_due_then, told.told_owner, due_soon),
    Message("requests.passed_on", told.is_mine_and_open, told.told_of_passing, passed_on),
    Message("requests.talk_first", told.is_talking, told.told_asker, talk_first),
    Message("requests.answered", told.is_settled, told.told_asker, answered),
)
