"""What people read when matching refuses something: the reason, and what to do next."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.feature import Sentence
from handlers.matching import pair_words
from handlers.said import counted, day
from program.matching.reasons import Bar
from program.matching.rules import WHOLE
from program.matching_draft import DraftState
from program.refusal import Trouble

Facts = Mapping[str, Any]


def _sum(facts: Facts) -> str:
    total = facts["total"]
    if total < WHOLE:
        return f"The weights sum to {total}. Add {WHOLE - total} somewhere."
    return f"The weights sum to {total}. Take {total - WHOLE} away somewhere."


def _beyond(facts: Facts) -> str:
    places = counted(facts["places"], "place", "places")
    return (
        f"This mentor has {places}, and {facts['locked']:,} pairs would be locked to them. Unlock "
        "one first, or ask them to offer more."
    )


def _never(facts: Facts) -> str:
    return f"{pair_words.BARS[Bar(facts['bar'])]} Choose another mentor."


def _not_ready(facts: Facts) -> str:
    if facts.get("state") in (DraftState.QUEUED, DraftState.RUNNING):
        return "This draft is being worked out. Look again in a moment."
    return "This draft is over. Open Matching from your Home to see the one that counts."


REFUSALS: Mapping[str, Sentence] = {
    "matching.weights_sum": _sum,
    "matching.weight_range": lambda _: f"A whole number from 0 to {WHOLE}, please.",
    "matching.line_range": lambda _: f"A whole number from 0 to {WHOLE}, please.",
    "matching.quota_range": lambda _: (
        f"A whole number from 1 to {WHOLE}, or nothing where no location needs a least share."
    ),
    "matching.depth_range": lambda facts: (
        f"Choose between {facts['least']} and {facts['most']} levels."
    ),
    "matching.rules_changed_meanwhile": lambda _: (
        "Somebody else changed what counts a moment ago. Close this and open it again; nothing of "
        "yours was kept."
    ),
    "matching.no_cohort": lambda _: "This cohort is not there any more. Open Matching again.",
    "matching.no_cohort_runs": lambda _: (
        "No cohort of yours runs at the moment. /mentoring-admin program sets one up."
    ),
    "matching.cohort_closed": lambda facts: (
        f"This cohort ended on {day(facts['day'])}. Run the matching for one that still runs."
    ),
    "matching.no_mentees": lambda _: (
        "Nobody waits for a mentor in this cohort. Decide nominations first."
    ),
    "matching.no_mentors": lambda _: (
        "No mentor is on the roster of this cohort. Invite mentors first."
    ),
    "matching.no_places": lambda _: "No mentor has a free place. Invite mentors first.",
    "matching.no_draft": lambda _: "This draft is not there any more. Open Matching again.",
    "matching.copy_gone": lambda _: (
        "What this draft was made from was kept long enough and is gone. Run the matching again."
    ),
    "matching.releasing": lambda _: (
        "A draft of this cohort is being launched. Run again once its mentors have been asked."
    ),
    "matching.launched": lambda _: (
        "This draft is launched, so it stays as it is. Pairs are changed one by one from now on."
    ),
    "matching.not_ready": _not_ready,
    "matching.edited_meanwhile": lambda _: (
        "Somebody else changed this draft a moment ago. Close this and open it again; nothing of "
        "yours was applied."
    ),
    "matching.not_in_draft": lambda _: (
        "One of the two is not part of this draft. Run the matching again to take them in."
    ),
    "matching.locked_twice": lambda _: (
        "This mentee is locked to another mentor already. Unlock that pair first."
    ),
    "matching.never_pair": _never,
    "matching.locks_beyond_places": _beyond,
    "matching.nothing_to_undo": lambda _: "There is nothing to take back in this draft.",
    "matching.nothing_before": lambda _: (
        "The draft before this one is not there any more. This one stays."
    ),
    "matching.reason_too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
}


def said(troubles: Sequence[Trouble]) -> str:
    """Troubles where no field can show them: each sentence once."""
    return " ".join(dict.fromkeys(REFUSALS[one.code](one.facts) for one in troubles))
