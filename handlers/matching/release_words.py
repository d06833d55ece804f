"""The words of a launch: its checklist, what it came to, what mentees without a mentor read."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.feature import Sentence
from handlers.said import clock_time, counted, day, local_day, mention, named, said
from program.cohort import Cohort
from program.matching_draft import Draft, DraftState
from program.release import Launched, Obstacle, Tally, What
from program.text import shortened
from services.release_checklist import Checklist
from services.release_report import ToldReport
from services.release_waiting import ToldWithout
from services.releases import NotPossible

Facts = Mapping[str, Any]

TITLE = "Launch the pairings"
STEP_1, STEP_2 = "Step 1 of 2", "Step 2 of 2"
NEXT = "Next"
BACK = "Back"
ASK = "Ask the mentors"
WHAT_LABEL = "Which pairs"
CHOSEN_LABEL = "Chosen pairs"
CHOSEN_HINT = "Only for the choice above. Type a name of either of the two."
CHECKLIST = "*Before you ask*"
NOT_POSSIBLE = "*Not possible any more*"
NEXT_BY_RULE = (
    "Somebody else is asked for them at once: the best who is possible and has a free place."
)
NOBODY_HEARS = "No mentee hears anything before a yes."
OPEN_BOARD = "Open the board"
SEE_LAUNCH = "See the launch"
IMPROVE_PROFILE = "Improve my profile"
MOST_LISTED = 10
NAME = 40

OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.COHORT_OVER: "the cohort is over",
    Obstacle.MENTEE_GONE: "the mentee's account is closed",
    Obstacle.NOT_ACCEPTED: "the mentee withdrew",
    Obstacle.PROMISED: "the mentee has a mentor, or one is asked, by another way",
    Obstacle.MENTOR_GONE: "the mentor's account is closed",
    Obstacle.NOT_ON_ROSTER: "the mentor left the roster",
    Obstacle.NO_PLACE: "the mentor has no free place any more",
    Obstacle.IN_ONE_LINE: "they stand in one reporting line",
    Obstacle.CONFIDENTIAL: "a confidential reason",
}


def which(choice: What, check: Checklist) -> str:
    """The three choices with how many pairs each means."""
    match choice:
        case What.ALL:
            return f"All of them ({check.rest:,})" if check.launched else f"All ({check.rest:,})"
        case What.LOCKED:
            return f"Locked ones only ({check.locked:,})"
        case What.CHOSEN:
            return "Chosen ones (up to 100)"


def of_draft(check: Checklist) -> str:
    """Which draft it is."""
    draft = check.draft
    left = counted(check.rest, "pair", "pairs")
    return f"*Draft {draft.number}* of {said(draft.cohort.name)}: {left} to launch."


def checklist(check: Checklist) -> list[str]:
    """What should be known before; nothing here stops a launch."""
    lines = []
    if check.without:
        mentees = counted(check.without, "mentee has", "mentees have")
        lines.append(f"{mentees} nobody in this draft. They are told so with the last pairs.")
    if check.conduct_open:
        lines.append(
            f"{_people(check.conduct_open)} of these pairs have the code of conduct still to "
            "accept; they are asked once a mentor says yes."
        )
    if not lines:
        lines.append("Nothing is open: everybody has a mentor and accepted the code of conduct.")
    return lines


def impossible(one: NotPossible) -> str:
    """Plain text: a pair, and why; a private reason is one word for all of them."""
    names = f"{shortened(named(one.mentee), NAME)} and {shortened(named(one.mentor), NAME)}"
    return f"{names}: {OBSTACLES[one.obstacle]}"


def more(over: int) -> str:
    return f"and {over:,} more"


def launched_before(launched: Sequence[Launched], zone: str) -> str:
    last = launched[-1]
    when = f"{local_day(last.release.at, zone)} at {clock_time(last.release.at, zone)}"
    asked = counted(sum(one.tally.asked for one in launched), "mentor", "mentors")
    return f"Launched in part by {said(last.by)} on {when}: {asked} asked so far."


def sure(check: Checklist) -> str:
    """The last word before: who is asked, who hears what."""
    mentors = counted(check.mentors, "mentor is", "mentors are")
    pairs = counted(check.pairs, "pair", "pairs")
    return f"*{mentors} asked now*, for {pairs}. {NOBODY_HEARS}"


def what_follows() -> str:
    return (
        "Each mentor has 5 working days. After a no, or none, the next best is asked, for three "
        "mentors at most; then you decide."
    )


def asked_now(pairs: int) -> str:
    under_way = (
        "1 pair is on its way: the mentor is asked now."
        if pairs == 1
        else f"{counted(pairs, 'pair', 'pairs')} are on their way: their mentors are asked now."
    )
    return (
        f"{under_way} You hear how it went once all have answered, in 6 working days at the latest."
    )


def standing(one: Launched, zone: str) -> str:
    """One launch with what became of it."""
    when = f"{local_day(one.release.at, zone)} at {clock_time(one.release.at, zone)}"
    return f"*Launched by {said(one.by)} on {when}*\n{became(one.tally)}"


def became(tally: Tally) -> str:
    """`34 yes, 3 no, 1 lapsed. 4 next candidates were asked; 2 mentees wait.`"""
    said_so = [f"{tally.yes:,} yes", f"{tally.no:,} no", f"{tally.lapsed:,} lapsed"]
    if tally.stopped:
        said_so.append(f"{tally.stopped:,} taken back")
    parts = [f"{', '.join(said_so)}."]
    if tally.open:
        parts.append(f"{counted(tally.open, 'answer is', 'answers are')} still to come.")
    further = []
    if tally.next_asked:
        were = "next candidate was asked", "next candidates were asked"
        further.append(counted(tally.next_asked, *were))
    if tally.without:
        further.append(counted(tally.without, "mentee waits", "mentees wait"))
    if further:
        parts.append(f"{'; '.join(further)}.")
    return " ".join(parts)


def report(say: ToldReport) -> str:
    """Day and size tell one launch of a cohort from the next."""
    pairs = counted(say.pairs, "pair", "pairs")
    on = local_day(say.release.at, say.release.cohort.program.zone)
    return f"Launch of {said(say.release.cohort.name)}, {pairs}, {on}: {became(say.tally)}"


def no_mentor(say: ToldWithout) -> str:
    """Honest, about places and never about the person; a claim only where it is true."""
    if not say.still:
        return "No longer needed: this is settled by now. Your Home has how it stands."
    about = "No mentor yet. It is about places, not about you"
    if not say.possible:
        about = (
            "No mentor yet. It is about who mentors this time, not about you: nobody could be "
            "paired with you"
        )
    elif say.taken is not None:
        strong = said(shortened(say.taken.name, NAME))
        about = f"{about}: the mentors strong in {strong} are taken"
    if say.next_round is None:
        return f"{about}. We are recruiting now, and you hear as soon as a mentor says yes."
    return f"{about}. Next round {day(say.next_round, say.today)}; we are recruiting now."


def draft_ready(draft: Draft) -> str:
    """To whoever ran it: what it came to, or that it did not come through."""
    if draft.state is DraftState.FAILED:
        return (
            "The pairs could not be worked out this time, and nothing was changed. Please run it "
            "again; if that ends the same way, ask whoever operates me."
        )
    if draft.state is DraftState.DISCARDED:
        return "No longer needed: this draft is over, or a newer one took its place."
    if draft.state in (DraftState.RELEASING, DraftState.RELEASED):
        return "This draft is launched."
    figures = draft.figures
    best = (
        "and no better set exists" if figures.gap == 0 else f"at most {_better(draft)} is missing"
    )
    without = f" {figures.without:,} without a mentor." if figures.without else ""
    paired = f"{figures.pairs:,} of {figures.mentees:,} paired"
    return f"The draft is ready: {paired}, {best}.{without}"


def unserved(mentee: str, cohort: Cohort) -> str:
    """A line of the inbox."""
    return (
        f"Nobody left to ask for {mention(mentee)} in {said(cohort.name)}. Pair by hand, or find "
        "a mentor."
    )


def _better(draft: Draft) -> str:
    return f"{draft.figures.gap / 100:,.1f} points in all"


def _people(number: int) -> str:
    return counted(number, "person", "people")


def _launched(facts: Facts) -> str:
    if "name" not in facts:
        return (
            "This draft is launched, so it stays as it is. Pairs are changed one by one from now "
            "on."
        )
    zone = facts["zone"]
    when = f"{local_day(facts['at'], zone)} at {clock_time(facts['at'], zone)}"
    return f"Launched by {said(facts['name'])} on {when}. Nobody is asked again."


REFUSALS: Mapping[str, Sentence] = {
    "matching.launched": _launched,
    "matching.no_release": lambda _: "This launch is not there any more. Open Matching again.",
    "matching.newer_draft": lambda facts: (
        f"Draft {facts['number']} took the place of this one. Open Matching and launch that."
    ),
    "matching.nothing_to_launch": lambda facts: (
        "No pair is locked. Lock some on the board, or launch all of them."
        if facts.get("what") == What.LOCKED
        else "This draft has no pair to launch. Run the matching again once there are places."
    ),
    "matching.choose_pairs": lambda _: "Choose the pairs from the list.",
    "matching.too_many_chosen": lambda facts: (
        f"Choose {facts['most']} pairs at most, or lock them and launch the locked ones."
    ),
    "matching.nothing_to_launch_yet": lambda _: (
        "There is no draft to launch yet. Run the matching first: /mentoring-admin match."
    ),
}
