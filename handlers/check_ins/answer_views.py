"""Small forms around a meeting: not quite, add to it, the next date, on somebody's behalf."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.check_ins import views, words
from handlers.feature import View
from handlers.ids import CheckIns
from program.person import Person
from services.check_ins import Choice as Paired
from services.check_ins import Read, Seen
from services.rhythm import Meeting


def answer(seen: Seen, today: date) -> View:
    """What it was instead, begun with what the other noted."""
    mine, theirs = seen.check_in.claim(seen.me), seen.check_in.claim(seen.other.id)
    begun = next((one for one in (mine, theirs) if one is not None and one.met), None)
    return blocks.modal(
        CheckIns.ANSWER_VIEW,
        words.ANSWER_TITLE,
        [
            blocks.section(words.what_the_other_noted(seen, today)),
            inputs.radio_input(
                "met",
                words.DID_YOU,
                [Choice("yes", words.MET_OTHERWISE), Choice("no", words.NOT_MET)],
                "yes",
            ),
            *views.when_and_how_long(
                begun.met_on if begun else seen.check_in.met_on,
                begun.minutes if begun else None,
                hint=None,
            ),
            blocks.context(words.IN_SHORT_15),
        ],
        submit=words.SEND,
        ids={"check_in": seen.check_in.id},
    )


def add(read: Read, today: date) -> View:
    """A private note, and what is only counted."""
    check_in = read.seen.check_in
    return blocks.modal(
        CheckIns.ADD_VIEW,
        words.ADD_TITLE,
        [
            blocks.section(words.facts(check_in, today)),
            *views.own_inputs(read.own, may_answer=read.may_answer),
        ],
        submit=words.SAVE,
        ids={"check_in": check_in.id},
    )


def next_date(choices: Sequence[Paired], begun: Meeting | None, chosen: str | None) -> View:
    """We have a date: a day, and nothing else."""
    day = begun.rhythm.next_date if begun else None
    only = len(choices) == 1
    return blocks.modal(
        CheckIns.DATE_VIEW,
        words.DATE_TITLE,
        [
            *([] if only else [views.with_whom(choices, chosen)]),
            inputs.date_input("next_on", words.NEXT_DATE, initial=day),
        ],
        submit=words.SAVE,
        ids={"pairing": choices[0].pairing.id} if only else {},
    )


def who_told() -> View:
    """The first question to a program manager who enters what was said on the telephone."""
    return blocks.modal(
        CheckIns.ENTER_WHO_VIEW,
        words.ENTER_TITLE,
        [inputs.account_input("who", words.WHO_TOLD)],
        submit=words.NEXT,
    )


def enter(person: Person, choices: Sequence[Paired]) -> View:
    """Facts only, for one of the two."""
    only = len(choices) == 1
    ids = {"person": person.id}
    return blocks.modal(
        CheckIns.ENTER_VIEW,
        words.ENTER_TITLE,
        [
            blocks.section(words.on_behalf_note(person)),
            *([] if only else [views.with_whom(choices, None)]),
            *views.when_and_how_long(None, views.USUAL_MINUTES, hint=None),
            views.medium_input(None),
            views.next_input(None),
        ],
        submit=words.SAVE,
        ids={**ids, "pairing": choices[0].pairing.id} if only else ids,
    )
