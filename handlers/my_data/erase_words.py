"""Sentences of Erase my data: what goes, what stays, what has to be settled before."""

from collections.abc import Mapping
from datetime import date

from handlers.feature import Sentence
from handlers.said import counted, day, mention, said
from program.person import Person

TITLE = "Erase my data"
SUBMIT = "Erase my data"
GOES = "*What goes*"
STAYS = "*What stays, without your name*"
BOX_LABEL = "To be sure"
BOX = "I know that this cannot be undone."
TICK = "Tick the box: this cannot be undone."
SURE = "sure"
"""The value of the ticked box."""
END = "End it well"
BEGUN = (
    "Your data is being erased. You hear from me once it is done, and nothing after that unless "
    "you come back."
)
ALWAYS_STAYS = "the entry in the audit log that it was done"
FOOT = (
    "What others wrote in their own notes is theirs and stays with them. What you answered in a "
    "pulse stays in its figures: nobody can find it. Messages I sent stay in Slack for as long as "
    "Slack keeps them. Your open proposals and nominations end, and what waits for you goes to the "
    "next in line. If you take part again you begin as somebody new; a "
    "new roster may name you again."
)
DONE = (
    "Your data is erased. What stays: counts without your name, and the entry that it was done. "
    "Messages I sent before stay in Slack."
)

THINGS: Mapping[str, tuple[str, str]] = {
    "nomination": ("nomination, with all that was said in it", "nominations, with all in them"),
    "nomination_voice": ("word for or about a nominee", "words for or about nominees"),
    "nomination_view": ("view asked of a manager", "views asked of managers"),
    "mentor": ("offer of places as a mentor", "offers of places as a mentor"),
    "pairing": ("pairing's words of why and thanks", "pairings' words of why and thanks"),
    "pairing_pause": ("pause", "pauses"),
    "check_in_side": ("set of private answers and notes", "sets of private answers and notes"),
    "check_in_action": ("agreed action", "agreed actions"),
    "request_voice": ("request for a new pairing", "requests for a new pairing"),
    "conflict": ("declared conflict of interest", "declared conflicts of interest"),
    "conduct_accepted": ("accepted code of conduct", "accepted codes of conduct"),
    "colleague": ("entry of the roster", "entries of the roster"),
    "role": ("role you hold or held", "roles you hold or held"),
    "successor": ("place in a line of successors", "places in lines of successors"),
    "report_digest": ("digest", "digests"),
    "report_reader": ("setting of your digest", "settings of your digests"),
    "opening_wish": ("wish to be told of the next round", "wishes to be told of the next round"),
    "matching_part": ("place in a proposal of pairs", "places in proposals of pairs"),
    "mentee_profile": ("profile as a mentee", "profiles as a mentee"),
    "mentor_profile": ("profile as a mentor", "profiles as a mentor"),
    "wish_list": ("list of wishes for a partner", "lists of wishes for a partner"),
    "avoid_list": ("avoid list", "avoid lists"),
    "about_me": ("set of answers about yourself", "sets of answers about yourself"),
    "pulse_audience": ("invitation to an open pulse", "invitations to open pulses"),
    "draft": ("unfinished form", "unfinished forms"),
    "delivery": ("note of a message sent to you", "notes of messages sent to you"),
}
"""What goes, table by table, as the person knows it."""
INNER = frozenset(
    {
        "delivery_about", "matching_edit", "matching_seat", "mentor_competency",
        "nomination_evidence",
        "nomination_step", "pairing_step", "reporting_line", "request", "request_step", "task",
        "tie_question",
    }
)  # fmt: skip
"""Tables whose rows are parts of what is named above."""
KEPT: Mapping[str, tuple[str, str]] = {
    "pairing": ("pairing: when, and how it ended", "pairings: when, and how they ended"),
    "check_in": ("meeting: the day, how long, how you met", "meetings: the day, how long, how"),
}
"""What stays as counts."""


def goes(counts: Mapping[str, int]) -> tuple[str, ...]:
    """One line for each thing that goes; the account itself always does."""
    account = "name, title, time zone and Slack account, as kept here"
    found = [counted(counts[one], *name) for one, name in THINGS.items() if counts.get(one)]
    return (account, *found)


def stays(counts: Mapping[str, int]) -> tuple[str, ...]:
    """One line for each thing that stays."""
    found = [counted(counts[one], *name) for one, name in KEPT.items() if counts.get(one)]
    return (*found, ALWAYS_STAYS)


def runs(other: Person, last_day: date | None) -> str:
    """A pairing that has to end before."""
    first = f"Your running pairing with {mention(other.slack_user)} ends first."
    if last_day is None:
        return first
    return f"{first} Its last day is {day(last_day)}; come back after it."


REFUSALS: Mapping[str, Sentence] = {
    "erasure.not_ticked": lambda _: TICK,
    "erasure.running": lambda _: "Your running pairing ends first.",
    "erasure.last_program_manager": lambda facts: unstaffed(facts["programs"]),
}


def unstaffed(programs: tuple[str, ...]) -> str:
    """Programs that would have nobody."""
    named = " and ".join(said(one) for one in programs)
    return (
        f"Nobody else runs {named}. Make somebody program manager, or put somebody in line, "
        "before you leave."
    )
