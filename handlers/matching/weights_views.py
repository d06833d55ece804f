"""*What counts*: the weights and rules of a cohort, and what others would change."""

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import Matching
from handlers.matching import form_words
from program.cohort import Cohort
from program.matching.rules import DEEPEST, SHALLOWEST, WHOLE, Component, Rules

LINE, QUOTA, DEPTH, SCARCITY = "line", "quota", "depth", "scarcity"
POINT = 100
"""Basis points of one point of fit."""


def field_of(component: Component) -> str:
    """The field of a weight, as the rules name it where it is in the way."""
    return f"weight:{component.value}"


def weights(cohort: Cohort, rules: Rules, *, note: str = "") -> View:
    """The form; `note` is the preview, or what keeps it from being made."""
    return blocks.modal(
        Matching.WEIGHTS_VIEW,
        form_words.WEIGHTS_TITLE,
        [
            blocks.section(form_words.WEIGHTS_INTRO),
            *(_weight(one, rules) for one in Component),
            *_rules(rules),
            blocks.actions(blocks.button(form_words.PREVIEW, Matching.PREVIEW)),
            *([blocks.section(note)] if note else []),
        ],
        submit=form_words.KEEP,
        ids={"cohort": cohort.id, "rules": str(rules.version)},
    )


def kept(cohort: Cohort) -> View:
    """After it, with the way to use them."""
    again = blocks.button(form_words.RUN, Matching.RUN, ids={"cohort": cohort.id})
    return blocks.modal(
        Matching.WEIGHTS_VIEW,
        form_words.WEIGHTS_TITLE,
        [blocks.section(form_words.RULES_KEPT), blocks.actions(again)],
    )


def _weight(one: Component, rules: Rules) -> Block:
    label, hint = form_words.WEIGHTS[one]
    return inputs.number_input(
        field_of(one), label, least=0, most=WHOLE, initial=rules.weights.get(one), hint=hint
    )


def _rules(rules: Rules) -> list[Block]:
    scarcities = [
        Choice(one, label, detail or None) for one, (label, detail) in form_words.SCARCITIES.items()
    ]
    return [
        inputs.radio_input(
            SCARCITY,
            form_words.SCARCITY_LABEL,
            scarcities,
            rules.scarcity,
            hint=form_words.SCARCITY_HINT,
        ),
        inputs.number_input(
            DEPTH,
            form_words.DEPTH_LABEL,
            least=SHALLOWEST,
            most=DEEPEST,
            initial=rules.depth,
            hint=form_words.DEPTH_HINT,
        ),
        inputs.number_input(
            LINE,
            form_words.LINE_LABEL,
            least=0,
            most=WHOLE,
            initial=rules.line // POINT,
            hint=form_words.LINE_HINT,
        ),
        inputs.number_input(
            QUOTA,
            form_words.QUOTA_LABEL,
            least=1,
            most=WHOLE,
            initial=rules.quota,
            hint=form_words.QUOTA_HINT,
            optional=True,
        ),
    ]
