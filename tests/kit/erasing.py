"""A full life in the program, for everything to be erased; and everything that is remembered."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.erasing import erase_person
from program.actor import Role
from program.cohort import Cohort
from program.erasure import TELL_WITHIN
from program.matching.records import EditKind
from program.pairing import Pairing
from program.person import SlackPerson
from program.pulse.survey import Answers, Dimension
from program.roster_tie import Why
from program.task import NewTask
from services import cohort_news, drafts, erasure, erasure_steps, pauses, succession
from store import installations, sealing, tasks
from store.base import new_id
from store.columns import SEALED
from store.data_map import columns
from store.installations import Installation, Tokens
from store.people import PersonRow
from store.pulse.opening import open_survey
from store.pulse.voting import Cast
from store.report_tables import ReportDigestRow, ReportReaderRow
from store.roster_tables import ColleagueRow, TieQuestionRow
from store.session import StoreSession
from store.store import Store
from store.tables import TABLES
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.check_ins import FORM, RUNNING_PLAN, confirm, log
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import drafted, edit
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import decide, nominate, open_cohort, put_forward, standing_of
from tests.kit.pairings import active_pairing, disclose
from tests.kit.profiles import rest_for, say, wish, write_as_mentee, write_as_mentor
from tests.kit.pulse import ALL_ALIKE, policy_at
from tests.kit.requests import ask
from tests.kit.rosters import imported

PRIVATE = "marker of what one of the two wrote"
PULSE = "marker of what both answered in a pulse"
ROSTER = (
    ("Sven Sol", "0001", "sven@example.com", "Chief Operating Officer", "Board", "Berlin", ""),
    ("Martin Mayer", "0002", "martin@example.com", "VP Engineering", "Technology", "Lyon", "0001"),
    ("Mia Moreau", "0003", "mia@example.com", "Team Lead", "Finance", "New York", "0004"),
    ("Ada Nowhere", "0004", "ada@example.com", "Controller", "Finance", "Lyon", "0001"),
    ("Chio Castle", "0005", "chio@example.com", "Engineer", "Technology", "Tokyo", "0002"),
)
"""Martin is asked for his view of Chio, and in nobody's way to mentor Mia."""


@dataclass(frozen=True)
class Cell:
    """One value that is remembered somewhere, in the clear."""

    place: str
    text: str


def remembered(store: Store) -> list[Cell]:
    """Every value of every row of every table, sealed ones opened."""
    found = []
    notes = dict(columns())
    with Session(store.engines.look) as session:
        for table in TABLES.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for column in table.columns:
                    value = row[column.name]
                    place = f"{table.name}.{column.name}"
                    if value is None:
                        continue
                    if notes[place].info.get(SEALED):
                        where = sealing.Place(
                            row["workspace_id"], table.name, column.name, row["id"]
                        )
                        value = sealing.unseal(store.keys, where, value)
                    found.append(Cell(place, value if isinstance(value, str) else str(value)))
    return found


def live(stage: Stage, clock: FrozenClock) -> Pairing:
    """Mia and Martin go through a whole program, with everything it remembers of them."""
    imported(stage, *ROSTER)
    cohort = open_cohort(stage, RUNNING_PLAN)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    nominate(stage, MENTEE, cohort)
    put_forward(stage, COLLEAGUE, MENTEE, cohort)
    decide(stage, standing_of(stage, MENTEE))
    put_forward(stage, MENTEE, LIAISON, cohort, seen=PRIVATE, remark=PRIVATE)
    nominate(stage, COLLEAGUE, cohort)
    offer_to_mentor(stage, cohort)
    ids = stage.person_id(MENTEE), stage.person_id(MENTOR)
    edit(stage, drafted(stage, cohort), EditKind.LOCK, *ids, reason=PRIVATE)
    pairing = active_pairing(stage, clock, cohort)
    clock.move(timedelta(days=1))
    form = replace(FORM, met_on=clock.now.date(), competencies=(cohort.competencies[0].id,))
    for by, other in ((MENTEE, MENTOR), (MENTOR, MENTEE)):
        confirm(stage, log(stage, pairing, form, by=by), other)
        clock.move(timedelta(days=1))
        form = replace(form, met_on=clock.now.date())
    ask(stage, MENTEE, pairing)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        pauses.pause(work, pairing.id, clock.now.date() + timedelta(days=14), PRIVATE)
    _by_the_way(stage, cohort)
    _invited(stage, cohort.program.id)
    return pairing


def _by_the_way(stage: Stage, cohort: Cohort) -> None:
    """What else is remembered of somebody who takes part: of Mia and Martin alike."""
    write_as_mentee(stage, cohort, rest=replace(rest_for(cohort), boundaries=PRIVATE))
    write_as_mentor(stage, cohort)
    for one, other in ((MENTEE, MENTOR), (MENTOR, MENTEE)):
        wish(stage, cohort, one, [other], [LIAISON])
        say(stage, one, caring="yes")
    stage.give(MENTEE, Role.LIAISON, cohort.program.id)
    stage.give(MENTOR, Role.LIAISON, cohort.program.id)
    for one in (MENTEE, MENTOR):
        disclose(stage, one, LIAISON)
        disclose(stage, COLLEAGUE, one)
        with stage.desk.open_work(stage.caller(one)) as work:
            drafts.keep(work, "a.form", {"text": PRIVATE})
            cohort_news.wish(work)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        by = MENTEE.slack_user
        made = Installation(Tokens("xoxb-1"), ("chat:write",), False, by, work.now)
        installations.keep(work.session, made)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        line = [MENTEE.slack_user, MENTOR.slack_user]
        succession.set_line(work, cohort.program.id, line)
    for person_id in (stage.person_id(MENTEE), stage.person_id(MENTOR)):
        with stage.desk.open_work_in(stage.workspace_id) as work:
            _rows_of_the_house(work.session, person_id, cohort.id)


def _invited(stage: Stage, program_id: str) -> None:
    """Everyone with an account is invited to an anonymous pulse; the two answer it."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        still_here = select(PersonRow.id).where(PersonRow.deactivated.is_(False))
        everyone = work.session.scalars(still_here).all()
        policy = policy_at(work.now, len(everyone))
        people = {one: {Dimension.ROLE: "mentee"} for one in everyone}
        survey_id = open_survey(
            work.session, program_id, policy, people, remind_at=None, look_at=None
        )
    for account in (MENTEE, MENTOR):
        with stage.desk.open_ballot(stage.caller(account)) as ballot:
            cast = ballot.cast(survey_id, policy.digest(), Answers(ALL_ALIKE, {"better": PULSE}))
        assert cast is Cast.COUNTED


def _rows_of_the_house(session: StoreSession, person_id: str, cohort_id: str) -> None:
    """Rows that only the clock writes, and at another time of the cohort."""
    entry = session.scalars(select(ColleagueRow).where(ColleagueRow.person_id == person_id)).one()
    question = TieQuestionRow(
        colleague_id=entry.id,
        person_id=person_id,
        why=Why.ANOTHER_ACCOUNT.value,
        asked_at=session.now,
    )
    digest = ReportDigestRow(
        id=new_id(),
        kind="sponsor",
        person_id=person_id,
        about=cohort_id,
        on_day=session.now.date(),
        news={},
        made_at=session.now,
    )
    reader = ReportReaderRow(person_id=person_id, weekday=0, hour=9, only_delegate=False)
    session.add_all([question, digest, reader])
    tasks.enqueue(session, NewTask("a.task", {"person": person_id}, person_id, asked_by=person_id))


def erase(stage: Stage, clock: FrozenClock, account: SlackPerson, keys_folder: Path) -> str:
    """The operator has somebody erased, whose word is out a day later; the id that is left."""
    person_id = stage.person_id(account)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        erasure.begin(work, person_id)
    erase_person(stage.desk, keys_folder, stage.workspace_id, person_id)
    let_it_end(stage, clock)
    return person_id


def let_it_end(stage: Stage, clock: FrozenClock) -> None:
    """A day passes, and the account goes as well."""
    clock.move(TELL_WITHIN)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        erasure_steps.end_due(work)
