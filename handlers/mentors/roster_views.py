"""What the program team sees of mentors: the invitation, a line of the roster, one mentor."""

from collections.abc import Sequence
from datetime import date

from documents.sheet import Sheet
from handlers import blocks, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Mentors
from handlers.mentors import roster_words as words
from handlers.notice import notice
from handlers.said import mention, named
from program.cohort import Cohort
from program.mentor import LINE_LIMIT, MOST_INVITED, MentorState
from program.text import shortened
from services.mentor_invitations import Invited
from services.mentor_roster import Listed, Opened

HEADING = (
    "Name",
    "Title",
    "Cohort",
    "State",
    "Places",
    "Taken",
    "Hours a month",
    "Stands by",
    "Strong in",
)


def invite(cohorts: Sequence[Cohort], accounts: Sequence[str], chosen: str | None) -> View:
    """Whom, for which cohort, and a line of one's own."""
    choices = [blocks.Choice(one.id, one.name) for one in cohorts[:100]]
    known = {one.value for one in choices}
    return blocks.modal(
        Mentors.INVITE_VIEW,
        words.INVITE_TITLE,
        [
            inputs.accounts_input(
                "people", words.PEOPLE, most=MOST_INVITED, initial=accounts[:MOST_INVITED]
            ),
            inputs.select_input(
                "cohort",
                words.COHORT,
                choices,
                chosen if chosen in known else choices[0].value,
            ),
            inputs.text_input(
                "line",
                words.LINE,
                longest=LINE_LIMIT,
                hint=words.line_hint(),
                optional=True,
            ),
        ],
        submit=words.INVITE_SEND,
    )


def invited(became: Invited) -> View:
    """What became of it."""
    return notice(words.invited_result(became), title=words.INVITED_TITLE)


def row(one: Listed, today: date) -> list[Block]:
    """One line of the roster."""
    spoken = shortened(f"{words.OPEN}, {named(one.person)}", blocks.OPTION)
    press = blocks.button(words.OPEN, Mentors.READ, ids={"mentor": one.mentor.id}, spoken=spoken)
    return [blocks.section(words.listed(one, today), press)]


def sheet(rows: Sequence[Listed]) -> Sheet:
    """The same rows for the download; nothing of what anybody wrote."""
    return Sheet(words.ROSTER, HEADING, [_cells(one) for one in rows])


def read(opened: Opened, today: date, *, may_act: bool) -> View:
    """One mentor with their words, and what can be done."""
    one, kept = opened.line, opened.offer
    shown = [
        blocks.section(f"{mention(one.person.slack_user)}\n{words.stands(one, today)}"),
        blocks.context(cohort_line.titled(one.cohort)),
    ]
    if kept.mentor.competencies:
        shown += [
            blocks.section(words.OFFERS_HEAD),
            blocks.bulleted(words.read_lines(kept.mentor, kept.cohort)),
        ]
    if kept.boundaries:
        shown += [blocks.section(words.BOUNDARIES_HEAD), blocks.written(kept.boundaries)]
    if opened.invitation:
        shown += [blocks.section(words.LINE_HEAD), blocks.written(opened.invitation)]
    if may_act:
        shown += _acts(one)
    return blocks.modal(Mentors.READ_VIEW, words.READ_TITLE, shown, ids={"mentor": one.mentor.id})


def nobody() -> list[Block]:
    """Where nobody stands yet."""
    return [blocks.section(words.NOBODY)]


def _acts(one: Listed) -> list[Block]:
    if one.mentor.state is MentorState.ON_ROSTER:
        title, text = words.take_off_question(one.person)
        return [
            blocks.actions(
                blocks.button(
                    words.TAKE_OFF,
                    Mentors.LEAVE,
                    ids={"mentor": one.mentor.id},
                    confirm=blocks.confirm(
                        title, shortened(text, 300), yes=words.TAKE_OFF, no=words.STAY_ON
                    ),
                )
            )
        ]
    if one.mentor.state is MentorState.INVITED or one.person.deactivated:
        return []
    ids = {"account": one.person.slack_user, "cohort": one.cohort.id}
    return [blocks.actions(blocks.button(words.INVITE_AGAIN, Mentors.INVITE, ids=ids))]


def _cells(one: Listed) -> tuple[str | int, ...]:
    offered = set(one.mentor.competencies)
    strong = [competency.name for competency in one.cohort.competencies if competency.id in offered]
    return (
        one.person.name,
        one.person.title,
        one.cohort.name,
        words.STATES[one.mentor.state],
        one.mentor.places,
        one.taken,
        one.mentor.hours_a_month,
        words.YES if one.mentor.backup else words.NO,
        ", ".join(strong),
    )
