"""What a program manager sees: the queue, a nomination to review, the form of a decision."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Nominations
from handlers.nominations import review_words, voice_read_views, words
from handlers.said import mention, named, said
from program.nomination import Evidence, NominationForReview, Standing
from program.nomination_forms import REASON_LIMIT, REMARK_LIMIT
from program.nomination_steps import UNDECIDED, StepReviewed, may_correct, may_follow
from program.nomination_voice import ViewForReview, ViewState
from program.text import shortened
from services.nomination_review import Review

MOST_STEPS = 8
Place = dict[str, str]
"""Which page of which list stood behind a review, so that it can be shown anew."""


def review(shown: Review, zone: str, today: date, place: Place) -> View:
    """One nomination, whole: what its nominee wrote and what happened so far."""
    nomination, standing = shown.nomination, shown.nomination.standing
    decide = blocks.button(
        review_words.DECIDE_LABEL,
        Nominations.DECIDE,
        ids={**place, "nomination": standing.id},
        style="primary",
    )
    state = words.since(standing, zone, today)
    title = f" · {said(shown.nominee.title)}" if shown.nominee.title else ""
    return blocks.modal(
        Nominations.REVIEW_VIEW,
        review_words.REVIEW_TITLE,
        [
            blocks.section(f"{mention(shown.nominee.slack_user)}{title}"),
            blocks.section(f"{cohort_line.titled(standing.cohort)}\n{state}"),
            *([blocks.actions(decide)] if shown.may_decide else []),
            *_putting_right(shown, place),
            *_own_words(nomination),
            *(_only_voice(shown) if not standing.has_own_words else []),
            *voice_read_views.voice_rows(shown.voices, shown.people, zone, today),
            *voice_read_views.ratings(shown.voices, _views(shown), shown.people, today),
            blocks.context(
                review_words.MAY_ASK if nomination.may_ask_manager else review_words.MAY_NOT_ASK
            ),
            blocks.divider(),
            *_history(shown, zone, today),
        ],
        ids={**place, "nomination": standing.id},
    )


def _views(shown: Review) -> list[ViewForReview]:
    """What a manager was asked; a question that the decision closed is left out."""
    is_open = shown.nomination.standing.state in UNDECIDED
    return [one for one in shown.views if is_open or one.view.state is not ViewState.ASKED]


def _putting_right(shown: Review, place: Place) -> list[Block]:
    """What can still be done about a decision that was taken."""
    ids = {**place, "nomination": shown.nomination.standing.id}
    buttons = []
    if shown.may_take_back:
        title, text = review_words.take_back_question()
        asked = blocks.confirm(title, text, yes=review_words.TAKE_BACK, no=words.KEEP)
        buttons.append(
            blocks.button(review_words.TAKE_BACK, Nominations.TAKE_BACK, ids=ids, confirm=asked)
        )
    if shown.may_correct:
        ids = {**ids, "correcting": "yes"}
        buttons.append(blocks.button(review_words.CORRECT, Nominations.DECIDE, ids=ids))
    return [blocks.actions(*buttons)] if buttons else []


def _own_words(nomination: NominationForReview) -> list[Block]:
    """What the nominee wrote themselves, if anything."""
    if not nomination.standing.has_own_words:
        return []
    return [
        *_evidence(nomination.evidence),
        blocks.divider(),
        blocks.section(review_words.COMPETENCIES_OF),
        blocks.bulleted([one.name for one in nomination.competencies]),
        blocks.section(review_words.ASPIRATION_OF),
        blocks.written(nomination.aspiration),
    ]


def _only_voice(shown: Review) -> list[Block]:
    """What the first of the others said, where the nominee themselves wrote nothing."""
    return _evidence(shown.voices[0].evidence) if shown.voices else []


def decide(shown: Review, place: Place) -> View:
    """The decision, its reason for the nominee, and a remark among program managers."""
    standing = shown.nomination.standing
    name = named(shown.nominee)
    decisions = [
        blocks.Choice(step, label, detail)
        for step, (label, detail) in review_words.DECISIONS.items()
        if may_follow(standing.state, step) or may_correct(standing.state, step)
    ]
    criteria = [
        blocks.Choice(one.id, shortened(f"{number}. {one.text}", blocks.OPTION))
        for number, one in enumerate(standing.cohort.criteria, start=1)
    ]
    return blocks.modal(
        Nominations.DECIDE_VIEW,
        review_words.DECIDE_TITLE,
        [
            blocks.section(mention(shown.nominee.slack_user)),
            *([blocks.section(review_words.correcting(standing))] if shown.may_correct else []),
            inputs.radio_input("decision", review_words.DECISION_LABEL, decisions),
            inputs.boxes_input(
                "criteria_met",
                review_words.CRITERIA_MET_LABEL,
                criteria,
                hint=review_words.remark_visible(),
            ),
            inputs.text_input(
                "reason",
                review_words.REASON_LABEL,
                longest=REASON_LIMIT,
                hint=review_words.reason_visible(name),
                many_lines=True,
            ),
            inputs.text_input(
                "remark",
                review_words.REMARK_LABEL,
                longest=REMARK_LIMIT,
                hint=review_words.remark_visible(),
                many_lines=True,
                optional=True,
            ),
        ],
        submit=review_words.DECIDE_LABEL,
        ids={**place, "nomination": standing.id, "version": str(standing.version)},
    )


def decided(standing: Standing) -> View:
    """In place of the review, once it is decided."""
    return blocks.modal(
        Nominations.REVIEW_VIEW,
        review_words.REVIEW_TITLE,
        [blocks.section(f"*{words.state(standing)}.* {review_words.told(standing)}")],
    )


def _evidence(evidence: Sequence[Evidence]) -> list[Block]:
    shown: list[Block] = []
    for number, one in enumerate(evidence, start=1):
        shown += [blocks.divider(), blocks.strong(f"{number}. {one.criterion.text}")]
        shown.append(blocks.written(one.text))
    return shown


def _history(shown: Review, zone: str, today: date) -> list[Block]:
    lines = [blocks.section(words.HISTORY_HEAD)]
    for step in shown.nomination.steps[-MOST_STEPS:]:
        lines += _step(shown, step, zone, today)
    return lines


def _step(shown: Review, step: StepReviewed, zone: str, today: date) -> list[Block]:
    name = shown.people[step.by].name if step.by in shown.people else ""
    lines = [blocks.context(review_words.by(step.step, name, step.at, zone, today))]
    if step.criteria_met:
        order = [one.id for one in shown.nomination.standing.cohort.criteria]
        numbers = [order.index(one) + 1 for one in step.criteria_met if one in order]
        lines.append(blocks.context(review_words.criteria_met(numbers)))
    if step.text:
        lines.append(blocks.written(step.text))
    if step.remark:
        lines += [blocks.context(review_words.REMARK_HEAD), blocks.written(step.remark)]
    return lines
