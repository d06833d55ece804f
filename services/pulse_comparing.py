"""What the rules say against opening a pulse, beside every other survey of the workspace."""

from collections.abc import Mapping
from datetime import datetime

from program.hours import local_day
from program.permissions import Act, require
from program.pulse.groups import to_show
from program.pulse.opening_rules import APART, Earlier, Figure, Objection, Wished, objections
from program.pulse.plan import Plan
from program.pulse.survey import AudienceKind, Dimension, Survey, SurveyState, digest_of
from services import pulse_invited, pulse_rules
from services.desk import Look
from services.pulse_rules import Groups
from store.pulse import audience as kept_audience
from store.pulse import results, surveys, voiding

_RUN = (SurveyState.OPEN, SurveyState.CLOSING)


def against(
    look: Look,
    plan: Plan,
    opens_at: datetime,
    closes_at: datetime,
    people: Mapping[str, Groups],
) -> tuple[Objection, ...]:
    """What speaks against opening a plan at a moment for these people.

    It is compared with every survey of the workspace, of whichever program. For who may compose,
    and for the clock. Raises Refusal `pulse.no_program`, `permissions.*`.
    """
    program = pulse_rules.require_composing(look, plan.program_id)
    wished = Wished(
        program_id=program.id,
        invited=frozenset(people),
        questions=frozenset(one.id for one in plan.questions),
        now=look.now,
        opens_at=opens_at,
        closes_at=closes_at,
        zone=program.zone,
        groups=_groups(to_show(list(people.values())), people, 0),
    )
    found = surveys.of_workspace(look.session)
    house = look.by_the_house()
    return objections(wished, [_earlier(house, one) for one in found if _matters(one, opens_at)])


def _matters(survey: Survey, opens_at: datetime) -> bool:
    """Whether it runs, or closed so lately that its figures would lie beside the new ones."""
    return survey.state in _RUN or survey.closes_at > opens_at - APART


def _earlier(look: Look, survey: Survey) -> Earlier:
    """With those invited, and those of its groups, who are known by now; the others are counted.

    Until the close both stand as they were frozen. After it, whoever was erased is missing; the
    groups are those of today, if these are the same as at the opening.
    """
    require(look.actor, Act.PULSE_RUN)
    shown = survey.policy.groups
    if survey.state in _RUN:
        frozen = kept_audience.everyone(look.session, survey.id)
        missing = survey.policy.invited - len(frozen)
        return Earlier(survey, frozenset(frozen), _groups(shown, frozen, missing))
    invited = pulse_invited.invited_once(look, survey.id)
    day = local_day(look.now, survey.policy.zone)
    today = pulse_rules.audience(look, survey.program_id, AudienceKind.PROGRAM, None, day)
    known = {one: today[one] for one in invited if one in today}
    missing = survey.policy.invited - len(known)
    return Earlier(
        survey,
        invited,
        _groups(shown, known, missing),
        knows_groups=not shown or survey.policy.members == members(shown, known),
        was_restored=results.why_void(look.session, survey.id) == voiding.RESTORED,
    )


def members(shown: Mapping[Dimension, tuple[str, ...]], people: Mapping[str, Groups]) -> str:
    """A digest of who is in each of the groups that are shown: it leads to nobody."""
    written = sorted(
        f"{dimension}|{group}|{person_id}"
        for person_id, groups in people.items()
        for dimension, group in groups.items()
        if group in shown.get(dimension, ())
    )
    return digest_of("\n".join(written))


def _groups(
    shown: Mapping[Dimension, tuple[str, ...]], people: Mapping[str, Groups], missing: int
) -> tuple[Figure, ...]:
    """Who is in each of the groups that are shown."""
    return tuple(
        Figure(
            frozenset(one for one, groups in people.items() if groups.get(dimension) == group),
            missing,
        )
        for dimension, named in shown.items()
        for group in named
    )
