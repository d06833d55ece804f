"""My profile as a mentor: how strong in what is offered, and what goes beyond the offer."""

from collections.abc import Mapping

from handlers import blocks, choice_words, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Mentors, Profiles
from handlers.profiles import words
from handlers.profiles.fields import where_to
from program.profile_forms import level_field
from services.profile_mentor import Begun
from services.profiles import Side


def first_step(begun: Begun) -> View:
    """What the offer says, with the way to change it, and a level for each competency in it."""
    names = {one.id: one.name for one in begun.cohort.competencies}
    change = blocks.button(words.CHANGE_OFFER, Mentors.OFFER, ids={"cohort": begun.cohort.id})
    return blocks.modal(
        Profiles.MENTOR_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_1_OF_2),
            blocks.section(cohort_line.titled(begun.cohort)),
            blocks.context(words.PURPOSE_MENTOR),
            *(_resume(begun) if begun.unfinished else []),
            blocks.section(words.offer(begun.mentor), change),
            blocks.section(words.LEVELS),
            *(
                _numbers(
                    level_field(one),
                    names[one],
                    choice_words.LEVELS_OF,
                    begun.profile.levels.get(one),
                    optional=False,
                )
                for one in begun.mentor.competencies
                if one in names
            ),
            _coverage(begun),
        ],
        submit=words.NEXT,
        ids={"cohort": begun.cohort.id},
    )


def second_step(begun: Begun) -> View:
    """Themes and functions known, and what can be opened: all of it may stay empty."""
    profile = begun.profile
    return blocks.modal(
        Profiles.OPENS_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_2_OF_2),
            *where_to(profile, words.MENTOR_THEMES, words.MENTOR_FUNCTIONS),
            inputs.select_input(
                "function",
                words.FUNCTION,
                blocks.labelled(choice_words.FUNCTIONS_OF),
                profile.function,
                optional=True,
            ),
            _numbers("reach", words.REACH, choice_words.REACH_OF, profile.reach),
            _numbers("stretch", words.STRETCH, choice_words.STRETCH_OF, profile.stretch),
            _numbers(
                "directness", words.DIRECTNESS, choice_words.DIRECTNESS_OF, profile.directness
            ),
            blocks.actions(blocks.button(words.BACK, Profiles.OPENS_BACK)),
            _coverage(begun),
        ],
        submit=words.SAVE,
        ids={"cohort": begun.cohort.id},
    )


def _numbers(
    field: str, label: str, known: Mapping[int, str], chosen: int | None, *, optional: bool = True
) -> Block:
    choices = [blocks.Choice(str(int(one)), text) for one, text in known.items()]
    initial = None if chosen is None else str(int(chosen))
    return inputs.select_input(field, label, choices, initial, optional=optional)


def _resume(begun: Begun) -> list[Block]:
    ids = {"cohort": begun.cohort.id, "side": Side.MENTOR.value}
    button = blocks.button(words.GO_ON, Profiles.RESUME, ids=ids)
    return [blocks.section(words.DRAFT_FOUND, button)]


def _coverage(begun: Begun) -> Block:
    return blocks.context(words.coverage(begun.coverage, Side.MENTOR))
