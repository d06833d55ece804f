"""The words of pairings as the program team oversees them: list, inbox, figures, one pairing."""

from collections.abc import Mapping
from datetime import date

from handlers.pairings.words import BEATS, DECLINES, KINDS, met, state
from handlers.said import day, local_day, mention, said
from program.pairing import (
    Flag,
    Pairing,
    PairingState,
    PairingStep,
    StepTaken,
)
from program.rhythm import Rhythm
from services.pairing_cases import CaseLine, Shown
from services.pairing_starts import Left

SHOWN: Mapping[Shown, str] = {
    Shown.OPEN: "All that run or are asked",
    Shown.ASKED: "Mentor asked",
    Shown.SILENT: "Silent mentors",
    Shown.READY: "Ready to start",
    Shown.ACTIVE: "Active",
    Shown.OVERDUE: "Overdue: check in",
    Shown.NOT_MET: "Not met yet",
    Shown.RESTING: "Resting",
    Shown.LOOK: "To be looked at",
    Shown.NOT_TAKEN_UP: "Declined, lapsed, withdrawn",
    Shown.ENDED: "Ended",
    Shown.ALL: "All",
}
FLAGS: Mapping[Flag, str] = {
    Flag.CONFLICT: "A conflict of interest was declared",
    Flag.IN_ONE_LINE: "They stand in one reporting line now",
    Flag.MENTOR_GONE: "The mentor's account is closed",
    Flag.MENTEE_GONE: "The mentee's account is closed",
}
NOT_POSSIBLE = "Not possible, for a confidential reason"
STEPS: Mapping[PairingStep, str] = {
    PairingStep.ASKED: "Mentor asked",
    PairingStep.REMINDED: "Mentor reminded",
    PairingStep.ACCEPTED: "Accepted",
    PairingStep.TAKEN_BACK: "Yes taken back",
    PairingStep.DECLINED: "Declined",
    PairingStep.LAPSED: "Lapsed without an answer",
    PairingStep.WITHDRAWN: "Withdrawn",
    PairingStep.STARTED: "Begun, both told",
    PairingStep.PAUSED: "Paused",
    PairingStep.RESUMED: "Resumed",
    PairingStep.FLAGGED: "Marked to be looked at",
    PairingStep.KEPT: "Looked at, stays as it is",
    PairingStep.CLOSING: "Last day set",
    PairingStep.REOPENED: "Last day taken back",
    PairingStep.KIND_CHANGED: "Kind changed",
    PairingStep.ENDED: "Ended",
}
_LISTED: Mapping[str, str] = {
    **{reason.value: label for reason, label in DECLINES.items()},
    **{kind.value: label for kind, (label, _) in KINDS.items()},
}
"""What is said with a step from a list: why a mentor says no, the kind the two agreed on."""

TITLE = "Pairs"
CASE_TITLE = "Pairing"
NAME = "pairings.pairs"
HEADING = ("Mentee", "Mentor", "Cohort", "State", "Meetings", "Last met", "Asked on", "Began on")
PROPOSE_ANOTHER = "Propose another"
WITHDRAW = "Withdraw"
WITHDRAW_TITLE = "Withdraw this proposal?"
KEEP = "Keep it"
WITHDRAW_QUESTION = (
    "The mentor reads that the plans changed. The mentee was told nothing, and is free for "
    "another mentor."
)
SETTLE = "It can go on"
SEEN = "Seen"
HISTORY_HEAD = "*What happened so far*"
ALL_PAIRS = "Pairs"
FIGURES: Mapping[PairingState, str] = {
    PairingState.ACTIVE: "Active",
    PairingState.PAUSED: "Resting",
    PairingState.READY: "Ready to start",
    PairingState.ASKED: "Mentor asked",
}
WAITING = "Waiting for a mentor"
PLACES_FREE = "Places free"


def pair(line: CaseLine) -> str:
    """Both names to tap: the mentee first."""
    return f"{mention(line.mentee.slack_user)} · {mention(line.mentor.slack_user)}"


def both(line: CaseLine) -> str:
    return f"{mention(line.mentee.slack_user)} and {mention(line.mentor.slack_user)}"


def standing(pairing: Pairing, rhythm: Rhythm | None, zone: str, today: date) -> str:
    """State, rhythm and since when, on one line."""
    shown = state(pairing, today)
    if rhythm is not None and pairing.state is PairingState.ACTIVE:
        return f"*{shown}*, {BEATS[rhythm.beat]}. {met(rhythm, today).removesuffix('.')}"
    if pairing.state is PairingState.ASKED:
        return f"*{shown}*, answer by {day(pairing.answer_by, today)}"
    if pairing.state in (PairingState.PAUSED, PairingState.ENDED):
        return f"*{shown}*"
    if pairing.state is not PairingState.READY:
        return f"*{shown}* on {local_day(pairing.since, zone, today)}"
    return f"*{shown}* since {local_day(pairing.since, zone, today)}"


def flagged(pairing: Pairing) -> str:
    return f"*{_found(pairing)}.*" if pairing.flag else ""


def left(found: Left) -> str:
    """What holds a yes up."""
    who = [
        name
        for name, open_still in (("mentor", found.mentor), ("mentee", found.mentee))
        if open_still
    ]
    if not who:
        return "Nothing is left: the mentee is told in a few minutes."
    return f"Still to accept the code of conduct: {' and '.join(who)}."


def step(taken: StepTaken, name: str, zone: str, today: date) -> str:
    """One line of the history, for mrkdwn."""
    listed = _LISTED.get(taken.reason or "")
    why = f": {listed}" if listed else ""
    who = f", {said(name)}" if name else ""
    return f"{STEPS[taken.step]}{why} on {local_day(taken.at, zone, today)}{who}"


def inbox_flagged(line: CaseLine) -> str:
    what = _found(line.pairing)
    over = line.pairing.state is PairingState.WITHDRAWN
    follows = "withdrawn before it began" if over else "it runs until you decide"
    return f"*{what}* · {both(line)} · {follows}"


def inbox_silent(line: CaseLine, today: date) -> str:
    answer_by = day(line.pairing.answer_by, today)
    return (
        f"*Silent mentor* · {mention(line.mentor.slack_user)}, asked for "
        f"{mention(line.mentee.slack_user)} · lapses after {answer_by}"
    )


def inbox_held_up(line: CaseLine, today: date) -> str:
    since = local_day(line.pairing.since, line.mentor.zone, today)
    return f"*Code of conduct open* · {both(line)} · ready to start since {since}"


def inbox_not_taken_up(line: CaseLine) -> str:
    lapsed = line.pairing.state is PairingState.LAPSED
    what = "did not answer" if lapsed else "said no"
    return (
        f"*Waits for a mentor* · {mention(line.mentee.slack_user)} · "
        f"{mention(line.mentor.slack_user)} {what}"
    )


def nobody(shown: Shown, typed: str) -> str:
    if typed:
        return "Nobody of that name is in this list."
    return f"{SHOWN[shown]}: nobody at the moment."


def _found(pairing: Pairing) -> str:
    """What was found; before a pairing began, every private reason is told in one wording."""
    if pairing.flag is None:
        return ""
    is_private = pairing.flag is Flag.CONFLICT and not pairing.is_running
    return NOT_POSSIBLE if is_private else FLAGS[pairing.flag]
