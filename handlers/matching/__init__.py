"""Matching: the best pairs of a cohort, why these, what others would cost, and their launch."""

from collections.abc import Sequence

from slack_bolt import App

from handlers.feature import Command, Feature, Form, HomeSection, InboxItem, Row, Tab, needs
from handlers.ids import Matching
from handlers.matching import (
    board_listeners,
    form_words,
    home,
    pair_listeners,
    release_listeners,
    release_messages,
    release_views,
    release_words,
    run_listeners,
    words,
)
from handlers.matching.refusals import REFUSALS
from program.actor import Role
from program.permissions import Act
from services.desk import Desk, Look


def register(app: App, desk: Desk) -> None:
    """Everything program managers press or send."""
    run_listeners.register(app, desk)
    board_listeners.register(app, desk)
    pair_listeners.register(app, desk)
    release_listeners.register(app, desk)


def inbox(look: Look) -> Sequence[InboxItem]:
    """Drafts that are not launched, and what a launch left open."""
    return (*home.inbox(look), *release_views.inbox(look))


def _command(word: str, form: str, label: str, what: str, act: Act, *also: str) -> Command:
    """A word of the program manager's."""
    return Command(
        word=word,
        also=also,
        form=form,
        label=label,
        what=what,
        may=needs(act),
        admin=True,
        row=Row.PROGRAM,
        whose=Role.PROGRAM_MANAGER,
    )


FEATURE = Feature(
    name="matching",
    register=register,
    forms=(
        Form(Matching.OPEN, run_listeners.open_matching),
        Form(Matching.BOARD, run_listeners.open_board),
        Form(Matching.RUN, run_listeners.open_run),
        Form(Matching.WEIGHTS, run_listeners.open_weights),
        Form(Matching.RECRUIT, run_listeners.open_recruit),
        Form(Matching.VETO, pair_listeners.open_veto),
        Form(Matching.WHY_NOT, pair_listeners.open_why_not),
        Form(Matching.EXPLAIN, run_listeners.open_explain),
        *release_listeners.FORMS,
    ),
    commands=(
        _command(
            "match",
            Matching.RUN,
            form_words.RUN_TITLE,
            "find the best pairs of a cohort, and what there is for whom before",
            Act.MATCHING_RUN,
        ),
        _command(
            "calibrate",
            Matching.BOARD,
            words.BOARD_TITLE,
            "the draft of a cohort: every mentee with mentor, fit and what to look at",
            Act.MATCHING_SEE,
            "board",
        ),
        _command(
            "weights",
            Matching.WEIGHTS,
            form_words.WEIGHTS_TITLE,
            "what counts when pairs are found, with a preview of what would change",
            Act.MATCHING_SET,
        ),
        _command(
            "explain",
            Matching.EXPLAIN,
            "Explain a pair",
            "why this mentor for @mentee; with @mentor behind it, why not that one",
            Act.MATCHING_SEE,
            "why",
            "why not",
        ),
        *release_listeners.COMMANDS,
    ),
    home=(HomeSection(Tab.PROGRAM, 21, home.cards),),
    home_buttons=home.home_buttons,
    inbox=inbox,
    messages=release_messages.MESSAGES,
    refusals={**REFUSALS, **release_words.REFUSALS},
)
