"""The sentences of messages to mentors: complete in themselves, read on a lock screen."""

from handlers.mentors.words import places
from handlers.said import counted, day, local_day, mention, said
from program.mentor import MentorState
from services.mentor_messages import ToldMentor


def invite(say: ToldMentor) -> str:
    who = mention(say.inviter.slack_user) if say.inviter else "The program team"
    hours = counted(say.cohort.hours_a_month, "hour", "hours")
    return (
        f"{who} invites you to mentor in {_cohort(say)}: one or two mentees, about {hours} a month "
        f"for each until {day(say.cohort.ends, say.today)}. You set the limits."
    )


def reminder(say: ToldMentor) -> str:
    until = f" until {day(say.mentor.answer_by, say.today)}" if say.mentor.answer_by else ""
    return (
        f"The invitation to mentor in {_cohort(say)} is open{until}. A no helps as much as a yes, "
        "and this is the only reminder."
    )


def answered(say: ToldMentor) -> str:
    """In place of the invitation, once it is answered or over."""
    lead = f"You were invited to mentor in {_cohort(say)}."
    since = local_day(say.mentor.since, say.zone, say.today)
    if say.mentor.state is MentorState.INVITED:
        return f"{lead} A newer invitation stands below."
    return f"{lead} {_BECAME[say.mentor.state].format(since=since)}"


def news(say: ToldMentor) -> str:
    """For whoever is on the roster, and what became of it later."""
    if say.mentor.state is MentorState.ON_ROSTER:
        number = say.mentor.places
        return (
            f"Thank you, you are on the roster of {_cohort(say)} with {places(number)}. "
            "You are asked before every pairing."
        )
    since = local_day(say.mentor.since, say.zone, say.today)
    return (
        f"You were on the roster of {_cohort(say)} until {since}. "
        "You can offer again any time with /mentoring volunteer."
    )


_BECAME = {
    MentorState.ON_ROSTER: "You said yes on {since}.",
    MentorState.DECLINED: (
        "You said not this time, on {since}. If that changes: /mentoring volunteer."
    ),
    MentorState.LAPSED: (
        "It ended on {since} without an answer. If you still want to, offer any time."
    ),
    MentorState.LEFT: "You left the roster on {since}. You can offer again any time.",
}


def _cohort(say: ToldMentor) -> str:
    return f"{said(say.cohort.program.name)}, {said(say.cohort.name)}"
