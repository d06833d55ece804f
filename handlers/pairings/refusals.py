"""What people read when pairings refuse something: the reason, and what to do next."""

from collections.abc import Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, day, local_day, said

Facts = Mapping[str, Any]


def _promised(facts: Facts) -> str:
    name = said(facts["name"])
    if "since" not in facts:
        return f"{name} was promised to a mentor a moment ago. Nobody is promised twice."
    since = local_day(facts["since"], facts["zone"])
    return f"{name} is promised since {since}, and nobody is promised twice. Choose another mentee."


def _ended(facts: Facts) -> str:
    ended_on = facts.get("ended_on")
    when = f" on {day(ended_on)}" if ended_on else ""
    return f"This pairing ended{when}. Your Home has how things stand."


def _closing(facts: Facts) -> str:
    return (
        f"Its last day is set already: {day(facts['ended_on'])}. Let it go on first, in the "
        "pairing itself, then set another day."
    )


def _lapsed(facts: Facts) -> str:
    when = local_day(facts["since"], facts.get("zone", "UTC"))
    return (
        f"This place went to somebody else on {when}, because no answer came. Thank you all the "
        "same."
    )


REFUSALS: Mapping[str, Sentence] = {
    "pairings.not_found": lambda _: "This pairing is not there any more. Your Home has yours.",
    "pairings.no_cohort": lambda _: "This cohort is not there any more. Open the form again.",
    "pairings.no_cohort_runs": lambda _: (
        "No cohort of yours runs at the moment. /mentoring-admin program sets one up."
    ),
    "pairings.changed_meanwhile": lambda _: (
        "The pairing changed a moment ago. Close this and open it again; nothing was changed."
    ),
    "pairings.draft_gone": lambda _: (
        "What you wrote is no longer kept here. Begin again with /mentoring-admin pair."
    ),
    "pairings.choose_mentee": lambda _: "Choose a mentee from the list.",
    "pairings.choose_mentor": lambda _: "Choose a mentor from the list.",
    "pairings.choose_pairing": lambda _: "Choose a pairing from the list.",
    "pairings.choose_one": lambda _: "Choose one.",
    "pairings.choose_day": lambda _: "Choose the last day.",
    "pairings.text_missing": lambda _: "Please write a sentence or two.",
    "pairings.text_too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
    "pairings.same_person": lambda _: "Nobody mentors themselves. Choose another mentor.",
    "pairings.cohort_closed": lambda facts: (
        f"This cohort ended on {day(facts['day'])}. Pair them in one that still runs."
    ),
    "pairings.cohort_over": lambda facts: (
        f"This cohort ended on {day(facts['day'])}, so nobody waits for an answer. Thank you all "
        "the same."
    ),
    "pairings.not_accepted": lambda facts: (
        f"{said(facts['name'])} has no place in this cohort. Decide their nomination first."
    ),
    "pairings.promised": _promised,
    "pairings.not_on_roster": lambda facts: (
        f"{said(facts['name'])} is not a mentor of this cohort. Invite them first, with "
        "/mentoring-admin invite."
    ),
    "pairings.no_place": lambda facts: (
        f"{said(facts['name'])} has no free place. Choose another, or ask them to offer more."
    ),
    "pairings.place_held": lambda facts: (
        f"The draft holds {said(facts['name'])}'s free places for others. Choose another mentor, "
        "or veto one of those pairs on the board first."
    ),
    "pairings.in_one_line": lambda _: (
        "They stand in one reporting line. Choose somebody from another line."
    ),
    "pairings.confidential": lambda _: (
        "Not possible, for a confidential reason. Choose another mentor."
    ),
    "pairings.is_asked": lambda _: "The mentor has not answered yet. Nothing was changed.",
    "pairings.is_ready": lambda _: (
        "The mentor said yes already, and it has not begun. Nothing was changed."
    ),
    "pairings.is_active": lambda _: (
        "It has begun, and both know of it. To change it, end it in words that suit both."
    ),
    "pairings.is_paused": lambda _: (
        "It rests, and both know of it. To change it, end it in words that suit both."
    ),
    "pairings.is_declined": lambda _: (
        "It was declined already, and nobody waits for an answer any more."
    ),
    "pairings.answered_meanwhile": lambda _: (
        "It is over already: the mentor said no or did not answer. Propose somebody else."
    ),
    "pairings.is_lapsed": _lapsed,
    "pairings.is_withdrawn": lambda _: (
        "This is no longer needed: the plans changed. Thank you all the same."
    ),
    "pairings.is_ended": _ended,
    "pairings.before_start": lambda facts: (
        f"It began on {day(facts['day'])}. Choose that day or a later one."
    ),
    "pairings.too_long_ago": lambda facts: (
        f"That is long past. Choose {day(facts['day'])} or a later day."
    ),
    "pairings.too_far": lambda facts: (
        f"That is far ahead. Choose {day(facts['day'])} or an earlier day."
    ),
    "pairings.closing": _closing,
    "pairings.only_completed": lambda _: (
        "You can close it as completed. For anything else, ask for a new pairing from your Home."
    ),
    "pairings.not_yours_to_reopen": lambda facts: (
        f"Somebody else set its last day: {day(facts['ended_on'])}. Speak with each other first."
    ),
    "pairings.account_closed": lambda _: (
        "The account of one of the two is closed, so it cannot go on. End it instead."
    ),
}
