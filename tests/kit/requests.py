"""Pairings that run already, so that they can rest, be asked about and be ended."""

from datetime import date

from program.cohort import Cohort
from program.hours import local_day
from program.pairing import Pairing, PairingKind, PairingStep
from program.pairing_forms import NewPairing
from program.person import SlackPerson
from program.request import Asked, Helps, Reason, RequestSeen
from services import requests
from store import pairing_words, pairings
from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER, Stage
from tests.kit.nominations import open_cohort

SECRET = "marker of a private word"
ASKED = Asked(
    reason=Reason.STYLE,
    words=f"{SECRET}: we talk past each other.",
    helps=Helps.ANOTHER,
    reach=f"{SECRET}: after four",
)


def running_pair(
    stage: Stage,
    mentor: SlackPerson = MENTOR,
    mentee: SlackPerson = MENTEE,
    cohort: Cohort | None = None,
) -> Pairing:
    """Two people in an active pairing, since today."""
    cohort = cohort or open_cohort(stage)
    ids = stage.person_id(mentor), stage.person_id(mentee), stage.person_id(PROGRAM_MANAGER)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        new = NewPairing(
            cohort_id=cohort.id,
            mentor=ids[0],
            mentee=ids[1],
            kind=PairingKind.ADVISORY,
            answer_by=date(2026, 11, 30),
            look_at=work.now,
            why="They aim for the same.",
        )
        pairing = pairing_words.propose(work.session, new, by=ids[2])
        assert pairing is not None
        pairing = pairings.move(work.session, pairing, PairingStep.ACCEPTED, by=ids[0])
        return pairings.move(
            work.session,
            pairing,
            PairingStep.STARTED,
            by=None,
            started_on=local_day(work.now, cohort.program.zone),
        )


def pairing_now(stage: Stage, pairing: Pairing) -> Pairing:
    """The same pairing as it stands now."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = pairings.pairing(look.session, pairing.id)
    assert found is not None
    return found


def ask(stage: Stage, account: SlackPerson, pairing: Pairing, asked: Asked = ASKED) -> RequestSeen:
    """Somebody of the two asks for another partner, in both steps."""
    with stage.desk.open_work(stage.caller(account)) as work:
        requests.keep_first(work, pairing.id, asked)
    with stage.desk.open_work(stage.caller(account)) as work:
        return requests.ask_for_another(work, pairing.id, asked)
