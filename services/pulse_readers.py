"""Who reads what comes of a pulse: as the charter said when it opened, and so its invitation."""

from program.permissions import Act, Subject, may, require
from program.pulse.survey import Readers, Survey
from services import governance, pulse_invited
from services.desk import Look
from store import charters
from store.pulse import invitations

WIDTH = tuple(Readers)
"""From the fewest readers to the most; each holds those before it."""


def chosen(look: Look, program_id: str) -> Readers:
    """What the charter says now: for pulses that open from now on."""
    require(look.actor, Act.COHORTS_READ)
    return charters.of_program(look.session, program_id).pulse_readers


def may_read(look: Look, survey: Survey) -> bool:
    """Whether the actor reads the release of this survey, once there is one."""
    return may(look.actor, *_asked(look, survey))


def require_read(look: Look, survey: Survey) -> None:
    """Raise Refusal `permissions.*` unless the actor reads the release of this survey."""
    require(look.actor, *_asked(look, survey))


def told(look: Look, survey: Survey) -> frozenset[str]:
    """Whoever gets a message with the result: program managers, and others as it was promised."""
    require(look.actor, Act.PULSE_RUN)
    readers = {one.id for one in governance.program_managers(look, survey.program_id)}
    if survey.policy.readers is not Readers.TEAM:
        readers |= {one.id for one in governance.sponsors(look, survey.program_id)}
    if survey.policy.readers is Readers.ALL:
        readers |= pulse_invited.invited_once(look, survey.id)
    return frozenset(readers)


def _asked(look: Look, survey: Survey) -> tuple[Act, Subject]:
    """The act that reading it is for the actor: of the team alone, of sponsors too, of all."""
    if survey.policy.readers is Readers.TEAM:
        return Act.PULSE_OVERSEE, Subject(program_id=survey.program_id)
    concerns: frozenset[str] = frozenset()
    if survey.policy.readers is Readers.ALL and invitations.was_sent(
        look.session, pulse_invited.INVITATION, survey.id, look.me
    ):
        concerns = frozenset({look.me})
    return Act.PULSE_READ, Subject(program_id=survey.program_id, concerns=concerns)
