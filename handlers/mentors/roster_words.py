"""What the program team reads of mentors: the roster, one mentor, an invitation."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.choice_words import LANGUAGES_OF, STYLES, TIMES_OF
from handlers.mentors.words import in_cohort, places
from handlers.said import counted, day, local_day, mention, named, said
from handlers.visibility import INVITING_LINE, line
from program.cohort import Cohort
from program.mentor import Mentor, MentorState
from program.mentor_lists import Style
from program.person import Person
from services.mentor_invitations import Invited
from services.mentor_roster import Listed

TAKEN_OFF = (
    "They are off the roster. Nobody is proposed to them any more; they were not written to."
)
INVITE_TITLE = "Invite a mentor"
INVITE = "Invite a mentor"
INVITE_SEND = "Invite"
INVITE_AGAIN = "Invite again"
PEOPLE = "Whom would you like to invite?"
COHORT = "For which cohort?"
LINE = "A line of your own"
INVITED_TITLE = "Invitations"
ROSTER = "Mentors"
OPEN = "Open"
READ_TITLE = "A mentor"
TAKE_OFF = "Take off the roster"
STAY_ON = "Keep them on it"
OFFERS_HEAD = "*What they offer*"
BOUNDARIES_HEAD = "*What nobody should ask them for*"
LINE_HEAD = "*The line beside the invitation*"
NOBODY = "Nobody stands here yet. Mentors volunteer, or you invite them."
YES = "yes"
NO = "no"

STATES: Mapping[MentorState, str] = {
    MentorState.INVITED: "Invited",
    MentorState.ON_ROSTER: "On the roster",
    MentorState.DECLINED: "Not this time",
    MentorState.LAPSED: "No answer in time",
    MentorState.LEFT: "Left the roster",
}
FILTERS: Mapping[str, str] = {
    "all": "All mentors",
    "free": "With a free place",
    "full": "Without a free place",
    "invited": "Invited",
    "silent": "Invited and silent",
    "backup": "Standing by",
    "past": "Not any more",
}


def line_hint() -> str:
    return line(INVITING_LINE, about="each of them")


def take_off_question(person: Person) -> tuple[str, str]:
    return (
        "Take off the roster?",
        f"Nobody is proposed to {named(person)} any more. They are not written to; tell them "
        "yourself. They can offer again any time.",
    )


def invited_result(became: Invited) -> str:
    """What became of an invitation form."""
    asked = counted(len(became.asked), "colleague is", "colleagues are")
    lines = [
        f"{asked} asked at their next working hour, and reminded once. {in_cohort(became.cohort)}"
        if became.asked
        else "Nobody is asked anew."
    ]
    if became.asked_before:
        lines.append(f"Invited already: {_mentions(became.asked_before)}.")
    if became.on_roster:
        lines.append(f"On the roster already: {_mentions(became.on_roster)}.")
    return "\n".join(lines)


def listed(one: Listed, today: date) -> str:
    """One line of the roster."""
    return f"{mention(one.person.slack_user)} · {said(one.cohort.name)}\n{stands(one, today)}"


def stands(one: Listed, today: date) -> str:
    """Where somebody stands, in one line."""
    if not one.can_mentor:
        return "Account closed" if one.person.deactivated else "No full account any more"
    mentor = one.mentor
    if mentor.state is MentorState.INVITED:
        until = f", until {day(mentor.answer_by, today)}" if mentor.answer_by else ""
        reminded = ", reminded" if mentor.reminded else ""
        return f"{STATES[mentor.state]}{reminded}{until}"
    if mentor.state is not MentorState.ON_ROSTER:
        since = local_day(mentor.since, one.cohort.program.zone, today)
        return f"{STATES[mentor.state]} since {since}"
    backup = " · standing by" if mentor.backup else ""
    hours = counted(mentor.hours_a_month, "hour", "hours")
    return f"{one.taken} of {places(mentor.places)} taken · {hours} a month{backup}"


def silent(one: Listed, today: date) -> str:
    """The line of the inbox."""
    until = f" · lapses after {day(one.mentor.answer_by, today)}" if one.mentor.answer_by else ""
    who = mention(one.person.slack_user)
    return f"*Invitation unanswered* · {who} · {said(one.cohort.name)}{until}"


def read_lines(mentor: Mentor, cohort: Cohort) -> list[str]:
    """What somebody offers from the lists, one line each; nothing of what they wrote."""
    hours = counted(mentor.hours_a_month, "hour", "hours")
    offered = set(mentor.competencies)
    shown = [one.name for one in cohort.competencies if one.id in offered]
    shown.append(f"{places(mentor.places)}, {hours} a month")
    if mentor.style in set(Style):
        shown.append(STYLES[Style(mentor.style)])
    if mentor.times:
        shown.append(", ".join(_spoken(mentor.times, {k.value: v for k, v in TIMES_OF.items()})))
    if mentor.languages:
        known = {code.value: name for code, name in LANGUAGES_OF.items()}
        shown.append(", ".join(_spoken(mentor.languages, known)))
    if mentor.backup:
        shown.append("Stands by when somebody needs a new mentor")
    return shown


def _spoken(codes: Sequence[str], known: Mapping[str, str]) -> list[str]:
    return [known[one] for one in codes if one in known]


def _mentions(people: Sequence[Person]) -> str:
    return ", ".join(mention(one.slack_user) for one in people)
