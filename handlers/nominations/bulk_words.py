"""Every sentence about deciding on several nominations at once."""

from collections.abc import Mapping, Sequence

from handlers.nominations.review_words import DECISIONS
from handlers.said import counted, mention
from program.nomination_steps import Step
from program.person import Person

TITLE = "Decide several"
CHOSEN_LABEL = "Nominations"
ALL_LABEL = "All at once"
DECISION_LABEL = "Decision"
REASON_LABEL = "Reason"
REMARK_LABEL = "Remark"
PREVIEW = "Look at it first"
BACK = "Back"
NOTHING = "Nothing of this list can be decided now."
ONE_EACH = "Nothing is decided yet. Next you see who will read what."
THE_REASON = "*The reason each of them reads*"
REMARK_KEPT = "Your remark is kept beside each; only program managers read it."
SKIPPED = "*Left as they are, since they changed meanwhile*"


def all_of_them(number: int) -> str:
    return f"All {number:,} of this list"


def decide(number: int) -> str:
    return f"Decide for {number:,}"


def what(step: Step, number: int) -> str:
    label, detail = DECISIONS[step]
    return f"*{label}: {counted(number, 'nomination', 'nominations')}.* {detail}"


def who(people: Sequence[Person]) -> str:
    return ", ".join(mention(one.slack_user) for one in people)


def authors(number: int) -> str:
    return (
        f"{counted(number, 'colleague', 'colleagues').capitalize()} who put them forward: an hour "
        "of work later they hear the state, and can read the reason."
    )


def managers(number: int) -> str:
    return (
        f"{counted(number, 'line manager', 'line managers').capitalize()}: they hear the time that "
        "is promised."
    )


def decided(number: int) -> str:
    verb = "is" if number == 1 else "are"
    return f"{counted(number, 'nomination', 'nominations').capitalize()} {verb} decided."


SENTENCES: Mapping[str, str] = {
    "nominations.choose_several": "Choose at least one, or tick the box for all.",
    "nominations.none_decidable": "None of these can be decided like this now. Choose others.",
    "nominations.bulk_gone": (
        "This was applied already, or put aside for more than 7 days. The list shows how things "
        "stand."
    ),
}
