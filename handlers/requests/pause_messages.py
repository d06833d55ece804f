"""How each message about a pause looks, when it is sent and when it is shown anew."""

from collections.abc import Sequence

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Pairings
from handlers.requests import pause_views
from handlers.requests import pause_words as words
from program.delivery import Rendered
from program.pairing import PairingState
from services import pause_messages as told
from services.deliveries import Message
from services.pause_messages import ToldOfPause, ToldOfResumption


def paused(say: ToldOfPause) -> Rendered:
    """Whoever paused can change it; the other can look at the pairing."""
    if say.is_mine and say.pause.is_open and say.pairing.state is PairingState.PAUSED:
        return _message(words.message_paused(say), pause_views.own_buttons(say.pause))
    return _message(words.message_paused(say), [_our_pairing(say.pairing.id)])


def resume_soon(say: ToldOfPause) -> Rendered:
    """Three answers, until one is given."""
    text = words.message_soon(say)
    is_asked = say.pause.is_open and say.pause.noted_at is None
    if is_asked and say.asked_until == say.pause.until:
        return _message(text, pause_views.soon_buttons(say.pause))
    return _message(text, [])


def resumed(say: ToldOfResumption) -> Rendered:
    return _message(words.message_resumed(say), [_our_pairing(say.pairing.id)])


def _our_pairing(pairing_id: str) -> Block:
    return blocks.button(words.OUR_PAIRING, Pairings.OVERVIEW, ids={"pairing": pairing_id})


def _message(text: str, buttons: Sequence[Block]) -> Rendered:
    row = (blocks.actions(*buttons),) if buttons else ()
    return Rendered(text=text, blocks=(blocks.section(text), *row))


MESSAGES = (
    Message("requests.paused", told.is_resting, told.told_of_pause, paused),
    Message("requests.resume_soon", told.ends_as_asked, told.told_of_pause, resume_soon),
    Message("requests.resumed", told.goes_on, told.told_of_resumption, resumed),
)
