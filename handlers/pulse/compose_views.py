"""The two steps of composing a pulse, and the preview of what everyone invited will see."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import Pulse
from handlers.pulse import answer_views, answer_words
from handlers.pulse import compose_words as words
from handlers.pulse.compose_forms import ONCE, Entries, audience_word
from handlers.said import isolated
from program.pulse.library import LIBRARY, QUESTION_LIMIT
from program.pulse.plan import EVERY, EVERY_DAYS, TITLE_LIMIT, USUALLY_OPEN
from program.pulse.survey import MOST_QUESTIONS, AudienceKind, Question
from program.text import shortened
from services.pulse_answering import AnswerForm
from services.pulse_plans import Audiences

MOST_LISTED = 100
"""Entries of a menu."""
MOST_TOLD = 5


def begun(found: Sequence[Audiences], *, in_rounds: bool, program_id: str = "") -> Entries:
    """What the form says at first: today for a week, or the usual rhythm of the program."""
    named = [one for one in found if one.program.id == program_id] or found
    only = named[0] if len(named) == 1 else None
    today = max(one.today for one in named)
    opens = only.usual_day if in_rounds and only else today
    return Entries(
        audience=audience_word(AudienceKind.PROGRAM, only.program.id) if only else "",
        opens=opens.isoformat(),
        closes=(opens + timedelta(days=USUALLY_OPEN)).isoformat(),
        every=str(EVERY) if in_rounds else ONCE,
    )


def first_step(found: Sequence[Audiences], shown: Entries) -> View:
    """Who, when, and whether it is asked again."""
    small = [one for one in found if one.is_too_small][:MOST_TOLD]
    audiences = [one for program in found for one in _audiences(program)][:MOST_LISTED]
    return blocks.modal(
        Pulse.COMPOSE_VIEW,
        words.CHANGE_TITLE if shown.plan else words.TITLE,
        [
            blocks.context(words.STEP_1),
            *(blocks.context(words.too_small(one)) for one in small),
            inputs.text_input(
                "title",
                words.TITLE_LABEL,
                longest=TITLE_LIMIT,
                hint=words.TITLE_HINT,
                initial=shown.title,
            ),
            inputs.select_input(
                "audience",
                words.AUDIENCE_LABEL,
                audiences,
                shown.audience,
                hint=words.AUDIENCE_HINT,
            ),
            _day("opens", words.OPENS_LABEL, words.OPENS_HINT, shown.opens),
            _day("closes", words.CLOSES_LABEL, words.CLOSES_HINT, shown.closes),
            inputs.select_input(
                "every",
                words.EVERY_LABEL,
                [Choice(ONCE, words.ONCE), *(Choice(str(n), words.every(n)) for n in EVERY_DAYS)],
                shown.every,
                hint=words.EVERY_HINT,
            ),
        ],
        submit=words.NEXT,
        ids=shown.ids("title", "audience", "opens", "closes", "every"),
    )


def second_step(shown: Entries, kept: Sequence[Question], today: date) -> View:
    """What is asked, and the way to the preview."""
    choices = [_choice(one) for one in (*LIBRARY, *kept)]
    return blocks.modal(
        Pulse.QUESTIONS_VIEW,
        words.CHANGE_TITLE if shown.plan else words.TITLE,
        [
            blocks.context(words.STEP_2),
            inputs.several_input(
                "questions",
                words.QUESTIONS_LABEL,
                choices,
                most=MOST_QUESTIONS,
                chosen=shown.chosen,
                hint=words.QUESTIONS_HINT,
                optional=True,
            ),
            inputs.text_input(
                "own",
                words.OWN_LABEL,
                longest=QUESTION_LIMIT,
                hint=words.OWN_HINT,
                initial=shown.own,
                optional=True,
            ),
            inputs.radio_input(
                "own_kind", words.OWN_KIND_LABEL, blocks.labelled(words.KINDS), shown.own_kind
            ),
            blocks.actions(
                blocks.button(words.PREVIEW, Pulse.PREVIEW), blocks.button(words.BACK, Pulse.BACK)
            ),
        ],
        submit=words.submit(date.fromisoformat(shown.opens), today),
        ids=shown.ids("chosen", "own", "own_kind"),
    )


def preview(shown: AnswerForm) -> View:
    """The invitation and the form itself, as everyone invited sees them; it is sent nowhere."""
    form = answer_views.form(shown)
    return blocks.modal(
        Pulse.PREVIEW_VIEW,
        words.PREVIEW_TITLE,
        [
            blocks.context(words.INVITATION_HEAD),
            blocks.section(answer_words.invitation(shown.survey)),
            blocks.divider(),
            blocks.context(words.FORM_HEAD),
            *form["blocks"],
        ],
        submit=words.PREVIEW_SUBMIT,
    )


def _audiences(one: Audiences) -> list[Choice]:
    program = one.program
    whole = [AudienceKind.PROGRAM, AudienceKind.MENTEES, AudienceKind.MENTORS]
    return [
        *(
            Choice(audience_word(kind, program.id), _option(words.audience(kind, program.name)))
            for kind in whole
        ),
        *(
            Choice(
                audience_word(AudienceKind.COHORT, program.id, cohort.id),
                _option(words.audience(AudienceKind.COHORT, program.name, cohort.name)),
            )
            for cohort in one.cohorts
        ),
    ]


def _option(text: str) -> str:
    return shortened(isolated(text), blocks.OPTION)


def _choice(question: Question) -> Choice:
    return Choice(question.id, _option(question.text), words.detail(question))


def _day(field: str, label: str, hint: str, chosen: str) -> Block:
    return inputs.date_input(
        field, label, initial=date.fromisoformat(chosen) if chosen else None, hint=hint
    )
