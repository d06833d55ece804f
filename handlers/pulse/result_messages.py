"""How messages about a pulse that has ended look."""

from handlers import blocks, pulse_line
from handlers.ids import PulseResult
from handlers.pulse import heard_words, result_views, result_words
from program.delivery import Rendered
from program.pulse.survey import SMALLEST_GROUP
from services import pulse_results
from services import pulse_told as told
from services.deliveries import Message
from services.pulse_heard import HEARD
from services.pulse_told import ToldHeard, ToldResult, ToldVoid


def result(say: ToldResult) -> Rendered:
    """What stands out, the averages as a chart and in words, the way to all of it."""
    found = say.result
    text = pulse_line.message(found, say.today)
    ids = {"pulse": found.survey.id}
    press = [blocks.button(result_words.SEE, PulseResult.OPEN, ids=ids, style="primary")]
    if found.may_say:
        press.append(blocks.button(result_words.WHAT_WE_HEARD, PulseResult.HEARD, ids=ids))
    drawn = result_views.chart(found)
    spoken = f"{text} {pulse_line.averages(found)}" if drawn else text
    shown = (blocks.section(text), *drawn, blocks.actions(*press))
    return Rendered(spoken, (*shown, blocks.context(result_words.read_by(found))))


def void(say: ToldVoid) -> Rendered:
    """That it was deleted unread."""
    smallest = max(say.survey.policy.k, SMALLEST_GROUP)
    text = result_words.void(few=say.few, code=say.code, smallest=smallest)
    return Rendered(text, (blocks.section(text),))


def heard(say: ToldHeard) -> Rendered:
    """What was heard and will be done, as it stands now."""
    text = heard_words.message(say.said.heard)
    ids = {"pulse": say.survey.id}
    see = blocks.button(result_words.SEE, PulseResult.OPEN, ids=ids)
    more = [blocks.actions(see)] if say.may_read else []
    return Rendered(text, (blocks.section(text), *more))


MESSAGES = (
    Message(pulse_results.RESULT, told.is_read, told.told_result, result),
    Message(pulse_results.VOID, told.is_void, told.told_void, void),
    Message(HEARD, told.is_said, told.told_heard, heard),
)
