"""Pulses of a workspace: one closed and talked about, one open and answered, one planned."""

from dataclasses import replace
from datetime import timedelta

from program.pulse.heard import Heard
from program.pulse.library import STANDARD
from program.pulse.plan import PlanForm
from program.pulse.survey import AudienceKind, Dimension, Readers
from services import pulse_heard, pulse_messages, pulse_plans
from store.pulse import surveys
from store.pulse.opening import open_survey
from store.store import Store
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, invite, policy_for
from tests.kit.pulse_closed import close_now

ASKED = 12
A_MINUTE = timedelta(minutes=1)


def pulses(stage: Stage, store: Store, clock: FrozenClock, program_id: str, word: str) -> None:
    """Mia, Martin, Chio and others are asked twice; all but the last answer."""
    _close(stage, clock, _asked(stage, store, program_id, word, A_MINUTE), word)
    _asked(stage, store, program_id, word, timedelta(days=7))
    day = stage.desk.now().date() + timedelta(days=40)
    form = PlanForm(
        program_id=program_id,
        title=f"{word} plan",
        audience=AudienceKind.PROGRAM,
        cohort_id=None,
        opens=day,
        closes=day + timedelta(days=7),
        every="60",
        chosen=tuple(one.id for one in STANDARD),
    )
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pulse_plans.compose(work, form)


def _asked(stage: Stage, store: Store, program_id: str, word: str, lasts: timedelta) -> OpenPulse:
    others = invite(store, stage.workspace_id, ASKED - 3)
    people = (*(stage.person_id(one) for one in (MENTEE, MENTOR, COLLEAGUE)), *others)
    policy = replace(
        policy_for(store, ASKED),
        title=f"{word} pulse",
        program=word,
        readers=Readers.ALL,
        closes_at=store.clock() + lasts,
    )
    groups = {one: {Dimension.ROLE: "mentee"} for one in people}
    with stage.desk.open_work_in(stage.workspace_id) as work:
        survey_id = open_survey(
            work.session, program_id, policy, groups, remind_at=None, look_at=None
        )
        survey = surveys.by_id(work.session, survey_id)
        assert survey is not None
        pulse_messages.invite(work, survey, people)
    pulse = OpenPulse(store, stage.workspace_id, program_id, survey, people)
    for person_id in people[:-1]:
        pulse.cast(person_id, comments={"better": f"{word} comment"})
    return pulse


def _close(stage: Stage, clock: FrozenClock, pulse: OpenPulse, word: str) -> None:
    """Its time comes, and what was heard is said."""
    clock.set(pulse.survey.closes_at)
    close_now(pulse.store, stage.desk, stage.workspace_id, pulse.survey.id)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pulse_heard.say(work, pulse.survey.id, Heard(f"{word} heard", f"{word} will"))
