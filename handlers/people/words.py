"""Sentences about people: answers to what is typed, and who sees what."""

from collections.abc import Mapping, Sequence

from handlers.feature import Sentence
from handlers.said import mention
from program.person import Person

TYPED = (
    "I answer buttons and /mentoring. What is typed here stays in Slack, and I do not keep it. "
    "For something private use a form: it says who reads it."
)
OPEN = "Open mentoring"
INSTALLED_ALONE = (
    "Baton is here now. What comes first is a program manager, who sets up the first cohort: "
    "whoever runs Baton names one in its settings, or gives you a one-time code. Type "
    "`/mentoring-admin claim` and enter it."
)
READERS_TITLE = "Who sees what"
READERS_LEAD = "Each form says it again beside the field."
SEALED = (
    "Private texts are stored locked. Nobody reads one in Baton without the right to, whatever "
    "their role; somebody with the server and its key could."
)


def installed(managers: Sequence[Person]) -> str:
    if not managers:
        return INSTALLED_ALONE
    who = [mention(one.slack_user) for one in managers[:3]]
    return f"Baton is here now. {' and '.join(who)} can set up the first cohort from Home."


REFUSALS: Mapping[str, Sentence] = {
    "people.unknown": lambda _: "I do not know this account yet. Choose them again in a minute.",
    "people.gone": lambda facts: f"{facts['name']} has left; that account is closed.",
    "people.guest": lambda facts: (
        f"{facts['name']} is a guest, and mentoring is for full accounts."
    ),
    "people.outsider": lambda facts: (
        f"{facts['name']} belongs to another organisation, and mentoring is for colleagues here."
    ),
}
