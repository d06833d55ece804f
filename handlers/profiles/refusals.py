"""What people read when something about profiles is refused: the reason, and what to do next."""

from collections.abc import Mapping

from handlers.feature import Sentence
from handlers.said import counted

REFUSALS: Mapping[str, Sentence] = {
    "profiles.takes_no_part": lambda _: (
        "A profile belongs to a cohort, and you are in none at the moment. /mentoring charter says "
        "what is open."
    ),
    "profiles.not_a_mentee": lambda _: (
        "You are no mentee of this cohort at the moment. /mentoring status says where things stand."
    ),
    "profiles.not_sent": lambda _: "Nothing was sent here yet. The list of profiles says who did.",
    "profiles.offer_first": lambda _: (
        "Say first what you can offer: /mentoring volunteer. Your profile begins from there."
    ),
    "profiles.offer_changed": lambda _: (
        "Your offer changed meanwhile. Close this and open My profile again; nothing was changed."
    ),
    "profiles.draft_gone": lambda _: (
        "The first steps are no longer kept here. Open My profile again; what you sent before is "
        "still there."
    ),
    "profiles.choose_competencies": lambda _: "Choose at least one from the list.",
    "profiles.aim_higher": lambda _: "Aim higher than now, or leave this one out.",
    "profiles.aim_once": lambda _: "Aim higher than now in at least one of them.",
    "profiles.choose_listed": lambda _: "Choose from the list.",
    "profiles.too_many": lambda facts: f"Choose {facts['most']} at most.",
    "profiles.too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
    "profiles.in_both_lists": lambda facts: f"{facts['name']} stands in both lists. Choose one.",
    "profiles.wished_twice": lambda facts: (
        f"{facts['name']} is among your wishes already. Choose somebody else, or leave it empty."
    ),
    "profiles.wish_yourself": lambda _: "This is you. Choose somebody else, or leave it empty.",
    "profiles.avoid_yourself": lambda _: "You are among them. Take yourself out.",
}
