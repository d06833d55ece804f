"""The small forms that change a cohort or the charter of its program, filled with what stands."""

from collections.abc import Mapping, Sequence

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.cohorts import edit_words, words
from handlers.cohorts.entries import Entries, marks
from handlers.cohorts.fields import cadence_input, date_inputs, hours_input, name_input
from handlers.cohorts.forms import CRITERION, NEW
from handlers.feature import Block, View
from handlers.ids import Cohorts
from program.charter import LINE_LIMIT, MOST_LINES, PURPOSE_LIMIT, SCOPE_LIMIT, WORD_LIMIT
from program.cohort import (
    COMPETENCY_LIMIT,
    CRITERION_LIMIT,
    MOST_COMPETENCIES,
    MOST_CRITERIA,
    Cohort,
    Competency,
)
from services.charters import ProgramShown
from services.competencies import Listed


def days_form(cohort: Cohort, draft: Entries) -> View:
    """Name and days."""
    stands = {
        "name": cohort.name,
        "nominations_open": str(cohort.nominations_open or ""),
        "nominations_close": str(cohort.nominations_close),
        "starts": str(cohort.starts),
        "ends": str(cohort.ends),
    }
    shown = {**stands, **draft}
    fields = [name_input(words.NAME_LABEL, shown["name"]), *date_inputs(shown)]
    return _form(
        (Cohorts.DAYS_VIEW, edit_words.DAYS_TITLE), fields, stands, draft, _of_cohort(cohort)
    )


def rhythm_form(cohort: Cohort, listed: Sequence[Competency], draft: Entries) -> View:
    """How often, how much, and what for."""
    stands = {
        "cadence_days": str(cohort.cadence_days),
        "hours_a_month": str(cohort.hours_a_month),
        "competencies": ",".join(one.id for one in cohort.competencies),
    }
    shown = {**stands, **draft}
    fields = [
        cadence_input(shown["cadence_days"]),
        hours_input(shown["hours_a_month"]),
        inputs.several_input(
            "competencies",
            edit_words.COMPETENCIES_LABEL,
            [Choice(one.id, one.name) for one in listed[:100]],
            most=MOST_COMPETENCIES,
            chosen=shown["competencies"].split(","),
            hint=edit_words.COMPETENCIES_HINT,
        ),
    ]
    return _form(
        (Cohorts.RHYTHM_VIEW, edit_words.RHYTHM_TITLE), fields, stands, draft, _of_cohort(cohort)
    )


def criteria_form(cohort: Cohort, draft: Entries) -> View:
    """Each criterion in a field of its own, and empty ones for more."""
    stands = {f"{CRITERION}{one.id}": one.text for one in cohort.criteria}
    free = [f"{CRITERION}{NEW}{place}" for place in range(MOST_CRITERIA - len(cohort.criteria))]
    stands |= dict.fromkeys(free, "")
    joining = [text for one, text in draft.items() if one.startswith(f"{CRITERION}{NEW}") and text]
    known = {one: text for one, text in draft.items() if one in stands and one not in free}
    shown = {**stands, **known, **dict(zip(free, joining, strict=False))}
    fields = [
        inputs.text_input(
            field,
            edit_words.criterion_label(place),
            longest=CRITERION_LIMIT,
            hint=words.visible(),
            initial=shown[field],
            optional=True,
        )
        for place, field in enumerate(stands, start=1)
    ]
    return _form(
        (Cohorts.CRITERIA_VIEW, edit_words.CRITERIA_TITLE),
        fields,
        stands,
        draft,
        _of_cohort(cohort),
    )


def purpose_form(program: ProgramShown, draft: Entries) -> View:
    """Name, purpose, scope, priorities, measures and ladders."""
    charter = program.charter.words
    stands = {
        "name": program.program.name,
        "purpose": charter.purpose,
        "scope": charter.scope,
        **{one: "\n".join(getattr(charter, one)) for one in ("priorities", "measures", "ladders")},
    }
    shown = {**stands, **draft}
    fields = [
        name_input(words.PROGRAM_LABEL, shown["name"]),
        _text("purpose", PURPOSE_LIMIT, shown),
        _text("scope", SCOPE_LIMIT, shown, optional=True),
        *(
            _text(one, MOST_LINES * (LINE_LIMIT + 5), shown, optional=True)
            for one in ("priorities", "measures", "ladders")
        ),
    ]
    return _form(
        (Cohorts.PURPOSE_VIEW, edit_words.PURPOSE_TITLE),
        fields,
        stands,
        draft,
        _of_program(program),
    )


def word_form(program: ProgramShown, draft: Entries) -> View:
    """The sponsor's opening word, and whose it is."""
    by = program.named.opening_word_by
    stands = {
        "opening_word": program.charter.words.opening_word,
        "opening_word_by": by.slack_user if by else "",
    }
    shown = {**stands, **draft}
    fields = [
        _text("opening_word", WORD_LIMIT, shown, optional=True),
        inputs.account_input(
            "opening_word_by",
            edit_words.LABELS["opening_word_by"],
            initial=shown["opening_word_by"] or None,
            optional=True,
        ),
    ]
    return _form(
        (Cohorts.WORD_VIEW, edit_words.WORD_TITLE), fields, stands, draft, _of_program(program)
    )


def contacts_form(program: ProgramShown, draft: Entries) -> View:
    """Who decides on money, and who is asked beyond the program team."""
    owner, escalation = program.named.budget_owner, program.named.escalation
    stands = {
        "escalation": escalation.slack_user if escalation else "",
        "budget_owner": owner.slack_user if owner else "",
    }
    shown = {**stands, **draft}
    fields = [
        inputs.account_input(
            field,
            edit_words.LABELS[field],
            initial=shown[field] or None,
            hint=edit_words.HINTS[field],
            optional=True,
        )
        for field in stands
    ]
    return _form(
        (Cohorts.CONTACTS_VIEW, edit_words.CONTACTS_TITLE),
        fields,
        stands,
        draft,
        _of_program(program),
    )


def pulse_form(program: ProgramShown, draft: Entries) -> View:
    """Who reads what comes of a pulse."""
    stands = {"pulse_readers": program.charter.pulse_readers.value}
    shown = {**stands, **draft}
    field = inputs.radio_input(
        "pulse_readers",
        edit_words.PULSE_LABEL,
        blocks.labelled(words.PULSE_READERS),
        shown["pulse_readers"],
        hint=edit_words.PULSE_HINT,
    )
    return _form(
        (Cohorts.PULSE_VIEW, edit_words.PULSE_TITLE), [field], stands, draft, _of_program(program)
    )


def _text(field: str, longest: int, shown: Entries, *, optional: bool = False) -> Block:
    return inputs.text_input(
        field,
        edit_words.LABELS[field],
        longest=longest,
        hint=edit_words.HINTS[field],
        initial=shown[field],
        many_lines=True,
        optional=optional,
    )


def _form(
    sends: tuple[str, str],
    fields: Sequence[Block],
    stands: Entries,
    draft: Entries,
    ids: Mapping[str, str],
) -> View:
    """`sends`: the callback id and the title of the form."""
    first = [blocks.context(edit_words.KEPT_FOR_YOU)] if draft else []
    return blocks.modal(
        *sends,
        [*first, *fields],
        submit=edit_words.SAVE,
        ids={**ids, "marks": marks(stands)},
    )


def _of_cohort(cohort: Cohort) -> Mapping[str, str]:
    return {"cohort": cohort.id, "version": str(cohort.version)}


def _of_program(program: ProgramShown) -> Mapping[str, str]:
    return {"program": program.program.id, "version": str(program.charter.version)}


def competency_form(program_id: str, listed: Listed | None) -> View:
    """Another name for a competency, and the way off the list; or one more."""
    competency = listed.competency if listed else None
    field = inputs.text_input(
        "name",
        edit_words.COMPETENCY_LABEL,
        longest=COMPETENCY_LIMIT,
        hint=words.visible(),
        initial=competency.name if competency else "",
    )
    ids = {"program": program_id}
    parts = [field]
    if listed is not None and listed.uses == 0:
        gone = {**ids, "competency": listed.competency.id}
        parts.append(
            blocks.actions(blocks.button(edit_words.REMOVE, Cohorts.COMPETENCY_REMOVE, ids=gone))
        )
    elif listed is not None:
        parts.append(blocks.context(edit_words.stays(listed)))
    known = {"competency": competency.id, "seen": competency.name} if competency else {}
    return blocks.modal(
        Cohorts.COMPETENCY_VIEW,
        edit_words.RENAME_TITLE if competency else edit_words.ADD_TITLE,
        parts,
        submit=edit_words.SAVE if competency else edit_words.ADD,
        ids={**ids, **known},
    )
