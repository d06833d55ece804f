"""What matching shows a program manager: a made-up draft at its fullest, in every state."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.feature import View
from handlers.home.inbox import line
from handlers.ids import Matching
from handlers.matching import (
    board_views,
    form_words,
    home,
    mentee_views,
    run_views,
    weights_views,
    why_not_views,
)
from handlers.matching.place import Place
from program.matching.rows import Shown
from program.matching_draft import DraftState
from tests.kit.fullest import COHORT
from tests.kit.matching_shown import (
    BARRED,
    BOARD,
    CALM,
    CONFIDENTIAL,
    COVER,
    DRAFT,
    FREE,
    MENTEE,
    MENTOR,
    NOBODY,
    ONE,
    PLACE,
    PREVIEW,
    RULES,
    TODAY,
    WHY_NOT,
    person,
    proposal,
)

RUN = run_views.RunForm(COVER, RULES, DRAFT, TODAY)
LAUNCHED = replace(DRAFT, state=DraftState.RELEASED)
IN_PART = replace(
    BOARD,
    draft=LAUNCHED,
    proposal=proposal(12),
    place=Place(DRAFT.id),
    note="",
    launched={person(0).id: True, person(1).id: False},
)
SMALL = replace(BOARD, proposal=proposal(12), place=Place(DRAFT.id), note="")

VIEWS: dict[str, Callable[[], View]] = {
    "run": lambda: run_views.run(RUN),
    "first run": lambda: run_views.run(replace(RUN, told=CALM, newest=None)),
    "which cohort": lambda: run_views.choose_cohort((COHORT,) * 20, TODAY, Matching.OPEN),
    "which cohort to run": lambda: run_views.choose_cohort((COHORT,), TODAY, Matching.RUN),
    "waiting": lambda: run_views.waiting(DRAFT, 40, 100),
    "given up": lambda: run_views.ended(replace(DRAFT, state=DraftState.FAILED)),
    "gone": lambda: run_views.ended(replace(DRAFT, state=DraftState.DISCARDED)),
    "recruit": lambda: run_views.recruit(BOARD.proposal),
    "nobody to recruit": lambda: run_views.recruit(replace(BOARD.proposal, recruits=())),
    "weights": lambda: weights_views.weights(COHORT, RULES, note=form_words.preview(PREVIEW)),
    "weights kept": lambda: weights_views.kept(COHORT),
    "board": lambda: board_views.board(BOARD),
    "small board": lambda: board_views.board(SMALL),
    "launched board": lambda: board_views.board(replace(BOARD, draft=LAUNCHED)),
    "board launched in part": lambda: board_views.board(IN_PART),
    "board of a launch": lambda: board_views.board(
        replace(BOARD, draft=replace(DRAFT, state=DraftState.RELEASING))
    ),
    "empty part": lambda: board_views.board(
        replace(SMALL, place=Place(DRAFT.id, shown=Shown.BELOW), proposal=proposal(1))
    ),
    "one mentee": lambda: mentee_views.one(ONE, PLACE, is_open=True, note="Done."),
    "locked": lambda: mentee_views.one(replace(ONE, locked=True), PLACE, is_open=True),
    "read only": lambda: mentee_views.one(ONE, PLACE, is_open=False),
    "nobody": lambda: mentee_views.one(NOBODY, PLACE, is_open=True),
    "why not": lambda: why_not_views.why_not(MENTEE, PLACE),
    "why not: a price": lambda: why_not_views.why_not(MENTEE, PLACE, WHY_NOT),
    "why not: free": lambda: why_not_views.why_not(MENTEE, PLACE, replace(WHY_NOT, option=FREE)),
    "why not: barred": lambda: why_not_views.why_not(MENTEE, PLACE, BARRED),
    "why not: confidential": lambda: why_not_views.why_not(MENTEE, PLACE, CONFIDENTIAL),
    "why not: the pair": lambda: why_not_views.why_not(
        MENTEE, PLACE, replace(WHY_NOT, is_pair=True, option=None), note="Done."
    ),
    "veto": lambda: why_not_views.veto(MENTEE, MENTOR, PLACE),
    "vetoed": lambda: why_not_views.vetoed("Done: veto of <@U0MIA>. Nobody else moves."),
}


def shown() -> list[Any]:
    """The card of Home and the line of the inbox, in every state."""
    cards = [
        home.card(replace(DRAFT, state=state), "UTC", editor)
        for state in DraftState
        for editor in (None, MENTOR)
    ]
    return [cards, home.first_card(COHORT), line(home.item(DRAFT))]
