"""What a mentor who is asked sees: the whole picture, and the form of a no."""

from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.blocks import Choice, labelled
from handlers.feature import Block, View, pack
from handlers.ids import Conduct, Pairings
from handlers.pairings import form_words, pair_views, words
from handlers.said import named
from program.mentor import MOST_PLACES
from program.pairing import WORDS_LIMIT, Pairing, PairingState
from program.person import Person
from services.pairing_answers import Picture


def picture(shown: Picture, today: date, *, became: str) -> View:
    """Why, what is expected, and the answer; `became` stands there once it is answered."""
    pairing, open_still = shown.pairing, shown.pairing.state is PairingState.ASKED
    return blocks.modal(
        Pairings.PICTURE_VIEW,
        form_words.PICTURE_TITLE,
        [
            blocks.section(words.titled(shown.mentee, shown.reasons.location)),
            blocks.section(cohort_line.line(pairing.cohort, today)),
            blocks.section(words.WHY_HEAD),
            pair_views.why(shown.why, shown.reasons, for_mentee=False),
            *_wanted(shown),
            blocks.section(form_words.EXPECTED_HEAD),
            blocks.section(form_words.expected(pairing.cohort, pairing.kind, today)),
            *(_answer(shown, today) if open_still else [blocks.section(became)]),
            *([_take_back(pairing, shown.mentee)] if pairing.state is PairingState.READY else []),
        ],
        submit=form_words.ACCEPT if open_still else None,
        ids={"pairing": pairing.id},
    )


def decline(pairing: Pairing, mentee: Person, places: int | None) -> View:
    """The reason, words for the program team, and places from now on."""
    reasons = labelled(words.DECLINES)
    numbers = [Choice(str(one), form_words.places(one)) for one in range(MOST_PLACES + 1)]
    asks_places = (
        [inputs.select_input("places", form_words.PLACES_FROM_NOW, numbers, str(places))]
        if places is not None
        else []
    )
    return blocks.modal(
        Pairings.DECLINE_VIEW,
        form_words.DECLINE_TITLE,
        [
            inputs.radio_input("reason", form_words.REASON_LABEL, reasons),
            inputs.text_input(
                "words",
                form_words.DECLINE_WORDS_LABEL,
                longest=WORDS_LIMIT,
                hint=form_words.decline_visible(named(mentee)),
                many_lines=True,
                optional=True,
            ),
            *asks_places,
        ],
        submit=form_words.DECLINE,
        ids={"pairing": pairing.id},
    )


def declined(mentee: Person, *, is_conflict: bool) -> View:
    """In place of the form of a no; a conflict is obeyed once it is declared."""
    disclose = blocks.button(words.DISCLOSE, Conduct.DISCLOSE)
    offer = [blocks.context(form_words.DECLARE_IT), blocks.actions(disclose)] if is_conflict else []
    said_no = blocks.section(form_words.declined_told(mentee.name))
    return blocks.modal(Pairings.PICTURE_VIEW, form_words.DECLINED_TITLE, [said_no, *offer])


def further_menu(pairing: Pairing, further: int | None, most: int) -> list[Block]:
    """How many more after this one, set as soon as it is chosen; nothing without a choice."""
    if further is None or most == 0:
        return []
    values = [pack(pairing=pairing.id, further=str(one)) for one in range(most + 1)]
    choices = [Choice(value, form_words.further(one)) for one, value in enumerate(values)]
    chosen = values[min(further, most)]
    return [blocks.section(form_words.PLACES_LABEL, blocks.menu(Pairings.FURTHER, choices, chosen))]


def accept_button(pairing_id: str) -> Block:
    return blocks.button(
        form_words.ACCEPT, Pairings.ACCEPT, ids={"pairing": pairing_id}, style="primary"
    )


def decline_button(pairing_id: str) -> Block:
    return blocks.button(form_words.DECLINE, Pairings.DECLINE, ids={"pairing": pairing_id})


def picture_button(pairing_id: str) -> Block:
    return blocks.button(words.SEE_PICTURE, Pairings.PICTURE, ids={"pairing": pairing_id})


def take_back_button(pairing: Pairing, mentee: Person) -> Block:
    """Only while the mentee has heard nothing; asked once."""
    return blocks.button(
        form_words.TAKE_BACK,
        Pairings.TAKE_BACK,
        ids={"pairing": pairing.id},
        confirm=blocks.confirm(
            form_words.TAKE_BACK_TITLE,
            form_words.take_back_question(named(mentee)),
            yes=form_words.TAKE_BACK,
            no=form_words.KEEP_YES,
        ),
    )


def _take_back(pairing: Pairing, mentee: Person) -> Block:
    return blocks.actions(take_back_button(pairing, mentee))


def _wanted(shown: Picture) -> list[Block]:
    if not shown.reasons.wanted:
        return []
    shared = set(shown.reasons.shared)
    lines = [form_words.wanted(one.name, offered=one in shared) for one in shown.reasons.wanted]
    return [blocks.section(form_words.WANTED_HEAD), blocks.bulleted(lines)]


def _answer(shown: Picture, today: date) -> list[Block]:
    pairing = shown.pairing
    return [
        *further_menu(pairing, shown.further, shown.most_further),
        blocks.context(words.does_not_know(shown.mentee.name, pairing.answer_by, today)),
        blocks.actions(decline_button(pairing.id)),
    ]
