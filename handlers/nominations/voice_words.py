"""Every sentence about putting a colleague forward: the form, the question, the manager's view."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.nominations.words import STATES, usual_wait, with_day
from handlers.said import counted, day, listing, mention, named, said
from handlers.visibility import RATINGS, VIEW_REMARK, VOICE, VOICE_REMARK, line
from program.nomination import Standing
from program.nomination_rhythm import ANSWER_WORKING_DAYS
from program.nomination_steps import NominationState
from program.nomination_voice import KnownAs, Rating, View, ViewState
from program.person import Person

NOMINATE = "Nominate a colleague"
NOMINATE_THEM = "Nominate"
TITLE = "Nominate a colleague"
STEP_1, STEP_2, STEP_3 = "Step 1 of 3", "Step 2 of 3", "Step 3 of 3"
NEXT, BACK, SEND, GO_ON = "Next", "Back", "Send", "Go on where you stopped"
WHO_LABEL = "Colleague"
COHORT_LABEL = "Cohort"
KNOWN_LABEL = "How do you know their work?"
KNOWN: Mapping[KnownAs, str] = {
    KnownAs.LINE_MANAGER: "I lead them",
    KnownAs.SPONSOR: "I lead the area they work in",
    KnownAs.TEAM: "We work in one team",
    KnownAs.PROJECT: "We worked on something together",
    KnownAs.OTHERWISE: "In another way",
}
KNOWN_SHORT: Mapping[KnownAs, str] = {
    KnownAs.LINE_MANAGER: "as line manager",
    KnownAs.SPONSOR: "as the leader of the area",
    KnownAs.TEAM: "from the same team",
    KnownAs.PROJECT: "from something done together",
    KnownAs.OTHERWISE: "from elsewhere",
}
"""Reads the same for the nominee and for the program team."""
CONFLICT_LABEL = "Conflict of interest"
CONFLICT_BOX = "I have a conflict to disclose"
CONFLICT_DETAIL = "Family, business, a pending decision: the program team sees the tick."
ASKED_FIRST = "They are asked first. Nobody else reads a word before their yes."
EVIDENCE_HINT = "What did you see? One or two things they did say more than adjectives."
COMPETENCIES_LABEL = "Where do you see them grow?"
RATING: Mapping[Rating, str] = {
    Rating.POTENTIAL: "Leadership potential",
    Rating.CURIOSITY: "Curiosity",
    Rating.COACHABILITY: "Coachability",
    Rating.RESILIENCE: "Resilience",
}
SCALE: Mapping[str, str] = {
    "1": "1: not yet",
    "2": "2",
    "3": "3: often",
    "4": "4",
    "5": "5: in an exceptional way",
    "cannot_say": "Cannot say",
}
CANNOT_SAY = "cannot say"
REMARK_LABEL = "Remark"
SEE_WHERE = "See where it stands"
SEE_IT = "See it"
TAKE_BACK = "Take it back"
KEEP = "Keep it"
TAKEN_BACK = "Your words no longer count. While nominations are open you can begin again."
ASK_AGAIN = "Ask again"
THEIRS_TITLE = "Nomination"
RECEIVED_TITLE = "Received"
THOSE = "Those I nominated"
YOUR_WORDS = "*What you wrote*"
YOUR_RATINGS = "*Your ratings*"
REASON = "*The reason*"
COMPETENCIES = "*Where they would grow*"

YES = "Yes, put me forward"
NO = "No, thank you"
READ_FIRST = "Read it first"
CONSENT_TITLE = "Put forward"
MANAGER_LABEL = "Your manager"
MANAGER_BOX = "The program team may ask my manager"
ONLY_THAT = "Whoever put you forward hears only that you prefer not to."

SAID_NO = "Noted. Whoever put you forward hears only that you prefer not to, this time."

GIVE_VIEW = "Give my view"
CONFLICT = "I have a conflict"
VIEW_TITLE = "My view of a colleague"
THANKS_TITLE = "Thank you"
THANKS = "Your view is with the program team. They use it beside what others say."

VOICE_TITLE = "What was said"
VOICES = "*What others say*"
RATINGS_HEAD = "*Ratings by others*"
READ = "Read"
DISCLOSED = "They disclosed a conflict of interest."
REMARK_HEAD = "Remark, for program managers only:"
TEAM_REMARK_HEAD = "Remark, for the program team:"
NO_RATINGS = "Nobody has rated them yet."


def voice_visible(name: str) -> str:
    return line(VOICE, about=name)


def ratings_visible(name: str) -> str:
    return line(RATINGS, about=name)


def remark_visible() -> str:
    return line(VOICE_REMARK)


def view_remark_visible(name: str) -> str:
    return line(VIEW_REMARK, about=name)


def about(nominee: Person, cohort: str) -> str:
    return f"{mention(nominee.slack_user)} · {said(cohort)}"


def draft_found(nominee: Person) -> str:
    return (
        f"You began one for {said(nominee.name)} in the last 7 days; what you wrote is kept for "
        "you alone."
    )


def second_voice(nominee: Person) -> str:
    return f"{said(nominee.name)} is already nominated; your words will be added as a second voice."


def received(standing: Standing, nominee: Person) -> str:
    """What happens next, for who put somebody forward."""
    who = mention(nominee.slack_user)
    if standing.state is NominationState.CONSENT_ASKED:
        return (
            f"Received. {who} is asked first and has {ANSWER_WORKING_DAYS} working days; nothing "
            "happens before their yes. You hear either way."
        )
    return f"Received. Your words stand beside what {who} and others said."


def standing_of(standing: Standing, zone: str, today: date) -> str:
    return with_day(standing, f"*{STATES[standing.state]}*", zone, today)


def what_follows(standing: Standing, nominee: Person, today: date) -> str:
    """What who put somebody forward may expect now."""
    name = said(nominee.name)
    if standing.state is NominationState.CONSENT_ASKED and standing.answer_by is not None:
        return f"{name} can answer until {day(standing.answer_by, today)}."
    if standing.state is NominationState.IN_REVIEW:
        return usual_wait(standing.usual)
    return _FOLLOWS.get(standing.state, "You hear as soon as it is decided.")


_FOLLOWS: Mapping[NominationState, str] = {
    NominationState.SAID_NO: "Thank you for thinking of them.",
    NominationState.LAPSED: "No answer came in time. You can ask once more.",
    NominationState.ACCEPTED: "They heard it first; the reason stands below.",
    NominationState.DECLINED: "They heard it first; the reason stands below.",
    NominationState.WAIT_LISTED: "They heard it first; the reason stands below.",
    NominationState.WITHDRAWN: "It is withdrawn; nothing further happens.",
}


def take_back_question(nominee: Person) -> tuple[str, str]:
    return (
        "Take your words back?",
        f"They no longer count for {named(nominee)}. If nobody else spoke for them, the nomination "
        "ends.",
    )


def no_question() -> tuple[str, str]:
    return (
        "Prefer not to?",
        "Whoever put you forward hears only that. You can still put yourself forward later.",
    )


def conflict_question(nominee: Person) -> tuple[str, str]:
    return (
        "A conflict of interest?",
        f"The program team sees that you have one with {named(nominee)}, not which. You are asked "
        "nothing else.",
    )


def wants_you(nominators: Sequence[Person], program: str) -> str:
    return f"{names(nominators)} would like to put you forward for *{said(program)}*."


def names(people: Sequence[Person]) -> str:
    """Up to three as mentions, and how many more."""
    return _joined([mention(one.slack_user) for one in people[:3]], len(people))


def names_in_text(people: Sequence[Person]) -> str:
    """The same as words, for a message that is read on a lock screen."""
    return _joined([said(one.name) for one in people[:3]], len(people))


def _joined(shown: Sequence[str], everybody: int) -> str:
    if not shown:
        return "A colleague"
    if everybody > len(shown):
        more = counted(everybody - len(shown), "colleague", "colleagues")
        return f"{', '.join(shown)} and {more} more"
    return listing(shown)


def what_it_means(hours: int, until: date | None, today: date) -> str:
    answer = f" You can answer until {day(until, today)}." if until else ""
    return (
        f"A senior mentor, about {counted(hours, 'hour', 'hours')} a month. Nothing happens unless "
        f"you say yes.{answer}"
    )


def voice_line(by: Person, known_as: KnownAs, when: str) -> str:
    return f"{mention(by.slack_user)}, {KNOWN_SHORT[known_as]} · {when}"


def asks_view(nominee: Person, program: str) -> str:
    return (
        f"{mention(nominee.slack_user)} is nominated for *{said(program)}* and agreed that you are "
        "asked. Four short ratings, two minutes."
    )


def view_until(view: View, today: date) -> str:
    return f"Open until {day(view.answer_by, today)}."


def rated(rating: Rating, given: Sequence[tuple[Person, int | None]]) -> str:
    """One rating, by rater."""
    shown = ", ".join(
        f"{mention(person.slack_user)} {CANNOT_SAY if value is None else value}"
        for person, value in given
    )
    return f"{RATING[rating]}: {shown}"


def view_state(by: Person, view: View, today: date) -> str:
    """What became of the question to the manager."""
    name = said(by.name)
    if view.state is ViewState.ASKED:
        return f"{name}, their manager, is asked until {day(view.answer_by, today)}."
    if view.state is ViewState.CONFLICT:
        return f"{name}, their manager, has a conflict of interest and says nothing."
    if view.state is ViewState.LAPSED:
        return f"{name}, their manager, did not answer in time."
    return f"{name}, their manager, has answered."
