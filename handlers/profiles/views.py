"""Which profile, what was kept, wishes and avoid list, and what one says of oneself."""

from collections.abc import Sequence

from handlers import blocks, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Profiles
from handlers.profiles import about_words, words
from program.cohort import Cohort
from program.profile_about import ANSWERS, RATHER_NOT, AboutMe, Group
from program.profile_forms import wish_field
from program.profile_lists import MOST_AVOIDED
from program.text import shortened
from services.profile_wishes import MyWishes
from services.profiles import MyProfile

MOST_LISTED = 15


def choose(choice: Sequence[MyProfile]) -> View:
    """Which profile, for somebody with several."""
    rows = [row(one) for one in choice[:MOST_LISTED]]
    return blocks.modal(Profiles.CHOOSE_VIEW, words.TITLE, [blocks.section(words.WHICH), *rows])


def choose_wishes(choice: Sequence[Cohort]) -> View:
    """For which cohort somebody wishes."""
    rows = [
        blocks.section(
            cohort_line.titled(one),
            blocks.button(
                words.CHOOSE,
                Profiles.WISHES,
                ids={"cohort": one.id},
                spoken=shortened(f"{words.CHOOSE} {one.name}", blocks.OPTION),
            ),
        )
        for one in choice[:MOST_LISTED]
    ]
    top = blocks.section(words.WHICH_WISHES)
    return blocks.modal(Profiles.CHOOSE_VIEW, words.WISHES_TITLE, [top, *rows])


def kept(mine: MyProfile) -> View:
    """What came of it, and what else may be said."""
    return blocks.modal(
        Profiles.KEPT_VIEW,
        words.KEPT_TITLE,
        [blocks.section(words.kept(mine)), others(mine.cohort)],
    )


def wishes(mine: MyWishes) -> View:
    """Three wishes in order, and with whom not: all of it may stay empty."""
    dear = [one.slack_user for one in mine.wishes]
    asked = [
        inputs.account_input(
            wish_field(place),
            label,
            initial=dear[place - 1] if place <= len(dear) else None,
            hint=words.wish_hint() if place == 1 else None,
            optional=True,
        )
        for place, label in enumerate(words.WISHES_OF, start=1)
    ]
    return blocks.modal(
        Profiles.WISHES_VIEW,
        words.WISHES_TITLE,
        [
            blocks.section(cohort_line.titled(mine.cohort)),
            blocks.context(words.WISHES_TOP),
            *asked,
            inputs.accounts_input(
                "avoid",
                words.AVOID,
                most=MOST_AVOIDED,
                initial=[one.slack_user for one in mine.avoid],
                hint=words.avoid_hint(),
                optional=True,
            ),
        ],
        submit=words.SAVE,
        ids={"cohort": mine.cohort.id},
    )


def about(said: AboutMe) -> View:
    """Each question with the answer not to say; that is where it stands at first."""
    return blocks.modal(
        Profiles.ABOUT_VIEW,
        words.ABOUT_TITLE,
        [
            blocks.section(words.ABOUT_TOP),
            blocks.context(words.about_line()),
            *(
                inputs.select_input(
                    one.value,
                    about_words.QUESTIONS[one],
                    [
                        blocks.Choice(RATHER_NOT, words.RATHER_NOT_SAY),
                        *(blocks.Choice(a, about_words.ANSWERS[a]) for a in ANSWERS[one]),
                    ],
                    said.groups.get(one.value, RATHER_NOT),
                )
                for one in Group
            ),
        ],
        submit=words.SAVE,
    )


def row(mine: MyProfile) -> Block:
    """One of one's profiles with how much of it is there, and the way into it."""
    ids = {"cohort": mine.cohort.id, "side": mine.side.value}
    label = words.MY_PROFILE if mine.written else words.WRITE
    spoken = shortened(words.spoken(mine), blocks.OPTION)
    button = blocks.button(label, Profiles.OPEN, ids=ids, spoken=spoken)
    return blocks.section(words.my_profile(mine), button)


def others(cohort: Cohort | None = None) -> Block:
    """The ways to wishes and to what one says of oneself."""
    ids = {"cohort": cohort.id} if cohort else None
    return blocks.actions(
        blocks.button(words.WISHES, Profiles.WISHES, ids=ids),
        blocks.button(words.ABOUT, Profiles.ABOUT),
    )
