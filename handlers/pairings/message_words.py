"""The sentences of messages about pairings: complete in themselves, read on a lock screen."""

from collections.abc import Sequence

from handlers.pairings import reason_words
from handlers.pairings.words import free_places, listed, rhythm_planned, titled, why_two
from handlers.said import day, local_day, mention
from program.cohort import Competency
from program.pairing import PairingState
from services.pairing_messages import ToldMentor, ToldPair
from services.pairing_starts import Left

MOST = 280
"""Characters before the first button."""
_WHY = "Why you two: {}."
OPENING_HEAD = "A line to begin with, to copy:"


def mentor_ask(say: ToldMentor) -> str:
    who = titled(say.mentee, say.reasons.location)
    planned = rhythm_planned(say.pairing.cohort, say.today)
    return f"Would you mentor {who}?{_wants(say)} {planned}."


def reminder(say: ToldMentor) -> str:
    answer_by = day(say.pairing.answer_by, say.today)
    return (
        f"Would you mentor {mention(say.mentee.slack_user)}? A place is held for them until "
        f"{answer_by}. A no helps as much as a yes."
    )


def became_of_it(say: ToldMentor) -> str:
    """In place of the question, once it is answered or moot."""
    pairing, mentee = say.pairing, mention(say.mentee.slack_user)
    match pairing.state:
        case PairingState.READY:
            said_yes = f"You said yes on {local_day(pairing.since, say.zone, say.today)}. "
            return said_yes + _hears(mentee, say.left)
        case PairingState.DECLINED:
            declined_on = local_day(pairing.since, say.zone, say.today)
            return f"Declined on {declined_on}, thank you. {mentee} was never told."
        case PairingState.LAPSED:
            return "Somebody else was asked. No harm done."
        case PairingState.WITHDRAWN:
            return "No longer needed: the plans changed. Thank you all the same."
        case _:
            left = "" if say.further is None else f", {free_places(say.further)} left"
            return f"You said yes to {mentee}{left}. Your Home has how it goes."


def started_mentee(say: ToldPair) -> str:
    begin, end = f"Your mentor is {titled(say.other)}.", "They said yes to you."
    if say.reasons.found is None:
        reason = why_two(say.reasons.shared, for_mentee=True)
    else:
        room = MOST - len(begin) - len(end) - len(_WHY)
        told = reason_words.clauses(say.reasons.found, for_mentee=True, room=room)
        reason = _WHY.format(told) if told else ""
    return " ".join(one for one in (begin, reason, end) if one)


def started_mentor(say: ToldPair) -> str:
    return (
        f"{mention(say.other.slack_user)} now knows that you are their mentor. They book the "
        "first meeting; you can too."
    )


def opening_line(say: ToldPair) -> str:
    """Plain text, to be copied into the two's own conversation."""
    if say.is_mentee:
        topic = _topic(say.reasons.shared or say.reasons.wanted)
        return (
            f"Hello {say.other.name}, thank you for saying yes to me. {topic}Would 45 minutes in "
            "the next two weeks suit you? You choose the time, I come to you."
        )
    return (
        f"Hello {say.other.name}, I am glad that we go this way together. Would 45 minutes in the "
        "next two weeks suit you? Bring one question that is on your mind."
    )


def guide_used() -> str:
    return "No longer needed: you have met for the first time."


def guide() -> str:
    return (
        "For your first meeting: get to know each other, agree how you work, pick one goal. The "
        "guide has an agenda for 60 minutes."
    )


def ended(say: ToldPair) -> str:
    when = say.pairing.ended_on
    if when is None:
        return f"Your pairing with {mention(say.other.slack_user)} goes on."
    ends = "ended" if when < say.today else "ends"
    return (
        f"Your pairing with {mention(say.other.slack_user)} {ends} on {day(when, say.today)}. "
        "Thank you for the time you gave it; your notes stay yours."
    )


def goes_on(say: ToldPair) -> str:
    return (
        f"Your pairing with {mention(say.other.slack_user)} goes on: the last day you read of no "
        "longer stands."
    )


def _wants(say: ToldMentor) -> str:
    """Where they want to grow, and whether this mentor offers it: what is shared goes first."""
    shared = list(say.reasons.shared)
    named = [*shared, *(one for one in say.reasons.wanted if one not in shared)][:2]
    if not named:
        told = (
            reason_words.sentences(say.reasons.found, for_mentee=False) if say.reasons.found else []
        )
        return f" {told[0]}" if told else ""
    offered = [one for one in named if one in shared]
    if not offered:
        return f" They want to grow in {listed(named)}."
    if len(named) == 1:
        you = "you offered it"
    elif len(offered) == len(named):
        you = "you offered both"
    else:
        you = "you offered the first"
    return f" They want to grow in {listed(named)}; {you}."


def _hears(mentee: str, left: Left) -> str:
    if left.nothing:
        return f"{mentee} hears of it in a few minutes."
    if left.mentor and left.mentee:
        return f"{mentee} hears of it once both of you have accepted the code of conduct."
    who = "you have" if left.mentor else "they have"
    return f"{mentee} hears of it once {who} accepted the code of conduct."


def _topic(competencies: Sequence[Competency]) -> str:
    if not competencies:
        return ""
    return f"I would like to learn from you about {competencies[0].name}. "
