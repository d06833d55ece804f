"""How the messages of a draft and its launch look: ready, nobody yet, how it went."""

from collections.abc import Sequence

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Profiles
from handlers.matching import release_views, release_words
from program.delivery import Rendered
from program.matching_draft import Draft, DraftState
from services import matching_runs, release_messages, release_report, release_waiting
from services.deliveries import Message
from services.release_report import ToldReport
from services.release_waiting import ToldWithout


def draft_ready(draft: Draft) -> Rendered:
    """To whoever ran it; later what became of the draft."""
    shown = draft.state in (DraftState.READY, DraftState.RELEASING, DraftState.RELEASED)
    buttons = [release_views.board_button(draft.id)] if shown else []
    return _message(release_words.draft_ready(draft), buttons)


def no_mentor(say: ToldWithout) -> Rendered:
    """To a mentee for whom nobody is left to be asked."""
    if not say.still:
        return _message(release_words.no_mentor(say), [])
    ids = {"cohort": say.cohort.id}
    improve = release_words.IMPROVE_PROFILE
    button = blocks.button(improve, Profiles.OPEN, ids=ids, style="primary")
    return _message(release_words.no_mentor(say), [button])


def launch_report(say: ToldReport) -> Rendered:
    """To whoever launched: counts only."""
    button = release_views.standing_button(say.release.draft_id)
    return _message(release_words.report(say), [button])


def _message(text: str, buttons: Sequence[Block]) -> Rendered:
    row = (blocks.actions(*buttons),) if buttons else ()
    return Rendered(text=text, blocks=(blocks.section(text), *row))


MESSAGES = (
    Message(
        matching_runs.DRAFT_READY, release_messages.is_over, release_messages.draft, draft_ready
    ),
    Message(release_waiting.NO_MENTOR, release_waiting.is_waiting, release_waiting.told, no_mentor),
    Message(release_report.REPORT, release_report.is_wanted, release_report.told, launch_report),
)
