"""A cohort in its eighth week with a sponsor, so that there is something to report."""

from datetime import UTC, datetime, timedelta

from program.actor import Role
from program.check_in import CheckInForm, Medium
from program.hours import local_day
from program.pairing import Pairing
from program.person import SlackPerson
from services import check_in_answers, check_in_log, report_round
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.requests import running_pair

FIRST_DAY = datetime(2027, 1, 18, 9, tzinfo=UTC)
SUNDAY_BEFORE = datetime(2027, 3, 7, 12, tzinfo=UTC)
MONDAY = datetime(2027, 3, 8, 8, tzinfo=UTC)
"""Nine o'clock in Berlin, in the eighth week of the cohort."""
SECRET = "marker of a private word"


def reporting(stage: Stage, clock: FrozenClock) -> tuple[Pairing, Pairing]:
    """Two pairs since the first day; Sven sponsors the program. It is Sunday before the digest."""
    cohort = open_cohort(stage)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    clock.set(FIRST_DAY)
    pairs = running_pair(stage, cohort=cohort), running_pair(stage, MENTOR, COLLEAGUE, cohort)
    clock.set(SUNDAY_BEFORE)
    return pairs


def meet(stage: Stage, pairing: Pairing, mentee: SlackPerson = MENTEE, *, days_ago: int) -> None:
    """The two met, and both say so."""
    today = local_day(stage.desk.now(), pairing.cohort.program.zone)
    form = CheckInForm(today - timedelta(days=days_ago), 60, Medium.VIDEO)
    with stage.desk.open_work(stage.caller(mentee)) as work:
        noted = check_in_log.log(work, pairing.id, form)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.confirm(work, noted.id)


def tick(stage: Stage) -> datetime | None:
    """What the planner does with digests; answers when it is due next."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = report_round.next_due(look)
    if due is not None and due <= stage.desk.now():
        with stage.desk.open_work_in(stage.workspace_id) as work:
            report_round.run(work)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return report_round.next_due(look)
