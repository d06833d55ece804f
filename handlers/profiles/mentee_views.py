"""My profile as a mentee: what to learn, from where to where, and how."""

from handlers import blocks, choice_words, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Profiles
from handlers.profiles import words
from handlers.profiles.fields import where_to
from program.mentor import MOST_LANGUAGES
from program.profile import MenteeProfile
from program.profile_forms import AIMS, MOST_WANTED, level_field
from program.profile_lists import BOUNDARIES_LIMIT
from services.profile_mentee import Begun
from services.profiles import Side


def first_step(begun: Begun) -> View:
    """Competencies wanted and one's own function."""
    draft = begun.draft
    return blocks.modal(
        Profiles.MENTEE_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEPS[1, 3]),
            blocks.section(cohort_line.titled(begun.cohort)),
            blocks.context(words.PURPOSE if draft.profile.written else words.PREFILLED),
            *(_resume(begun) if begun.unfinished else []),
            inputs.several_input(
                "competencies",
                words.COMPETENCIES,
                [blocks.Choice(one.id, one.name) for one in begun.cohort.competencies],
                most=MOST_WANTED,
                chosen=draft.chosen,
            ),
            inputs.select_input(
                "function",
                words.FUNCTION,
                blocks.labelled(choice_words.FUNCTIONS_OF),
                draft.profile.function,
                optional=True,
            ),
            _coverage(begun),
        ],
        submit=words.NEXT,
        ids={"cohort": begun.cohort.id},
    )


def second_step(begun: Begun) -> View:
    """For each competency one of ten ways to aim higher than now."""
    names = {one.id: one.name for one in begun.cohort.competencies}
    choices = [blocks.Choice(aim_value(one), words.aim(one)) for one in AIMS]
    wanted = begun.draft.profile.wanted
    asked = [
        inputs.select_input(
            level_field(one),
            names[one],
            choices,
            aim_value(wanted[one]) if one in wanted else None,
            optional=True,
        )
        for one in begun.draft.chosen
        if one in names
    ]
    return blocks.modal(
        Profiles.AIMS_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEPS[2, 3]),
            blocks.section(words.AIMS),
            *asked,
            blocks.actions(blocks.button(words.BACK, Profiles.AIMS_BACK)),
            _coverage(begun),
        ],
        submit=words.NEXT,
        ids={"cohort": begun.cohort.id},
    )


def third_step(begun: Begun) -> View:
    """Themes, functions, style, languages, times and boundaries: all of it may stay empty."""
    profile = begun.draft.profile
    return blocks.modal(
        Profiles.REST_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEPS[3, 3]),
            *where_to(profile, words.THEMES, words.FUNCTIONS),
            *_how(profile),
            blocks.actions(blocks.button(words.BACK, Profiles.REST_BACK)),
            _coverage(begun),
        ],
        submit=words.SAVE,
        ids={"cohort": begun.cohort.id},
    )


def aim_value(levels: tuple[int, int]) -> str:
    """The value of a choice: `2>4`."""
    return f"{levels[0]}>{levels[1]}"


def _resume(begun: Begun) -> list[Block]:
    ids = {"cohort": begun.cohort.id, "side": Side.MENTEE.value}
    button = blocks.button(words.GO_ON, Profiles.RESUME, ids=ids)
    return [blocks.section(words.DRAFT_FOUND, button)]


def _how(profile: MenteeProfile) -> list[Block]:
    return [
        inputs.radio_input(
            "style",
            words.LEARNING,
            blocks.labelled(choice_words.LEARNING_OF),
            profile.style,
            optional=True,
        ),
        inputs.several_input(
            "languages",
            words.LANGUAGES,
            blocks.labelled(choice_words.LANGUAGES_OF),
            most=MOST_LANGUAGES,
            chosen=profile.languages,
            optional=True,
        ),
        inputs.boxes_input(
            "times", words.TIMES, blocks.labelled(choice_words.TIMES_OF), chosen=profile.times
        ),
        inputs.text_input(
            "boundaries",
            words.BOUNDARIES_LABEL,
            longest=BOUNDARIES_LIMIT,
            hint=words.boundaries_hint(),
            initial=profile.boundaries,
            many_lines=True,
            optional=True,
        ),
    ]


def _coverage(begun: Begun) -> Block:
    return blocks.context(words.coverage(begun.coverage, Side.MENTEE))
