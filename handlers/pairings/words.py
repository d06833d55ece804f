"""The words of pairings: labels, states and the sentences of forms and Home."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.said import counted, day, mention, said
from program.cohort import Cohort, Competency
from program.pairing import DeclineReason, Ending, Pairing, PairingKind, PairingState
from program.person import Person
from program.rhythm import Beat, Rhythm
from program.text import shortened

SHORT_NAME, SHORT_TITLE = 40, 40
"""Characters of a competency or a title in a message, so that its sentences stay short."""

KINDS: Mapping[PairingKind, tuple[str, str]] = {
    PairingKind.ADVISORY: ("Advisory", "They talk: questions, experience, feedback."),
    PairingKind.SPONSORSHIP: ("Hands-on sponsorship", "The mentor also opens doors and vouches."),
    PairingKind.SHADOWING: ("Shadowing", "The mentee comes along and sees the work."),
}
STATES: Mapping[PairingState, str] = {
    PairingState.ASKED: "Mentor asked",
    PairingState.DECLINED: "Declined",
    PairingState.LAPSED: "Lapsed",
    PairingState.WITHDRAWN: "Withdrawn",
    PairingState.READY: "Ready to start",
    PairingState.ACTIVE: "Active",
    PairingState.PAUSED: "Resting",
    PairingState.ENDED: "Ended",
}
BEATS: Mapping[Beat, str] = {
    Beat.ON_TRACK: "on track",
    Beat.CHECK_IN: "check in",
    Beat.TOO_EARLY: "too early to say",
    Beat.RESTING: "resting",
}
DECLINES: Mapping[DeclineReason, str] = {
    DeclineReason.NO_TIME: "No time at the moment",
    DeclineReason.TOO_CLOSE: "We work too closely together",
    DeclineReason.NOT_MY_FIELD: "Not my field",
    DeclineReason.CONFLICT: "A conflict of interest",
    DeclineReason.KNOW_TOO_WELL: "We know each other too well",
    DeclineReason.AWAY: "I am away for longer",
    DeclineReason.OTHER: "Something else",
}
ENDINGS: Mapping[Ending, tuple[str, str]] = {
    Ending.COMPLETED: ("Completed", "It reached its end as planned."),
    Ending.CHANGED: ("Changed", "The mentee goes on with somebody else."),
    Ending.LEFT: ("Left", "One of the two leaves the program."),
    Ending.FOR_CAUSE: ("For cause", "These two are never proposed again. It is shown to nobody."),
}

PROPOSE_LABEL = "Pair by hand"

HELD_BY_DRAFT = "places held by the draft"
SEE_PICTURE = "See the whole picture"
WHY_GONE = "These words went with someone who left."
WHY_HEAD = "*Why you two*"
WHY_THEM_HEAD = "*Why these two*"

OVERVIEW_TITLE = "Our pairing"
OUR_PAIRING = "Our pairing"
OPEN = "Open"
LOG = "Log a check-in"
PAUSE = "Pause"
CHANGE_DATE = "Change the date"
RESUME = "Resume now"
ANOTHER = "Ask for a new pairing"
DISCLOSE = "Disclose a conflict"
GUIDE = "First-meeting guide"
LAST_AGENDA = "Agenda for the last meeting"
MEETINGS = "Our meetings"
OPEN_GUIDE = "Open the guide"
CLOSE_WELL = "Close it well"
THANKS_HEAD = "*Words of thanks*"
NONE_RUNS = (
    "You have no pairing at the moment. As soon as one begins, it stands here and on your Home."
)
SEVERAL = "Which one?"

END_LABEL = "End a pairing"
REOPEN = "Let it go on"
REOPEN_TITLE = "Let it go on?"
KEEP_END = "Keep the last day"

MY_MENTOR = "My mentor"
MY_MENTEES = "My mentees"
NO_MENTEES = "Nobody needs you yet. You are asked before every pairing."
_NO_MENTOR = (
    "*No mentor yet. It is about places, not about you.* You hear here as soon as a mentor has "
    "said yes."
)


def no_mentor(cohort: Cohort, today: date) -> str:
    """For a mentee who waits: before the first day nobody is late, afterwards it is about places.

    It says the same while somebody is asked: a mentee hears nothing before a yes.
    """
    if today >= cohort.starts:
        return _NO_MENTOR
    starts = day(cohort.starts, today)
    return (
        f"*No mentor yet.* Mentors are asked before the cohort starts on {starts}; you hear here "
        "as soon as one has said yes."
    )


def titled(person: Person, location: str = "") -> str:
    """A colleague with what they do and where, on one line of mrkdwn."""
    parts = [mention(person.slack_user)]
    parts += [said(shortened(one, SHORT_TITLE)) for one in (person.title, location) if one]
    return ", ".join(parts)


def listed(competencies: Sequence[Competency]) -> str:
    """The first two, short enough for a sentence: `a and b`."""
    return " and ".join(said(shortened(one.name, SHORT_NAME)) for one in competencies[:2])


def rhythm_planned(cohort: Cohort, today: date) -> str:
    """How often they meet, and until when: `Every 2 weeks until Thu 30 Sep 2027`."""
    return f"{every(cohort.cadence_days)} until {day(cohort.ends, today)}"


def every(days: int) -> str:
    weeks, rest = divmod(days, 7)
    if rest:
        return f"Every {counted(days, 'day', 'days')}"
    return "Every week" if weeks == 1 else f"Every {weeks} weeks"


def state(pairing: Pairing, today: date) -> str:
    """The shown word of a state, without any why."""
    if pairing.state is PairingState.PAUSED and pairing.resting_until:
        return f"Resting until {day(pairing.resting_until, today)}"
    if pairing.state is PairingState.ENDED and pairing.ended_on:
        return f"Ended on {day(pairing.ended_on, today)}"
    return STATES[pairing.state]


def beat(rhythm: Rhythm | None) -> str:
    """The word beside *Active*; nothing where there is none to say."""
    return BEATS[rhythm.beat] if rhythm else ""


def met(rhythm: Rhythm | None, today: date) -> str:
    """`Last met Wed 18 Feb, next Wed 4 Mar.` as far as it is known."""
    if rhythm is None:
        return ""
    last = f"Last met {day(rhythm.last_met, today)}" if rhythm.last_met else "Not met yet"
    following = f", next {day(rhythm.next_date, today)}" if rhythm.next_date else ""
    return f"{last}{following}."


def kind_and_rhythm(pairing: Pairing, today: date) -> str:
    """`Advisory · Every 2 weeks until Thu 30 Sep 2027 · {cohort}`, for mrkdwn."""
    planned = rhythm_planned(pairing.cohort, today)
    return f"{KINDS[pairing.kind][0]} · {planned} · {said(pairing.cohort.name)}"


def began(pairing: Pairing, today: date) -> str:
    return f"Began on {day(pairing.started_on, today)}." if pairing.started_on else ""


def free_places(number: int) -> str:
    return counted(number, "free place", "free places")


def does_not_know(mentee: str, answer_by: date, today: date) -> str:
    return f"{said(mentee)} does not know yet. Answer by {day(answer_by, today)}."


def in_common(shared: Sequence[Competency], *, for_mentee: bool) -> str:
    """One sentence of facts, or nothing where nothing is shared."""
    if not shared:
        return ""
    if for_mentee:
        return f"You want to grow in {listed(shared)}, and they offer it."
    return f"They want to grow in {listed(shared)}, and you offer it."


def why_two(shared: Sequence[Competency], *, for_mentee: bool) -> str:
    """The same where no heading says what it is about."""
    reason = in_common(shared, for_mentee=for_mentee)
    return f"Why you two: {reason[0].lower()}{reason[1:]}" if reason else ""


def my_mentees(taken: int, offered: int) -> str:
    if not offered:
        return MY_MENTEES
    return f"{MY_MENTEES} ({taken} of {counted(offered, 'place', 'places')} taken)"


def rests() -> str:
    return "No reminders, nothing is counted."


def last_day(when: date, today: date) -> str:
    return f"Last day: {day(when, today)}."


def not_told_yet(other: str) -> str:
    return f"{said(other)} hears of it in a few minutes; until then you can take it back."


def reopen_question(*, told: bool) -> str:
    if told:
        return "Both hear that the pairing goes on, and the last day no longer stands."
    return "Nobody was told of the last day, and nobody will be."


def waits_for_you(mentee: Person, answer_by: date, today: date) -> str:
    return (
        f"*Would you mentor {mention(mentee.slack_user)}?* A place is held for them; answer by "
        f"{day(answer_by, today)}."
    )


def said_yes(mentee: Person, *, nothing_left: bool) -> str:
    """On the mentor's Home, until the mentee is told."""
    if nothing_left:
        return f"You said yes to {mention(mentee.slack_user)}, who hears of it in a few minutes."
    return (
        f"You said yes to {mention(mentee.slack_user)}, who hears of it once both of you have "
        "accepted the code of conduct."
    )


def all_of_them(over: int) -> str:
    return f"{over} more"
