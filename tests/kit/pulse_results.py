"""Pulses that have closed, over the real close: who was asked, what they said, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from program.cohort import Cohort
from program.pulse.survey import Dimension, Readers, Survey
from services import pulse_messages
from store.pulse import surveys
from store.pulse.opening import open_survey
from store.store import Store
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.pulse import OpenPulse, invite, policy_for
from tests.kit.pulse_closed import close_now

INVITED = (MENTEE, MENTOR, COLLEAGUE)
"""Those of the cast who are asked; the others asked have no other part in the program."""
ROLES = ("mentee", "mentor")


def asked(
    stage: Stage,
    store: Store,
    *,
    cohort: Cohort | None = None,
    readers: Readers = Readers.TEAM,
    people: int = 24,
    places: Sequence[str] = (),
) -> OpenPulse:
    """An open pulse of the cohort's program, with its invitations; every other one is a mentor.

    `places`: where they work, one after the other; each is a group that may be shown.
    """
    cohort = cohort or open_cohort(stage)
    others = invite(store, stage.workspace_id, people - len(INVITED))
    invited = (*(stage.person_id(one) for one in INVITED), *others)
    policy = replace(policy_for(store, people), readers=readers)
    groups = {one: {Dimension.ROLE: ROLES[n % 2]} for n, one in enumerate(invited)}
    if places:
        stamped = {**policy.groups, Dimension.LOCATION: tuple(sorted(set(places)))}
        policy = replace(policy, groups=stamped)
        for n, one in enumerate(invited):
            groups[one][Dimension.LOCATION] = places[n % len(places)]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        survey_id = open_survey(
            work.session, cohort.program.id, policy, groups, remind_at=None, look_at=None
        )
        survey = surveys.by_id(work.session, survey_id)
        assert survey is not None
        pulse_messages.invite(work, survey, invited)
    return OpenPulse(store, stage.workspace_id, cohort.program.id, survey, invited)


def answer(
    pulse: OpenPulse,
    people: int,
    scores: Sequence[Mapping[str, int]] = ({"fit": 4, "safety": 3, "often": 0},),
    comments: Mapping[str, str] | None = None,
) -> None:
    """The first so many answer, by turns with these scores, all with these comments."""
    for n, person_id in enumerate(pulse.people[:people]):
        pulse.cast(person_id, scores[n % len(scores)], comments)


def closed(stage: Stage, clock: FrozenClock, pulse: OpenPulse) -> Survey:
    """Its time comes, and it is closed as the house does it."""
    clock.set(max(pulse.survey.closes_at, stage.desk.now()))
    close_now(pulse.store, stage.desk, stage.workspace_id, pulse.survey.id)
    return pulse.now()
