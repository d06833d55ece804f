"""The first weeks of the running cohort: a program, its people, its nominees and its mentors."""

from collections.abc import Callable
from datetime import timedelta

from bot.practice import people, roster, winter
from bot.practice.acting import Act, caller, cohort_named, on, program_of
from bot.practice.story import HELEN, MARC
from bot.practice.winter import Mentee, Offer
from program.actor import Role
from program.charter import CharterWords
from program.mentor import Offer as OfferForm
from program.mentor_lists import Style
from program.nomination_forms import Decision, SelfNomination
from program.nomination_steps import Step
from services import (
    charters,
    conduct,
    governance,
    mentor_invitations,
    mentor_offers,
    nomination_deciding,
    nomination_self,
    nominations,
    pairing_starts,
    roster_applying,
    roster_import,
)
from services.desk import Desk

A_WHILE = timedelta(minutes=20)
Do = Callable[[Desk], None]


def acts() -> list[Act]:
    """From the program's first morning to a roster of mentors."""
    return [*_founding(), *_nominating(), *_recruiting()]


def _founding() -> list[Act]:
    began = winter.FOUNDED_AT
    given = [(MARC, Role.PROGRAM_MANAGER), (winter.LIAISON, Role.LIAISON)]
    given += [(name, Role.SPONSOR) for name in winter.SPONSORS]
    return [
        *(
            Act(began + number * A_WHILE, name, _give(name, role))
            for number, (name, role) in enumerate(given, start=1)
        ),
        Act(on(1, 12, 13), HELEN, _import_roster),
        Act(on(1, 12, 15), HELEN, _write_charter),
    ]


def _nominating() -> list[Act]:
    """Two people put themselves forward each day; two weeks later all of them hear a yes."""
    told = []
    for number, one in enumerate(winter.MENTEES):
        told.append(Act(on(1, 14 + number // 2, 10 + number % 2), one.name, _apply(one)))
        told.append(Act(on(2, 3, 9, 5 * number), HELEN, _accept_nominee(one.name)))
    return told


def _recruiting() -> list[Act]:
    told = [
        Act(on(1, 21, 11, 4 * number), one.name, _offer(one))
        for number, one in enumerate(winter.OFFERS)
    ]
    mentors = [one.name for one in winter.OFFERS]
    mentees = [one.name for one in winter.MENTEES if one.name != "Oliver Grant"]
    told += [
        Act(on(2, 5, 9, 2 * number), name, _read_conduct(name))
        for number, name in enumerate((*mentors, *mentees))
    ]
    return [*told, Act(on(3, 2, 10), HELEN, _invite(winter.INVITED_AND_SILENT))]


def _give(name: str, role: Role) -> Do:
    def give(desk: Desk) -> None:
        with desk.open_work(caller(HELEN)) as work:
            governance.give_role(
                work,
                slack_user=people.BY_NAME[name].slack_user,
                role=role,
                program_id=program_of(work).id,
            )

    return give


def _import_roster(desk: Desk) -> None:
    with desk.open_work(caller(HELEN)) as work:
        begun = roster_import.begin(work, roster.FILE_NAME)
    reading = roster_import.read_file(roster.file(), roster.FILE_NAME, desk.now())
    with desk.open_work(caller(HELEN)) as work:
        changes = roster_import.planned(work, reading)
        roster_import.stage(work, begun.id, reading, changes, roster.FILE_NAME)
    with desk.open_work(caller(HELEN)) as work:
        roster_applying.ask_to_apply(work, begun.id)


def _write_charter(desk: Desk) -> None:
    words = CharterWords(
        purpose=winter.PURPOSE,
        scope=winter.SCOPE,
        priorities=winter.PRIORITIES,
        measures=winter.MEASURES,
        ladders=winter.LADDERS,
    )
    with desk.open_work(caller(HELEN)) as work:
        program = program_of(work)
        before = charters.of_program(work, program.id)
        charters.change_purpose(work, program.id, before.charter.version, program.name, words)
    with desk.open_work(caller(HELEN)) as work:
        before = charters.of_program(work, program.id)
        charters.change_opening_word(
            work,
            program.id,
            before.charter.version,
            winter.OPENING_WORD,
            people.BY_NAME[winter.OPENING_WORD_BY].slack_user,
        )
    with desk.open_work(caller(HELEN)) as work:
        before = charters.of_program(work, program.id)
        charters.change_contacts(
            work,
            program.id,
            before.charter.version,
            budget_owner=people.BY_NAME[winter.BUDGET_OWNER].slack_user,
            escalation=people.BY_NAME[winter.ESCALATION].slack_user,
        )


def _apply(one: Mentee) -> Do:
    def apply(desk: Desk) -> None:
        with desk.open_work(caller(one.name)) as work:
            cohort = cohort_named(work, winter.COHORT_NAME)
            form = SelfNomination(
                cohort_id=cohort.id,
                competencies=tuple(cohort.competencies[place].id for place in one.competencies),
                aspiration=one.aspiration,
                evidence={},
            )
            nomination_self.keep_first_step(work, form)
        with desk.open_work(caller(one.name)) as work:
            cohort = cohort_named(work, winter.COHORT_NAME)
            said = (one.led, winter.FEEDBACK, winter.LARGER_ROLE)
            written = zip(cohort.criteria, said, strict=True)
            nomination_self.apply(work, cohort.id, {asked.id: text for asked, text in written})

    return apply


def _accept_nominee(name: str) -> Do:
    def accept(desk: Desk) -> None:
        with desk.open_look(caller(name)) as look:
            standing = nominations.standings(look)[0]
        decision = Decision(standing.id, standing.version, Step.ACCEPTED, reason=winter.REASON)
        with desk.open_work(caller(HELEN)) as work:
            nomination_deciding.decide(work, decision)

    return accept


def _offer(one: Offer) -> Do:
    def offer(desk: Desk) -> None:
        with desk.open_work(caller(one.name)) as work:
            cohort = cohort_named(work, winter.COHORT_NAME)
            form = OfferForm(
                cohort_id=cohort.id,
                competencies=tuple(cohort.competencies[place].id for place in one.competencies),
                style=Style.CHALLENGING,
                places=one.places,
                hours_a_month=one.hours,
                backup=one.is_backup,
            )
            mentor_offers.keep_first_step(work, form)
        with desk.open_work(caller(one.name)) as work:
            mentor_offers.offer(work, form)

    return offer


def _invite(name: str) -> Do:
    def invite(desk: Desk) -> None:
        with desk.open_work(caller(HELEN)) as work:
            cohort = cohort_named(work, winter.COHORT_NAME)
            slack_user = people.BY_NAME[name].slack_user
            line = "Warsaw asked for somebody who knows shared services."
            mentor_invitations.invite(work, cohort.id, [slack_user], line)

    return invite


def _read_conduct(name: str) -> Do:
    def accept(desk: Desk) -> None:
        with desk.open_work(caller(name)) as work:
            conduct.accept(work, version=conduct.version_in_force(work))
            pairing_starts.go_on(work, work.actor.person_id or "")

    return accept
