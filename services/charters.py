"""The charter of a program: written by its program managers, read by everyone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from program.charter import CharterWords, ProgramCharter, check_words
from program.cohort import Program
from program.cohort_change import Late
from program.cohort_plan import check_name
from program.permissions import Act, Subject, may, require
from program.pulse.survey import Readers
from program.refusal import Refusal
from services import cohorts, governance, people
from services.cohorts import Named
from services.desk import Look, Work
from store import charters as kept
from store import cohort_changes
from store import cohorts as kept_cohorts


@dataclass(frozen=True)
class ProgramShown:
    """A program with its charter and the people it names."""

    program: Program
    charter: ProgramCharter
    named: Named


def changeable(look: Look) -> tuple[Program, ...]:
    """The programs whose charter the actor may change."""
    return tuple(
        one
        for one in cohorts.programs(look)
        if may(look.actor, Act.COHORTS_CHANGE, Subject(program_id=one.id))
    )


def to_change(look: Look, program_id: str) -> ProgramShown:
    """A program for the forms that change it. Raises Refusal `cohorts.no_program`."""
    require(look.actor, Act.COHORTS_CHANGE, Subject(program_id=program_id))
    return _shown(look, program_id)


def of_program(look: Look, program_id: str) -> ProgramShown:
    """A program as everyone reads it. Raises Refusal `cohorts.no_program`."""
    require(look.actor, Act.COHORTS_READ)
    return _shown(look, program_id)


def purposes(look: Look, program_ids: Collection[str]) -> Mapping[str, str]:
    """What these programs are for, by their ids; those without a purpose are left out."""
    require(look.actor, Act.COHORTS_READ)
    found = kept.words_of(look.session, program_ids)
    return {program_id: words.purpose for program_id, words in found.items() if words.purpose}


def change_purpose(
    work: Work, program_id: str, seen_version: int, name: str, words: CharterWords
) -> Late | None:
    """Name, purpose, scope, priorities, measures and ladders. The opening word stays as it is.

    Answers Late where somebody changed the charter meanwhile; what is there already is a quiet
    success. Raises Refusal `cohorts.*` under the fields.
    """
    before = to_change(work, program_id)
    wanted = replace(words, opening_word=before.charter.words.opening_word)
    taken = kept_cohorts.program_named(work.session, name)
    troubles = [*check_name("name", name), *check_words(wanted)]
    if troubles:
        raise Refusal.of(troubles)
    if taken is not None and taken.id != program_id:
        raise Refusal("cohorts.program_exists", field="name")
    renamed = name != before.program.name
    late = _keep(work, before, replace(before.charter, words=wanted), seen_version, also=renamed)
    if late is None and renamed:
        cohort_changes.rename_program(work.session, program_id, name)
    return late


def change_opening_word(
    work: Work, program_id: str, seen_version: int, text: str, slack_user: str | None
) -> Late | None:
    """What the sponsor says to those who take part, and whose word it is. Late as above.

    Raises Refusal under `opening_word`, or `people.*` and `cohorts.word_of_nobody` under
    `opening_word_by`: a word without a name is nobody's.
    """
    before = to_change(work, program_id)
    by = _person(work, slack_user, "opening_word_by")
    words = replace(before.charter.words, opening_word=text)
    troubles = [one for one in check_words(words) if one.field == "opening_word"]
    if troubles:
        raise Refusal.of(troubles)
    if text and by is None:
        raise Refusal("cohorts.word_of_nobody", field="opening_word_by")
    charter = replace(before.charter, words=words, opening_word_by=by if text else None)
    return _keep(work, before, charter, seen_version)


def change_contacts(
    work: Work,
    program_id: str,
    seen_version: int,
    *,
    budget_owner: str | None,
    escalation: str | None,
) -> Late | None:
    """Who decides on money and who is asked beyond the program team, by Slack account.

    Late as above. Raises Refusal `people.*` under the field, or `cohorts.escalation_inside` where
    the escalation person is a program manager: they would be asked about themselves.
    """
    before = to_change(work, program_id)
    charter = replace(
        before.charter,
        budget_owner=_person(work, budget_owner, "budget_owner"),
        escalation=_person(work, escalation, "escalation"),
    )
    managers = {one.id for one in governance.program_managers(work, program_id)}
    if charter.escalation in managers:
        raise Refusal("cohorts.escalation_inside", field="escalation")
    return _keep(work, before, charter, seen_version)


def change_pulse_readers(
    work: Work, program_id: str, seen_version: int, readers: Readers | None
) -> Late | None:
    """Who reads the releases of pulses opened from now on. Late as above.

    Those that are open keep what their invitation said. Raises Refusal under `pulse_readers`.
    """
    require(work.actor, Act.PULSE_CHOOSE_READERS, Subject(program_id=program_id))
    if readers is None:
        raise Refusal("cohorts.choose_pulse_readers", field="pulse_readers")
    before = to_change(work, program_id)
    return _keep(work, before, replace(before.charter, pulse_readers=readers), seen_version)


def _shown(look: Look, program_id: str) -> ProgramShown:
    program = next((one for one in cohorts.programs(look) if one.id == program_id), None)
    if program is None:
        raise Refusal("cohorts.no_program")
    charter = kept.of_program(look.session, program_id)
    return ProgramShown(program, charter, cohorts.people_of(look, charter))


def _person(look: Look, slack_user: str | None, field: str) -> str | None:
    return None if slack_user is None else people.by_slack_user(look, slack_user, field=field).id


def _keep(
    work: Work,
    before: ProgramShown,
    charter: ProgramCharter,
    seen_version: int,
    *,
    also: bool = False,
) -> Late | None:
    """Write the charter unless it says so already; `also`: something beside it changes too."""
    program_id = before.program.id
    if charter == before.charter and not also:
        return None
    by = work.me
    if not kept.write(work.session, replace(charter, version=seen_version), by=by):
        return Late(*(kept.last_change(work.session, program_id) or (None, None)))
    work.note("program.changed", about=f"program:{program_id}", version=seen_version + 1)
    work.refresh_home(*(one.id for one in governance.program_managers(work, program_id)))
    return None
