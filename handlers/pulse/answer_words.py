"""What people read around answering a pulse; the promise is made from its frozen rules."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.feature import Sentence
from handlers.said import clock_time, counted, listing, local_day, said
from program.pulse.promise import Promise, promise
from program.pulse.survey import AudienceKind, Dimension, Policy, Readers, Survey
from program.text import shortened

TITLE = "Anonymous pulse"
SEND = "Send"
ANSWER = "Answer"
HOW = "How this stays anonymous"
HOW_TITLE = "How it stays anonymous"
LEAST, MOST = "not at all", "fully"
NOT_STORED = "Nothing was stored. Please press Send once more."
ALREADY = (
    "You have already answered this pulse. Because answers are anonymous we cannot show or change "
    "yours."
)
_PEOPLE: Mapping[AudienceKind, str] = {
    AudienceKind.PROGRAM: "mentors and mentees",
    AudienceKind.COHORT: "mentors and mentees",
    AudienceKind.MENTEES: "mentees",
    AudienceKind.MENTORS: "mentors",
}
_ROLES = {"mentee": "mentees", "mentor": "mentors"}
_BY = {Dimension.ROLE: "role", Dimension.LOCATION: "location"}
_READ_BY = {
    Readers.TEAM: "The program team reads the results.",
    Readers.SPONSORS: "The program team and the sponsors read the results.",
    Readers.ALL: "The program team, the sponsors and everyone invited read the same results.",
}
_LONGEST_NAME = 60
_ROOM_FOR_GROUPS = 1200
"""Characters, as escaped: the promise stands in one block."""


def closes(when: datetime, zone: str) -> str:
    """When it closes, by the clock of the program, which is the same for everyone invited."""
    place = zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return f"{local_day(when, zone)}, {clock_time(when, zone)} ({said(place)})"


def invitation(survey: Survey) -> str:
    return (
        f"*Anonymous pulse* · {_invited(survey.policy.invited)} · closes {_closes(survey)}. "
        "Sealed when you send, read by nobody before the close. Under a minute."
    )


def reminder(survey: Survey) -> str:
    return (
        f"The pulse closes on {_closes(survey)}. If you have a minute, your view counts; if not, "
        "that is fine."
    )


def on_home(survey: Survey) -> str:
    """The same line for everyone invited, answered or not."""
    return f"*Anonymous pulse* · closes {_closes(survey)}. Under a minute."


def sealed(survey_closes: str) -> str:
    return (
        "Sealed. Nobody can connect it to you any more, and neither can we. Results come after "
        f"{survey_closes}."
    )


def progress(survey: Survey) -> str:
    """How many have answered an open survey, as of the last daily count: in tens, or too few."""
    return f"{_share(survey)}. We show no names and no results before the close, for anybody."


def _share(survey: Survey) -> str:
    if survey.progress_on is None:
        return "How many have answered is counted once a day, for the first time tomorrow"
    if survey.progress is None:
        return f"Fewer than {survey.policy.k} have answered (updated daily)"
    more = " or more" if survey.progress == 90 else ""
    return f"About {survey.progress} %{more} have answered (updated daily)"


def promised(policy: Policy, closes_at: datetime) -> str:
    """The whole promise, in mrkdwn: every number and group in it is one of the frozen rules."""
    facts = promise(policy)
    points = [
        "The bot keeps *that* you answered until the close (so you are asked only once and not "
        "reminded again), never *what*.",
        f"Results are shown {_shown_for(facts)}, and only for groups of at least {facts.k}."
        f"{_too_small(facts)} {_READ_BY[policy.readers]}",
        f"If fewer than {facts.k} people answer, everything is deleted unread.",
        *_of_comments(facts),
        "You cannot change or take back your answers after sending: we could not find them.",
    ]
    return "\n".join(
        [
            f"*Anonymous pulse* · {_invited(facts.invited)} ({_audience(facts)}) · closes "
            f"{closes(closes_at, facts.zone)}\n",
            "Your answers are sealed when you press Send. Until the survey closes nobody can read "
            "them, not even the program team or we who run this bot; then they are counted "
            "together and the single answers are destroyed.",
            *(f"• {point}" for point in points),
            "\n*What we cannot exclude:* Slack carries your answer to the bot like any message "
            "form, and someone controlling the bot's server while you answer could read along.",
        ]
    )


HOW_IT_WORKS = (
    "*How it is done*\n"
    "• At the opening the bot writes one place for each person invited and one for each answer, "
    "all filled with random bytes. An answer overwrites one drawn by lot: no row appears, grows or "
    "gets a time.\n"
    "• The key lies in three parts in three places. After the close it is destroyed, so no copy of "
    "the database can be opened later.\n"
    "• Scores and comments are sealed apart from each other: a comment never stands beside scores."
)
CANNOT_EXCLUDE = (
    "*What nobody can exclude*\n"
    "• Whoever controls the bot or its server while the pulse is open could record answers as they "
    "come in, or open them before the close. The server as it was before and after your answer, "
    "with all parts of the key, shows the difference.\n"
    "• Slack knows that and when you sent a form, and may keep it under its own terms.\n"
    "• Your way of writing may give you away. Write only what anybody in the program could write.\n"
    "• If nearly everyone in a group thinks the same, the result says so of each of them; and "
    "others who compare their own answers can guess better.\n"
    "• Until the close the bot can tell who has answered, never what. If everyone answers, that is "
    "plain to all.\n"
    "• In a small program most groups are left out. Stable opinions over several pulses can be "
    "guessed a little.\n"
    "• If the key is lost, all answers are lost with it and we ask again. That is on purpose.\n"
    "• An answer proves nothing: it cannot be corrected, and nobody can say which one was theirs."
)


def serious(team: Sequence[str]) -> str:
    """Where something goes that somebody has to act on. `team` are mentions."""
    who = f"Write to {listing(list(team))}" if team else "Write to the program team"
    return (
        "*Something serious?* Nobody can ask back or act on what stands here. "
        f"{who}; /mentoring charter says who else."
    )


def comment_hint(policy: Policy) -> str:
    """Under each comment: who reads it."""
    return (
        "Shown word for word, without name, group, score or time, if at least "
        f"{policy.comments_from} people answer and {policy.fewest_comments} write one; else "
        "deleted unread."
    )


def _closes(survey: Survey) -> str:
    return closes(survey.closes_at, survey.policy.zone)


def _invited(people: int) -> str:
    return f"{counted(people, 'person', 'people')} invited"


def _audience(facts: Promise) -> str:
    name = said(shortened(facts.program, _LONGEST_NAME))
    if facts.audience is AudienceKind.COHORT:
        name = f"{said(shortened(facts.audience_name, _LONGEST_NAME))}, {name}"
    return f"{_PEOPLE[facts.audience]} of {name}"


def _shown_for(facts: Promise) -> str:
    parts = ["everyone"]
    roles = facts.shown.get(Dimension.ROLE, ())
    parts += [_ROLES.get(one, said(one)) for one in roles]
    found = listing([f"for {one}" for one in parts])
    places = facts.shown.get(Dimension.LOCATION, ())
    if not places:
        return found
    return f"{found}, by location for {_places(places)}"


def _places(groups: Sequence[str]) -> str:
    """All of them, or as many as there is room for, and how many more."""
    named: list[str] = []
    for group in groups:
        named.append(said(shortened(group, _LONGEST_NAME)))
        if sum(map(len, named)) > _ROOM_FOR_GROUPS:
            named.pop()
            break
    left = len(groups) - len(named)
    return listing([*named, f"{left} more"] if left else named)


def _too_small(facts: Promise) -> str:
    if not facts.not_shown:
        return ""
    by = " or ".join(f"by {_BY[one]}" for one in facts.not_shown)
    return f" Not {by}: the groups are too small."


def _of_comments(facts: Promise) -> list[str]:
    if not facts.comments:
        return []
    return [
        "Comments are shown word for word, without name, group, score or time, if at least "
        f"{facts.comments_from} people answer and {facts.fewest_comments} write one. *Your way of "
        "writing or a detail may still give you away*: leave out names and cases only you know."
    ]


def _over(facts: Mapping[str, Any]) -> str:
    on = facts.get("on")
    when = f" on {local_day(on, facts.get('zone', 'UTC'))}" if on else ""
    return f"It closed{when}. Nothing of this was stored; you are told when the next one opens."


REFUSALS: Mapping[str, Sentence] = {
    "pulse.none_open": lambda _: (
        "No pulse is open for you now. You are told when the next one opens."
    ),
    "pulse.not_found": lambda _: "This pulse is not there any more. Your Home shows what is open.",
    "pulse.not_invited": lambda _: (
        "This pulse asks those who took part when it opened. You are told when the next one opens."
    ),
    "pulse.over": _over,
    "pulse.changed": lambda _: (
        "The survey changed; open it again. Nothing was stored, so copy what you wrote first."
    ),
    "pulse.key_lost": lambda _: (
        "This pulse takes no answers any more: its key is lost, so nothing was stored and nothing "
        "can be read. The program team can ask again."
    ),
    "pulse.not_stored": lambda _: NOT_STORED,
    "pulse.empty": lambda _: "Answer at least one question: it can be sent only once.",
    "pulse.too_long": lambda _: "Shorten this a little: every slip has the same size.",
}
