"""*Run the matching*: what goes first, what there is for whom, and how far a run is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import Matching
from handlers.matching import form_words, pair_words, words
from handlers.said import mention
from program.cohort import Cohort
from program.matching.cover import Nobody
from program.matching.recruiting import Recruit, Trait
from program.matching.rules import Rules
from program.matching_draft import Draft, DraftState
from program.person import Person
from program.text import shortened
from services.matching_reading import Proposal
from services.matching_recruiting import CoverTold

PRIORITY = "priority"
FLOOR = "floor"
MOST_LISTED = 15
MOST_SHORT = 5


@dataclass(frozen=True)
class RunForm:
    """Everything the form shows."""

    told: CoverTold
    rules: Rules
    newest: Draft | None
    today: date


def choose_cohort(cohorts: Sequence[Cohort], today: date, form: str) -> View:
    """Which cohort it is for, where several run; `form` is opened with it."""
    rows = [
        blocks.section(
            cohort_line.line(one, today),
            blocks.button(
                words.CHOOSE,
                form,
                ids={"cohort": one.id},
                spoken=shortened(f"{words.CHOOSE} {one.name}", blocks.OPTION),
            ),
        )
        for one in cohorts[:MOST_LISTED]
    ]
    return blocks.modal(
        Matching.CHOOSE_VIEW, words.CHOOSE_TITLE, [blocks.section(words.WHICH_COHORT), *rows]
    )


def run(form: RunForm) -> View:
    """The form: two choices, and what there is for whom."""
    cohort, rules = form.told.cohort, form.rules
    priorities = [Choice(one, *form_words.PRIORITIES[one]) for one in form_words.PRIORITIES]
    floor = [Choice(FLOOR, form_words.FLOOR)]
    return blocks.modal(
        Matching.RUN_VIEW,
        form_words.RUN_TITLE,
        [
            blocks.section(cohort_line.line(cohort, form.today)),
            inputs.radio_input(PRIORITY, form_words.PRIORITY_LABEL, priorities, rules.priority),
            inputs.boxes_input(
                FLOOR, form_words.FLOOR_LABEL, floor, chosen=[FLOOR] if rules.floor else ()
            ),
            blocks.divider(),
            *_cover(form.told),
            blocks.actions(
                blocks.button(form_words.WHAT_COUNTS, Matching.WEIGHTS, ids={"cohort": cohort.id})
            ),
            *_before(form.newest),
            blocks.context(form_words.INTRO),
        ],
        submit=form_words.RUN,
        ids={"cohort": cohort.id, "rules": str(rules.version)},
    )


def waiting(draft: Draft, done: int, total: int | None) -> View:
    """How far a run is, with a way to look again."""
    again = blocks.button(words.GO_AGAIN, Matching.BOARD, ids={"draft": draft.id})
    return blocks.modal(
        Matching.WAIT_VIEW,
        form_words.WAIT_TITLE,
        [
            blocks.section(form_words.waiting(draft.number, done, total)),
            blocks.context(form_words.waiting_long()),
            blocks.actions(again),
        ],
        ids={"draft": draft.id},
    )


def ended(draft: Draft) -> View:
    """A draft that has no list to show: it was given up, or a later one took its place."""
    again = blocks.button(form_words.RUN, Matching.RUN, ids={"cohort": draft.cohort.id})
    return blocks.modal(
        Matching.WAIT_VIEW,
        form_words.WAIT_TITLE,
        [
            blocks.section(f"*Draft {draft.number}* · {words.STATES[draft.state]}"),
            *([blocks.actions(again)] if draft.state is DraftState.FAILED else []),
        ],
    )


def recruit(proposal: Proposal) -> View:
    """What kind of mentor would help most."""
    lines = [
        form_words.recruit(one, _named(one, proposal)) for one in proposal.recruits[:MOST_LISTED]
    ]
    head = form_words.RECRUIT_HEAD if lines else form_words.NOBODY_TO_RECRUIT
    shown = [blocks.section(one) for one in (head, *lines)]
    return blocks.modal(Matching.RECRUIT_VIEW, form_words.RECRUIT_TITLE, shown)


def _cover(told: CoverTold) -> list[Block]:
    """Warned of in place: who is short of places, for whom there is nobody, whom nobody knows."""
    cover, people = told.cover, told.people
    short = [
        form_words.competency(one, told.competencies.get(one.competency, ""))
        for one in cover.competencies
        if one.short
    ]
    shown = [blocks.section(form_words.standing(cover))]
    if cover.competencies:
        listed = "\n".join(short[:MOST_SHORT]) if short else form_words.covered()
        shown.append(blocks.section(listed))
    shown += [
        blocks.section(_nobody(one, people[one.mentee]))
        for one in cover.nobody[:MOST_SHORT]
        if one.mentee in people
    ]
    mentees = _known(cover.mentees_without_profile, people)
    mentors = _known(cover.mentors_without_profile, people)
    if mentees or mentors:
        shown.append(blocks.context(form_words.without_profile(mentees, mentors)))
    pairs = [
        (people[mentee], people[mentor])
        for mentee, mentor in cover.superior
        if mentee in people and mentor in people
    ]
    if pairs:
        shown.append(blocks.context(form_words.lines(pairs)))
    return shown


def _nobody(one: Nobody, mentee: Person) -> str:
    return f":warning: {mention(mentee.slack_user)}: {pair_words.nobody(one.bars, one.private)}"


def _before(newest: Draft | None) -> list[Block]:
    if newest is None or newest.state is not DraftState.READY:
        return []
    return [blocks.context(form_words.before(newest.number, newest.figures.locked))]


def _known(ids: Sequence[str], people: Mapping[str, Person]) -> list[Person]:
    return [people[one] for one in ids if one in people]


def _named(one: Recruit, proposal: Proposal) -> str:
    if one.trait is Trait.COMPETENCY:
        return proposal.competencies.get(one.word, one.word)
    return pair_words.function(one.word) if one.trait is Trait.FUNCTION else one.word
