"""What people read when nominations refuse something: the reason, and what to do next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from handlers.feature import Sentence
from handlers.nominations.bulk_words import SENTENCES
from handlers.said import clock_time, counted, day, local_day, said

Facts = Mapping[str, Any]


def _closed(facts: Facts) -> str:
    closed_on: date | None = facts["closed_on"]
    if closed_on is None:
        return "No cohort takes nominations at the moment. /mentoring charter says what is planned."
    return (
        f"Nominations closed on {day(closed_on)}. /mentoring charter says when the next round is."
    )


def _already(facts: Facts) -> str:
    since = local_day(facts["since"], facts["zone"])
    return f"You are nominated since {since}. Open it with /mentoring status to add to it."


def _decided_on(facts: Facts) -> str:
    decided = local_day(facts["decided_at"], facts["zone"])
    return f"It was decided on {decided}; nothing can be changed now. /mentoring status shows it."


def _decided_by(facts: Facts) -> str:
    return f"Already decided by {said(facts['name'])} at {_at(facts)}. Nothing was changed."


def _asked_by(facts: Facts) -> str:
    return (
        f"{said(facts['name'])} asked for more at {_at(facts)}. Nothing was changed. "
        "Close this and open it again to see the question."
    )


def _withdrawn_meanwhile(facts: Facts) -> str:
    return f"The nominee withdrew it at {_at(facts)}, so there is nothing left to decide."


def _at(facts: Facts) -> str:
    return clock_time(facts["at"], facts["zone"])


def _about_yourself(facts: Facts) -> str:
    names: Sequence[str] = facts["names"]
    who = " or ".join(said(name) for name in names[:3])
    if not who:
        return (
            "You are the nominee, so somebody else decides. Name another program manager first, "
            "with /mentoring-admin roles."
        )
    return f"You are the nominee, so somebody else decides: {who}."


def _sentence(text: str) -> Sentence:
    return lambda _: text


def _spoke_already(facts: Facts) -> str:
    return (
        f"You nominated {said(facts['name'])} already. /mentoring status shows it; take your words "
        "back there to write them anew."
    )


def _view_answered(facts: Facts) -> str:
    return f"You answered this on {local_day(facts['at'], facts['zone'])}; nothing was changed."


REFUSALS: Mapping[str, Sentence] = {
    "nominations.choose_one": lambda _: "Choose one.",
    "nominations.one_text_missing": lambda _: (
        "Please write a sentence or two for at least one of these."
    ),
    "nominations.choose_rating": lambda _: 'Choose one in each line; "cannot say" is fine.',
    "nominations.this_is_you": lambda _: "This is you: use Nominate myself, with /mentoring apply.",
    "nominations.other_decided": lambda facts: (
        f"The nomination of {said(facts['name'])} for this cohort is decided; nothing can be added "
        "now."
    ),
    "nominations.other_said_no": lambda facts: (
        f"{said(facts['name'])} prefers not to be nominated this time. They can still put "
        "themselves forward."
    ),
    "nominations.last_voice": lambda facts: (
        f"{said(facts['name'])} agreed to this, and yours are the only words there are. Ask them "
        "to withdraw it, or to write their own first."
    ),
    "nominations.spoke_already": _spoke_already,
    "nominations.other_draft_gone": lambda _: (
        "The earlier steps are no longer kept here. Copy what you wrote, then begin again with "
        "/mentoring nominate."
    ),
    "nominations.consent_asked": lambda _: (
        "That has to wait for your yes. Open it with /mentoring status to answer."
    ),
    "nominations.said_no": lambda _: (
        "You said no to this. While nominations are open you can put yourself forward with "
        "/mentoring apply."
    ),
    "nominations.lapsed": lambda _: (
        "This was open for 10 working days and is over now. While nominations are open you can put "
        "yourself forward with /mentoring apply."
    ),
    "nominations.view_answered": _view_answered,
    "nominations.view_over": lambda facts: (
        f"Your view of {said(facts['name'])} is no longer needed. Nothing else is asked of you."
    ),
    "nominations.told_already": lambda _: (
        "The nominee was told already. Correct the decision with another one instead; they get a "
        "message that says so."
    ),
    **{code: _sentence(text) for code, text in SENTENCES.items()},
    "nominations.paired": lambda _: (
        "A mentor is asked or found for them by now. End that pairing first, then correct the "
        "decision."
    ),
    "nominations.closed": _closed,
    "nominations.no_cohort": lambda _: "This cohort is not there any more. Open the form again.",
    "nominations.already": _already,
    "nominations.draft_gone": lambda _: (
        "The first step is no longer kept here. Copy what you wrote, then begin again with "
        "/mentoring apply."
    ),
    "nominations.choose_competencies": lambda _: "Choose at least one from the list.",
    "nominations.too_many_competencies": lambda facts: f"Choose {facts['most']} at most.",
    "nominations.text_missing": lambda _: "Please write a sentence or two.",
    "nominations.text_too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
    "nominations.not_found": lambda _: (
        "This nomination is not there any more. /mentoring status shows yours."
    ),
    "nominations.not_now": lambda _: (
        "That is asked already, and the answer is still to come. You can decide without it."
    ),
    "nominations.withdrawn": lambda _: (
        "You withdrew it. While nominations are open you can begin again with /mentoring apply."
    ),
    "nominations.decided": lambda _: "It is decided; nothing can be changed now.",
    "nominations.decided_on": _decided_on,
    "nominations.decided_by": _decided_by,
    "nominations.asked_by": _asked_by,
    "nominations.withdrawn_meanwhile": _withdrawn_meanwhile,
    "nominations.changed_meanwhile": lambda _: (
        "The nomination changed a moment ago. Close this and read what is new; nothing was changed."
    ),
    "nominations.about_yourself": _about_yourself,
    "nominations.choose_decision": lambda _: "Choose one.",
    "nominations.reason_too_short": lambda facts: (
        f"Give the nominee a reason of at least {facts['least']} characters."
    ),
}
