"""The form of a check-in, short at first; [Add more] adds in place, and nothing entered is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.check_ins import words
from handlers.feature import Block, View
from handlers.ids import CheckIns
from program.check_in import (
    ACTION_LIMIT,
    LEAST_MINUTES,
    MOST_COMPETENCIES,
    MOST_KEPT_ACTIONS,
    MOST_MINUTES,
    NOTE_LIMIT,
    CheckIn,
    CheckInForm,
    InTheWay,
    Medium,
    OwnWords,
    Worth,
)
from program.cohort import Competency
from program.pairing import PairingState
from program.person import Person
from program.text import shortened
from services.check_ins import Choice as Paired

USUAL_MINUTES = 60


@dataclass(frozen=True)
class Draft:
    """The form as it stands: what is asked, and what was entered so far."""

    choices: Sequence[Paired]
    today: date
    filled: CheckInForm = field(
        default_factory=lambda: CheckInForm(None, USUAL_MINUTES, medium=None), repr=False
    )
    chosen: str | None = None
    """The id of the pairing that is chosen."""
    whole: bool = False
    asked: str = ""
    """What was typed as a date and named no day."""
    correcting: CheckIn | None = None
    facts_of_both: bool = True
    """Whether its reader sets the facts; else only their own day and minutes."""
    may_answer: bool = True


def log(draft: Draft) -> View:
    """Log a check-in, or correct one."""
    one = draft.correcting
    return blocks.modal(
        CheckIns.CORRECT_VIEW if one else CheckIns.LOG_VIEW,
        words.CORRECT_TITLE if one else words.LOG_TITLE,
        [
            *_resting(draft),
            *_which(draft),
            *_facts(draft),
            *(_shared(draft) if draft.facts_of_both else []),
            *(_own(draft) if draft.whole else _more()),
        ],
        submit=words.SAVE,
        ids=_ids(draft),
    )


def own_inputs(own: OwnWords, *, may_answer: bool) -> list[Block]:
    """What is asked of each alone, each with who reads it; the answers while they can change."""
    return [*(_answers(own) if may_answer else []), _note(own)]


def _answers(own: OwnWords) -> list[Block]:
    return [
        inputs.radio_input(
            "worth",
            words.WORTH,
            [Choice(one, words.WORTHS[one]) for one in Worth],
            own.worth,
            hint=words.worth_hint(),
            optional=True,
        ),
        inputs.boxes_input(
            "in_the_way",
            words.IN_THE_WAY,
            [Choice(one, words.WAYS[one]) for one in InTheWay],
            chosen=own.in_the_way,
            hint=words.worth_hint(),
        ),
    ]


def _note(own: OwnWords) -> Block:
    return inputs.text_input(
        "note",
        words.NOTE,
        longest=NOTE_LIMIT,
        hint=words.note_hint(),
        initial=own.note,
        many_lines=True,
        optional=True,
    )


def when_and_how_long(met_on: date | None, minutes: int | None, *, hint: str | None) -> list[Block]:
    """The two facts without which there is no check-in."""
    return [
        inputs.date_input("met_on", words.WHEN, initial=met_on, hint=hint),
        inputs.number_input(
            "minutes", words.MINUTES, least=LEAST_MINUTES, most=MOST_MINUTES, initial=minutes
        ),
    ]


def medium_input(chosen: Medium | None) -> Block:
    """How the two met."""
    media = [Choice(one, words.MEDIA[one]) for one in Medium]
    return inputs.radio_input("medium", words.HOW, media, chosen)


def with_whom(choices: Sequence[Paired], chosen: str | None) -> Block:
    """Which of several pairings it is about."""
    options = [
        Choice(one.pairing.id, shortened(words.with_whom(one.other), blocks.OPTION))
        for one in choices[:100]
    ]
    return inputs.select_input("pairing", words.WHICH, options, chosen)


def next_input(day: date | None) -> Block:
    """When the two meet next."""
    return inputs.date_input("next_on", words.NEXT_DATE, initial=day, optional=True)


def _ids(draft: Draft) -> dict[str, str]:
    if draft.correcting is not None:
        return {"check_in": draft.correcting.id, "version": str(draft.correcting.version)}
    return {"pairing": draft.choices[0].pairing.id} if len(draft.choices) == 1 else {}


def _other(draft: Draft) -> Person | None:
    return draft.choices[0].other if len(draft.choices) == 1 else None


def _resting(draft: Draft) -> list[Block]:
    if len(draft.choices) != 1 or draft.choices[0].pairing.state is not PairingState.PAUSED:
        return []
    only = draft.choices[0]
    return [blocks.section(words.rests(only.other, only.pairing.resting_until, draft.today))]


def _which(draft: Draft) -> list[Block]:
    return [] if len(draft.choices) == 1 else [with_whom(draft.choices, draft.chosen)]


def _facts(draft: Draft) -> list[Block]:
    hint = words.which_date(draft.asked) if draft.asked else None
    return when_and_how_long(draft.filled.met_on, draft.filled.minutes, hint=hint)


def _shared(draft: Draft) -> list[Block]:
    filled = draft.filled
    return [
        medium_input(filled.medium),
        *_competencies(draft),
        inputs.text_input(
            "actions",
            words.AGREED_LABEL,
            longest=MOST_KEPT_ACTIONS * (ACTION_LIMIT + 1),
            hint=words.agreed_hint(_other(draft)),
            initial="\n".join(filled.actions),
            many_lines=True,
            optional=True,
        ),
        next_input(filled.next_on),
    ]


def _competencies(draft: Draft) -> list[Block]:
    known: dict[str, Competency] = {
        one.id: one for choice in draft.choices for one in choice.pairing.cohort.competencies
    }
    if not known:
        return []
    return [
        inputs.several_input(
            "competencies",
            words.ABOUT,
            [Choice(one.id, one.name) for one in list(known.values())[:100]],
            most=MOST_COMPETENCIES,
            chosen=draft.filled.competencies,
            optional=True,
        )
    ]


def _own(draft: Draft) -> list[Block]:
    return own_inputs(draft.filled.own or OwnWords(), may_answer=draft.may_answer)


def _more() -> list[Block]:
    return [blocks.actions(blocks.button(words.ADD_MORE, CheckIns.LOG_MORE))]
