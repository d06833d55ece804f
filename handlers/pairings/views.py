"""What a program manager sees when pairing by hand: the cohort, the two, who is told what."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import Pairings
from handlers.pairings import form_words, words
from handlers.said import mention, named
from program.cohort import Cohort
from program.hours import local_day
from program.pairing import WHY_LIMIT, Pairing, PairingKind
from program.pairing_forms import Proposal
from program.person import Person
from program.text import shortened
from services.pairing_proposals import Prepared

MOST_LISTED = 15


def choose_cohort(cohorts: Sequence[Cohort], today: date, filled: dict[str, str]) -> View:
    """Which cohort it is for, where several run."""
    rows = [
        blocks.section(
            cohort_line.line(one, today),
            blocks.button(
                form_words.CHOOSE,
                Pairings.PROPOSE,
                ids={**filled, "cohort": one.id},
                spoken=shortened(f"{form_words.CHOOSE} {one.name}", blocks.OPTION),
            ),
        )
        for one in cohorts[:MOST_LISTED]
    ]
    return blocks.modal(
        Pairings.PROPOSE_CHOOSE_VIEW,
        form_words.PROPOSE_TITLE,
        [blocks.section(form_words.WHICH_COHORT), *rows],
    )


def propose(
    cohort: Cohort,
    today: date,
    *,
    mentee: Person | None = None,
    mentor: Person | None = None,
    filled: Proposal | None = None,
    request: str = "",
) -> View:
    """The two, what they do together, and why. `request`: because of which it is proposed."""
    kinds = [Choice(kind, label, detail) for kind, (label, detail) in words.KINDS.items()]
    return blocks.modal(
        Pairings.PROPOSE_VIEW,
        form_words.PROPOSE_TITLE,
        [
            blocks.context(form_words.STEP_1),
            blocks.section(cohort_line.line(cohort, today)),
            inputs.search_input(
                "mentee",
                form_words.MENTEE_LABEL,
                Pairings.MENTEE,
                initial=person_choice(mentee) if mentee else None,
                hint=form_words.MENTEE_HINT,
            ),
            inputs.search_input(
                "mentor",
                form_words.MENTOR_LABEL,
                Pairings.MENTOR,
                initial=person_choice(mentor) if mentor else None,
                hint=form_words.MENTOR_HINT,
            ),
            inputs.radio_input(
                "kind",
                form_words.KIND_LABEL,
                kinds,
                (filled.kind if filled else None) or PairingKind.ADVISORY,
            ),
            inputs.text_input(
                "why",
                form_words.WHY_LABEL,
                longest=WHY_LIMIT,
                hint=form_words.why_visible(),
                initial=filled.why if filled else "",
                many_lines=True,
            ),
        ],
        submit=form_words.NEXT,
        ids={"cohort": cohort.id, **({"request": request} if request else {})},
    )


def told(prepared: Prepared, zone: str, today: date) -> View:
    """The second step: who is told what, before the mentor is asked."""
    mentor, mentee = prepared.mentor.name, prepared.mentee.name
    ids = {
        "cohort": prepared.cohort.id,
        "mentee": prepared.mentee.id,
        "mentor": prepared.mentor.id,
        **({"request": prepared.request} if prepared.request else {}),
    }
    before = prepared.declined_before
    again = (
        [blocks.context(form_words.declined_before(mentor, local_day(before, zone), today))]
        if before
        else []
    )
    return blocks.modal(
        Pairings.PROPOSE_TOLD_VIEW,
        form_words.PROPOSE_TITLE,
        [
            blocks.context(form_words.STEP_2),
            blocks.section(_pair(prepared.mentor, prepared.mentee)),
            blocks.section(form_words.told_mentor(mentor, prepared.answer_by, today)),
            blocks.section(form_words.told_mentee(mentee)),
            blocks.section(form_words.told_both()),
            *([blocks.section(form_words.told_of_old(mentee))] if prepared.request else []),
            blocks.section(words.WHY_THEM_HEAD),
            blocks.written(prepared.why),
            blocks.context(form_words.free_after(mentor, prepared.free_after)),
            *again,
            blocks.actions(blocks.button(form_words.BACK, Pairings.PROPOSE_BACK, ids=ids)),
        ],
        submit=form_words.ASK_MENTOR,
        ids=ids,
    )


def asked(pairing: Pairing, mentor: Person, mentee: Person, today: date) -> View:
    """After it: what was done, and what is known to whom."""
    said_so = form_words.asked(mentor.name, mentee.name, pairing.answer_by, today)
    return blocks.modal(
        Pairings.CASE_VIEW,
        form_words.ASKED_TITLE,
        [blocks.section(said_so), case_button(pairing.id)],
    )


def case_button(pairing_id: str) -> Block:
    """To the pairing itself."""
    return blocks.actions(blocks.button(words.OPEN, Pairings.CASE, ids={"pairing": pairing_id}))


def person_choice(person: Person) -> Choice:
    """A person as one entry of a menu that is searched."""
    return Choice(person.id, shortened(named(person), blocks.OPTION), _detail(person.title))


def mentor_choice(person: Person, free: int) -> Choice:
    """The same with their free places, or that a draft holds all of them."""
    detail = words.free_places(free) if free else words.HELD_BY_DRAFT
    return Choice(person.id, shortened(named(person), blocks.OPTION), _detail(detail))


def pair_choice(pairing: Pairing, mentor: Person, mentee: Person) -> Choice:
    """A pairing as one entry of such a menu."""
    text = f"{shortened(named(mentee), 34)} · {shortened(named(mentor), 34)}"
    return Choice(pairing.id, text, _detail(pairing.cohort.name))


def _detail(text: str) -> str | None:
    return shortened(text, blocks.OPTION) if text else None


def _pair(mentor: Person, mentee: Person) -> str:
    return f"{mention(mentee.slack_user)} · {mention(mentor.slack_user)}"
