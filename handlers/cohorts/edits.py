"""The small forms that change something: one table of what each shows and whom it asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.cohorts import edit_views, forms, hub_views
from handlers.cohorts.entries import Entries
from handlers.feature import View
from handlers.ids import Cohorts
from program.cohort_change import Late
from program.hours import local_day
from services import charters, cohort_changes, competencies, drafts
from services.desk import Look, Work

Ids = Mapping[str, str]


@dataclass(frozen=True)
class Edit:
    """One form: what opens and sends it, how it looks, what it changes, where it leads."""

    opens: str
    sends: str
    view: Callable[[Look, Ids], View]
    change: Callable[[Work, Ids, Entries], Late | None]
    hub: Callable[[Look, Ids], View]

    def draft_key(self, ids: Ids) -> str:
        """Under which the changes are kept of somebody who came too late."""
        return f"{self.sends}:{ids.get('cohort') or ids.get('program', '')}"[:100]


def _draft(look: Look, sends: str, thing: str) -> Entries:
    return drafts.find(look, f"{sends}:{thing}"[:100]) or {}


def _days_view(look: Look, ids: Ids) -> View:
    cohort = cohort_changes.to_change(look, ids.get("cohort", ""))
    return edit_views.days_form(cohort, _draft(look, Cohorts.DAYS_VIEW, cohort.id))


def _rhythm_view(look: Look, ids: Ids) -> View:
    cohort = cohort_changes.to_change(look, ids.get("cohort", ""))
    listed = [one.competency for one in competencies.of_program(look, cohort.program.id)]
    draft = _draft(look, Cohorts.RHYTHM_VIEW, cohort.id)
    return edit_views.rhythm_form(cohort, listed, draft)


def _criteria_view(look: Look, ids: Ids) -> View:
    cohort = cohort_changes.to_change(look, ids.get("cohort", ""))
    return edit_views.criteria_form(cohort, _draft(look, Cohorts.CRITERIA_VIEW, cohort.id))


def _purpose_view(look: Look, ids: Ids) -> View:
    program = charters.to_change(look, ids.get("program", ""))
    draft = _draft(look, Cohorts.PURPOSE_VIEW, program.program.id)
    return edit_views.purpose_form(program, draft)


def _word_view(look: Look, ids: Ids) -> View:
    program = charters.to_change(look, ids.get("program", ""))
    return edit_views.word_form(program, _draft(look, Cohorts.WORD_VIEW, program.program.id))


def _contacts_view(look: Look, ids: Ids) -> View:
    program = charters.to_change(look, ids.get("program", ""))
    draft = _draft(look, Cohorts.CONTACTS_VIEW, program.program.id)
    return edit_views.contacts_form(program, draft)


def _pulse_view(look: Look, ids: Ids) -> View:
    program = charters.to_change(look, ids.get("program", ""))
    return edit_views.pulse_form(program, _draft(look, Cohorts.PULSE_VIEW, program.program.id))


def _change_days(work: Work, ids: Ids, entries: Entries) -> Late | None:
    return cohort_changes.change_days(work, forms.days(ids, entries))


def _change_rhythm(work: Work, ids: Ids, entries: Entries) -> Late | None:
    return cohort_changes.change_rhythm(work, forms.rhythm(ids, entries))


def _change_criteria(work: Work, ids: Ids, entries: Entries) -> Late | None:
    return cohort_changes.change_criteria(work, forms.criteria(ids, entries))


def _change_purpose(work: Work, ids: Ids, entries: Entries) -> Late | None:
    return charters.change_purpose(
        work,
        ids.get("program", ""),
        forms.version(ids),
        forms.name(entries),
        forms.charter_words(entries),
    )


def _change_word(work: Work, ids: Ids, entries: Entries) -> Late | None:
    return charters.change_opening_word(
        work,
        ids.get("program", ""),
        forms.version(ids),
        entries.get("opening_word", ""),
        entries.get("opening_word_by") or None,
    )


def _change_contacts(work: Work, ids: Ids, entries: Entries) -> Late | None:
    return charters.change_contacts(
        work,
        ids.get("program", ""),
        forms.version(ids),
        budget_owner=entries.get("budget_owner") or None,
        escalation=entries.get("escalation") or None,
    )


def _change_pulse(work: Work, ids: Ids, entries: Entries) -> Late | None:
    return charters.change_pulse_readers(
        work, ids.get("program", ""), forms.version(ids), forms.pulse_readers(entries)
    )


def cohort_hub(look: Look, ids: Ids) -> View:
    """What stands in a cohort, for whoever may change it."""
    cohort = cohort_changes.to_change(look, ids.get("cohort", ""))
    return hub_views.cohort_hub(cohort, local_day(look.now, cohort.program.zone))


def program_hub(look: Look, ids: Ids) -> View:
    """What stands in a program, for whoever may change it."""
    return hub_views.program_hub(charters.to_change(look, ids.get("program", "")))


EDITS = (
    Edit(Cohorts.DAYS, Cohorts.DAYS_VIEW, _days_view, _change_days, cohort_hub),
    Edit(Cohorts.RHYTHM, Cohorts.RHYTHM_VIEW, _rhythm_view, _change_rhythm, cohort_hub),
    Edit(Cohorts.CRITERIA, Cohorts.CRITERIA_VIEW, _criteria_view, _change_criteria, cohort_hub),
    Edit(Cohorts.PURPOSE, Cohorts.PURPOSE_VIEW, _purpose_view, _change_purpose, program_hub),
    Edit(Cohorts.WORD, Cohorts.WORD_VIEW, _word_view, _change_word, program_hub),
    Edit(Cohorts.CONTACTS, Cohorts.CONTACTS_VIEW, _contacts_view, _change_contacts, program_hub),
    Edit(Cohorts.PULSE, Cohorts.PULSE_VIEW, _pulse_view, _change_pulse, program_hub),
)
