"""How the messages about another kind look, when they are sent and when they are shown anew."""

from handlers import blocks
from handlers.ids import Pairings
from handlers.pairings import kind_words, words
from handlers.pairings.kind_views import answer_buttons
from handlers.said import mention
from program.delivery import Rendered
from services import pairing_kind_messages as told
from services.deliveries import Message
from services.pairing_kind_messages import ToldOfKind


def kind_ask(say: ToldOfKind) -> Rendered:
    """The question with both answers; then what became of it."""
    if not say.waits:
        return _with_pairing(say, kind_words.became_of_question(say))
    text = kind_words.suggests(mention(say.other.slack_user), say.ask)
    small = kind_words.answer_by(say.ask, say.today)
    return Rendered(
        text=f"{text} {small}",
        blocks=(
            blocks.section(text),
            blocks.context(small),
            blocks.actions(*answer_buttons(say.ask)),
        ),
    )


def kind_told(say: ToldOfKind) -> Rendered:
    """For whoever asked: a yes, a no, or that no answer came."""
    return _with_pairing(say, kind_words.told(say))


def _with_pairing(say: ToldOfKind, text: str) -> Rendered:
    ours = blocks.button(words.OUR_PAIRING, Pairings.OVERVIEW, ids={"pairing": say.pairing.id})
    return Rendered(text=text, blocks=(blocks.section(text), blocks.actions(ours)))


KIND_MESSAGES = (
    Message("pairings.kind_ask", told.kind_is_asked, told.told_of_kind, kind_ask),
    Message("pairings.kind_told", told.kind_is_told, told.told_of_kind, kind_told),
)
