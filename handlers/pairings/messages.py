"""How each message about a pairing looks, when it is sent and when it is shown anew."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElementParts,
    RichTextPreformattedElement,
)

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Library, Pairings
from handlers.pairings import message_words, words
from handlers.pairings.mentor_views import (
    accept_button,
    decline_button,
    further_menu,
    picture_button,
    take_back_button,
)
from handlers.pairings.pair_views import GUIDE, guide_button
from handlers.said import said
from program.delivery import Rendered
from program.pairing import PairingState
from services import pairing_messages as told
from services.deliveries import Message
from services.pairing_messages import ToldMentor, ToldPair


def mentor_ask(say: ToldMentor) -> Rendered:
    """The question with its answers; then what became of it."""
    return _question(say, message_words.mentor_ask(say))


def mentor_reminder(say: ToldMentor) -> Rendered:
    """Once, and answered where it stands, as the first."""
    return _question(say, message_words.reminder(say))


def started(say: ToldPair) -> Rendered:
    """Each gets the other's name to tap, and a line to begin with."""
    text = message_words.started_mentee(say) if say.is_mentee else message_words.started_mentor(say)
    line = message_words.opening_line(say)
    if not say.pairing.is_running:
        return _message(text, [_ours(say)])
    return Rendered(
        text=f"{text} {message_words.OPENING_HEAD}\n{said(line)}",
        blocks=(
            blocks.section(text),
            blocks.actions(guide_button(), _ours(say)),
            blocks.context(message_words.OPENING_HEAD),
            _to_copy(line),
        ),
    )


def guide(say: ToldPair) -> Rendered:
    if say.has_met:
        return _message(message_words.guide_used(), [_ours(say)])
    button = blocks.button(words.OPEN_GUIDE, Library.READ, ids=GUIDE, style="primary")
    return _message(message_words.guide(), [button, _ours(say)])


def ended(say: ToldPair) -> Rendered:
    return _message(message_words.ended(say), [_ours(say)])


def goes_on(say: ToldPair) -> Rendered:
    return _message(message_words.goes_on(say), [_ours(say)])


def _question(say: ToldMentor, text: str) -> Rendered:
    pairing = say.pairing
    if pairing.state is not PairingState.ASKED:
        back = [take_back_button(pairing, say.mentee)]
        takes_back = pairing.state is PairingState.READY
        return _message(message_words.became_of_it(say), back if takes_back else [])
    small = words.does_not_know(say.mentee.name, pairing.answer_by, say.today)
    return Rendered(
        text=f"{text} {small}",
        blocks=(
            blocks.section(text),
            blocks.context(small),
            *further_menu(pairing, say.further, say.most_further),
            blocks.actions(
                accept_button(pairing.id),
                decline_button(pairing.id),
                picture_button(pairing.id),
            ),
        ),
    )


def _ours(say: ToldPair) -> Block:
    ids = {"pairing": say.pairing.id}
    return blocks.button(words.OUR_PAIRING, Pairings.OVERVIEW, ids=ids)


def _to_copy(line: str) -> Block:
    text = RichTextElementParts.Text(text=line)
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[text])]).to_dict()


def _message(text: str, buttons: Sequence[Block]) -> Rendered:
    row = (blocks.actions(*buttons),) if buttons else ()
    return Rendered(text=text, blocks=(blocks.section(text), *row))


MESSAGES = (
    Message("pairings.mentor_ask", told.is_asked, told.told_mentor, mentor_ask),
    Message("pairings.mentor_reminder", told.is_asked, told.told_mentor, mentor_reminder),
    Message("pairings.started", told.is_running, told.told_pair, started),
    Message("pairings.guide", told.is_before_first_meeting, told.told_pair, guide),
    Message("pairings.ended", told.is_closing, told.told_pair, ended),
    Message("pairings.goes_on", told.goes_on, told.told_pair, goes_on),
)
