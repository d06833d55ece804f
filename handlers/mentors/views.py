"""What a mentor sees: the offer in two steps, the places, and what was received."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, choice_words, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Mentors
from handlers.mentors import words
from handlers.notice import notice
from program.cohort import Cohort
from program.mentor import (
    BOUNDARIES_LIMIT,
    LEAST_HOURS,
    MOST_COMPETENCIES,
    MOST_HOURS,
    MOST_LANGUAGES,
    MOST_PLACES,
    Offer,
)
from program.text import shortened
from services.mentors import MyPlaces

MOST_LISTED = 15


def choose_cohort(cohorts: Sequence[Cohort], today: date) -> View:
    """For which cohort the offer is, where there are several."""
    rows = [
        blocks.section(
            cohort_line.line(one, today),
            blocks.button(
                words.CHOOSE,
                Mentors.COHORT,
                ids={"cohort": one.id},
                spoken=shortened(f"{words.CHOOSE} {one.name}", blocks.OPTION),
            ),
        )
        for one in cohorts[:MOST_LISTED]
    ]
    return blocks.modal(
        Mentors.CHOOSE_VIEW, words.OFFER_TITLE, [blocks.section(words.WHICH_COHORT), *rows]
    )


def first_step(
    cohort: Cohort,
    today: date,
    *,
    filled: Offer | None = None,
    offer_draft: bool = False,
    line: str = "",
) -> View:
    """Strengths, style, places, hours; `line` is what the program manager wrote beside it."""
    resume = blocks.button(words.GO_ON, Mentors.RESUME)
    return blocks.modal(
        Mentors.OFFER_VIEW,
        words.OFFER_TITLE,
        [
            blocks.context(words.STEP_1),
            blocks.section(cohort_line.titled(cohort)),
            *([blocks.section(words.INVITED_BY), blocks.written(line)] if line else []),
            blocks.context(words.expected(cohort, today)),
            *([blocks.section(words.DRAFT_FOUND, resume)] if offer_draft else []),
            inputs.several_input(
                "competencies",
                words.COMPETENCIES,
                [blocks.Choice(one.id, one.name) for one in cohort.competencies],
                most=MOST_COMPETENCIES,
                chosen=filled.competencies if filled else (),
            ),
            inputs.radio_input(
                "style",
                words.STYLE,
                blocks.labelled(choice_words.STYLES),
                filled.style if filled else None,
            ),
            *_capacity(
                cohort,
                filled.places if filled else None,
                filled.hours_a_month if filled else None,
                backup=bool(filled and filled.backup),
            ),
        ],
        submit=words.NEXT,
        ids={"cohort": cohort.id},
    )


def second_step(cohort: Cohort, draft: Offer) -> View:
    """Boundaries, times and languages: all of it may stay empty."""
    return blocks.modal(
        Mentors.OFFER_MORE_VIEW,
        words.OFFER_TITLE,
        [
            blocks.context(words.STEP_2),
            inputs.text_input(
                "boundaries",
                words.BOUNDARIES_LABEL,
                longest=BOUNDARIES_LIMIT,
                hint=words.boundaries_hint(),
                initial=draft.boundaries,
                many_lines=True,
                optional=True,
            ),
            inputs.boxes_input(
                "times",
                words.TIMES,
                blocks.labelled(choice_words.TIMES_OF),
                chosen=draft.times,
            ),
            inputs.several_input(
                "languages",
                words.LANGUAGES,
                blocks.labelled(choice_words.LANGUAGES_OF),
                most=MOST_LANGUAGES,
                chosen=draft.languages,
                optional=True,
            ),
            blocks.actions(blocks.button(words.BACK, Mentors.BACK)),
        ],
        submit=words.SEND,
        ids={"cohort": cohort.id},
    )


def received(mine: MyPlaces) -> View:
    """What happens next."""
    return notice(words.received(mine), title=words.RECEIVED_TITLE)


def places(mine: MyPlaces, today: date) -> View:
    """Places, hours, standing by; and the way off the roster."""
    title, text = words.leave_question()
    leave = blocks.button(
        words.LEAVE,
        Mentors.LEAVE,
        ids={"mentor": mine.mentor.id},
        confirm=blocks.confirm(title, text, yes=words.LEAVE, no=words.STAY),
    )
    change = blocks.button(words.CHANGE_OFFER, Mentors.OFFER, ids={"cohort": mine.cohort.id})
    return blocks.modal(
        Mentors.PLACES_VIEW,
        words.MY_PLACES,
        [
            blocks.section(words.places_line(mine, today)),
            *_capacity(
                mine.cohort,
                mine.mentor.places,
                mine.mentor.hours_a_month,
                backup=mine.mentor.backup,
            ),
            blocks.actions(change, leave),
        ],
        submit=words.SAVE,
        ids={"mentor": mine.mentor.id},
    )


def choose_places(choice: Sequence[MyPlaces]) -> View:
    """Whose places, for somebody who mentors in several cohorts."""
    rows = [blocks.section(words.my_time(one), places_button(one)) for one in choice[:MOST_LISTED]]
    return blocks.modal(
        Mentors.CHOOSE_VIEW, words.MY_PLACES, [blocks.section(words.WHICH_PLACES), *rows]
    )


def places_button(mine: MyPlaces) -> Block:
    return blocks.button(
        words.SET_PLACES,
        Mentors.PLACES,
        ids={"mentor": mine.mentor.id},
        spoken=shortened(f"{words.SET_PLACES}, {mine.cohort.name}", blocks.OPTION),
    )


def _capacity(
    cohort: Cohort, places: int | None, hours: int | None, *, backup: bool
) -> list[Block]:
    choices = [blocks.Choice(str(one), str(one)) for one in range(MOST_PLACES + 1)]
    return [
        inputs.select_input(
            "places", words.PLACES, choices, None if places is None else str(places)
        ),
        inputs.number_input(
            "hours",
            words.HOURS,
            least=LEAST_HOURS,
            most=MOST_HOURS,
            initial=hours or None,
            hint=words.hours_hint(cohort),
        ),
        inputs.boxes_input(
            "backup",
            words.BACKUP,
            [blocks.Choice("yes", words.BACKUP_BOX)],
            chosen=("yes",) if backup else (),
        ),
    ]
