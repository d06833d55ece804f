"""What a nominee sees: the form in two steps, and where it stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.feature import Block, Ids, View
from handlers.ids import Nominations
from handlers.nominations import words
from handlers.nominations.consent_views import consent_buttons
from program.cohort import Cohort
from program.nomination import NominationForNominee, Standing
from program.nomination_forms import (
    ASPIRATION_LIMIT,
    EVIDENCE_LIMIT,
    MOST_COMPETENCIES,
    SelfNomination,
    evidence_field,
)
from program.nomination_steps import NominationState, Step, may_follow
from program.text import shortened

MOST_LISTED = 15
MOST_STEPS = 10


def choose_cohort(cohorts: Sequence[Cohort], today: date) -> View:
    """Which cohort it is for, where several take nominations."""
    rows = [
        blocks.section(
            cohort_line.line(one, today),
            blocks.button(
                words.CHOOSE,
                Nominations.SELF_COHORT,
                ids={"cohort": one.id},
                spoken=shortened(f"{words.CHOOSE} {one.name}", 75),
            ),
        )
        for one in cohorts[:MOST_LISTED]
    ]
    return blocks.modal(
        Nominations.SELF_CHOOSE_VIEW,
        words.CHOOSE_TITLE,
        [blocks.section(words.WHICH_COHORT), *rows],
    )


def first_step(
    cohort: Cohort, today: date, *, filled: SelfNomination | None = None, offer_draft: bool = False
) -> View:
    """Competencies, aspiration, and whether the manager may be asked; the criteria beside it."""
    choices = [blocks.Choice(one.id, one.name) for one in cohort.competencies]
    ticked = ("yes",) if filled and filled.may_ask_manager else ()
    return blocks.modal(
        Nominations.SELF_VIEW,
        words.SELF_TITLE,
        [
            blocks.context(words.STEP_1),
            blocks.section(cohort_line.line(cohort, today)),
            *(_draft_offer() if offer_draft else []),
            blocks.section(words.CRITERIA),
            blocks.bulleted([one.text for one in cohort.criteria]),
            inputs.several_input(
                "competencies",
                words.COMPETENCIES_LABEL,
                choices,
                most=MOST_COMPETENCIES,
                chosen=filled.competencies if filled else (),
            ),
            inputs.text_input(
                "aspiration",
                words.ASPIRATION_LABEL,
                longest=ASPIRATION_LIMIT,
                hint=words.evidence_visible(),
                initial=filled.aspiration if filled else "",
                many_lines=True,
            ),
            inputs.boxes_input(
                "manager",
                words.MANAGER_LABEL,
                [blocks.Choice("yes", words.MANAGER_BOX)],
                chosen=ticked,
            ),
            blocks.context(words.FOR_YOURSELF),
        ],
        submit=words.NEXT,
        ids={"cohort": cohort.id},
    )


def second_step(cohort: Cohort, evidence: Mapping[str, str]) -> View:
    """One text for each readiness criterion."""
    fields = [
        inputs.text_input(
            evidence_field(one.id),
            f"{number}. {one.text}",
            longest=EVIDENCE_LIMIT,
            hint=f"{words.EVIDENCE_HINT} {words.evidence_visible()}",
            initial=evidence.get(one.id, ""),
            many_lines=True,
        )
        for number, one in enumerate(cohort.criteria, start=1)
    ]
    return blocks.modal(
        Nominations.SELF_EVIDENCE_VIEW,
        words.SELF_TITLE,
        [
            blocks.context(words.STEP_2),
            *fields,
            blocks.actions(blocks.button(words.BACK, Nominations.SELF_BACK)),
        ],
        submit=words.SEND,
        ids={"cohort": cohort.id},
    )


def received(standing: Standing) -> View:
    """What happens next."""
    button = blocks.button(words.SEE_WHERE, Nominations.MINE, ids={"nomination": standing.id})
    return blocks.modal(
        Nominations.MINE_VIEW,
        words.RECEIVED_TITLE,
        [blocks.section(words.received(standing)), blocks.actions(button)],
    )


def mine(
    read: NominationForNominee,
    zone: str,
    today: date,
    behind: Ids | None = None,
    voices: Sequence[Block] = (),
) -> View:
    """One's own nomination: state, what is asked, what was written, what happened."""
    standing = read.standing
    shown = [
        blocks.section(cohort_line.titled(standing.cohort)),
        blocks.section(
            f"{words.since(standing, zone, today)}. {words.what_next(standing, zone, today)}"
        ),
        *_last_answer(read),
        *own_buttons(standing),
        *_history(read, zone, today),
        *voices,
        *_own_words(read),
        blocks.context(words.YOU_LET_ASK if read.may_ask_manager else words.NOBODY_ASKS),
    ]
    for number, one in enumerate(read.evidence, start=1):
        shown += [blocks.divider(), blocks.strong(f"{number}. {one.criterion.text}")]
        shown.append(blocks.written(one.text))
    return blocks.modal(
        Nominations.MINE_VIEW,
        words.MINE_TITLE,
        shown,
        ids={**(behind or {}), "nomination": standing.id},
    )


def _own_words(read: NominationForNominee) -> list[Block]:
    if not read.standing.has_own_words:
        return []
    return [
        blocks.section(words.COMPETENCIES_HEAD),
        blocks.bulleted([one.name for one in read.competencies]),
        blocks.section(words.ASPIRATION_HEAD),
        blocks.written(read.aspiration),
    ]


def add(standing: Standing, question: str | None, behind: Ids | None = None) -> View:
    """A text to be added; with the question it answers, where one was asked."""
    asked = [blocks.section(words.MISSING_HEAD), blocks.written(question)] if question else []
    field = inputs.text_input(
        "text",
        words.ANSWER_LABEL if question else words.ADD_LABEL,
        longest=EVIDENCE_LIMIT,
        hint=words.evidence_visible(),
        many_lines=True,
    )
    return blocks.modal(
        Nominations.ADD_VIEW,
        words.ADD_TITLE,
        [*asked, field],
        submit=words.ADD,
        ids={**(behind or {}), "nomination": standing.id},
    )


def status(
    standings: Sequence[Standing], zone: str, today: date, others: Sequence[Block] = ()
) -> View:
    """All of one's nominations, the latest first, and of those one put forward."""
    rows = [standing_row(one, zone, today) for one in standings[:MOST_LISTED]]
    return blocks.modal(Nominations.STATUS_VIEW, words.STATUS_TITLE, [*rows, *others])


def nothing_stands(*, may_begin: bool) -> View:
    """Before the first one: what would stand here, and the button that starts it."""
    begin = blocks.button(words.NOMINATE_MYSELF, Nominations.SELF, style="primary")
    says = blocks.section(words.NOTHING_STANDS, begin if may_begin else None)
    return blocks.modal(Nominations.STATUS_VIEW, words.STATUS_TITLE, [says])


def withdraw_button(nomination_id: str) -> Block:
    """Taking it back asks once."""
    title, text = words.withdraw_question()
    return blocks.button(
        words.WITHDRAW,
        Nominations.WITHDRAW,
        ids={"nomination": nomination_id},
        confirm=blocks.confirm(title, text, yes=words.WITHDRAW, no=words.KEEP),
    )


def add_button(nomination_id: str, label: str = words.ADD_EVIDENCE) -> Block:
    return blocks.button(label, Nominations.ADD, ids={"nomination": nomination_id})


def see_button(nomination_id: str, label: str = words.SEE_WHERE) -> Block:
    return blocks.button(label, Nominations.MINE, ids={"nomination": nomination_id})


def _draft_offer() -> list[Block]:
    button = blocks.button(words.GO_ON, Nominations.SELF_RESUME)
    return [blocks.section(words.DRAFT_FOUND, button)]


def standing_row(standing: Standing, zone: str, today: date) -> Block:
    return blocks.section(
        f"{cohort_line.titled(standing.cohort)}\n{words.since(standing, zone, today)}",
        blocks.button(
            words.SEE_IT,
            Nominations.MINE,
            ids={"nomination": standing.id},
            spoken=shortened(f"{words.SEE_IT}, {standing.cohort.name}", 75),
        ),
    )


def _last_answer(nomination: NominationForNominee) -> list[Block]:
    """The question that is open, or the reason of the decision."""
    state = nomination.standing.state
    step = _ANSWERS.get(state)
    texts = [one.text for one in nomination.steps if one.step is step and one.text]
    if not texts:
        return []
    head = words.MISSING_HEAD if state is NominationState.MORE_ASKED else words.REASON_HEAD
    return [blocks.section(head), blocks.written(texts[-1])]


_ANSWERS = {
    NominationState.MORE_ASKED: Step.MORE_ASKED,
    NominationState.ACCEPTED: Step.ACCEPTED,
    NominationState.WAIT_LISTED: Step.WAIT_LISTED,
    NominationState.DECLINED: Step.DECLINED,
}


def own_buttons(standing: Standing) -> list[Block]:
    """Only what the rules would let happen; before the yes, the yes and the no."""
    if standing.state is NominationState.CONSENT_ASKED:
        return [blocks.actions(*consent_buttons(standing.id))]
    buttons = []
    if may_follow(standing.state, Step.ADDED):
        asked = standing.state is NominationState.MORE_ASKED
        label = words.ADD_IT if asked else words.ADD_EVIDENCE
        buttons.append(add_button(standing.id, label))
    if may_follow(standing.state, Step.WITHDRAWN):
        buttons.append(withdraw_button(standing.id))
    return [blocks.actions(*buttons)] if buttons else []


def _history(nomination: NominationForNominee, zone: str, today: date) -> list[Block]:
    shown = [blocks.section(words.HISTORY_HEAD)]
    for one in nomination.steps[-MOST_STEPS:]:
        shown.append(blocks.context(words.happened(one.step, one.at, zone, today)))
        if one.text and one.step is Step.ADDED:
            shown.append(blocks.written(one.text))
    return shown
