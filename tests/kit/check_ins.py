"""Two people in a running pairing, and what they say of their meetings."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from program.check_in import CheckIn, CheckInForm, Medium, OwnWords, Worth
from program.cohort import Cohort
from program.pairing import Pairing, PairingStep
from program.person import SlackPerson
from services import check_in_answers, check_in_log, rhythm_nudges
from store import check_ins, pairings
from tests.kit.cast import MENTEE, Stage
from tests.kit.clock import START
from tests.kit.nominations import PLAN, open_cohort
from tests.kit.requests import running_pair

TODAY = START.date()
SECRET = "marker of a private note"
ACTION = "Introduce Mia to the board"
RUNNING_PLAN = replace(PLAN, starts=TODAY + timedelta(days=21), ends=TODAY + timedelta(days=300))
FORM = CheckInForm(
    met_on=TODAY,
    minutes=60,
    medium=Medium.VIDEO,
    actions=(ACTION,),
    own=OwnWords(worth=Worth.VERY, note=SECRET),
)


def pair(stage: Stage, cohort: Cohort | None = None, **accounts: SlackPerson) -> Pairing:
    """A pairing that began today: Martin mentors Mia."""
    return running_pair(stage, cohort=cohort or open_cohort(stage, RUNNING_PLAN), **accounts)


def log(
    stage: Stage, pairing: Pairing, form: CheckInForm = FORM, by: SlackPerson = MENTEE
) -> CheckIn:
    """One of the two notes a meeting."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return check_in_log.log(work, pairing.id, form)


def confirm(stage: Stage, check_in: CheckIn, by: SlackPerson) -> CheckIn:
    """The other says yes."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return check_in_answers.confirm(work, check_in.id)


def now(stage: Stage, check_in: CheckIn) -> CheckIn:
    """The same check-in as it stands now."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = check_ins.check_in(look.session, check_in.id)
    assert found is not None
    return found


def plan(stage: Stage) -> None:
    """The clock comes by: everything of check-ins that is due."""
    for next_due, run in (
        (rhythm_nudges.next_due, rhythm_nudges.remind),
        (rhythm_nudges.next_end_of_ask, rhythm_nudges.end_asks),
    ):
        with stage.desk.open_look_in(stage.workspace_id) as look:
            due = next_due(look)
        if due is not None and due <= stage.desk.now():
            with stage.desk.open_work_in(stage.workspace_id) as work:
                run(work)


def step(stage: Stage, pairing: Pairing, what: PairingStep, **changes: Any) -> Pairing:
    """Another feature moves the pairing: it rests, goes on, ends."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        seen = pairings.pairing(work.session, pairing.id)
        assert seen is not None
        return pairings.move(work.session, seen, what, by=None, **changes)
